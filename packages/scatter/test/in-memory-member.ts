import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  type Coverage,
  type Domain,
  type DomainModel,
  decodeCursor,
  encodeCursor,
  memberOfId,
  models,
  type Order,
  type RecordType,
  subgraphSdl,
} from '@observer-graph/contract';
import { type Executor, type GraphQLRequest, localExecutor } from '@observer-graph/executor';
import { type GraphQLResolveInfo, type GraphQLSchema, parse } from 'graphql';
import type { ScatterMember } from '../src/index.ts';

/** A record by the contract's field names; references are keys. `type` is its record type. */
export type Row = { readonly type: string; readonly id: string } & Readonly<Record<string, unknown>>;

type Args = Readonly<Record<string, unknown>>;
type Resolver = (parent: Args, args: Args, context: Context, info: GraphQLResolveInfo) => unknown;

/** The records of one member. */
class Context {
  readonly rows: readonly Row[];
  readonly byId: ReadonlyMap<string, Row>;

  constructor(rows: readonly Row[]) {
    this.rows = rows;
    this.byId = new Map(rows.map((row) => [row.id, row]));
  }

  of(type: string): Row[] {
    return this.rows.filter((row) => row.type === type);
  }
}

const unread = { complete: true, pruned: 0, asOf: null, members: [] };

/** An honest little member that keeps its records in memory; rows of several members make it the oracle. */
export function inMemoryExecutor(domain: Domain, rows: readonly Row[]): Executor {
  const context = new Context(rows);
  return localExecutor(schemaOf(domain), () => context);
}

export interface TestMember extends ScatterMember {
  /** What it has been asked. */
  readonly asked: GraphQLRequest[];
}

export interface TestMemberOptions {
  readonly domain?: Domain;
  readonly code: string;
  readonly organizations?: readonly string[];
  readonly rows?: readonly Row[];
  /** Stands between the scatter and the honest member. */
  readonly executor?: (honest: Executor) => Executor;
  /** Its own version of the contract. */
  readonly sdl?: string;
  /** Of a type that is not named it has no records. Without it nothing is known. */
  readonly coverage?: Readonly<Record<string, Partial<Coverage>>>;
}

export function testMember({
  domain = 'findings',
  code,
  organizations = [code],
  rows = [],
  executor = (honest) => honest,
  coverage,
  sdl,
}: TestMemberOptions): TestMember {
  const asked: GraphQLRequest[] = [];
  const answer = executor(inMemoryExecutor(domain, rows));
  const unknown = { countries: null, elections: null, organizations: null, from: null, until: null };
  return {
    code,
    organizations: new Set(organizations),
    asked,
    ...(sdl !== undefined && { sdl }),
    executor: (request, call) => {
      asked.push(request);
      return answer(request, call);
    },
    coverage: (record) => {
      if (!coverage) return undefined;
      const covered = coverage[record];
      return covered ? { ...unknown, asOf: '2025-01-01T00:00:00Z', ...covered } : null;
    },
  };
}

const schemas = new Map<Domain, GraphQLSchema>();

function schemaOf(domain: Domain): GraphQLSchema {
  const schema = schemas.get(domain) ?? makeSchema(domain);
  schemas.set(domain, schema);
  return schema;
}

function makeSchema(domain: Domain): GraphQLSchema {
  const model = models.get(domain) as DomainModel;
  const query: Record<string, Resolver> = {};
  const resolvers: Record<string, Record<string, unknown>> = { Query: query };
  for (const record of model.records.values()) {
    const { name } = record;
    const root = name.charAt(0).toLowerCase() + name.slice(1);
    query[`${root}s`] = (_, args, context) => connection(context.of(name), record, args);
    query[root] = (_, { id }, { byId }) => byId.get(String(id)) ?? null;
    query[`${root}Summary`] = (_, args, context) => summary(context.of(name), record, args);
    resolvers[name] = {
      ...referencesOf(record),
      // A record that is not here may have others that concern it: its key is enough for them.
      __resolveReference: ({ id }: { id: string }, { byId }: Context, info: GraphQLResolveInfo) =>
        byId.get(id) ?? (asksForRelated(info, model, name) ? { __typename: name, id } : null),
    };
  }
  for (const { entity, field, record: recordName, by } of model.related) {
    const record = model.records.get(recordName) as RecordType;
    const type = resolvers[entity] ?? { __resolveReference: (representation: unknown) => representation };
    const resolver: Resolver = (parent, args, context) => {
      const filter = { [by]: [parent['id'] ?? parent['code']], includeCopies: true };
      const rows = context.of(recordName).filter((row) => matches(row, record, filter));
      return field === 'progress' ? progress(rows) : connection(rows, record, args);
    };
    type[field] = resolver;
    resolvers[entity] = type;
  }
  return buildSubgraphSchema([
    { typeDefs: parse(subgraphSdl(domain)), resolvers: onlyDefined(resolvers, domain) as never },
  ]);
}

function referencesOf({ fields }: RecordType): Record<string, Resolver> {
  const references = [...fields.values()].filter(({ kind }) => kind === 'reference');
  return Object.fromEntries(
    references.map(({ name, key = 'id' }) => [name, (row, _, { byId }) => refer(row[name], key, byId)]),
  );
}

/** Resolvers of fields that the domain does not have are an error. */
function onlyDefined(resolvers: Record<string, Record<string, unknown>>, domain: Domain) {
  const fields = new Map<string, Set<string>>();
  for (const definition of parse(subgraphSdl(domain)).definitions) {
    if (definition.kind !== 'ObjectTypeDefinition') continue;
    fields.set(definition.name.value, new Set(definition.fields?.map(({ name }) => name.value)));
  }
  return Object.fromEntries(
    Object.entries(resolvers).map(([type, own]) => [
      type,
      Object.fromEntries(
        Object.entries(own).filter(([name]) => name === '__resolveReference' || fields.get(type)?.has(name)),
      ),
    ]),
  );
}

function asksForRelated({ fieldNodes }: GraphQLResolveInfo, { related }: DomainModel, type: string): boolean {
  const names = fieldNodes.flatMap(({ selectionSet }) =>
    (selectionSet?.selections ?? []).flatMap((fragment) =>
      fragment.kind === 'InlineFragment' && fragment.typeCondition?.name.value === type
        ? fragment.selectionSet.selections.map((field) => (field.kind === 'Field' ? field.name.value : ''))
        : [],
    ),
  );
  return names.some((name) => related.some(({ entity, field }) => entity === type && field === name));
}

function refer(value: unknown, key: string, byId: ReadonlyMap<string, Row>): unknown {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map((item) => refer(item, key, byId));
  return byId.get(String(value)) ?? { [key]: value };
}

function matches(row: Row, { filters }: RecordType, filter: Args): boolean {
  if (row['state'] === 'WITHDRAWN') return false;
  if (filter['includeCopies'] !== true && row['holding'] === 'COPY') return false;
  return [...filters.values()].every(({ name, op, fields }) => {
    const wanted = filter[name] ?? null;
    if (wanted === null || op === 'COPIES') return true;
    const values = fields.flatMap((field) => (row[field] ?? []) as unknown[] | string);
    if (op === 'FROM') return values.some((value) => micros(value) >= micros(wanted));
    if (op === 'UNTIL') return values.some((value) => micros(value) < micros(wanted));
    if (op === 'TEXT') {
      return (wanted as string[]).some((text) =>
        values.some((value) => String(value).toLowerCase().includes(text.toLowerCase())),
      );
    }
    return values.some((value) => (wanted as unknown[]).includes(value));
  });
}

function micros(value: unknown): number {
  return Date.parse(String(value)) * 1000;
}

/** The row's cursor, of the member that its id names. */
function cursorOfRow(row: Row, record: RecordType, { name, by }: Order): string {
  const keys = by.map((field) => {
    const value = row[field] ?? null;
    const { kind, values } = record.fields.get(field) ?? {};
    if (value === null) return null;
    if (kind === 'enum') return values?.indexOf(String(value)) ?? null;
    if (kind === 'instant') return micros(value);
    return kind === 'date' ? micros(value) / 86_400_000_000 : Number(value);
  });
  return encodeCursor({
    record: record.name,
    order: name,
    keys,
    member: memberOfId(row.id) ?? '',
    local: row.id,
  });
}

function connection(rows: readonly Row[], record: RecordType, args: Args): unknown {
  const { first, last, after, before } = args as {
    first?: number | null;
    last?: number | null;
    after?: string | null;
    before?: string | null;
  };
  const order = record.orders.get(String(args['orderBy'])) as Order;
  for (const cursor of [after, before]) if (cursor) decodeCursor(cursor, record, order.name);
  const matching = rows.filter((row) => matches(row, record, (args['filter'] ?? {}) as Args));
  const edges = matching
    .map((row) => ({ cursor: cursorOfRow(row, record, order), node: row }))
    .sort((one, other) => (one.cursor < other.cursor ? -1 : 1))
    .filter(({ cursor }) => (!after || cursor > after) && (!before || cursor < before));
  const page = typeof first === 'number' ? edges.slice(0, first) : edges.slice(-(last ?? 1));
  const more = edges.length > page.length;
  return {
    edges: page,
    pageInfo: {
      hasNextPage: typeof first === 'number' ? more : Boolean(before),
      hasPreviousPage: typeof first === 'number' ? Boolean(after) : more,
      startCursor: page.at(0)?.cursor ?? null,
      endCursor: page.at(-1)?.cursor ?? null,
    },
    totalCount: matching.length,
    sources: unread,
  };
}

function summary(rows: readonly Row[], record: RecordType, { filter, by }: Args): unknown {
  const all = rows.filter((row) => matches(row, record, { ...(filter as Args | null), includeCopies: true }));
  const originals = all.filter((row) => row['holding'] !== 'COPY');
  const counted = (filter as Args | null)?.['includeCopies'] === true ? all : originals;
  const dimensions = (by as string[]).map((name) => record.dimensions.get(name));
  const keysOf = (row: Row): unknown[][] =>
    dimensions.reduce<unknown[][]>(
      (lists, dimension) => {
        const value = row[dimension?.field ?? ''] ?? null;
        const cut = dimension?.unit === 'MONTH' && value !== null ? String(value).slice(0, 7) : value;
        const values = Array.isArray(cut) && cut.length > 0 ? cut : [Array.isArray(cut) ? null : cut];
        return lists.flatMap((keys) => values.map((key) => [...keys, key]));
      },
      [[]],
    );
  return {
    total: counted.length,
    copies: all.length - originals.length,
    buckets: dimensions.length === 0 ? [] : buckets(counted.flatMap(keysOf)),
    sources: unread,
  };
}

function progress(rows: readonly Row[]): unknown {
  const latest = new Map<unknown, Row>();
  for (const row of rows.filter(({ holding }) => holding !== 'COPY')) {
    const known = latest.get(row['organization']);
    if (!known || String(row['assessedOn']) > String(known['assessedOn']))
      latest.set(row['organization'], row);
  }
  const words = [...latest.values()].map((row) => [row['status'] ?? null]);
  return { total: words.length, copies: 0, buckets: buckets(words), sources: unread };
}

function buckets(keys: readonly (readonly unknown[])[]): { keys: readonly unknown[]; count: number }[] {
  const counts = new Map<string, { keys: readonly unknown[]; count: number }>();
  for (const key of keys) {
    const id = JSON.stringify(key);
    const bucket = counts.get(id) ?? { keys: key, count: 0 };
    bucket.count += 1;
    counts.set(id, bucket);
  }
  const rank = ({ keys: own }: { keys: readonly unknown[] }) => own.map((key) => key ?? '\uffff').join('\0');
  return [...counts.values()].sort(
    (one, other) => other.count - one.count || (rank(one) < rank(other) ? -1 : 1),
  );
}
