import type { DatabaseSettings, Dialect } from '../../src/link.ts';
import { ownMariadb, ownPostgres, ownSqlite } from '../own-database.ts';

/** A database of a test's own on one of the servers. */
export interface TestDatabase {
  readonly settings: DatabaseSettings;
  /** Runs a statement with a connection that may write. */
  execute(statement: string): Promise<unknown[]>;
  insert(table: string, rows: readonly Readonly<Record<string, unknown>>[]): Promise<void>;
  drop(): Promise<void>;
}

const limits = { statementTimeoutMs: 10_000, poolSize: 3 };

export const servers: Readonly<Record<Dialect, () => Promise<TestDatabase>>> = {
  async postgres() {
    const { url, client, drop } = await ownPostgres('source_sql');
    return {
      settings: { dialect: 'postgres', url, ...limits },
      execute: async (statement) => (await client.query(statement)).rows,
      async insert(table, rows) {
        for (const row of rows) {
          const columns = Object.keys(row);
          const marks = columns.map((_, index) => `$${index + 1}`);
          await client.query(`insert into ${table} (${columns}) values (${marks})`, Object.values(row));
        }
      },
      drop,
    };
  },

  async mysql() {
    const { url, client, drop } = await ownMariadb('source_sql');
    return {
      settings: { dialect: 'mysql', url, ...limits },
      execute: async (statement) => (await client.query(statement))[0] as unknown[],
      async insert(table, rows) {
        for (const row of rows) {
          const columns = Object.keys(row);
          await client.execute(
            `insert into ${table} (${columns}) values (${columns.map(() => '?')})`,
            Object.values(row) as string[],
          );
        }
      },
      drop,
    };
  },

  async sqlite() {
    const { url, client, drop } = await ownSqlite('source-sql');
    const bound = (value: unknown) =>
      typeof value === 'number' && Number.isInteger(value)
        ? BigInt(value)
        : typeof value === 'boolean'
          ? BigInt(value)
          : value;
    return {
      settings: { dialect: 'sqlite', url, ...limits },
      execute: async (statement) => {
        const prepared = client.prepare(statement);
        return prepared.reader ? prepared.all([]) : [prepared.run([])];
      },
      async insert(table, rows) {
        for (const row of rows) {
          const columns = Object.keys(row);
          client
            .prepare(`insert into ${table} (${columns}) values (${columns.map(() => '?')})`)
            .run(Object.values(row).map(bound));
        }
      },
      drop,
    };
  },
};
