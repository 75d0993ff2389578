import type { RawRow } from '../dialects/dialect.ts';
import type { ForeignKey } from './session.ts';

/** Rows with `column`, `table` and `references`; those with a gap are left out. */
export function foreignKeysOf(rows: readonly RawRow[]): ForeignKey[] {
  return rows.flatMap((row) => {
    const { column, table, references } = row as Partial<Record<keyof ForeignKey, string | null>>;
    return column && table && references ? [{ column, table, references }] : [];
  });
}
