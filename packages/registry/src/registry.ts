import { fileURLToPath } from 'node:url';
import { type Database, databaseLocation } from './database.ts';
import { exportDirectory } from './export-files.ts';
import { type ImportOptions, type ImportReport, importDirectory } from './import-files.ts';
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
 * @throws {RegistryError} if the database cannot be reached or opened
 */
export async function openRegistry({ database: place }: RegistryOptions): Promise<Registry> {
  const database = await openDatabase(databaseLocation(place));
  try {
    await prepare(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  return {
    importFiles: (directory, options) => importDirectory(database, directory, options),
    exportFiles: (directory) => exportDirectory(database, directory),
    close: () => database.close(),
  };
}

async function prepare(database: Database): Promise<void> {
  const isNew = await database.transaction(async (query) => {
    for (const statement of createTables(database.dialect)) await query(statement);
    const [row] = await query('SELECT count(*) AS countries FROM country');
    return Number(row?.['countries']) === 0;
  });
  if (isNew) await importDirectory(database, seedDirectory);
}
