import mysql from 'mysql2/promise';
import type { Expr } from '../condition.ts';
import type { RawRow } from '../dialects/dialect.ts';
import { mysqlDialect } from '../dialects/mysql/dialect.ts';
import type { DatabaseSettings } from '../link.ts';
import { sql } from '../sql.ts';
import { foreignKeysOf } from './foreign-keys.ts';
import type { Login, Origin, Session, SessionOptions, TableFacts } from './session.ts';

const batchSize = 500;

export async function mysqlSession(
  settings: DatabaseSettings,
  { consistent = false }: SessionOptions,
): Promise<Session> {
  const connection = await mysql.createConnection({
    uri: settings.url,
    connectTimeout: settings.statementTimeoutMs,
    charset: 'utf8mb4',
    supportBigNumbers: true,
    bigNumberStrings: true,
    dateStrings: true,
  });
  connection.on('error', () => {});
  const callbacks = (connection as unknown as { connection: Callbacks }).connection;
  const compiled = (expression: Expr) => {
    const { text, values } = expression.written(mysqlDialect.writing);
    return { text, values: values.map(bound) };
  };
  const run = async (expression: Expr): Promise<RawRow[]> => {
    const { text, values } = compiled(expression);
    return (await connection.execute(text, values))[0] as unknown as RawRow[];
  };
  try {
    await connection.query('set session transaction read only');
    await connection.query("set session time_zone = '+00:00'");
    const [rows] = await connection.query('select version() as version');
    if (String((rows as { version: string }[])[0]?.version).includes('MariaDB')) {
      await connection.query("set session optimizer_switch = 'subquery_cache=off'");
    }
    if (consistent) {
      await connection.query('set session transaction isolation level repeatable read');
      await connection.query('start transaction with consistent snapshot, read only');
    }
  } catch (error) {
    connection.destroy();
    throw error;
  }

  return {
    run,
    async *batches(expression) {
      const { text, values } = compiled(expression);
      // Of the callback interface: only there rows come while the server still sends.
      const command = callbacks.execute(text, values);
      let batch: RawRow[] = [];
      for await (const row of command.stream({ highWaterMark: batchSize })) {
        batch.push(row as RawRow);
        if (batch.length < batchSize) continue;
        yield batch;
        batch = [];
      }
      if (batch.length > 0) yield batch;
    },
    origins: async ({ from }) => {
      const text =
        'table' in from ? `select * from ${quoted(from.table)}` : from.select.replace(/(;\s*)+$/, '');
      // The server tells a statement's columns without running it.
      const prepared = (await connection.prepare(text)) as unknown as Prepared;
      await prepared.close();
      const origins = new Map<string, Origin>();
      for (const { name, orgName, orgTable, schema } of prepared.statement.columns) {
        if (!orgName || !orgTable || !schema) continue;
        origins.set(name, {
          table: quoted(orgTable),
          column: orgName,
          indexes: await indexesOf(run, schema, orgTable),
        });
      }
      return origins;
    },
    login: () => loginOf(connection),
    tables: () => tablesOf(run),
    close: () => connection.end(),
  };
}

interface Callbacks {
  execute(text: string, values: readonly unknown[]): { stream(options: object): AsyncIterable<unknown> };
}

interface Prepared {
  readonly statement: {
    readonly columns: readonly Readonly<Record<'name' | 'orgName' | 'orgTable' | 'schema', string>>[];
  };
  close(): Promise<void>;
}

function bound(value: unknown) {
  const whole = typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value));
  return whole ? mysql.TypedParameter.LONGLONG(value) : (value as string | number | null);
}

function quoted(name: string): string {
  return name
    .split('.')
    .map((part) => `\`${part.replaceAll('`', '``')}\``)
    .join('.');
}

async function indexesOf(run: Session['run'], schema: string, table: string): Promise<string[][]> {
  const rows = await run(sql`
    select index_name as name, column_name as ${sql.id('column')} from information_schema.statistics
    where table_schema = ${schema} and table_name = ${table} and index_type in ('BTREE', 'RTREE')
    order by index_name, seq_in_index`);
  const indexes = new Map<string, string[]>();
  for (const row of rows) {
    const name = row['name'] ?? '';
    indexes.set(name, [...(indexes.get(name) ?? []), row['column'] ?? '']);
  }
  return [...indexes.values()];
}

const readingPrivileges =
  /^(USAGE|SELECT|SHOW VIEW|SHOW DATABASES|PROCESS|BINLOG MONITOR|REPLICATION CLIENT|PROXY|LOCK TABLES)\b/;

async function loginOf(connection: mysql.Connection): Promise<Login> {
  const [who] = await connection.query('select current_user() as name, database() as db');
  const { name, db } = (who as { name: string; db: string | null }[])[0] ?? { name: '', db: null };
  const [grants] = await connection.query({ sql: 'show grants', rowsAsArray: true });
  const writes: string[] = [];
  const revokes: string[] = [];
  const [user = '', host = '%'] = name.split('@');
  const account = `'${user}'@'${host}'`;
  for (const [grant = ''] of grants as unknown as string[][]) {
    const [, privileges, place] = /^GRANT (.+) ON (.+) TO /.exec(grant) ?? [];
    if (!privileges || !place) continue;
    // Column lists of a privilege, as in SELECT (a, b), have commas of their own.
    const writing = privileges
      .replace(/\([^)]*\)/g, '')
      .split(',')
      .map((privilege) => privilege.trim())
      .filter((privilege) => !readingPrivileges.test(privilege));
    if (writing.length === 0) continue;
    writes.push(
      `has ${writing.length > 4 ? `${writing.slice(0, 3).join(', ')} …` : writing.join(', ')} on ${place}`,
    );
    revokes.push(`REVOKE ${writing.join(', ')} ON ${place} FROM ${account};`);
  }
  if (writes.length === 0) return { name, writes, remedy: [] };
  const remedy = [
    "CREATE USER 'observer_reader'@'%' IDENTIFIED BY '…';",
    `GRANT SELECT ON ${db === null ? '*' : quoted(db)}.* TO 'observer_reader'@'%';`,
    ...(user === 'root' ? [] : [`-- or, where ${account} need not write:`, ...revokes]),
  ];
  return { name, writes, remedy };
}

async function tablesOf(run: Session['run']): Promise<TableFacts[]> {
  const tables = await run(sql`
    select table_name as name from information_schema.tables where table_schema = database() order by table_name`);
  const keys = await run(sql`
    select table_name as t, column_name as ${sql.id('column')}, constraint_name as c, referenced_table_name as ${sql.id('table')},
      referenced_column_name as ${sql.id('references')}
    from information_schema.key_column_usage where table_schema = database() order by table_name, constraint_name, ordinal_position`);
  return tables.map(({ name }) => {
    const own = keys.filter((key) => key['t'] === name);
    return {
      name: name ?? '',
      primaryKey: own.filter((key) => key['c'] === 'PRIMARY').map((key) => key['column'] ?? ''),
      foreignKeys: foreignKeysOf(own),
    };
  });
}
