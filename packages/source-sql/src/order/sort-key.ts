import { all, type Condition, type Expr, not } from '../condition.ts';
import type { Ordering } from '../dialects/dialect.ts';
import { sql } from '../sql.ts';
import { leastRaw, type Scale } from '../time/scale.ts';

/** By what a source's rows are sorted for one field of an order: a key that all of them share, or one of each row. */
export type SortKey = ConstantKey | RowKey;

export interface ConstantKey {
  readonly constant: number | null;
}

/** Raw integers in the database, and how they become the contract's sort keys. */
export interface RowKey extends Ordering, Scale {
  /** The same for the same expression, and for no other. */
  readonly name: string;
  /** The whole days since 1970, in UTC if keys are instants, where the key is known and the database finds them sooner than it. */
  readonly day?: Expr;
  /** Rows whose key is unknown, as an index may find them; absent: those of which `known` is not true. */
  readonly unknown?: Condition;
  /**
   * What is left of `known` for rows beyond a known key, upward (their keys greater) or downward: not the bound on that
   * side, which the key itself is a nearer one of, and not that there is a value, which is compared.
   */
  readonly knownBeyond?: (upward: boolean) => Condition;
  /** Whether `value` is NULL just where the key is unknown. */
  readonly nullWhereUnknown?: boolean;
}

export function isConstant(sort: SortKey): sort is ConstantKey {
  return 'constant' in sort;
}

/** The raw integer, NULL where it is unknown. */
export function knownValue(sort: RowKey): Expr {
  return sort.known === true || sort.nullWhereUnknown
    ? sort.value
    : sql`case when ${sort.known} then ${sort.value} end`;
}

export function unknown(sort: RowKey): Condition {
  return sort.unknown ?? not(sort.known);
}

/** The least raw value whose key is at least `key`. */
export function rawFrom(sort: RowKey, key: number): number {
  return leastRaw(sort.keyOf, key, sort.lowest, sort.highest);
}

/** Rows whose raw value is at least `raw`, of those where it is known. */
export function atLeast(sort: RowKey, raw: number): Condition {
  if (raw <= sort.lowest) return true;
  return raw > sort.highest ? false : sql`${sort.by} >= ${sort.bound(raw)}`;
}

/** Rows whose raw value is less than `raw`, of those where it is known. */
export function lessThan(sort: RowKey, raw: number): Condition {
  if (raw <= sort.lowest) return false;
  return raw > sort.highest ? true : sql`${sort.by} < ${sort.bound(raw)}`;
}

/** Rows whose key is at least `key`; false where it is unknown. */
export function keyAtLeast(sort: SortKey, key: number): Condition {
  if (isConstant(sort)) return sort.constant !== null && sort.constant >= key;
  return all([sort.known, atLeast(sort, rawFrom(sort, key))]);
}

/** Rows whose key is less than `key`; false where it is unknown. */
export function keyLessThan(sort: SortKey, key: number): Condition {
  if (isConstant(sort)) return sort.constant !== null && sort.constant < key;
  return all([sort.known, lessThan(sort, rawFrom(sort, key))]);
}
