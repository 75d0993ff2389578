import { join } from 'node:path';
import pg from 'pg';

const postgresUrl = process.env['TEST_POSTGRES_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';

export interface Place {
  readonly dialect: string;
  /** @param folder where a file may be made; the caller removes it */
  readonly create: (
    folder: string,
  ) => Promise<{ readonly database: string; readonly drop: () => Promise<void> }>;
}

/** An empty database of each kind that the registry can live in. */
export const places: readonly Place[] = [
  {
    dialect: 'SQLite',
    create: async (folder) => ({ database: join(folder, 'registry.sqlite'), drop: async () => {} }),
  },
  {
    dialect: 'PostgreSQL',
    create: async () => {
      const name = `registry_test_${process.pid}_${Math.random().toString(36).slice(2)}`;
      await administer(`CREATE DATABASE ${name}`);
      const database = new URL(postgresUrl);
      database.pathname = name;
      return { database: database.href, drop: () => administer(`DROP DATABASE ${name} WITH (FORCE)`) };
    },
  },
];

async function administer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgresUrl });
  await client.connect();
  await client.query(sql);
  await client.end();
}
