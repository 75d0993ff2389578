import { models, type RecordField, type RecordType, recordType } from '@observer-graph/contract';
import type { Executor, Viewer, Visibility } from '@observer-graph/executor';
import { expect } from 'vitest';
import type { Member } from '../../src/index.ts';
import type { Row } from './layout-database.ts';

/** A record as a member serves it, without the fields that are null. */
export type Served = Row;

export const levels: readonly Visibility[] = ['PUBLIC', 'NETWORK', 'PARTNERS'];

/** Everyone who may ask: strangers, members of the network, partners, and the member itself. */
export function viewersOf(code: string): readonly (readonly [string, Viewer])[] {
  return [
    ...levels.map((level) => [level, { level, member: 'somebody-else' }] as const),
    ['its owner', { level: 'OWNER', member: code }],
  ];
}

/** A member with the record types that it serves. */
export class Asking {
  /** Every value of every answer, as text. */
  readonly values: string[] = [];
  readonly #member: Member;
  readonly #viewer: Viewer;

  constructor(member: Member, viewer: Viewer) {
    this.#member = member;
    this.#viewer = viewer;
  }

  async ask(record: RecordType, query: string, variables: Row = {}): Promise<Row> {
    const executor = this.#member.executors.get(record.domain) as Executor;
    const call = {
      viewer: this.#viewer,
      signal: new AbortController().signal,
      deadline: Date.now() + 60_000,
      report: () => {},
    };
    const answer = await executor({ query, variables }, call);
    if (answer.errors) throw new Error(`${query}\n${JSON.stringify(answer.errors)}`);
    // A source writes text by itself, unless a resolver has a say, as it has in the URL of evidence.
    for (const plain of [query, query.replace(/(evidence \{[^}]*) url/, '$1')]) {
      const { data } = await executor({ query: plain, variables }, call);
      const { dataText } = await executor({ query: plain, variables }, { ...call, asText: true });
      expect(dataText).toBe(JSON.stringify(data));
    }
    this.values.push(...leaves(answer.data));
    return answer.data as Row;
  }

  /** All records, page by page, forward or backward. */
  async list(record: RecordType, order: string, { size = 19, backward = false } = {}): Promise<Served[]> {
    const root = plural(record);
    const query = `query ($filter: ${record.name}Filter, $size: Int, $cursor: String) {
      ${root}(filter: $filter, orderBy: ${order}, ${backward ? 'last: $size, before: $cursor' : 'first: $size, after: $cursor'}) {
        totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { ${everything(record)} } } } }`;
    const records: Served[] = [];
    let cursor: string | null = null;
    for (;;) {
      const { [root]: page } = await this.ask(record, query, {
        filter: { includeCopies: true },
        size,
        cursor,
      });
      const nodes = page.edges.map(({ node }: Row) => served(node));
      if (backward) records.unshift(...nodes);
      else records.push(...nodes);
      if (!(backward ? page.pageInfo.hasPreviousPage : page.pageInfo.hasNextPage)) {
        if (page.totalCount !== records.length)
          throw new Error(`${page.totalCount} counted, ${records.length} listed`);
        return records;
      }
      cursor = backward ? page.pageInfo.startCursor : page.pageInfo.endCursor;
    }
  }

  /** Records by their ids, through the lookup and as the gateway does; null where there is none. */
  async byIds(record: RecordType, ids: readonly string[]): Promise<(Served | null)[]> {
    if (ids.length === 0) return [];
    const one = record.name.charAt(0).toLowerCase() + record.name.slice(1);
    const lookups = ids.map((id, index) => `r${index}: ${one}(id: ${JSON.stringify(id)}) { ...All }`);
    const fragment = `fragment All on ${record.name} { ${everything(record)} }`;
    const found = await this.ask(record, `{ ${lookups.join(' ')} } ${fragment}`);
    const { _entities: entities } = await this.ask(
      record,
      `query ($ids: [_Any!]!) { _entities(representations: $ids) { ...All } } ${fragment}`,
      { ids: ids.map((id) => ({ __typename: record.name, id })) },
    );
    return ids.map((_, index) => {
      const [node, entity] = [found[`r${index}`], entities[index]];
      if (JSON.stringify(node) !== JSON.stringify(entity)) throw new Error('lookup and entity differ');
      return node && served(node);
    });
  }

  async count(record: RecordType, filter: Row): Promise<number> {
    const root = plural(record);
    const query = `query ($filter: ${record.name}Filter) { ${root}(filter: $filter, first: 500) { totalCount edges { node { ${everything(record)} } } } }`;
    return (await this.ask(record, query, { filter: { includeCopies: true, ...filter } }))[root].totalCount;
  }

  /** Counts by one dimension, and what there is in all. */
  async summary(record: RecordType, dimension: string): Promise<{ total: number; buckets: Row[] }> {
    const root = `${record.name.charAt(0).toLowerCase()}${record.name.slice(1)}Summary`;
    const query = `{ ${root}(filter: { includeCopies: true }, by: [${dimension}]) { total copies buckets { keys count } } }`;
    return (await this.ask(record, query))[root];
  }
}

/** The record types that a member has rows of. */
export function recordsOf(member: Member, names: readonly string[]): RecordType[] {
  return names.map((name) => {
    const record = recordType(name);
    if (!member.executors.has(record.domain)) throw new Error(`${name} is not served`);
    if (!models.get(record.domain)?.records.has(name)) throw new Error(`${name} is no record`);
    return record;
  });
}

export function plural({ name }: RecordType): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}s`;
}

/** Every field of a record, those of its objects too, and the keys of what it refers to. */
function everything(record: RecordType): string {
  return [...record.fields.values()].map(selected).join(' ');
}

function selected(field: RecordField): string {
  if (field.kind === 'reference') return `${field.name} { ${field.key} }`;
  if (field.kind !== 'object') return field.name;
  return `${field.name} { ${[...(field.fields ?? new Map<string, RecordField>()).values()].map(selected).join(' ')} }`;
}

/** References as keys, absent values left out. */
export function served(value: Row): Served {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]) => {
      const short = simple(part);
      return short === null || short === undefined ? [] : [[name, short]];
    }),
  );
}

function simple(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(simple);
  if (typeof value !== 'object' || value === null) return value;
  const names = Object.keys(value);
  const [name = ''] = names;
  if (names.length === 1 && (name === 'id' || name === 'code')) return (value as Row)[name];
  return served(value as Row);
}

/** The values in a JSON document, as text, and not the names of its fields. */
export function leaves(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [String(value)];
  return Object.values(value).flatMap(leaves);
}
