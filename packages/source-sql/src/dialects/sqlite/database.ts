import { existsSync, statSync } from 'node:fs';
import type { DatabaseSettings } from '../../link.ts';
import { sql } from '../../sql.ts';
import type { ColumnType, Database, RawRow } from '../dialect.ts';
import { directConnection } from './connection.ts';
import { sqliteDialect } from './dialect.ts';
import { threadConnection } from './thread.ts';

/** Bytes of a database from which on its statements run in a thread of their own. */
const threadAbove = 4 * 1024 * 1024;

/** @throws {Error} if there is no such file, or it is no database */
export async function sqliteDatabase(settings: DatabaseSettings): Promise<Database> {
  // libsql would make a new, empty database.
  if (!existsSync(settings.url)) throw new Error(`There is no file ${settings.url}.`);
  const large = statSync(settings.url).size > threadAbove;
  const connection = await (large ? threadConnection(settings) : directConnection(settings));
  return {
    dialect: sqliteDialect,
    run: async (expression) => {
      const { text, values } = expression.written(sqliteDialect.writing);
      return (await connection.all(text, values.map(bound))) as RawRow[];
    },
    columns: async (from) => {
      const { text } = sql`select * from ${from} limit 0`.written(sqliteDialect.writing);
      return (await connection.columns(text)).map(({ name, type }) => ({ name, type: columnType(type) }));
    },
    isUnavailable: (error) =>
      /^SQLITE_(BUSY|LOCKED|IOERR|CANTOPEN|INTERRUPT)/.test(String((error as { code?: unknown }).code)),
    close: () => connection.close(),
  };
}

/** libsql makes a REAL of every number. */
function bound(value: unknown): unknown {
  return typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : value;
}

/** By SQLite's own rules of affinity. */
function columnType(declared: string | null): ColumnType {
  const type = (declared ?? '').toUpperCase();
  if (type.includes('INT')) return 'integer';
  if (/CHAR|CLOB|TEXT/.test(type)) return 'text';
  if (/REAL|FLOA|DOUB/.test(type)) return 'float';
  return 'other';
}
