import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import mysql from 'mysql2/promise';
import pg from 'pg';

/** An empty database of a test's own, and a connection to it that may write. */
export interface OwnDatabase<Client> {
  readonly url: string;
  readonly client: Client;
  drop(): Promise<void>;
}

/** @param prefix of its name, which tells whose it is */
export async function ownPostgres(prefix: string): Promise<OwnDatabase<pg.Client>> {
  const name = nameWith(prefix);
  const admin = new pg.Client({ connectionString: 'postgres://postgres@127.0.0.1:5432/postgres' });
  await admin.connect();
  await admin.query(`create database ${name}`);
  const url = `postgres://postgres@127.0.0.1:5432/${name}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return {
    url,
    client,
    async drop() {
      await client.end();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}

/** @param prefix of its name, which tells whose it is */
export async function ownMariadb(
  prefix: string,
  options: mysql.ConnectionOptions = {},
): Promise<OwnDatabase<mysql.Connection>> {
  const name = nameWith(prefix);
  const server = 'mysql://root@127.0.0.1:3306';
  const client = await mysql.createConnection({
    uri: `${server}/`,
    charset: 'utf8mb4',
    multipleStatements: true,
    ...options,
  });
  // As old databases were filled: zero dates are let in.
  await client.query("set time_zone = '+00:00', sql_mode = ''");
  await client.query(`create database ${name} character set utf8mb4; use ${name}`);
  return {
    url: `${server}/${name}`,
    client,
    async drop() {
      await client.query(`drop database ${name}`);
      await client.end();
    },
  };
}

/** A file in a folder of its own. @param prefix of the folder's name */
export async function ownSqlite(prefix: string): Promise<OwnDatabase<Libsql.Database>> {
  const folder = await mkdtemp(join(tmpdir(), `${prefix}-`));
  const url = join(folder, 'member.sqlite');
  const client = new Libsql(url);
  return {
    url,
    client,
    async drop() {
      client.close();
      await rm(folder, { recursive: true });
    },
  };
}

function nameWith(prefix: string): string {
  return `${prefix}_${randomBytes(6).toString('hex')}`;
}
