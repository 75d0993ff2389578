import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import Libsql from 'libsql';
import { ownFolder } from './own-folder.ts';
import { readTable } from './read-table.ts';
import { FilesError, type TableFile, tableFiles } from './table-files.ts';

/** Tables of files, as a SQLite file of this process's own. */
export interface LoadedTables {
  readonly sqliteFile: string;
  /** Changes when one of the files does. */
  readonly state: string;
  remove(): Promise<void>;
}

/** Rows that go in before anybody else has a turn. */
const batchSize = 500;

/**
 * Loads a folder of files, or one file. All or nothing.
 *
 * @throws {FilesError} with every bad row of every file
 */
export async function loadTables(path: string): Promise<LoadedTables> {
  const files = await tableFiles(path);
  const folder = await ownFolder();
  const sqliteFile = join(folder.path, 'tables.sqlite');
  try {
    await fill(sqliteFile, files);
    await chmod(sqliteFile, 0o400);
  } catch (error) {
    await folder.remove();
    throw error;
  }
  return { sqliteFile, state: stateOf(files), remove: folder.remove };
}

/** @returns what {@link LoadedTables.state} would be now; null if there is nothing to load */
export async function stateNow(path: string): Promise<string | null> {
  try {
    return stateOf(await tableFiles(path));
  } catch {
    return null;
  }
}

function stateOf(files: readonly TableFile[]): string {
  return files.map(({ state }) => state).join('\n');
}

async function fill(sqliteFile: string, files: readonly TableFile[]): Promise<void> {
  const connection = new Libsql(sqliteFile);
  const problems: string[] = [];
  try {
    connection.exec('pragma journal_mode = off');
    connection.exec('pragma synchronous = off');
    for (const file of files) {
      const { columns, rows, problems: found } = await readTable(file);
      problems.push(...found);
      if (problems.length > 0) continue;
      const names = columns.map(quoted).join(', ');
      connection.exec(
        `create table ${quoted(file.table)} (${columns.map((name) => `${quoted(name)} text`).join(', ')})`,
      );
      const insert = connection.prepare(
        `insert into ${quoted(file.table)} (${names}) values (${columns.map(() => '?').join(', ')})`,
      );
      for (let start = 0; start < rows.length; start += batchSize) {
        connection.exec('begin');
        for (const row of rows.slice(start, start + batchSize)) insert.run([...row]);
        connection.exec('commit');
        await setImmediate();
      }
    }
  } finally {
    connection.close();
  }
  if (problems.length > 0) throw new FilesError(problems);
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
