import {
  type CoverageDimension,
  type Domain,
  directive,
  type FilterField,
  models,
  namedType,
  type RecordType,
  recordTypes,
  sdlOf,
  subgraphSdl,
} from '@observer-graph/contract';
import {
  buildASTSchema,
  concatAST,
  type FieldDefinitionNode,
  type GraphQLSchema,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  type SelectionSetNode,
} from 'graphql';

/** A domain's part of the contract, with all that its directives tell the engine. */
export interface DomainView {
  readonly domain: Domain;
  /** The SDL as it is served, `_service { sdl }`. */
  readonly sdl: string;
  readonly schema: GraphQLSchema;
  readonly entities: ReadonlyMap<string, Entity>;
  /** The fields that several members answer together, by type and field. */
  readonly gathers: ReadonlyMap<string, ReadonlyMap<string, Gather>>;
  /** What the fields of connections, edges and summaries are to the engine, by type and field. */
  readonly parts: ReadonlyMap<string, ReadonlyMap<string, Part>>;
  /** Root fields that look one record up by its key: the entity by the field's name. */
  readonly lookups: ReadonlyMap<string, Entity>;
}

/** A type with `@key`. */
export interface Entity {
  readonly name: string;
  /** Its key field, `id` or `code`. */
  readonly key: string;
  /** Whether the domain has more than the key of it. */
  readonly resolvable: boolean;
  /** Whether one member owns each of them; `record` is given then. */
  readonly partitioned: boolean;
  readonly record: RecordType | null;
  /** The fields that other domains know and send along: of an entity among them, the name of its key field. */
  readonly external: ReadonlyMap<string, string | null>;
  /** What of the key and the external fields prunes members. */
  readonly coverage: readonly { readonly field: string; readonly by: CoverageDimension }[];
}

type Part = 'edges' | 'pageInfo' | 'merge' | 'report' | 'cursor' | 'node';

export type MergeOp = 'SUM' | 'BUCKETS';

/** A connection or summary. */
export interface Gather {
  readonly kind: 'connection' | 'summary';
  /** The records that it lists or counts. */
  readonly record: RecordType;
  /** On an entity: the filter field that its key is a value of. */
  readonly by: FilterField | null;
  /** What must have been sent along for it, `country { code }`. */
  readonly requires: SelectionSetNode | null;
  /** How each field of its type becomes one from many; fields that are not here are the engine's own. */
  readonly merges: ReadonlyMap<string, MergeOp>;
  /** The fields that the engine fills with the report. */
  readonly reports: ReadonlySet<string>;
}

const views = new Map<Domain, DomainView>();

/**
 * Reads a domain's directives, once.
 *
 * @throws {Error} if there is a field that the engine could not answer rightly
 */
export function domainView(domain: Domain): DomainView {
  const view = views.get(domain) ?? readDomain(domain);
  views.set(domain, view);
  return view;
}

function readDomain(domain: Domain): DomainView {
  const sdl = subgraphSdl(domain);
  const document = concatAST([parse(sdlOf[domain]), parse(sdlOf.common)]);
  const objects = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.OBJECT_TYPE_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  );
  const entities = new Map(
    [...objects.values()].flatMap((node) => {
      const entity = entityOf(node, objects);
      return entity ? [[entity.name, entity] as const] : [];
    }),
  );
  const gathers = new Map(
    [...objects.values()].map((node) => [node.name.value, gathersOf(domain, node, objects)] as const),
  );
  return {
    domain,
    sdl,
    schema: schemaOf(sdl, entities),
    entities,
    gathers,
    parts: partsOf(domain, objects, gathers),
    lookups: lookupsOf(domain, objects, entities, gathers),
  };
}

type Objects = ReadonlyMap<string, ObjectTypeDefinitionNode>;

function keyOf(node: ObjectTypeDefinitionNode | undefined): string | null {
  const fields = directive(node?.directives, 'key')?.['fields'];
  return typeof fields === 'string' ? fields : null;
}

function entityOf(node: ObjectTypeDefinitionNode, objects: Objects): Entity | null {
  const key = keyOf(node);
  if (key === null) return null;
  const name = node.name.value;
  const partitioned = directive(node.directives, 'partitioned') !== null;
  const fields = node.fields ?? [];
  return {
    name,
    key,
    resolvable: directive(node.directives, 'key')?.['resolvable'] !== false,
    partitioned,
    record: partitioned ? (recordTypes.get(name) ?? null) : null,
    external: new Map(
      fields.flatMap((field) =>
        directive(field.directives, 'external')
          ? [[field.name.value, keyOf(objects.get(namedType(field.type)))] as const]
          : [],
      ),
    ),
    coverage: fields.flatMap((field) => {
      const by = directive(field.directives, 'coverage')?.['by'];
      return typeof by === 'string' ? [{ field: field.name.value, by: by as CoverageDimension }] : [];
    }),
  };
}

function gathersOf(domain: Domain, node: ObjectTypeDefinitionNode, objects: Objects): Map<string, Gather> {
  return new Map(
    (node.fields ?? []).flatMap((field) => {
      const gather = gatherOf(domain, node, field, objects);
      return gather ? [[field.name.value, gather] as const] : [];
    }),
  );
}

function gatherOf(
  domain: Domain,
  node: ObjectTypeDefinitionNode,
  field: FieldDefinitionNode,
  objects: Objects,
): Gather | null {
  const type = objects.get(namedType(field.type));
  const fields = type?.fields ?? [];
  const isConnection = fields.some(({ name }) => name.value === 'edges');
  const merges = new Map(
    fields.flatMap(({ name, directives }) => {
      const op = directive(directives, 'merge')?.['op'];
      return typeof op === 'string' ? [[name.value, op as MergeOp] as const] : [];
    }),
  );
  if (!type || (!isConnection && merges.size === 0)) return null;
  const record = recordTypes.get(type.name.value.replace(/(Connection|Summary)$/, ''));
  if (!record) throw new Error(`${type.name.value} lists or counts no record type of the contract.`);
  const related = models
    .get(domain)
    ?.related.find(({ entity, field: name }) => entity === node.name.value && name === field.name.value);
  const requires = directive(field.directives, 'requires')?.['fields'];
  return {
    kind: isConnection ? 'connection' : 'summary',
    record,
    by: (related && record.filters.get(related.by)) ?? null,
    requires: typeof requires === 'string' ? selectionOf(requires) : null,
    merges,
    reports: new Set(
      fields.flatMap(({ name, directives }) => (directive(directives, 'fromScatter') ? [name.value] : [])),
    ),
  };
}

const connectionParts: ReadonlyMap<string, Part> = new Map([
  ['edges', 'edges'],
  ['pageInfo', 'pageInfo'],
]);

const edgeParts: ReadonlyMap<string, Part> = new Map([
  ['cursor', 'cursor'],
  ['node', 'node'],
]);

function partsOf(
  domain: Domain,
  objects: Objects,
  gathers: ReadonlyMap<string, ReadonlyMap<string, Gather>>,
): Map<string, ReadonlyMap<string, Part>> {
  const parts = new Map<string, ReadonlyMap<string, Part>>();
  for (const [type, fields] of gathers) {
    for (const [name, gather] of fields) {
      const gathered = fieldOf(objects.get(type), name);
      const object = objects.get(namedType(gathered.type));
      if (!object) continue;
      parts.set(object.name.value, partsOfType(domain, object, gather));
      if (gather.kind === 'connection') parts.set(namedType(fieldOf(object, 'edges').type), edgeParts);
    }
  }
  return parts;
}

function partsOfType(domain: Domain, object: ObjectTypeDefinitionNode, gather: Gather): Map<string, Part> {
  return new Map(
    (object.fields ?? []).map(({ name: { value: name } }) => {
      const part =
        (gather.kind === 'connection' ? connectionParts.get(name) : undefined) ??
        (gather.merges.has(name) ? 'merge' : gather.reports.has(name) ? 'report' : undefined);
      if (!part) {
        throw new Error(
          `${domain}: ${object.name.value}.${name} comes from several members and says nothing of how they become one (@merge).`,
        );
      }
      return [name, part] as const;
    }),
  );
}

function fieldOf(object: ObjectTypeDefinitionNode | undefined, name: string): FieldDefinitionNode {
  const field = object?.fields?.find((candidate) => candidate.name.value === name);
  if (!field) throw new Error(`${object?.name.value} has no field ${name}.`);
  return field;
}

function selectionOf(fields: string): SelectionSetNode | null {
  const [definition] = parse(`{ ${fields} }`).definitions;
  return definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet : null;
}

function lookupsOf(
  domain: Domain,
  objects: Objects,
  entities: ReadonlyMap<string, Entity>,
  gathers: ReadonlyMap<string, ReadonlyMap<string, Gather>>,
): Map<string, Entity> {
  const lookups = new Map<string, Entity>();
  for (const field of objects.get('Query')?.fields ?? []) {
    const name = field.name.value;
    if (gathers.get('Query')?.has(name)) continue;
    const entity = entities.get(namedType(field.type));
    const args = (field.arguments ?? []).map((argument) => argument.name.value);
    if (!entity?.partitioned || field.type.kind !== Kind.NAMED_TYPE || args.join() !== entity.key) {
      throw new Error(
        `${domain}: Query.${name} is no connection, no summary and no lookup of an owned record by its key; the scatter cannot answer it rightly.`,
      );
    }
    lookups.set(name, entity);
  }
  return lookups;
}

/** The schema with what Federation adds to every subgraph. */
function schemaOf(sdl: string, entities: ReadonlyMap<string, Entity>): GraphQLSchema {
  const resolvable = [...entities.values()].filter((entity) => entity.resolvable).map(({ name }) => name);
  return buildASTSchema(
    concatAST([
      parse(sdl),
      parse(`
        scalar _Any
        union _Entity = ${resolvable.join(' | ')}
        type _Service { sdl: String }
        extend type Query { _entities(representations: [_Any!]!): [_Entity]! _service: _Service! }
      `),
    ]),
    // Federation's directives are not defined here; the contract's own linter has checked them.
    { assumeValidSDL: true },
  );
}
