import { accessSync, constants, existsSync } from 'node:fs';
import Libsql from 'libsql';
import type { Expr } from '../condition.ts';
import type { RawRow } from '../dialects/dialect.ts';
import { sqliteDialect } from '../dialects/sqlite/dialect.ts';
import { prepareTexts } from '../dialects/sqlite/texts.mjs';
import type { DatabaseSettings } from '../link.ts';
import { sql } from '../sql.ts';
import { foreignKeysOf } from './foreign-keys.ts';
import type { Login, Origin, Session, SessionOptions, TableFacts } from './session.ts';

const batchSize = 500;

export async function sqliteSession(
  settings: DatabaseSettings,
  { consistent = false }: SessionOptions,
): Promise<Session> {
  if (!existsSync(settings.url)) throw new Error(`There is no file ${settings.url}.`);
  const connection = new Libsql(settings.url);
  const prepared = (expression: Expr) => {
    const { text, values } = expression.written(sqliteDialect.writing);
    return { statement: prepareTexts(connection, text), values: values.map(bound) };
  };
  const all = (expression: Expr): RawRow[] => {
    const { statement, values } = prepared(expression);
    return statement.all(values) as RawRow[];
  };
  const run = async (expression: Expr) => all(expression);
  try {
    connection.exec('pragma query_only = on');
    connection.exec(`pragma busy_timeout = ${Math.round(settings.statementTimeoutMs)}`);
    if (consistent) connection.exec('begin');
    all(sql`select count(*) from sqlite_schema`);
  } catch (error) {
    connection.close();
    throw error;
  }
  return {
    run,
    async *batches(expression) {
      const { statement, values } = prepared(expression);
      let batch: RawRow[] = [];
      for (const row of statement.iterate(values) as Iterable<RawRow>) {
        batch.push(row);
        if (batch.length < batchSize) continue;
        yield batch;
        batch = [];
      }
      if (batch.length > 0) yield batch;
    },
    origins: async ({ derived }) => {
      const { text } = sql`select * from ${derived} limit 0`.written(sqliteDialect.writing);
      const columns = connection.prepare(text).columns() as unknown as {
        name: string;
        column: string | null;
        table: string | null;
      }[];
      return new Map(
        columns.flatMap(({ name, column, table }): [string, Origin][] =>
          column && table
            ? [[name, { table: `"${table.replaceAll('"', '""')}"`, column, indexes: indexesOf(all, table) }]]
            : [],
        ),
      );
    },
    login: async () => loginOf(settings.url),
    tables: async () => tablesOf(all),
    close: async () => {
      // Statements that nobody collected yet keep a connection, and its lock, alive after it is closed.
      if (connection.inTransaction) connection.exec('rollback');
      connection.close();
    },
  };
}

/** libsql makes a REAL of every number. */
function bound(value: unknown): unknown {
  return typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : value;
}

type All = (expression: Expr) => RawRow[];

function indexesOf(all: All, table: string): string[][] {
  const names = all(sql`select name from pragma_index_list(${table}) where partial = 0`).map(
    (row) => row['name'] ?? '',
  );
  const indexes = names.map((name) =>
    all(sql`select name from pragma_index_info(${name}) order by seqno`).map((row) => row['name'] ?? ''),
  );
  // The row id, which an integer key is, needs no index.
  const [key] = all(
    sql`select name from pragma_table_info(${table}) where pk = 1 and upper(type) = 'INTEGER'`,
  );
  return key ? [...indexes, [key['name'] ?? '']] : indexes;
}

function loginOf(file: string): Login {
  const name = process.env['USER'] ?? `user ${process.getuid?.() ?? ''}`.trim();
  try {
    accessSync(file, constants.W_OK);
  } catch {
    return { name, writes: [], remedy: [] };
  }
  return {
    name,
    writes: ['may write to the file'],
    remedy: ['chmod go-w FILE, and run the member under an account that does not own it'],
  };
}

function tablesOf(all: All): TableFacts[] {
  const tables = all(sql`
    select name from sqlite_schema where type in ('table', 'view') and name not like 'sqlite\\_%' escape '\\' order by name`);
  return tables.map(({ name }) => ({
    name: name ?? '',
    primaryKey: all(sql`select name from pragma_table_info(${name}) where pk > 0 order by pk`).map(
      (row) => row['name'] ?? '',
    ),
    foreignKeys: foreignKeysOf(
      all(
        sql`select "from" as "column", "table", coalesce("to", 'id') as "references" from pragma_foreign_key_list(${name})`,
      ),
    ),
  }));
}
