import type { Order } from '@observer-graph/contract';
import { boundedCache, type PlainObject, RecentlyUsed } from '@observer-graph/executor';
import type { Fields, ListQuery, Page, Row } from '@observer-graph/source';
import type { CompiledSource } from './compile-source.ts';
import { all, type Condition, type Expr } from './condition.ts';
import type { Cells } from './dialects/dialect.ts';
import { orderBy, type Segment } from './order/keyset.ts';
import { cursorReader, type SourceOrder } from './order/place.ts';
import { rowReader } from './row-reader.ts';
import { edgeWriter, type WriteRow } from './row-writer.ts';
import { Selection } from './selection.ts';
import { sql } from './sql.ts';
import { selectFrom } from './statement.ts';

/** What is asked of a source's rows for a part of a list. */
export interface Part {
  /** By whom, with which filter. */
  readonly question: string;
  /** Whether it is of a first page, which is asked for again and again. */
  readonly first: boolean;
  readonly segment: Segment;
  readonly backward: boolean;
  /** Which rows are in the list. */
  readonly listed: Condition;
  /** Which of them are of the segment, and beyond the place where the page begins. */
  readonly inTurn: Condition;
  readonly limit: number;
}

/**
 * Statements of a shape that are kept as they were written, for whoever asks for the same first page, or for a later one of the
 * same list; and their names' characters.
 */
const kept = { statements: 20, characters: 20_000 };

/** What lists by one order with the same columns share, whatever their filters and places. */
export class ListShape {
  readonly order: SourceOrder;
  readonly cursor: (row: Cells) => string;
  /** Null where edges are not asked for as JSON. */
  readonly write: WriteRow | null;
  /** How many columns a row has. */
  readonly width: number;
  readonly #source: CompiledSource;
  readonly #selection: Selection;
  readonly #node: (row: Cells) => Row;
  readonly #orders = new Map<string, Expr>();
  readonly #statements = new RecentlyUsed<{ readonly part: Part; readonly statement: Expr }>(
    kept.statements,
    kept.characters,
  );

  constructor(source: CompiledSource, order: string, want: Fields, edge?: PlainObject) {
    const selection = new Selection(source.database.dialect);
    this.order = sourceOrder(source, order);
    this.cursor = cursorReader(this.order, selection);
    this.write = edge ? edgeWriter(source, edge, this.cursor, selection) : null;
    this.#node = rowReader(source, want, selection);
    this.#source = source;
    this.#selection = selection;
    this.width = selection.names.length;
  }

  edge(row: Cells): Page['edges'][number] {
    return { cursor: this.cursor(row), node: this.#node(row) };
  }

  statement(part: Part): Expr {
    const way = `${part.segment} ${part.backward} ${part.first} ${part.question}`;
    const known = this.#statements.get(way);
    if (known && part.first && isSame(part, known.part)) return known.statement;
    const statement = this.#statement(part);
    if (!known || !statement.takeText(known.statement, this.order.writing)) {
      this.#statements.set(way, { part, statement });
    }
    return statement;
  }

  #statement({ segment, backward, listed, inTurn, limit }: Part): Expr {
    const tail = sql` order by ${this.#orderBy(segment, backward)} limit ${limit}`;
    return selectFrom(this.#source, this.#selection, all([listed, inTurn]), tail);
  }

  #orderBy(segment: Segment, backward: boolean): Expr {
    const way = `${segment} ${backward}`;
    const written =
      this.#orders.get(way) ?? orderBy(this.order, segment, backward).settled(this.order.writing);
    this.#orders.set(way, written);
    return written;
  }
}

function isSame(one: Part, other: Part): boolean {
  return one.limit === other.limit && one.listed === other.listed && one.inTurn === other.inTurn;
}

interface Shapes {
  /** By the order and the fields wanted. */
  readonly byFields: ReturnType<typeof boundedCache<ListShape>>;
  /** By how an edge is written, which says what fields are wanted; then by the order. */
  readonly byEdge: WeakMap<PlainObject, Map<string, ListShape>>;
}

const shapes = new WeakMap<CompiledSource, Shapes>();

export function listShape(source: CompiledSource, { order, want, edge }: ListQuery): ListShape {
  let known = shapes.get(source);
  if (!known) {
    known = { byFields: boundedCache<ListShape>(200), byEdge: new WeakMap() };
    shapes.set(source, known);
  }
  if (!edge) return known.byFields(`${order} ${namesOf(want)}`, () => new ListShape(source, order, want));
  let ofEdge = known.byEdge.get(edge);
  if (!ofEdge) {
    ofEdge = new Map();
    known.byEdge.set(edge, ofEdge);
  }
  let shape = ofEdge.get(order);
  if (!shape) {
    shape = new ListShape(source, order, want, edge);
    ofEdge.set(order, shape);
  }
  return shape;
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
    writing: source.database.dialect.writing,
    sourceName: source.name,
    cursorMember: source.cursorMember,
  };
}

function orderNamed({ record }: CompiledSource, name: string): Order {
  const order = record.orders.get(name);
  if (!order) throw new RangeError(`${record.name} has no order ${name}.`);
  return order;
}
