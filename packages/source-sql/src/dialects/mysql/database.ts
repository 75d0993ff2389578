import mysql from 'mysql2';
import type { Expr } from '../../condition.ts';
import type { DatabaseSettings } from '../../link.ts';
import { sql } from '../../sql.ts';
import type { Cells, Column, ColumnType, Database, RawRow } from '../dialect.ts';
import { StaleConnectionError, withFreshConnection } from '../stale-connection.ts';
import { mysqlDialect } from './dialect.ts';
import { prepareSession } from './prepare-session.ts';

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
    maxPreparedStatements: 200,
    supportBigNumbers: true,
    bigNumberStrings: true,
    dateStrings: true,
  });

  const ready = new WeakSet<mysql.PoolConnection>();
  async function withConnection<Result>(
    use: (connection: mysql.PoolConnection) => Promise<Result>,
  ): Promise<Result> {
    const connection = await connectionWithin(pool, settings.statementTimeoutMs);
    const stale = ready.has(connection);
    try {
      if (!stale) {
        await prepareSession(connection.promise(), settings);
        ready.add(connection);
      }
      const result = await use(connection);
      connection.release();
      return result;
    } catch (error) {
      if (isUnavailable(error) || !ready.has(connection)) connection.destroy();
      else connection.release();
      throw stale && isLost(error) ? new StaleConnectionError(error) : error;
    }
  }
  const query = (expression: Expr, rowsAsArray = false) => {
    const { text, values } = expression.written(mysqlDialect.writing);
    const timeout = settings.statementTimeoutMs + 2_000;
    return withFreshConnection(settings.poolSize, () =>
      withConnection((connection) =>
        answerOf(connection, { sql: text, timeout, rowsAsArray, values: values.map(bound) }),
      ),
    );
  };

  try {
    await query(sql`select 1`);
  } catch (error) {
    await pool.promise().end();
    throw error;
  }
  return {
    dialect: mysqlDialect,
    run: async (expression) => (await query(expression))[0] as unknown as RawRow[],
    cells: async (expression) => (await query(expression, true))[0] as unknown as Cells[],
    async columns(from) {
      const [, fields] = await query(sql`select * from ${from} limit 0`);
      return fields.map(columnOf);
    },
    isUnavailable,
    close: () => pool.promise().end(),
  };
}

const unsigned = 32;
/** The character set of what is no text. */
const binary = 63;

function columnOf({ name, columnType = -1, characterSet, flags }: mysql.FieldPacket): Column {
  // A BINARY has as many bytes as it was declared with, so that hardly any is a text.
  if (columnType === Types.STRING && characterSet === binary) return { name, type: 'bytes' };
  const type = columnTypes.get(columnType) ?? 'other';
  return type === 'integer' && Number(flags) & unsigned ? { name, type, unsigned: true } : { name, type };
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

/** mysql2's own promises note where each statement was asked for, which takes longer than to send it. */
function answerOf(
  connection: mysql.PoolConnection,
  statement: mysql.QueryOptions,
): Promise<readonly [rows: unknown, fields: readonly mysql.FieldPacket[]]> {
  return new Promise((resolve, reject) => {
    connection.execute(statement, (error: unknown, rows: unknown, fields: mysql.FieldPacket[]) =>
      error ? reject(error) : resolve([rows, fields]),
    );
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
