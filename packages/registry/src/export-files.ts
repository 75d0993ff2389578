import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from './database.ts';
import { RegistryError } from './errors.ts';
import { kinds, kindsOfRecord } from './kinds.ts';
import type { Identifier, Kind, Names, Records, RegistryState } from './records.ts';
import { readState } from './state.ts';

/**
 * Writes the whole registry as CSV files that import to the same registry.
 *
 * @returns the files' names and how many records each has
 * @throws {RegistryError} EXPORT_REFUSED if the directory has a YAML file of the same kind, which an import would find too
 */
export async function exportDirectory(
  database: Database,
  directory: string,
): Promise<readonly { readonly file: string; readonly records: number }[]> {
  const state = await database.transaction(readState);
  for (const other of kinds.flatMap((kind) => [`${kind}.yaml`, `${kind}.yml`])) {
    if (existsSync(join(directory, other))) {
      const message = `${join(directory, other)} is in the way: the export is CSV. Remove it, or name another directory.`;
      throw new RegistryError('EXPORT_REFUSED', message);
    }
  }
  mkdirSync(directory, { recursive: true });
  return kinds.map((kind) => {
    const file = `${kind}.csv`;
    const path = join(directory, file);
    // Renamed into place, so that nobody reads half a file.
    writeFileSync(`${path}.part`, csvOf(kind, state));
    renameSync(`${path}.part`, path);
    return { file, records: state[kind].size };
  });
}

function csvOf<K extends Kind>(kind: K, state: RegistryState): string {
  const records = [...state[kind].values()];
  const columns = kindsOfRecord[kind].fileColumns.flatMap((column) =>
    column === 'name' ? nameColumns(records) : [column],
  );
  const lines = [columns, ...records.map((record) => columns.map((column) => cellOf(record, column)))];
  return lines.map((cells) => `${cells.map(quoted).join(',')}\n`).join('');
}

function nameColumns(records: readonly object[]): string[] {
  const languages = new Set(
    records.flatMap((record) => ('names' in record ? Object.keys(record.names as Names) : [])),
  );
  languages.delete('en');
  return ['name', ...[...languages].sort().map((language) => `name:${language}`)];
}

function cellOf<K extends Kind>(record: Records[K], column: string): string {
  if (column === 'name' || column.startsWith('name:')) {
    const { names } = record as { readonly names: Names };
    return names[column === 'name' ? 'en' : column.slice('name:'.length)] ?? '';
  }
  const value: unknown = record[column as keyof Records[K]];
  if (column === 'identifiers')
    return listed(value as Identifier[], ({ scheme, value }) => `${scheme}:${value}`);
  if (column === 'rounds') return listed(value as Records['elections']['rounds'], ({ date }) => date ?? '?');
  if (column === 'calendar') {
    return listed(
      value as Records['elections']['calendar'],
      ({ phase, from, until }) => `${phase} ${from === until ? from : `${from ?? ''}..${until ?? ''}`}`,
    );
  }
  return Array.isArray(value) ? value.join('|') : String(value ?? '');
}

function listed<Item>(items: readonly Item[], text: (item: Item) => string): string {
  return items.map(text).join('|');
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
