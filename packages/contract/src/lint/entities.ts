import { Kind, type ObjectTypeDefinitionNode } from 'graphql';
import { directive, namedType } from '../model.ts';
import { has, keyFields, ownObjects, type SubgraphSource, written } from './sources.ts';

/** Keys and references: what every entity of a subgraph must look like. */
export function lintEntities(subgraph: SubgraphSource): string[] {
  return ownObjects(subgraph).flatMap((type) => [
    ...lintKey(subgraph, type),
    ...lintNullable(subgraph, type),
    ...lintPartitioned(subgraph, type),
    ...lintPlace(subgraph, type),
    ...lintCoverage(subgraph, type),
  ]);
}

/** Record types have names of their own: the second part of an id, and the name of an order, begin with them. */
export function lintRecordNames(subgraphs: readonly SubgraphSource[]): string[] {
  const owner = new Map<string, string>();
  return subgraphs.flatMap(({ name, model }) =>
    [...model.records.values()].flatMap((record) => {
      const other = owner.get(record.slug);
      owner.set(record.slug, name);
      return other === undefined ? [] : [`${name}: ${record.name} is a record type of ${other} already.`];
    }),
  );
}

function lintKey({ name, objects }: SubgraphSource, type: ObjectTypeDefinitionNode): string[] {
  const at = `${name}: ${type.name.value}`;
  const keys = (type.directives ?? []).filter((node) => node.name.value === 'key');
  if (keys.length > 1) return [`${at} has several keys; a reference is one key.`];
  const key = keyFields(type);
  if (key === null) return [];
  const field = objects.get(type.name.value)?.fields?.find((candidate) => candidate.name.value === key);
  if (!field) return [`${at} has the key "${key}"; a key is one field of the type.`];
  return written(field.type) === 'ID!' ? [] : [`${at}.${key} is a key, and so must be ID!.`];
}

function lintNullable({ name }: SubgraphSource, type: ObjectTypeDefinitionNode): string[] {
  const key = keyFields(type);
  if (key === null) return [];
  return (type.fields ?? [])
    .filter((field) => field.name.value !== key && field.type.kind === Kind.NON_NULL_TYPE)
    .map(
      (field) =>
        `${name}: ${type.name.value}.${field.name.value} must be nullable: of an id that nobody knows there is only the key.`,
    );
}

/** What scatter and sources need of every record that a member owns. */
const ownedFields: Readonly<Record<string, string>> = {
  id: 'ID!',
  member: 'ID',
  organization: 'Organization',
  holding: 'Holding',
  country: 'Country',
  visibility: 'Visibility',
  state: 'RecordState',
};

function lintPartitioned(
  { name, scattered, model }: SubgraphSource,
  type: ObjectTypeDefinitionNode,
): string[] {
  const record = type.name.value;
  if (!has(type, 'partitioned')) {
    return scattered && model.records.has(record)
      ? [`${name}: ${record} has a connection, and so must be @partitioned: one member owns each record.`]
      : [];
  }
  if (!model.records.has(record)) {
    return [`${name}: ${record} is @partitioned, and so needs a key and a ${record}Connection.`];
  }
  return Object.entries(ownedFields).flatMap(([field, expected]) => {
    const found = type.fields?.find((candidate) => candidate.name.value === field);
    return found && written(found.type) === expected
      ? []
      : [`${name}: ${record} is @partitioned, and so needs ${field}: ${expected}.`];
  });
}

/** Who may hold something of an entity. */
function lintPlace({ name, scattered }: SubgraphSource, type: ObjectTypeDefinitionNode): string[] {
  const at = `${name}: ${type.name.value}`;
  const places = ['partitioned', 'everywhere'].filter((place) => has(type, place));
  if (!scattered) {
    return places.map((place) => `${at} is @${place}, but no member serves ${name} beside the registry.`);
  }
  if (places.length > 1) return [`${at} is both @partitioned and @everywhere.`];
  const key = keyFields(type);
  if (key === null) return places.map((place) => `${at} is @${place}, and so needs a key.`);
  const resolvable = directive(type.directives, 'key')?.['resolvable'] !== false;
  if (resolvable && places.length === 0) {
    return [`${at} can be asked for by its key, and so must be @partitioned or @everywhere.`];
  }
  return !resolvable && places.length > 0
    ? [`${at} is @${places[0]}, but its key is not resolvable: nobody will be asked.`]
    : [];
}

/** `@coverage` on a field: the key of, or a reference to, what the coverage is told by. */
function lintCoverage({ name }: SubgraphSource, type: ObjectTypeDefinitionNode): string[] {
  return (type.fields ?? []).flatMap((field) => {
    const by = directive(field.directives, 'coverage')?.['by'];
    if (by === undefined) return [];
    const told = field.name.value === keyFields(type) ? type.name.value : namedType(field.type);
    return told.toUpperCase() === by
      ? []
      : [`${name}: ${type.name.value}.${field.name.value} has @coverage by ${by}, but is of ${told}.`];
  });
}
