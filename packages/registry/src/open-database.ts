import type { Database, DatabaseLocation } from './database.ts';
import { RegistryError } from './errors.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';

/** @throws {RegistryError} if the database cannot be reached or opened */
export async function openDatabase(location: DatabaseLocation): Promise<Database> {
  try {
    return location.dialect === 'postgres' ? await openPostgres(location.url) : openSqlite(location.url);
  } catch (cause) {
    const place = location.dialect === 'postgres' ? 'database' : `file ${location.url}`;
    const reason = cause instanceof Error && cause.message ? cause.message : String(cause);
    throw new RegistryError('DATABASE_UNAVAILABLE', `The registry's ${place} cannot be opened: ${reason}.`, {
      cause,
    });
  }
}
