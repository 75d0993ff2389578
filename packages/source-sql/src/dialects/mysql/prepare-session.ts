import type mysql from 'mysql2/promise';

export interface PreparedSession {
  /** Lets each statement take so many milliseconds, or, if null, as long as it likes. */
  limitStatements(limitMs: number | null): Promise<void>;
}

/** Makes a connection one that only reads, in UTC, each statement within its limit. */
export async function prepareSession(
  connection: mysql.Connection,
  { statementTimeoutMs }: { readonly statementTimeoutMs: number },
): Promise<PreparedSession> {
  await connection.query('set session transaction read only');
  await connection.query("set session time_zone = '+00:00'");
  const [rows] = await connection.query({ sql: 'select version()', rowsAsArray: true });
  const isMariaDb = String((rows as string[][])[0]?.[0]).includes('MariaDB');
  const limitStatements = async (limitMs: number | null) => {
    const limit = isMariaDb
      ? `max_statement_time = ${(limitMs ?? 0) / 1000}`
      : `max_execution_time = ${Math.round(limitMs ?? 0)}`;
    await connection.query(`set session ${limit}`);
  };
  await limitStatements(statementTimeoutMs);
  // The cache finds a subquery's result by the outer column's collation: of `VB` it would give that of `vb`.
  if (isMariaDb) await connection.query("set session optimizer_switch = 'subquery_cache=off'");
  return { limitStatements };
}
