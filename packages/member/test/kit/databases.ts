import { ownMariadb, ownPostgres, ownSqlite } from '@observer-graph/source-sql/testing';

/** A database of a test's own on a real server. */
export interface KitDatabase {
  readonly url: string;
  execute(statements: string): Promise<void>;
  drop(): Promise<void>;
}

export async function postgres(statements: string): Promise<KitDatabase> {
  const { url, client, drop } = await ownPostgres('kit');
  return filled({ url, execute: async (text) => void (await client.query(text)), drop }, statements);
}

export async function mariadb(statements: string): Promise<KitDatabase> {
  const { url, client, drop } = await ownMariadb('kit');
  return filled({ url, execute: async (text) => void (await client.query(text)), drop }, statements);
}

export async function sqlite(statements: string): Promise<KitDatabase> {
  const { url, client, drop } = await ownSqlite('kit');
  return filled({ url, execute: async (text) => void client.exec(text), drop }, statements);
}

async function filled(database: KitDatabase, statements: string): Promise<KitDatabase> {
  await database.execute(statements);
  return database;
}
