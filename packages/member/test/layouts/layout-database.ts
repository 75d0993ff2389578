import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ownMariadb, ownPostgres, ownSqlite } from '@observer-graph/source-sql/testing';
import pg from 'pg';

// biome-ignore lint/suspicious/noExplicitAny: a row has the columns that its table has
export type Row = Record<string, any>;

/** A column of a layout's database, as far as it matters for overwriting it. */
export interface TableColumn {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  /** Characters, of a text of limited length. */
  readonly length: number | null;
  /** Whether it is part of a key, or refers to one. */
  readonly key: boolean;
}

/** A database of a test's own, laid out and filled as one of the examples. */
export interface LayoutDatabase {
  readonly url: string;
  /** All rows of a table, times as text in UTC and numbers that may not fit as text. */
  rows(table: string): Promise<Row[]>;
  query(select: string): Promise<Row[]>;
  execute(statement: string): Promise<void>;
  columns(): Promise<TableColumn[]>;
  /** A name as a statement has it. */
  quoted(name: string): string;
  /** An expression that differs from row to row. */
  readonly rowNumber: string;
  drop(): Promise<void>;
}

export const examples = join(dirname(fileURLToPath(import.meta.url)), '../../examples');

/**
 * Makes a database from an example's `schema.sql` and `rows.sql`.
 *
 * @param options.transactions with an engine that has transactions where the example's has none
 */
export async function layoutDatabase(
  example: string,
  dialect: 'postgres' | 'mysql' | 'sqlite',
  { transactions = false }: { readonly transactions?: boolean } = {},
): Promise<LayoutDatabase> {
  const database = await makers[dialect]();
  try {
    for (const file of ['schema.sql', 'rows.sql']) {
      const statements = await readFile(join(examples, example, file), 'utf8');
      await database.execute(
        transactions ? statements.replace(/ENGINE\s*=\s*MyISAM/gi, 'ENGINE=InnoDB') : statements,
      );
    }
  } catch (error) {
    await database.drop();
    throw error;
  }
  return database;
}

const makers = { postgres, mysql: mariadb, sqlite };

export function emptyDatabase(dialect: 'postgres' | 'mysql' | 'sqlite'): Promise<LayoutDatabase> {
  return makers[dialect]();
}

async function postgres(): Promise<LayoutDatabase> {
  const { url, client, drop } = await ownPostgres('layout');
  await client.query("set timezone = 'UTC'");
  const timeTypes = new Set([1082, 1114, 1184]);
  const types = {
    getTypeParser: (oid: number, format?: 'text' | 'binary') =>
      timeTypes.has(oid) ? (value: string) => value : pg.types.getTypeParser(oid, format as 'text'),
  } as pg.CustomTypesConfig;
  const quoted = (text: string) => `"${text}"`;
  const query = async (text: string) => (await client.query({ text, types })).rows as Row[];
  return {
    url,
    quoted,
    rowNumber: 'ctid::text',
    query,
    rows: (table) => query(`select * from ${quoted(table)}`),
    execute: async (statement) => {
      await client.query(statement);
    },
    columns: async () =>
      (
        await client.query(`
          select c.table_name as "table", c.column_name as "column", c.data_type as type,
            c.character_maximum_length as length, exists (
              select 1 from information_schema.key_column_usage k
              where k.table_schema = c.table_schema and k.table_name = c.table_name and k.column_name = c.column_name) as key
          from information_schema.columns c where c.table_schema = 'public' and c.table_name not like 'pg_%'`)
      ).rows,
    drop,
  };
}

async function mariadb(): Promise<LayoutDatabase> {
  const { url, client, drop } = await ownMariadb('layout', { dateStrings: true });
  const quoted = (text: string) => `\`${text}\``;
  const query = async (select: string) => (await client.query(select))[0] as Row[];
  return {
    url,
    quoted,
    rowNumber: 'uuid_short()',
    query,
    rows: (table) => query(`select * from ${quoted(table)}`),
    execute: async (statement) => {
      await client.query(statement);
    },
    columns: async () => {
      const [columns] = await client.query(`
        select table_name as \`table\`, column_name as \`column\`, data_type as type,
          character_maximum_length as length, column_key = 'PRI' as \`key\`
        from information_schema.columns where table_schema = database()`);
      return (columns as Row[]).map((column) => ({
        ...(column as TableColumn),
        key: Boolean(column['key']),
      }));
    },
    drop,
  };
}

async function sqlite(): Promise<LayoutDatabase> {
  const { url, client, drop } = await ownSqlite('layout');
  const query = async (select: string) => client.prepare(select).all([]) as Row[];
  return {
    url,
    quoted: (name) => `"${name}"`,
    rowNumber: 'rowid',
    query,
    rows: (table) => query(`select * from "${table}"`),
    execute: async (statement) => {
      client.exec(statement);
    },
    columns: async () =>
      client
        .prepare(
          `select m.name as "table", c.name as "column", lower(c.type) as type, null as length, c.pk > 0 as key
           from sqlite_schema m, pragma_table_info(m.name) c where m.type = 'table'`,
        )
        .all([])
        .map((column) => ({ ...(column as TableColumn), key: Boolean((column as Row)['key']) })),
    drop,
  };
}
