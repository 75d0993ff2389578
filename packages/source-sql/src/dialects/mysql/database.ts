import mysql from 'mysql2';
import type { Expr } from '../../condition.ts';
import type { DatabaseSettings } from '../../link.ts';
import { type Statement, sql } from '../../sql.ts';
import { graceMs } from '../asked.ts';
import type { Column, ColumnType, Database } from '../dialect.ts';
import { namedRows } from '../named-rows.ts';
import { StaleConnectionError, withFreshConnection } from '../stale-connection.ts';
import { declaredKey } from './declared-key.ts';
import { mysqlDialect } from './dialect.ts';
import { prepareSession } from './prepare-session.ts';
import { keptStatements, PreparedStatements } from './prepared-statements.ts';

// Each asking for it loads a module.
const { Types, TypedParameter } = mysql;
const columnTypes = new Map<number, ColumnType>([
  ...[Types.TINY, Types.SHORT, Types.INT24, Types.LONG, Types.LONGLONG, Types.YEAR].map(
    (type) => [type, 'integer'] as const,
  ),
  ...[Types.DECIMAL, Types.NEWDECIMAL].map((type) => [type, 'decimal'] as const),
  ...[Types.FLOAT, Types.DOUBLE].map((type) => [type, 'float'] as const),
  [Types.BIT, 'bit'],
  [Types.TIMESTAMP, 'instant'],
  [Types.DATETIME, 'wall'],
  [Types.DATE, 'date'],
  [Types.GEOMETRY, 'geometry'],
  ...[
    Types.VARCHAR,
    Types.VAR_STRING,
    Types.STRING,
    Types.ENUM,
    Types.SET,
    Types.TINY_BLOB,
    Types.BLOB,
    Types.MEDIUM_BLOB,
    Types.LONG_BLOB,
  ].map((type) => [type, 'text'] as const),
]);

/** @throws whatever `mysql2` throws if the database cannot be reached */
export async function mysqlDatabase(settings: DatabaseSettings): Promise<Database> {
  const pool = mysql.createPool({
    uri: settings.url,
    connectionLimit: settings.poolSize,
    connectTimeout: settings.statementTimeoutMs,
    charset: 'utf8mb4',
    maxPreparedStatements: keptStatements,
    rowsAsArray: true,
    supportBigNumbers: true,
    bigNumberStrings: true,
    dateStrings: true,
  });

  /** Of connections that are ready. */
  const sessions = new WeakMap<mysql.PoolConnection, PreparedStatements>();
  const query = ({ text, values }: Statement) =>
    withFreshConnection(settings.poolSize, async () => {
      const connection = await connectionWithin(pool, settings.statementTimeoutMs);
      const known = sessions.get(connection);
      try {
        const statements = known ?? (await sessionOf(connection, settings));
        sessions.set(connection, statements);
        const found = await statements.execute(
          text,
          values.map(bound),
          settings.statementTimeoutMs + graceMs,
        );
        connection.release();
        return found;
      } catch (error) {
        if (isUnavailable(error) || !sessions.has(connection)) connection.destroy();
        else connection.release();
        throw known && isLost(error) ? new StaleConnectionError(error) : error;
      }
    });
  const ask = (expression: Expr) => query(expression.written(mysqlDialect.writing));

  try {
    await ask(sql`select 1`);
  } catch (error) {
    await pool.promise().end();
    throw error;
  }
  return {
    dialect: mysqlDialect,
    run: async (expression) => namedRows(await ask(expression)),
    cells: async (expression) => (await ask(expression)).rows,
    async columns(from) {
      const { fields } = await ask(sql`select * from ${from} limit 0`);
      return fields.map(columnOf);
    },
    async declaresKey(table, columns) {
      const [row] = (await ask(declaredKey(table, columns))).rows;
      return Number(row?.[0]) > 0;
    },
    isUnavailable,
    close: () => pool.promise().end(),
  };
}

async function sessionOf(
  connection: mysql.PoolConnection,
  settings: DatabaseSettings,
): Promise<PreparedStatements> {
  await prepareSession(connection.promise(), settings);
  return new PreparedStatements(connection);
}

const unsigned = 32;
const zerofill = 64;
/** The character set of what is no text. */
const binary = 63;

function columnOf({ name, columnType = -1, characterSet, flags }: mysql.FieldPacket): Column {
  // A BINARY has as many bytes as it was declared with, so that hardly any is a text.
  if (columnType === Types.STRING && characterSet === binary) return { name, type: 'bytes' };
  const type = columnTypes.get(columnType) ?? 'other';
  if (type !== 'integer') return { name, type };
  return {
    name,
    type,
    ...(Number(flags) & unsigned && { unsigned: true }),
    // A YEAR says so too, and has four digits in any case.
    ...(Number(flags) & zerofill && columnType !== Types.YEAR && { zerofill: true }),
  };
}

/** The pool itself lets a statement wait for a connection for ever. */
function connectionWithin(pool: mysql.Pool, limitMs: number): Promise<mysql.PoolConnection> {
  return new Promise((resolve, reject) => {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      reject(new Error(`No connection was free within ${limitMs} ms.`));
    }, limitMs);
    pool.getConnection((error, connection) => {
      clearTimeout(timer);
      if (error) reject(error);
      else if (late) connection.release();
      else resolve(connection);
    });
  });
}

/** Sent as the integers that they are: mysql2 makes a DOUBLE of a number, which `LIMIT` refuses. */
function bound(value: unknown) {
  const whole = typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value));
  return whole ? TypedParameter.LONGLONG(value) : (value as string | number | null);
}

/** Closed by the server (1053, 1927), or by what lies between. */
function isLost(error: unknown): boolean {
  const { code, errno, message } = error as { code?: string; errno?: number; message?: string };
  return (
    ['PROTOCOL_CONNECTION_LOST', 'ECONNRESET', 'EPIPE'].includes(code ?? '') ||
    [1053, 1927].includes(errno ?? 0) ||
    /closed state/.test(message ?? '')
  );
}

/** Too many connections, shutdown, lock wait, statement limits of MariaDB and MySQL, access; and what has no number. */
const unavailable = new Set([1040, 1044, 1045, 1049, 1053, 1205, 1203, 1226, 1317, 1927, 1969, 3024]);

function isUnavailable(error: unknown): boolean {
  const { errno, sqlState } = error as { errno?: number; sqlState?: string };
  return sqlState === undefined || unavailable.has(errno ?? 0);
}
