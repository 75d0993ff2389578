import { all, any, type Condition, type Expr, settled } from '../condition.ts';
import { sql } from '../sql.ts';
import type { Place, SourceOrder } from './place.ts';
import { atLeast, isConstant, lessThan, type RowKey, rawFrom, unknown } from './sort-key.ts';

/** The rows whose first sort key is known, or those where it is not. The known come first in both directions of an order. */
export type Segment = 'known' | 'unknown';

/** The segments that may have rows, in the order of paging. */
export function segmentsOf({ sorts }: SourceOrder, backward: boolean): Segment[] {
  const [first] = sorts;
  if (!first) return ['unknown'];
  if (isConstant(first)) return [first.constant === null ? 'unknown' : 'known'];
  return backward ? ['unknown', 'known'] : ['known', 'unknown'];
}

export function inSegment({ sorts }: SourceOrder, segment: Segment): Condition {
  const [first] = sorts;
  if (!first || isConstant(first)) return true;
  return segment === 'known' ? first.known : unknown(first);
}

/**
 * The rows of a segment beyond a place: one bound for the sort column on the side of the place, because an index is sought
 * by one only, and SQLite may take the farther of two.
 */
export function inSegmentBeyond(
  order: SourceOrder,
  place: Place,
  side: 'after' | 'before',
  segment: Segment,
): Condition {
  const [first] = order.sorts;
  const [key = null] = place.keys;
  if (segment === 'known' && key !== null && first && !isConstant(first)) {
    const { condition, isBound } = boundAt(first, order, place, 0, side);
    return all([isBound ? knownBeyond(first, order, side) : first.known, condition]);
  }
  return all([inSegment(order, segment), beyond(order, place, side, segment)]);
}

interface KnownBeyond {
  readonly up: Condition;
  readonly down: Condition;
}

const knownBeyonds = new WeakMap<RowKey, KnownBeyond>();

/** What is left of `known`, written once. */
function knownBeyond(sort: RowKey, order: SourceOrder, side: 'after' | 'before'): Condition {
  let known = knownBeyonds.get(sort);
  if (!known) {
    const beyond = sort.knownBeyond ?? (() => sort.known);
    known = { up: settled(beyond(true), order.writing), down: settled(beyond(false), order.writing) };
    knownBeyonds.set(sort, known);
  }
  return isUpward(order, side) ? known.up : known.down;
}

/** The rows of a segment that stand after (or before) a place whose first sort key does not bound them. */
function beyond(order: SourceOrder, place: Place, side: 'after' | 'before', segment: Segment): Condition {
  const [first] = order.sorts;
  const [key = null] = place.keys;
  if (!first || isConstant(first)) return fromKey(0, order, place, side);
  if (segment === 'known') return side === 'before';
  return key === null ? fromKey(1, order, place, side) : side === 'after';
}

/** Of rows that equal the place in the sort keys before `index`, those beyond it. */
function fromKey(index: number, order: SourceOrder, place: Place, side: 'after' | 'before'): Condition {
  const sort = order.sorts[index];
  if (!sort) return byTie(order, place, side);
  const rest = () => fromKey(index + 1, order, place, side);
  const key = place.keys[index] ?? null;
  if (isConstant(sort)) {
    const comparison = compareKeys(sort.constant, key, order.order.descending);
    return comparison === 0 ? rest() : comparison > 0 === (side === 'after');
  }
  if (key === null) {
    return side === 'after' ? all([unknown(sort), rest()]) : any([sort.known, rest()]);
  }
  return any([
    side === 'after' && unknown(sort),
    all([sort.known, boundAt(sort, order, place, index, side).condition]),
  ]);
}

interface Bound {
  readonly condition: Condition;
  /** Whether it bounds the key on the side of the place, so that only known ones satisfy it. */
  readonly isBound: boolean;
}

/**
 * Of rows that equal the place in the sort keys before `index`, those beyond it whose key here is known, in the form that
 * an index serves: by a bound of the key first, and then by what decides among equals.
 */
function boundAt(
  sort: RowKey,
  order: SourceOrder,
  place: Place,
  index: number,
  side: 'after' | 'before',
): Bound {
  const key = place.keys[index] ?? 0;
  const exact = index === order.sorts.length - 1 ? place.raw : null;
  const upward = isUpward(order, side);
  const from = exact ?? rawFrom(sort, key);
  const next = exact !== null ? exact + 1 : rawFrom(sort, key + 1);
  const strictly = upward ? atLeast(sort, next) : lessThan(sort, from);
  const rest = fromKey(index + 1, order, place, side);
  if (rest === false) return { condition: strictly, isBound: typeof strictly !== 'boolean' };
  const orEqual = upward ? atLeast(sort, from) : lessThan(sort, next);
  return { condition: all([orEqual, any([strictly, rest])]), isBound: typeof orEqual !== 'boolean' };
}

/** Whether the keys beyond the place are the greater ones. */
function isUpward({ order }: SourceOrder, side: 'after' | 'before'): boolean {
  return (side === 'after') !== order.descending;
}

/** As cursors compare: unknown last whatever the direction. */
function compareKeys(one: number | null, other: number | null, descending: boolean): number {
  if (one === other) return 0;
  if (one === null) return 1;
  if (other === null) return -1;
  return one < other === descending ? 1 : -1;
}

const greater = sql` > `;
const less = sql` < `;

function byTie({ key, order }: SourceOrder, { tie }: Place, side: 'after' | 'before'): Condition {
  if (typeof tie === 'string') return tie === side;
  const operator = (side === 'after') !== order.descending ? greater : less;
  return any(
    key.orderings.map((ordering, index) =>
      all([
        ...key.orderings.slice(0, index).map((equal, at) => sql`${equal.by} = ${equal.bound(tie[at] ?? '')}`),
        sql`${ordering.by}${operator}${ordering.bound(tie[index] ?? '')}`,
      ]),
    ),
  );
}

/** What follows ORDER BY in a segment. */
export function orderBy(order: SourceOrder, segment: Segment, backward: boolean): Expr {
  const up = backward ? sql`desc` : sql`asc`;
  const direction = order.order.descending === backward ? sql`asc` : sql`desc`;
  const terms = order.sorts.flatMap((sort, index): Expr[] => {
    if (isConstant(sort)) return [];
    if (index === 0) return segment === 'known' ? [sql`${sort.by} ${direction}`] : [];
    return [
      sql`case when ${sort.known} then 0 else 1 end ${up}`,
      sql`case when ${sort.known} then ${sort.by} end ${direction}`,
    ];
  });
  return sql.join([...terms, ...order.key.orderings.map(({ by }) => sql`${by} ${direction}`)]);
}
