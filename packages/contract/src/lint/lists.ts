import { type FieldDefinitionNode, Kind, type ObjectTypeDefinitionNode, print, type TypeNode } from 'graphql';
import { directive, namedType } from '../model.ts';
import { has, keyFields, ownObjects, type SubgraphSource, written } from './sources.ts';

/** What several members fill together must be something that the scatter can make one of. */
export function lintLists(subgraph: SubgraphSource): string[] {
  if (subgraph.name === 'federation') return [];
  return [
    ...subgraph.query.flatMap((field) => lintQueryField(subgraph, field)),
    ...ownObjects(subgraph).flatMap((type) => [
      ...lintConnectionType(subgraph, type),
      ...lintSummaryType(subgraph, type),
      ...lintMerges(subgraph, type),
      ...(type.fields ?? []).flatMap((field) => lintField(subgraph, type, field)),
    ]),
    ...lintAbstracts(subgraph),
  ];
}

function lintQueryField(subgraph: SubgraphSource, field: FieldDefinitionNode): string[] {
  const at = `${subgraph.name}: Query.${field.name.value}`;
  const mistakes: string[] = [];
  if (field.type.kind === Kind.NON_NULL_TYPE) {
    mistakes.push(`${at} must be nullable: its members may all be away.`);
  }
  const listed = listedRecord(field.type);
  if (listed) return [...mistakes, ...lintListArguments(subgraph, at, field, listed)];
  const type = namedType(field.type);
  const key = keyFields(subgraph.objects.get(type) ?? noObject);
  const lookup = key !== null && written(field.type).replace('!', '') === type;
  const args = (field.arguments ?? []).map((argument) => print(argument.type));
  if (!lookup || args.length !== 1 || args[0] !== 'ID!' || field.arguments?.[0]?.name.value !== key) {
    mistakes.push(
      `${at} is neither a connection, nor a summary, nor the lookup of an entity by its key: members' answers to it cannot be made one.`,
    );
  }
  return mistakes;
}

/** A field of an object type, as far as it lists or counts, or is filled by several members. */
function lintField(
  subgraph: SubgraphSource,
  type: ObjectTypeDefinitionNode,
  field: FieldDefinitionNode,
): string[] {
  const at = `${subgraph.name}: ${type.name.value}.${field.name.value}`;
  const listed = listedRecord(field.type);
  if (!listed) {
    if (has(field, 'related')) return [`${at} is @related, and so must be a connection or a summary.`];
    const alone =
      field.name.value === keyFields(type) ||
      ['external', 'merge', 'fromScatter'].some((name) => has(field, name));
    return has(type, 'everywhere') && !alone
      ? [`${at} is filled by several members: it must be a connection, a summary, or have @merge.`]
      : [];
  }
  const by = directive(field.directives, 'related')?.['by'];
  if (typeof by !== 'string') return [`${at} lists ${listed.record}s, and so needs @related.`];
  return [...lintListArguments(subgraph, at, field, listed), ...lintRelated(subgraph, at, type, listed, by)];
}

function lintRelated(
  { model }: SubgraphSource,
  at: string,
  type: ObjectTypeDefinitionNode,
  { record }: Listed,
  by: string,
): string[] {
  const filter = model.records.get(record)?.filters.get(by);
  if (!filter) return [`${at} is related by "${by}", which ${record}Filter does not have.`];
  if (keyFields(type) === null) return [`${at} is related by a key, but ${type.name.value} has none.`];
  const field = model.records.get(record)?.fields.get(filter.fields[0] ?? '');
  return filter.op === 'IN' && field?.kind === 'reference' && field.type === type.name.value
    ? []
    : [`${at} is related by ${record}Filter.${by}, whose values are no keys of ${type.name.value}.`];
}

interface Listed {
  readonly record: string;
  readonly as: 'Connection' | 'Summary';
}

function listedRecord(type: TypeNode): Listed | null {
  const [, record, as] = /^(.+)(Connection|Summary)$/.exec(namedType(type)) ?? [];
  return record && as ? { record, as: as as Listed['as'] } : null;
}

/**
 * Every list is asked in the same way, and nothing else can be asked of it: no top of each group, nothing distinct,
 * no averages.
 */
function lintListArguments(
  { model, enums }: SubgraphSource,
  at: string,
  field: FieldDefinitionNode,
  { record, as }: Listed,
): string[] {
  if (!model.records.has(record)) return [`${at} lists ${record}, which is no record type of this domain.`];
  const given = (field.arguments ?? []).map(
    (argument) => `${argument.name.value}: ${written(argument.type)}`,
  );
  const wanted =
    as === 'Connection'
      ? [
          `filter: ${record}Filter`,
          `orderBy: ${record}Order!`,
          'first: Int',
          'after: String',
          'last: Int',
          'before: String',
        ]
      : [`filter: ${record}Filter`, `by: [${record}Dimension!]!`];
  // What a resolver makes is asked in its own way: it makes one value of one entity.
  if (has(field, 'computed')) return [];
  if (given.join() !== wanted.join())
    return [`${at} must have the arguments (${wanted.join(', ')}), in this order.`];
  const fallback = field.arguments?.find((argument) =>
    ['orderBy', 'by'].includes(argument.name.value),
  )?.defaultValue;
  const orders = enums.get(`${record}Order`)?.values?.map((value) => value.name.value) ?? [];
  const known =
    as === 'Connection'
      ? fallback?.kind === Kind.ENUM && orders.includes(fallback.value)
      : fallback?.kind === Kind.LIST;
  return known ? [] : [`${at} needs a default for ${as === 'Connection' ? 'orderBy' : 'by'}.`];
}

function lintConnectionType(
  { name, scattered, model }: SubgraphSource,
  type: ObjectTypeDefinitionNode,
): string[] {
  const [, record] = /^(.+)Connection$/.exec(type.name.value) ?? [];
  const [, edgeOf] = /^(.+)Edge$/.exec(type.name.value) ?? [];
  if (record) {
    if (!model.records.has(record)) return [`${name}: ${type.name.value} lists what is no entity.`];
    return lintShape(name, type, [
      { field: 'edges', type: `[${record}Edge]`, why: 'a member that breaks an edge loses that edge alone' },
      { field: 'pageInfo', type: 'PageInfo!', why: 'every list can be paged' },
      {
        field: 'totalCount',
        type: 'Int',
        ...(scattered && { directive: 'merge' }),
        why: 'it is null if nobody answered',
      },
      ...(scattered
        ? [{ field: 'sources', type: 'Sources!', directive: 'fromScatter', why: 'it must say who answered' }]
        : []),
    ]);
  }
  return edgeOf
    ? lintShape(name, type, [
        { field: 'cursor', type: 'String!', why: 'pages are merged by it' },
        { field: 'node', type: edgeOf, why: 'a broken record costs only itself' },
      ])
    : [];
}

function lintSummaryType({ name, scattered }: SubgraphSource, type: ObjectTypeDefinitionNode): string[] {
  if (!type.name.value.endsWith('Summary') || !scattered) return [];
  return [
    ...lintShape(name, type, [
      { field: 'sources', type: 'Sources!', directive: 'fromScatter', why: 'it must say who answered' },
    ]),
    ...(type.fields ?? [])
      .filter((field) => !has(field, 'merge') && !has(field, 'fromScatter'))
      .map((field) => `${name}: ${type.name.value}.${field.name.value} needs @merge: several members count.`),
  ];
}

interface FieldShape {
  readonly field: string;
  readonly type: string;
  readonly directive?: string;
  readonly why: string;
}

function lintShape(name: string, type: ObjectTypeDefinitionNode, shapes: readonly FieldShape[]): string[] {
  return shapes.flatMap((shape) => {
    const found = type.fields?.find((field) => field.name.value === shape.field);
    const fits =
      found && written(found.type) === shape.type && (!shape.directive || has(found, shape.directive));
    const mark = shape.directive ? ` @${shape.directive}` : '';
    return fits
      ? []
      : [`${name}: ${type.name.value} needs ${shape.field}: ${shape.type}${mark}, because ${shape.why}.`];
  });
}

/** Sums of integers and of buckets add up whatever the members; nothing else does. */
const mergedTypes: Readonly<Record<string, string>> = { SUM: 'Int', BUCKETS: '[Bucket!]' };

function lintMerges({ name, scattered }: SubgraphSource, type: ObjectTypeDefinitionNode): string[] {
  return (type.fields ?? []).flatMap((field) => {
    const at = `${name}: ${type.name.value}.${field.name.value}`;
    const op = directive(field.directives, 'merge')?.['op'];
    if (!scattered) {
      return op !== undefined || has(field, 'fromScatter')
        ? [`${at} is merged, but the registry alone serves ${name}.`]
        : [];
    }
    if (op === undefined) {
      const listed = /Connection$|Summary$/.test(type.name.value) && isList(field.type);
      return listed && field.name.value !== 'edges'
        ? [`${at} is a list that several members fill: it must be a connection or have @merge.`]
        : [];
    }
    const wanted = mergedTypes[op as string];
    return written(field.type) === wanted ? [] : [`${at} is merged by ${op}, and so must be ${wanted}.`];
  });
}

/** Which member's type a record has is known only below its edge; above it, no planner could ask for it. */
function lintAbstracts(subgraph: SubgraphSource): string[] {
  return [...subgraph.abstracts.values()].flatMap((abstract) => {
    const name = abstract.name.value;
    const implementors = [...subgraph.objects.values()].filter((type) =>
      abstract.kind === Kind.UNION_TYPE_DEFINITION
        ? abstract.types?.some((member) => member.name.value === type.name.value)
        : type.interfaces?.some((implemented) => implemented.name.value === name),
    );
    return implementors.some((type) => reachesEdge(subgraph, type.name.value, new Set()))
      ? [
          `${subgraph.name}: ${name} is abstract and stands above an edge; edges stand below object types only.`,
        ]
      : [];
  });
}

function reachesEdge(subgraph: SubgraphSource, name: string, seen: Set<string>): boolean {
  if (/Connection$|Edge$/.test(name)) return true;
  if (seen.has(name)) return false;
  seen.add(name);
  return (subgraph.objects.get(name)?.fields ?? []).some((field) =>
    reachesEdge(subgraph, namedType(field.type), seen),
  );
}

function isList(type: TypeNode): boolean {
  return type.kind === Kind.NON_NULL_TYPE ? isList(type.type) : type.kind === Kind.LIST_TYPE;
}

const noObject: ObjectTypeDefinitionNode = {
  kind: Kind.OBJECT_TYPE_DEFINITION,
  name: { kind: Kind.NAME, value: '' },
};
