import type { GraphQLClient } from 'graphql-request';
import { IncompleteError, PagingError } from './errors.ts';
import { type Connections, connections } from './generated/connections.ts';
import type { PageInfo, Sources } from './generated/types.ts';
import { type Selected, type Selection, selectionText } from './selection.ts';

/** A connection of the graph's root, for example `findings`. */
export type ConnectionName = keyof Connections;
export type RecordOf<Name extends ConnectionName> = Connections[Name]['record'];

export interface ListOptions<Name extends ConnectionName, Fields extends Selection<RecordOf<Name>>> {
  /** The fields wanted of each record. */
  readonly select: Fields;
  readonly filter?: Connections[Name]['filter'] | undefined;
  /**
   * The order of all pages; the graph's own for this list if it is left out. A record that moves in the order while one
   * pages may be met twice or never: prefer an order over what does not change.
   */
  readonly orderBy?: Connections[Name]['orderBy'] | undefined;
  /** Records asked for at once. @default 100 */
  readonly pageSize?: number | undefined;
  /** A cursor to go on after: `endCursor` of a page, or `after` of an {@link IncompleteError}. */
  readonly after?: string | undefined;
  /** Take what there is where not all could answer. Every page says so in `sources`. @default false */
  readonly allowIncomplete?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Some records in the list's order. */
export interface Page<Record> {
  readonly records: readonly Record[];
  /** Give it as `after` to go on behind this page; null if the page is empty. */
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
  /** Who answered. Null for lists of the registry, which has one source. */
  readonly sources: Sources | null;
}

interface List {
  readonly edges: readonly ({ readonly cursor: string; readonly node: object | null } | null)[] | null;
  readonly pageInfo: Pick<PageInfo, 'hasNextPage' | 'endCursor'>;
  readonly sources?: Sources;
}

/**
 * The pages of a list, from `after` to its end.
 *
 * @param strict fails on any error in the answer
 * @param lenient takes what data there is
 */
export async function* pages<Name extends ConnectionName, const Fields extends Selection<RecordOf<Name>>>(
  { strict, lenient }: { readonly strict: GraphQLClient; readonly lenient: GraphQLClient },
  name: Name,
  options: ListOptions<Name, Fields>,
): AsyncGenerator<Page<Selected<RecordOf<Name>, Fields>>, void, undefined> {
  const allowIncomplete = options.allowIncomplete === true;
  const client = allowIncomplete ? lenient : strict;
  const document = listDocument(name, options);
  let after = options.after ?? null;
  for (;;) {
    const { list } = await client.request<{ readonly list: List | null }>({
      document,
      variables: {
        first: options.pageSize ?? 100,
        after,
        filter: options.filter,
        orderBy: options.orderBy,
      },
      ...(options.signal && { signal: options.signal }),
    });
    if (!list?.edges) throw new IncompleteError(name, list?.sources ?? null, after);
    const edges = list.edges.filter((edge) => edge?.node != null);
    const whole = list.sources?.complete !== false && edges.length === list.edges.length;
    if (!whole && !allowIncomplete) throw new IncompleteError(name, list.sources ?? null, after);
    checkRising(name, after, list);
    const { endCursor, hasNextPage } = list.pageInfo;
    if (hasNextPage && endCursor === null) {
      throw new PagingError(`${name} has more records, but does not say where they begin.`);
    }
    yield {
      records: edges.map((edge) => edge?.node as Selected<RecordOf<Name>, Fields>),
      endCursor,
      hasNextPage,
      sources: list.sources ?? null,
    };
    if (!hasNextPage) return;
    after = endCursor;
  }
}

/**
 * Cursors of one order rise as plain strings, so a page that repeats anything is noticed.
 *
 * @throws {PagingError} if they do not rise
 */
function checkRising(name: string, after: string | null, { edges, pageInfo }: List): void {
  let last = after;
  for (const cursor of edges?.flatMap((edge) => (edge ? [edge.cursor] : [])) ?? []) {
    if (last !== null && cursor <= last) {
      throw new PagingError(`${name} gave records that do not come after the ones before.`);
    }
    last = cursor;
  }
  const { endCursor, hasNextPage } = pageInfo;
  const standsStill = last !== null && endCursor !== null && (endCursor < last || endCursor === after);
  if (hasNextPage && standsStill)
    throw new PagingError(`${name} gave a page that ends before its records do.`);
}

function listDocument<Name extends ConnectionName>(
  name: Name,
  {
    select,
    filter,
    orderBy,
  }: { readonly select: object; readonly filter?: unknown; readonly orderBy?: unknown },
): string {
  if (!Object.hasOwn(connections, name)) {
    throw new TypeError(`There is no list "${name}"; there are ${Object.keys(connections).join(', ')}.`);
  }
  const types = connections[name];
  const given = [
    { argument: 'first', type: 'Int' },
    { argument: 'after', type: 'String' },
    ...(filter === undefined ? [] : [{ argument: 'filter', type: types.filter }]),
    ...(orderBy === undefined ? [] : [{ argument: 'orderBy', type: `${types.orderBy}!` }]),
  ];
  const variables = given.map(({ argument, type }) => `$${argument}: ${type}`).join(', ');
  const argumentsText = given.map(({ argument }) => `${argument}: $${argument}`).join(', ');
  const sources = types.sources
    ? 'sources { complete pruned asOf members { member state latencyMs message droppedFields } }'
    : '';
  return `query List(${variables}) {
  list: ${name}(${argumentsText}) {
    edges { cursor node ${selectionText(select)} }
    pageInfo { hasNextPage endCursor }
    ${sources}
  }
}`;
}
