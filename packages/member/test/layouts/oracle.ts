import type { Rows } from './describe-layout.ts';
import type { Row } from './layout-database.ts';

// What the tests' own reckoning of records has in common.

/** The row of a table with this key. @throws if there is none */
export function one(rows: Rows, table: string, key: string, value: unknown): Row {
  const row = rows[table]?.find((each) => each[key] === value);
  if (!row) throw new Error(`${table} has no ${key} ${value}`);
  return row;
}

/** Without the fields that are unknown. */
export function present(record: Row): Row {
  return Object.fromEntries(
    Object.entries(record).filter(([, value]) => value !== null && value !== undefined),
  );
}

export function strictest(...given: readonly string[]): string {
  const levels = ['PUBLIC', 'NETWORK', 'PARTNERS', 'OWNER'];
  return levels[Math.max(...given.map((level) => levels.indexOf(level)))] ?? '';
}

/** A list without what is unknown; null if nothing is left. */
export function listed(values: readonly unknown[]): unknown[] | null {
  const known = [...new Set(values.filter((value) => value !== null && value !== undefined))];
  return known.length > 0 ? known : null;
}

/** A time on the clock as the databases write it, `2021-08-12 05:17:00.5`, so many hours ahead of UTC. */
export function instantOf(clock: string, hoursAhead = 0): string {
  const [, fraction = ''] = clock.split('.');
  const time = new Date(Date.parse(`${clock.slice(0, 19).replace(' ', 'T')}Z`) - hoursAhead * 3_600_000);
  return `${time.toISOString().slice(0, 19)}${fraction && `.${fraction.replace(/0+$/, '')}`.replace(/\.$/, '')}Z`;
}
