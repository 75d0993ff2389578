import type { Query, SqlRow, SqlValue } from './database.ts';
import { type Column, columnName, kindsOfRecord } from './kinds.ts';
import type { Kind, Records, RegistryState } from './records.ts';

/** Rows written by one statement. */
const rowsAtOnce = 200;

/** Reads the whole registry: some thousand records. */
export async function readState(query: Query): Promise<RegistryState> {
  return {
    countries: await readKind('countries', query),
    organizations: await readKind('organizations', query),
    elections: await readKind('elections', query),
    declarations: await readKind('declarations', query),
    endorsements: await readKind('endorsements', query),
  };
}

async function readKind<K extends Kind>(kind: K, query: Query): Promise<ReadonlyMap<string, Records[K]>> {
  const { table, key, columns } = kindsOfRecord[kind];
  const rows = await query(
    `SELECT ${columns.map(({ field }) => columnName(field)).join(', ')} FROM ${table}`,
  );
  const records = rows.map((row) => [String(row[columnName(key)]), recordOf<K>(row, columns)] as const);
  // Sorted here, since collations differ.
  return new Map(records.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function recordOf<K extends Kind>(row: SqlRow, columns: readonly Column[]): Records[K] {
  const entries = columns.map(({ field, type }) => {
    const value = row[columnName(field)];
    return [field, type === 'json' ? JSON.parse(String(value ?? '[]')) : (value ?? null)];
  });
  return Object.fromEntries(entries) as Records[K];
}

/** Writes records over those with the same keys. */
export async function writeRecords<K extends Kind>(
  kind: K,
  records: readonly Records[K][],
  query: Query,
): Promise<void> {
  const { table, key, columns } = kindsOfRecord[kind];
  const names = columns.map(({ field }) => columnName(field));
  const updates = names.filter((name) => name !== key).map((name) => `${name} = excluded.${name}`);
  const row = `(${names.map(() => '?').join(', ')})`;
  for (let start = 0; start < records.length; start += rowsAtOnce) {
    const some = records.slice(start, start + rowsAtOnce);
    await query(
      `INSERT INTO ${table} (${names.join(', ')}) VALUES ${some.map(() => row).join(', ')}
       ON CONFLICT (${key}) DO UPDATE SET ${updates.join(', ')}`,
      some.flatMap((record) => columns.map((column) => stored(record, column))),
    );
  }
}

export async function deleteRecords(kind: Kind, keys: readonly string[], query: Query): Promise<void> {
  const { table, key } = kindsOfRecord[kind];
  for (let start = 0; start < keys.length; start += rowsAtOnce) {
    const some = keys.slice(start, start + rowsAtOnce);
    await query(`DELETE FROM ${table} WHERE ${key} IN (${some.map(() => '?').join(', ')})`, some);
  }
}

/** Whether two records say the same, in what is derived too if `derived` is true. */
export function sameRecord<K extends Kind>(kind: K, a: Records[K], b: Records[K], derived: boolean): boolean {
  return kindsOfRecord[kind].columns
    .filter((column) => derived || !column.derived)
    .every((column) => stored(a, column) === stored(b, column));
}

function stored<K extends Kind>(
  record: Records[K],
  { field, type }: Column<keyof Records[K] & string>,
): SqlValue {
  const value: unknown = record[field];
  return type === 'json' ? JSON.stringify(value) : (value as SqlValue);
}
