import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import mysql from 'mysql2/promise';
import pg from 'pg';

/** A database of a test's own on a real server. */
export interface KitDatabase {
  readonly url: string;
  execute(statements: string): Promise<void>;
  drop(): Promise<void>;
}

export async function postgres(statements: string): Promise<KitDatabase> {
  const name = `kit_${randomBytes(6).toString('hex')}`;
  const admin = new pg.Client({ connectionString: 'postgres://postgres@127.0.0.1:5432/postgres' });
  await admin.connect();
  await admin.query(`create database ${name}`);
  const url = `postgres://postgres@127.0.0.1:5432/${name}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const execute = async (text: string) => {
    await client.query(text);
  };
  await execute(statements);
  return {
    url,
    execute,
    async drop() {
      await client.end();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}

export async function mariadb(statements: string): Promise<KitDatabase> {
  const name = `kit_${randomBytes(6).toString('hex')}`;
  const client = await mysql.createConnection({
    uri: 'mysql://root@127.0.0.1:3306/',
    charset: 'utf8mb4',
    multipleStatements: true,
  });
  // As old databases were filled: zero dates are let in.
  await client.query("set time_zone = '+00:00', sql_mode = ''");
  await client.query(`create database ${name} character set utf8mb4; use ${name}`);
  const execute = async (text: string) => {
    await client.query(text);
  };
  await execute(statements);
  return {
    url: `mysql://root@127.0.0.1:3306/${name}`,
    execute,
    async drop() {
      await client.query(`drop database ${name}`);
      await client.end();
    },
  };
}

export async function sqlite(statements: string): Promise<KitDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'kit-'));
  const url = join(folder, 'member.sqlite');
  const client = new Libsql(url);
  client.exec(statements);
  return {
    url,
    execute: async (text) => {
      client.exec(text);
    },
    async drop() {
      client.close();
      await rm(folder, { recursive: true });
    },
  };
}
