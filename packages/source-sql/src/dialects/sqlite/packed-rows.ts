import type { RawRow } from '../dialect.ts';

/**
 * A SELECT of texts as one row, with a column of JSON for each column of its own. As bytes: the driver ends the whole
 * process at a text that is no UTF-8.
 */
export function packed(text: string, names: readonly string[]): string {
  const columns = names.map((name) => {
    const column = `"${name.replaceAll('"', '""')}"`;
    // A text that SQLite knows to be JSON would not be quoted; the cast makes it forget.
    return `cast(json_group_array(cast(${column} as text)) as blob) as ${column}`;
  });
  return `select ${columns.join(', ')} from (${text})`;
}

/** The rows again. What is no UTF-8 becomes `\ufffd`, which `member check` looks for. */
export function unpacked(row: Readonly<Record<string, ArrayBuffer>>, names: readonly string[]): RawRow[] {
  const columns = names.map((name) => {
    const cells: (string | null)[] = JSON.parse(Buffer.from(row[name] as ArrayBuffer).toString());
    return { name, cells };
  });
  return Array.from({ length: columns[0]?.cells.length ?? 0 }, (_, index) => {
    const unpackedRow: Record<string, string | null> = {};
    for (const { name, cells } of columns) unpackedRow[name] = cells[index] ?? null;
    return unpackedRow;
  });
}
