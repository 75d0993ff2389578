import { accessSync, constants, existsSync } from 'node:fs';
import type { Expr } from '../condition.ts';
import type { RawRow } from '../dialects/dialect.ts';
import { openConnection } from '../dialects/sqlite/connection.ts';
import { sqliteDialect } from '../dialects/sqlite/dialect.ts';
import type { DatabaseSettings } from '../link.ts';
import { sql } from '../sql.ts';
import { foreignKeysOf } from './foreign-keys.ts';
import type { Login, Origin, Session, SessionOptions, TableFacts } from './session.ts';

/** Rows that are read at once: more and more, since each time SQLite goes over those that were read before. */
const firstBatch = 500;
/** Characters from which on a batch is large enough. */
const largeBatch = 4_000_000;

export async function sqliteSession(
  settings: DatabaseSettings,
  { consistent = false }: SessionOptions,
): Promise<Session> {
  if (!existsSync(settings.url)) throw new Error(`There is no file ${settings.url}.`);
  const connection = await openConnection(settings);
  const run = async (expression: Expr) => {
    const { text, values } = expression.written(sqliteDialect.writing);
    return connection.all(text, values);
  };
  if (consistent) await connection.execute('begin');

  /** A statement for each batch, so that each has its limit; in one state of the database, which gives them one order. */
  async function* batches(expression: Expr): AsyncGenerator<readonly RawRow[]> {
    if (!consistent) await connection.execute('begin');
    try {
      let size = firstBatch;
      for (let offset = 0; ; ) {
        const rows = await run(sql`select * from (${expression}) limit ${size} offset ${offset}`);
        if (rows.length > 0) yield rows;
        if (rows.length < size) return;
        offset += size;
        if (lengthOf(rows) < largeBatch) size *= 2;
      }
    } finally {
      if (!consistent) await connection.execute('rollback').catch(() => {});
    }
  }
  return {
    run,
    batches,
    origins: async ({ derived }) => {
      const { text } = sql`select * from ${derived} limit 0`.written(sqliteDialect.writing);
      const origins = new Map<string, Origin>();
      for (const { name, column, table } of await connection.columns(text)) {
        if (!column || !table) continue;
        const indexes = await indexesOf(run, table);
        origins.set(name, { table: `"${table.replaceAll('"', '""')}"`, column, indexes });
      }
      return origins;
    },
    login: async () => loginOf(settings.url),
    tables: () => tablesOf(run),
    async close() {
      if (consistent) await connection.execute('rollback').catch(() => {});
      connection.close();
    },
  };
}

function lengthOf(rows: readonly RawRow[]): number {
  let length = 0;
  for (const row of rows) for (const text of Object.values(row)) length += text?.length ?? 0;
  return length;
}

type Run = Session['run'];

async function indexesOf(run: Run, table: string): Promise<string[][]> {
  const named = async (expression: Expr) => (await run(expression)).map((row) => row['name'] ?? '');
  const indexes: string[][] = [];
  for (const name of await named(sql`select name from pragma_index_list(${table}) where partial = 0`)) {
    indexes.push(await named(sql`select name from pragma_index_info(${name}) order by seqno`));
  }
  // The row id, which an integer key is, needs no index.
  const [key] = await named(
    sql`select name from pragma_table_info(${table}) where pk = 1 and upper(type) = 'INTEGER'`,
  );
  return key === undefined ? indexes : [...indexes, [key]];
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

async function tablesOf(run: Run): Promise<TableFacts[]> {
  const tables = await run(sql`
    select name from sqlite_schema where type in ('table', 'view') and name not like 'sqlite\\_%' escape '\\' order by name`);
  const facts: TableFacts[] = [];
  for (const { name = null } of tables) {
    const keys = await run(sql`select name from pragma_table_info(${name}) where pk > 0 order by pk`);
    const foreignKeys = await run(
      sql`select "from" as "column", "table", coalesce("to", 'id') as "references" from pragma_foreign_key_list(${name})`,
    );
    facts.push({
      name: name ?? '',
      primaryKey: keys.map((row) => row['name'] ?? ''),
      foreignKeys: foreignKeysOf(foreignKeys),
    });
  }
  return facts;
}
