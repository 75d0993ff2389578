import { accessSync, constants, existsSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { Expr } from '../condition.ts';
import type { RawRow } from '../dialects/dialect.ts';
import { openConnection } from '../dialects/sqlite/connection.ts';
import { sqliteDialect } from '../dialects/sqlite/dialect.ts';
import type { DatabaseSettings } from '../link.ts';
import { sql } from '../sql.ts';
import { foreignKeysOf } from './foreign-keys.ts';
import type { Login, LongQuery, Origin, Session, TableFacts } from './session.ts';

/** Rows that are read at once: more and more, since a SELECT that no index serves is run whole each time. */
const firstBatch = 500;
/** Characters from which on a batch is large enough. */
const largeBatch = 16_000_000;

export async function sqliteSession(settings: DatabaseSettings): Promise<Session> {
  if (!existsSync(settings.url)) throw new Error(`There is no file ${settings.url}.`);
  const connection = await openConnection(settings);
  // With one statement, so that it stays open: the version is only of use to the connection that was told it before.
  const watch = await openConnection(settings);
  const run = async (expression: Expr) => {
    const { text, values } = expression.written(sqliteDialect.writing);
    return connection.all(text, values);
  };
  const version = async () => {
    const [row] = await watch.all('select cast(data_version as text) as v from pragma_data_version', []);
    return row?.['v'];
  };

  /**
   * A statement for each batch, so that each has its limit and none keeps the owner's programs from writing for long. It
   * goes on from the last key, the one place that does not depend on what else was written, and gives that key's rows again.
   */
  async function* batches({ columns, from, where, key }: LongQuery): AsyncGenerator<readonly RawRow[]> {
    const names = key.map((_, index) => `last${index}`);
    // In hexadecimal: of bytes that are no UTF-8 a text does not tell.
    const places = key.map((part, index) => sql`hex(cast(${part} as text)) as ${sql.id(names[index] ?? '')}`);
    const placeOf = (row: RawRow | undefined) => names.map((name) => row?.[name] ?? '');
    let size = firstBatch;
    let last: readonly string[] | null = null;
    for (;;) {
      const beyond: Expr = last
        ? sql`(${sql.join(key)}) >= (${sql.join(last.map((part) => sql`cast(${Buffer.from(part, 'hex')} as text)`))})`
        : sql`true`;
      const rows = await run(sql`
        select ${columns}, ${sql.join(places)} from ${from} where (${where}) and ${beyond} order by ${sql.join(key)} limit ${size}`);
      if (rows.length < size) {
        if (rows.length > 0) yield rows;
        return;
      }
      const place = placeOf(rows.at(-1));
      const complete = rows.filter((row) => !isDeepStrictEqual(placeOf(row), place));
      if (complete.length > 0) {
        yield complete;
        last = place;
      }
      if (complete.length === 0 || lengthOf(rows) < largeBatch) size *= 2;
    }
  }
  return {
    run,
    batches,
    async oneState() {
      const [mode] = await run(sql`select journal_mode as mode from pragma_journal_mode`);
      // Only there readers and writers do not wait for each other.
      const isWal = mode?.['mode'] === 'wal';
      if (isWal) await connection.execute('begin');
      const before = await version();
      return {
        changed: async () => !isWal && (await version()) !== before,
        end: async () => {
          if (isWal) await connection.execute('rollback').catch(() => {});
        },
      };
    },
    origins: async ({ derived }) => {
      const { text } = sql`select * from ${derived} limit 0`.written(sqliteDialect.writing);
      const origins = new Map<string, Origin>();
      for (const { name, column, table } of await connection.columns(text)) {
        if (!column || !table) continue;
        const indexes = await indexesOf(run, table);
        const quoted = `"${table.replaceAll('"', '""')}"`;
        origins.set(name, { table: quoted, concurrently: false, column, indexes });
      }
      return origins;
    },
    login: async () => loginOf(settings.url),
    tables: () => tablesOf(run),
    async close() {
      connection.close();
      watch.close();
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
