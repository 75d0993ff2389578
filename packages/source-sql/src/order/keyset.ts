import { all, any, type Condition, type Expr } from '../condition.ts';
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
  const further = beyond(order, place, side, segment);
  const [key = null] = place.keys;
  if (segment === 'known' && key !== null && first && !isConstant(first) && first.knownBeyond) {
    const { orEqual } = compared(first, order, place, 0, side);
    const upward = (side === 'after') !== order.order.descending;
    if (typeof orEqual !== 'boolean') return all([first.knownBeyond(upward), further]);
  }
  return all([inSegment(order, segment), further]);
}

/** The rows of a segment that stand after (or before) a place, in the form that an index on the first key serves. */
function beyond(order: SourceOrder, place: Place, side: 'after' | 'before', segment: Segment): Condition {
  const [first] = order.sorts;
  const [key = null] = place.keys;
  if (!first || isConstant(first)) return fromKey(0, order, place, side);
  if (segment === 'known' && key === null) return side === 'before';
  if (segment === 'unknown') return key === null ? fromKey(1, order, place, side) : side === 'after';
  const { strictly, orEqual } = compared(first, order, place, 0, side);
  return all([orEqual, any([strictly, fromKey(1, order, place, side)])]);
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
  const { strictly, orEqual } = compared(sort, order, place, index, side);
  return any([side === 'after' && unknown(sort), all([sort.known, orEqual, any([strictly, rest()])])]);
}

/** A known key against the place's, in the direction of the order. */
function compared(
  sort: RowKey,
  { order, sorts }: SourceOrder,
  place: Place,
  index: number,
  side: 'after' | 'before',
) {
  const key = place.keys[index] ?? 0;
  const exact = index === sorts.length - 1 ? place.raw : null;
  const from = exact ?? rawFrom(sort, key);
  const next = exact !== null ? exact + 1 : rawFrom(sort, key + 1);
  const upward = (side === 'after') !== order.descending;
  return upward
    ? { strictly: atLeast(sort, next), orEqual: atLeast(sort, from) }
    : { strictly: lessThan(sort, from), orEqual: lessThan(sort, next) };
}

/** As cursors compare: unknown last whatever the direction. */
function compareKeys(one: number | null, other: number | null, descending: boolean): number {
  if (one === other) return 0;
  if (one === null) return 1;
  if (other === null) return -1;
  return one < other === descending ? 1 : -1;
}

function byTie({ key, order }: SourceOrder, { tie }: Place, side: 'after' | 'before'): Condition {
  if (typeof tie === 'string') return tie === side;
  const operator = (side === 'after') !== order.descending ? sql`>` : sql`<`;
  return any(
    key.orderings.map((ordering, index) =>
      all([
        ...key.orderings.slice(0, index).map((equal, at) => sql`${equal.by} = ${equal.bound(tie[at] ?? '')}`),
        sql`${ordering.by} ${operator} ${ordering.bound(tie[index] ?? '')}`,
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
