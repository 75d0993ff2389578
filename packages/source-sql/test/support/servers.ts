import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import mysql from 'mysql2/promise';
import pg from 'pg';
import type { DatabaseSettings, Dialect } from '../../src/link.ts';

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
    const name = `source_sql_${randomBytes(6).toString('hex')}`;
    const admin = new pg.Client({ connectionString: 'postgres://postgres@127.0.0.1:5432/postgres' });
    await admin.connect();
    await admin.query(`create database ${name}`);
    const url = `postgres://postgres@127.0.0.1:5432/${name}`;
    const client = new pg.Client({ connectionString: url });
    await client.connect();
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
      async drop() {
        await client.end();
        await admin.query(`drop database ${name} with (force)`);
        await admin.end();
      },
    };
  },

  async mysql() {
    const name = `source_sql_${randomBytes(6).toString('hex')}`;
    const client = await mysql.createConnection({ uri: 'mysql://root@127.0.0.1:3306/', charset: 'utf8mb4' });
    await client.query("set time_zone = '+00:00', sql_mode = ''");
    await client.query(`create database ${name} character set utf8mb4`);
    await client.query(`use ${name}`);
    return {
      settings: { dialect: 'mysql', url: `mysql://root@127.0.0.1:3306/${name}`, ...limits },
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
      async drop() {
        await client.query(`drop database ${name}`);
        await client.end();
      },
    };
  },

  async sqlite() {
    const folder = await mkdtemp(join(tmpdir(), 'source-sql-'));
    const url = join(folder, 'member.sqlite');
    const client = new Libsql(url);
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
      async drop() {
        client.close();
        await rm(folder, { recursive: true });
      },
    };
  },
};
