import pg from 'pg';
import type { Database, Query } from './database.ts';

/** The number of the lock that makes writers of one registry wait for each other; any number that nobody else uses. */
const writersLock = 7_230_114_551;

/** Dates as they are written, `2024-10-26`; `pg` would make them instants of the local time zone. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => {
    if (oid === pg.types.builtins.DATE) return (text: string) => text;
    if (oid === pg.types.builtins.TIMESTAMPTZ) return (text: string) => new Date(text).toISOString();
    return pg.types.getTypeParser(oid, format);
  },
};

/** @throws whatever `pg` does if the database cannot be reached */
export async function openPostgres(url: string): Promise<Database> {
  // One connection: the registry has one writer, and transactions queue for it.
  const pool = new pg.Pool({ connectionString: url, max: 1, types, connectionTimeoutMillis: 10_000 });
  // An idle connection that breaks is replaced at the next transaction; unheard, the event would end the process.
  pool.on('error', () => {});
  try {
    (await pool.connect()).release();
  } catch (error) {
    await pool.end();
    throw error;
  }

  return {
    dialect: 'postgres',
    async transaction(work) {
      const client = await pool.connect();
      const query: Query = async (sql, values = []) => {
        let number = 0;
        const text = sql.replaceAll('?', () => `$${++number}`);
        return (await client.query(text, [...values])).rows;
      };
      let broken = false;
      try {
        await client.query('BEGIN');
        await client.query(`SELECT pg_advisory_xact_lock(${writersLock})`);
        const value = await work(query);
        await client.query('COMMIT');
        return value;
      } catch (error) {
        await client.query('ROLLBACK').catch(() => {
          broken = true;
        });
        throw error;
      } finally {
        client.release(broken);
      }
    },
    close: () => pool.end(),
  };
}
