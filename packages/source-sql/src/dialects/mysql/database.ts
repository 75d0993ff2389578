import mysql from 'mysql2/promise';
import type { Expr } from '../../condition.ts';
import type { DatabaseSettings } from '../../link.ts';
import { sql } from '../../sql.ts';
import type { ColumnType, Database, RawRow } from '../dialect.ts';
import { StaleConnectionError, withFreshConnection } from '../stale-connection.ts';
import { mysqlDialect } from './dialect.ts';

const { Types } = mysql;
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

  const ready = new WeakSet<object>();
  async function withConnection<Result>(
    use: (connection: mysql.PoolConnection) => Promise<Result>,
  ): Promise<Result> {
    const connection = await connectionWithin(pool, settings.statementTimeoutMs);
    // The wrapper is new each time, the connection in it is not.
    const session = connection.connection;
    const stale = ready.has(session);
    try {
      if (!stale) {
        await prepareSession(connection, settings);
        ready.add(session);
      }
      const result = await use(connection);
      connection.release();
      return result;
    } catch (error) {
      if (isUnavailable(error) || !ready.has(session)) connection.destroy();
      else connection.release();
      throw stale && isLost(error) ? new StaleConnectionError(error) : error;
    }
  }
  const query = (expression: Expr) => {
    const { text, values } = expression.written(mysqlDialect.writing);
    const timeout = settings.statementTimeoutMs + 2_000;
    return withFreshConnection(settings.poolSize, () =>
      withConnection((connection) => connection.execute({ sql: text, timeout }, values.map(bound))),
    );
  };

  try {
    await query(sql`select 1`);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    dialect: mysqlDialect,
    run: async (expression) => (await query(expression))[0] as unknown as RawRow[],
    async columns(from) {
      const [, fields] = await query(sql`select * from ${from} limit 0`);
      return fields.map((field) => ({
        name: field.name,
        type: columnTypes.get(field.columnType ?? -1) ?? 'other',
      }));
    },
    isUnavailable,
    close: () => pool.end(),
  };
}

/** The pool itself lets a statement wait for a connection for ever. */
async function connectionWithin(pool: mysql.Pool, limitMs: number): Promise<mysql.PoolConnection> {
  const asked = pool.getConnection();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`No connection was free within ${limitMs} ms.`));
      asked.then(
        (connection) => connection.release(),
        () => {},
      );
    }, limitMs);
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Sent as the integers that they are: mysql2 makes a DOUBLE of a number, which `LIMIT` refuses. */
function bound(value: unknown) {
  const whole = typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value));
  return whole ? mysql.TypedParameter.LONGLONG(value) : (value as string | number | null);
}

async function prepareSession(
  connection: mysql.PoolConnection,
  { statementTimeoutMs }: DatabaseSettings,
): Promise<void> {
  await connection.query('set session transaction read only');
  await connection.query("set session time_zone = '+00:00'");
  const [rows] = await connection.query('select version() as version');
  const version = String((rows as { version: string }[])[0]?.version);
  if (!version.includes('MariaDB')) {
    await connection.query(`set session max_execution_time = ${Math.round(statementTimeoutMs)}`);
    return;
  }
  await connection.query(`set session max_statement_time = ${statementTimeoutMs / 1000}`);
  // The cache finds a subquery's result by the outer column's collation: of `VB` it would give that of `vb`.
  await connection.query("set session optimizer_switch = 'subquery_cache=off'");
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
