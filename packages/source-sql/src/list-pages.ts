import { decodeCursor, type Order } from '@observer-graph/contract';
import { boundedCache, type Viewer } from '@observer-graph/executor';
import type { Fields, Filter, ListQuery, Page, PageQuery, Row } from '@observer-graph/source';
import { type CompiledSource, listed } from './compile-source.ts';
import { all, type Condition, type Expr } from './condition.ts';
import type { RawRow } from './dialects/dialect.ts';
import { filterCondition } from './filter.ts';
import { inSegment, inSegmentBeyond, orderBy, type Segment, segmentsOf } from './order/keyset.ts';
import { cursorReader, type Place, placeOf, type SourceOrder } from './order/place.ts';
import { rowReader } from './row-reader.ts';
import { Selection } from './selection.ts';
import { sql } from './sql.ts';
import { ask, selectFrom } from './statement.ts';

type Edge = Page['edges'][number];

/** Parents whose pages one statement gathers. */
const chunkSize = 50;

/**
 * Pages of several linked sources in one order. Each source is asked by a statement of its own, so that each uses its own
 * index; the cursors merge them.
 */
export async function listPage(
  sources: readonly CompiledSource[],
  viewer: Viewer,
  query: ListQuery,
): Promise<Page> {
  const [page] = await listPages(sources, viewer, query, [{}]);
  return page ?? { edges: [], hasNextPage: false, hasPreviousPage: false };
}

/**
 * One page for each parent, in one statement for all parents (two where unknown sort keys are reached).
 *
 * @param parents what is added to the filter for each of them
 */
export async function listPages(
  sources: readonly CompiledSource[],
  viewer: Viewer,
  query: ListQuery,
  parents: readonly Filter[],
): Promise<Page[]> {
  const { page } = query;
  const bySource = await Promise.all(
    sources.map((source) => new SourceList(source, viewer, query).edges(parents)),
  );
  const backward = page.last !== undefined;
  return parents.map((_, parent) => {
    const edges = merged(bySource.map((lists) => lists[parent] ?? []));
    return cutPage(edges, page, backward);
  });
}

/** Cursors sort as the records do, so merging is sorting. */
function merged(lists: readonly Edge[][]): readonly Edge[] {
  const edges = lists.length === 1 ? (lists[0] ?? []) : lists.flat();
  return edges.sort((one, other) => (one.cursor < other.cursor ? -1 : 1));
}

function cutPage(edges: readonly Edge[], page: PageQuery, backward: boolean): Page {
  const size = sizeOf(page);
  const more = edges.length > size;
  return {
    edges: backward ? edges.slice(Math.max(0, edges.length - size)) : edges.slice(0, size),
    hasNextPage: backward ? page.before !== undefined : more,
    hasPreviousPage: backward ? more : page.after !== undefined,
  };
}

function sizeOf({ first, last }: PageQuery): number {
  return last ?? first ?? 0;
}

/** One linked source's part of a list. */
class SourceList {
  readonly #source: CompiledSource;
  readonly #viewer: Viewer;
  readonly #query: ListQuery;
  readonly #backward: boolean;
  readonly #limit: number;
  readonly #shape: ListShape;
  readonly #after: Place | null;
  readonly #before: Place | null;

  constructor(source: CompiledSource, viewer: Viewer, query: ListQuery) {
    this.#source = source;
    this.#viewer = viewer;
    this.#query = query;
    this.#backward = query.page.last !== undefined;
    // One more than the page tells whether there is another.
    this.#limit = sizeOf(query.page) + 1;
    this.#shape = listShape(source, query);
    this.#after = this.#place(query.page.after);
    this.#before = this.#place(query.page.before);
  }

  /** For each parent its edges, one more than the page if there are. */
  async edges(parents: readonly Filter[]): Promise<Edge[][]> {
    const { fields, record } = this.#source;
    const inList = listed(this.#source, this.#viewer, this.#query.filter);
    const conditions = parents.map((parent) => all([inList, filterCondition(record, fields, parent)]));
    const lists: Edge[][] = parents.map(() => []);
    for (const segment of segmentsOf(this.#shape.order, this.#backward)) {
      const lacking = conditions
        .map((condition, parent) => ({
          condition,
          parent,
          limit: this.#limit - (lists[parent]?.length ?? 0),
        }))
        .filter(({ condition, limit }) => condition !== false && limit > 0);
      if (lacking.length === 0) continue;
      const inTurn = this.#segment(segment);
      if (inTurn === false) continue;
      const open = lacking.map(({ condition, ...part }) => ({ ...part, where: all([condition, inTurn]) }));
      for (let start = 0; start < open.length; start += chunkSize) {
        await this.#read(open.slice(start, start + chunkSize), segment, lists);
      }
    }
    return lists;
  }

  async #read(
    parts: readonly { readonly parent: number; readonly where: Condition; readonly limit: number }[],
    segment: Segment,
    lists: Edge[][],
  ): Promise<void> {
    const order = this.#shape.orderBy(segment, this.#backward);
    const statements = parts.map(({ where, limit }) =>
      selectFrom(this.#source, this.#shape.selection, where, sql` order by ${order} limit ${limit}`),
    );
    const [single] = statements;
    if (single && statements.length === 1) {
      for (const row of await ask(this.#source, single))
        lists[parts[0]?.parent ?? 0]?.push(this.#shape.edge(row));
      return;
    }
    const parent = sql.id('parent');
    const united = parts.map(
      (part, index): Expr =>
        sql`select ${sql.lit(String(part.parent))} as ${parent}, p.* from (${statements[index]}) as p`,
    );
    for (const row of await ask(this.#source, sql.join(united, sql` union all `))) {
      lists[Number(row['parent'])]?.push(this.#shape.edge(row));
    }
  }

  #segment(segment: Segment): Condition {
    if (!this.#after && !this.#before) return inSegment(this.#shape.order, segment);
    return all([
      this.#after ? inSegmentBeyond(this.#shape.order, this.#after, 'after', segment) : true,
      this.#before ? inSegmentBeyond(this.#shape.order, this.#before, 'before', segment) : true,
    ]);
  }

  #place(cursor: string | undefined): Place | null {
    if (cursor === undefined) return null;
    return placeOf(decodeCursor(cursor, this.#source.record, this.#query.order), this.#shape.order);
  }
}

/** What lists by one order with the same columns share, whatever their filters and places. */
interface ListShape {
  readonly order: SourceOrder;
  readonly orderBy: (segment: Segment, backward: boolean) => Expr;
  readonly selection: Selection;
  readonly edge: (row: RawRow) => Edge;
}

const shapes = new WeakMap<CompiledSource, ReturnType<typeof boundedCache<ListShape>>>();

function listShape(source: CompiledSource, { order: name, want }: ListQuery): ListShape {
  const known = shapes.get(source) ?? boundedCache<ListShape>(200);
  shapes.set(source, known);
  return known(`${name} ${namesOf(want)}`, () => {
    const order = sourceOrder(source, name);
    const { dialect } = source.database;
    const selection = new Selection(dialect);
    const orders = new Map<string, Expr>();
    const cursor = cursorReader(order, selection);
    const node = rowReader(source, want as Fields, selection);
    return {
      order,
      selection,
      orderBy(segment, backward) {
        const way = `${segment} ${backward}`;
        const written = orders.get(way) ?? orderBy(order, segment, backward).settled(dialect.writing);
        orders.set(way, written);
        return written;
      },
      edge: (row) => ({ cursor: cursor(row), node: node(row) as Row }),
    };
  });
}

/** Resolvers ask with the same set for the same selection. */
const sortedNames = new WeakMap<Fields, string>();

function namesOf(want: Fields): string {
  const names = sortedNames.get(want) ?? [...want].sort().join(' ');
  sortedNames.set(want, names);
  return names;
}

function sourceOrder(source: CompiledSource, name: string): SourceOrder {
  const order = orderNamed(source, name);
  return {
    record: source.record,
    order,
    sorts: order.by.map((field) => source.fields.get(field)?.sortKey() ?? { constant: null }),
    key: source.key,
    sourceName: source.name,
    cursorMember: source.cursorMember,
  };
}

function orderNamed({ record }: CompiledSource, name: string): Order {
  const order = record.orders.get(name);
  if (!order) throw new RangeError(`${record.name} has no order ${name}.`);
  return order;
}
