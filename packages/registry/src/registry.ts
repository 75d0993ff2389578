import { fileURLToPath } from 'node:url';
import { type Database, type Dialect, databaseLocation } from './database.ts';
import { RegistryError } from './errors.ts';
import { exportDirectory } from './export-files.ts';
import { type ImportOptions, type ImportReport, importDirectory } from './import-files.ts';
import { kinds, kindsOfRecord } from './kinds.ts';
import { openDatabase } from './open-database.ts';
import { createTables } from './schema.ts';

const seedDirectory = fileURLToPath(new URL('../seed', import.meta.url));

export interface RegistryOptions {
  /** The path of an SQLite file, made if it is not there, or a `postgres://` URL. */
  readonly database: string;
}

/** The hub's own records: countries, organizations, elections, declarations, endorsements. */
export interface Registry {
  /** @throws {RegistryError} FILES_INVALID with every bad line; then nothing was written */
  importFiles(directory: string, options?: ImportOptions): Promise<ImportReport>;
  exportFiles(directory: string): ReturnType<typeof exportDirectory>;
  close(): Promise<void>;
}

/**
 * Opens the registry. The first use of a database makes the tables and fills in countries and declarations.
 *
 * @throws {RegistryError} if the database cannot be reached or opened, or is somebody else's
 */
export async function openRegistry({ database: place }: RegistryOptions): Promise<Registry> {
  const database = await openDatabase(databaseLocation(place));
  try {
    await prepare(database);
  } catch (cause) {
    await database.close();
    if (cause instanceof RegistryError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `The registry's database cannot be used: ${reason}.`;
    throw new RegistryError('DATABASE_UNAVAILABLE', message, { cause });
  }
  return {
    importFiles: (directory, options) => importDirectory(database, directory, options),
    exportFiles: (directory) => exportDirectory(database, directory),
    close: () => database.close(),
  };
}

async function prepare(database: Database): Promise<void> {
  const isNew = await database.transaction(async (query) => {
    const found = (await query(tablesThere[database.dialect])).map((row) => String(row['name']));
    // All or none: the tables are made in one transaction, and some of these names are common ones.
    if (found.length > 0 && !tables.every((table) => found.includes(table))) {
      const message = `The database has other tables (${found.slice(0, 3).join(', ')} …) and no registry. It needs one of its own; name a new file, or an empty database or schema.`;
      throw new RegistryError('DATABASE_UNKNOWN', message);
    }
    for (const statement of createTables(database.dialect)) await query(statement);
    const [row] = await query('SELECT count(*) AS countries FROM country');
    return Number(row?.['countries']) === 0;
  });
  if (isNew) await importDirectory(database, seedDirectory);
}

const tables: readonly string[] = kinds.map((kind) => kindsOfRecord[kind].table);

const tablesThere: Readonly<Record<Dialect, string>> = {
  postgres: `SELECT table_name AS name FROM information_schema.tables
             WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY table_name`,
  sqlite: `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
};
