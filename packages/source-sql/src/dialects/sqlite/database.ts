import { existsSync } from 'node:fs';
import { sql } from 'kysely';
import Libsql from 'libsql';
import type { Expr } from '../../condition.ts';
import type { DatabaseSettings } from '../../link.ts';
import type { ColumnType, Database, RawRow } from '../dialect.ts';
import { sqliteDialect } from './dialect.ts';

/** Prepared statements that are kept. */
const kept = 200;

/** @throws {Error} if there is no such file, or it is no database */
export async function sqliteDatabase(settings: DatabaseSettings): Promise<Database> {
  // libsql would make a new, empty database.
  if (!existsSync(settings.url)) throw new Error(`There is no file ${settings.url}.`);
  const connection = new Libsql(settings.url);
  const statements = new Map<string, Libsql.Statement>();

  function prepared(expression: Expr) {
    const { sql: text, parameters } = expression.compile(sqliteDialect.kysely);
    let statement = statements.get(text);
    if (!statement) {
      statement = connection.prepare(text);
      if (statements.size >= kept) statements.delete(statements.keys().next().value ?? '');
      statements.set(text, statement);
    }
    return { statement, parameters: parameters.map(bound) };
  }

  try {
    // libsql opens for writing whatever it is told; this holds.
    connection.exec('pragma query_only = on');
    connection.exec(`pragma busy_timeout = ${Math.round(settings.statementTimeoutMs)}`);
    connection.prepare('select count(*) from sqlite_schema').all();
  } catch (error) {
    connection.close();
    throw error;
  }
  return {
    dialect: sqliteDialect,
    run: async (expression) => {
      const { statement, parameters } = prepared(expression);
      return statement.all(parameters) as RawRow[];
    },
    columns: async (from) => {
      const { statement } = prepared(sql`select * from ${from} limit 0`);
      return statement.columns().map(({ name, type }) => ({ name, type: columnType(type) }));
    },
    isUnavailable: (error) =>
      /^SQLITE_(BUSY|LOCKED|IOERR|CANTOPEN|INTERRUPT)/.test(String((error as { code?: unknown }).code)),
    close: async () => {
      connection.close();
    },
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
