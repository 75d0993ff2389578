import Sqlite from 'libsql';
import type { Database, Query, SqlRow } from './database.ts';

/** How long to wait for another process that writes, in milliseconds. */
const busyTimeoutMs = 10_000;

/** Opens the file, or makes it. Members read it while it is written, hence the write-ahead log. */
export function openSqlite(file: string): Database {
  const connection = new Sqlite(file);
  connection.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`);
  connection.exec('PRAGMA journal_mode = WAL');
  connection.exec('PRAGMA foreign_keys = ON');

  const query: Query = async (sql, values = []) => {
    const statement = connection.prepare(sql);
    if (statement.reader) return statement.all(...values) as SqlRow[];
    statement.run(...values);
    return [];
  };

  let last: Promise<unknown> = Promise.resolve();
  return {
    dialect: 'sqlite',
    transaction(work) {
      const result = last.then(async () => {
        connection.exec('BEGIN IMMEDIATE');
        try {
          const value = await work(query);
          connection.exec('COMMIT');
          return value;
        } catch (error) {
          connection.exec('ROLLBACK');
          throw error;
        }
      });
      last = result.catch(() => {});
      return result;
    },
    async close() {
      await last;
      connection.close();
    },
  };
}
