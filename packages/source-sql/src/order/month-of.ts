import type { Cells, SqlDialect } from '../dialects/dialect.ts';
import type { Selection } from '../selection.ts';
import { sql } from '../sql.ts';
import { formatDate, formatInstant } from '../time/iso.ts';
import { knownValue, type RowKey } from './sort-key.ts';

/** `2024-10` of a sort key: an instant's month is that of UTC. */
export function monthOf(key: number, kind: 'instant' | 'date'): string {
  return (kind === 'date' ? formatDate(key) : formatInstant(key)).slice(0, 7);
}

/**
 * Selects no more of a time than tells its month. Rows are grouped finer than by month where a zone makes its month begin
 * at another time.
 */
export function monthReader(
  sort: RowKey,
  kind: 'instant' | 'date',
  dialect: SqlDialect,
  selection: Selection,
): (row: Cells) => string | null {
  const { day } = sort;
  if (day) {
    const read = selection.integer(`${sort.name} day`, () => sql`case when ${sort.known} then ${day} end`);
    return (row) => monthOfDay(read(row));
  }
  const size = sort.withinMonth;
  const value = knownValue(sort);
  const raw = selection.integer(`${sort.name} by ${size}`, () =>
    size === 1 ? value : dialect.divided(value, size),
  );
  return (row) => {
    const group = raw(row);
    return group === null ? null : monthOf(sort.keyOf(group * size), kind);
  };
}

function monthOfDay(day: number | null): string | null {
  return day === null ? null : monthOf(day, 'date');
}
