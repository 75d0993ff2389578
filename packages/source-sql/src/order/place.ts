import {
  CursorError,
  type CursorParts,
  cursorWriter,
  type Order,
  type RecordType,
} from '@observer-graph/contract';
import type { Cells } from '../dialects/dialect.ts';
import type { Selection } from '../selection.ts';
import type { SourceKey } from '../source-key.ts';
import type { Writing } from '../sql.ts';
import { isConstant, knownValue, type RowKey, type SortKey } from './sort-key.ts';

/** What of a source decides the order of its rows. */
export interface SourceOrder {
  readonly record: RecordType;
  readonly order: Order;
  /** One for each field of the order. */
  readonly sorts: readonly SortKey[];
  readonly key: SourceKey;
  readonly writing: Writing;
  readonly sourceName: string;
  readonly cursorMember: string;
}

/** Where a cursor stands among a source's rows. */
export interface Place {
  readonly keys: readonly (number | null)[];
  /** The exact raw value of the last sort key, where several raw values share a key and the cursor is this source's. */
  readonly raw: number | null;
  /** Among rows with equal sort keys: before or after all of this source's, or at the row with this key. */
  readonly tie: 'before' | 'after' | readonly string[];
}

/**
 * Selects what a row's cursor needs. `local` is the source's name and NUL, the raw value of the last sort key where several
 * share one, and the row's key, these two turned round if the order descends: so its bytes sort as the statement does, and
 * the statement as an index on both, read in one direction.
 */
export function cursorReader(order: SourceOrder, selection: Selection): (row: Cells) => string {
  const { sorts, key, sourceName, record, cursorMember } = order;
  const readers = sorts.map((sort) =>
    isConstant(sort) ? () => sort.constant : selection.integer(sort.name, () => knownValue(sort)),
  );
  const readKeys = sorts.map((sort, index): ((row: Cells) => number | null) => {
    const read = readers[index] as (row: Cells) => number | null;
    if (isConstant(sort)) return read;
    return (row) => {
      const raw = read(row);
      return raw === null ? null : sort.keyOf(raw);
    };
  });
  const last = sorts.at(-1);
  const readTie = last && hasTie(last) ? readers.at(-1) : undefined;
  const { descending, name } = order.order;
  const readSortable = key.readSortable(selection, descending);
  const write = cursorWriter(record, name, cursorMember, `${sourceName}\0`);
  // A cursor is written in one go, so that the keys of all of them can be in the same place.
  const keys: (number | null)[] = sorts.map(() => null);
  return (row) => {
    for (let index = 0; index < keys.length; index++) keys[index] = readKeys[index]?.(row) ?? null;
    const raw = readTie?.(row) ?? null;
    const tie = raw === null ? '' : sortableRaw(raw, descending);
    return write(keys, tie + readSortable(row));
  };
}

/** @throws {CursorError} if the cursor claims to be this source's, and is not */
export function placeOf(cursor: CursorParts, order: SourceOrder): Place {
  const { sorts, key, sourceName, cursorMember } = order;
  const prefix = `${sourceName}\0`;
  const { keys, member, local } = cursor;
  if (member !== cursorMember || !local.startsWith(prefix)) {
    const after = compareBytes(cursorMember, member) || compareBytes(prefix, local);
    return { keys, raw: null, tie: after > 0 ? 'after' : 'before' };
  }
  let rest = local.slice(prefix.length);
  let raw: number | null = null;
  const last = sorts.at(-1);
  if (last && hasTie(last) && keys.at(-1) !== null) {
    raw = rawOfSortable(rest.slice(0, rawDigits), order.order.descending);
    if (raw === null || raw < last.lowest || raw > last.highest) throw foreign();
    rest = rest.slice(rawDigits);
  }
  const tie = key.fromSortable(rest, order.order.descending);
  if (!tie) throw foreign();
  return { keys, raw, tie };
}

function hasTie(sort: SortKey): sort is RowKey {
  return !isConstant(sort) && !sort.injective;
}

function foreign() {
  return new CursorError(
    'This cursor is of no list that this member serves now. Begin anew without a cursor.',
  );
}

function compareBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

const rawDigits = 17;
const middle = 10n ** 16n;

function sortableRaw(raw: number, descending: boolean): string {
  return (middle + BigInt(descending ? -raw : raw)).toString().padStart(rawDigits, '0');
}

function rawOfSortable(text: string, descending: boolean): number | null {
  if (!/^\d{17}$/.test(text)) return null;
  const raw = Number(BigInt(text) - middle);
  return descending ? -raw : raw;
}
