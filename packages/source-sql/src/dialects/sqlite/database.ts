import type { Expr } from '../../condition.ts';
import type { DatabaseSettings } from '../../link.ts';
import { sql } from '../../sql.ts';
import type { ColumnType, Database } from '../dialect.ts';
import { StatementLimitError } from './connection.ts';
import { connectionPool } from './connection-pool.ts';
import { sqliteDialect } from './dialect.ts';
import { fileState } from './file-state.ts';

/** @throws {Error} if there is no such file, or it is no database */
export async function sqliteDatabase(settings: DatabaseSettings): Promise<Database> {
  // libsql would make a new, empty database.
  const opened = await fileState(settings.url);
  if (!opened) throw new Error(`There is no file ${settings.url}.`);
  const pool = await connectionPool(settings, opened.files);
  const run = (expression: Expr) => {
    const { text, values } = expression.written(sqliteDialect.writing);
    return pool.use((connection) => connection.all(text, values));
  };
  return {
    dialect: sqliteDialect,
    run,
    cells: run,
    columns: async (from) => {
      const { text } = sql`select * from ${from} limit 0`.written(sqliteDialect.writing);
      const columns = await pool.use((connection) => connection.columns(text));
      return columns.map(({ name, type }) => ({ name, type: columnType(type) }));
    },
    isUnavailable: (error) =>
      error instanceof StatementLimitError ||
      /^SQLITE_(BUSY|LOCKED|IOERR|CANTOPEN|INTERRUPT)/.test(String((error as { code?: unknown }).code)),
    files: { path: settings.url, copied: false, opened, now: () => fileState(settings.url) },
    close: () => pool.close(),
  };
}

/** By SQLite's own rules of affinity. */
function columnType(declared: string | null): ColumnType {
  const type = (declared ?? '').toUpperCase();
  if (type.includes('INT')) return 'integer';
  if (/CHAR|CLOB|TEXT/.test(type)) return 'text';
  if (/REAL|FLOA|DOUB/.test(type)) return 'float';
  return 'other';
}
