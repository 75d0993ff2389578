import type { Cells, RawRow } from './dialect.ts';

interface Named {
  readonly name: string;
}

/** What a statement gave: its columns in their order, and of each row the cells by their places. */
export interface Told<Field extends Named = Named> {
  readonly fields: readonly Field[];
  readonly rows: readonly Cells[];
}

/** The rows by the names of their columns. */
export function namedRows({ fields, rows }: Told): RawRow[] {
  return rows.map((row) => {
    const named: Record<string, string | null> = {};
    for (const [place, { name }] of fields.entries()) named[name] = row[place] ?? null;
    return named;
  });
}
