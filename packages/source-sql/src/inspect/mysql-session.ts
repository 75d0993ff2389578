import mysql from 'mysql2/promise';
import type { Expr } from '../condition.ts';
import { graceMs } from '../dialects/asked.ts';
import type { RawRow } from '../dialects/dialect.ts';
import { mysqlDialect } from '../dialects/mysql/dialect.ts';
import { type PreparedSession, prepareSession } from '../dialects/mysql/prepare-session.ts';
import type { DatabaseSettings } from '../link.ts';
import { sql } from '../sql.ts';
import { foreignKeysOf } from './foreign-keys.ts';
import {
  type Login,
  type LongQuery,
  type Origin,
  type Session,
  type TableFacts,
  wholeQuery,
} from './session.ts';

const batchSize = 500;

export async function mysqlSession(settings: DatabaseSettings): Promise<Session> {
  const { statementTimeoutMs } = settings;
  let opened: Promise<Opened> | null = open(settings);
  await opened;
  /** A connection whose statement was given up is of no further use; then there is a new one. */
  const current = () => {
    opened ??= open(settings);
    return opened;
  };
  const compiled = (expression: Expr) => {
    const { text, values } = expression.written(mysqlDialect.writing);
    return { text, values: values.map(bound) };
  };
  const run = async (expression: Expr): Promise<RawRow[]> => {
    const { text, values } = compiled(expression);
    const { connection } = await current();
    const statement = { sql: text, timeout: statementTimeoutMs + graceMs };
    return (await connection.execute(statement, values))[0] as unknown as RawRow[];
  };

  /**
   * One statement, whose rows are read as they are needed. The server's own limit would hold for all of them together,
   * however long their reader takes; so whoever waits for the next ones ends it.
   */
  async function* batches(long: LongQuery): AsyncGenerator<readonly RawRow[]> {
    const { text, values } = compiled(wholeQuery(long));
    const { connection, limitStatements } = await current();
    await limitStatements(null);
    // Of the callback interface: only there rows come while the server still sends.
    const { connection: callbacks } = connection as unknown as { connection: Callbacks };
    const rows = callbacks.execute(text, values).stream({ highWaterMark: batchSize })[Symbol.asyncIterator]();
    let whole = false;
    try {
      while (!whole) {
        const batch = await withinLimit(statementTimeoutMs, nextOf(rows));
        if (batch.length > 0) yield batch;
        whole = batch.length < batchSize;
      }
    } finally {
      if (!whole) {
        opened = null;
        await giveUp(connection, settings);
      }
    }
    await limitStatements(statementTimeoutMs);
  }

  return {
    run,
    batches,
    async oneState() {
      const { connection } = await current();
      await connection.query('set session transaction isolation level repeatable read');
      await connection.query('start transaction with consistent snapshot, read only');
      return {
        changed: async () => false,
        end: async () => void (await connection.query('rollback').catch(() => {})),
      };
    },
    origins: async ({ from }) => {
      const text =
        'table' in from ? `select * from ${quoted(from.table)}` : from.select.replace(/(;\s*)+$/, '');
      // The server tells a statement's columns without running it.
      const { connection } = await current();
      const prepared = (await connection.prepare(text)) as unknown as Prepared;
      await prepared.close();
      const origins = new Map<string, Origin>();
      const tables = new Map<string, string[][] | null>();
      for (const { name, orgName, orgTable, schema } of prepared.statement.columns) {
        if (!orgName || !orgTable || !schema) continue;
        const table = `${schema}\0${orgTable}`;
        let indexes = tables.get(table);
        if (indexes === undefined) {
          indexes = (await isTable(run, schema, orgTable)) ? await indexesOf(run, schema, orgTable) : null;
          tables.set(table, indexes);
        }
        if (indexes) {
          origins.set(name, { table: quoted(orgTable), concurrently: false, column: orgName, indexes });
        }
      }
      return origins;
    },
    login: async () => loginOf((await current()).connection),
    tables: () => tablesOf(run),
    close: async () => (await opened)?.connection.end(),
  };
}

interface Opened extends PreparedSession {
  readonly connection: mysql.Connection;
}

async function open(settings: DatabaseSettings): Promise<Opened> {
  const connection = await connect(settings);
  try {
    return { connection, ...(await prepareSession(connection, settings)) };
  } catch (error) {
    connection.destroy();
    throw error;
  }
}

async function connect({ url, statementTimeoutMs }: DatabaseSettings): Promise<mysql.Connection> {
  const connection = await mysql.createConnection({
    uri: url,
    connectTimeout: statementTimeoutMs,
    charset: 'utf8mb4',
    supportBigNumbers: true,
    bigNumberStrings: true,
    dateStrings: true,
  });
  connection.on('error', () => {});
  return connection;
}

interface Callbacks {
  execute(text: string, values: readonly unknown[]): { stream(options: object): AsyncIterable<unknown> };
}

/** Fewer than a batch if they are the last. */
async function nextOf(rows: AsyncIterator<unknown>): Promise<readonly RawRow[]> {
  const batch: RawRow[] = [];
  while (batch.length < batchSize) {
    const { done, value } = await rows.next();
    if (done) break;
    batch.push(value as RawRow);
  }
  return batch;
}

async function withinLimit<Answer>(limitMs: number, answer: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new Error(`The statement took longer than ${limitMs} ms.`);
    timer = setTimeout(() => reject(error), limitMs);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
    // Nobody waits any more for what comes of it.
    answer.catch(() => {});
  }
}

/** Ends the statement in the server too, which would notice a closed connection only when it next sends. */
async function giveUp(connection: mysql.Connection, settings: DatabaseSettings): Promise<void> {
  try {
    const killer = await connect(settings);
    await killer.query(`kill query ${connection.threadId}`).finally(() => killer.destroy());
  } catch {
    // The server is gone, or lets nobody else in: then the closing has to do.
  }
  connection.destroy();
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

async function isTable(run: Session['run'], schema: string, name: string): Promise<boolean> {
  const found = await run(sql`
    select table_name from information_schema.tables
    where table_schema = ${schema} and table_name = ${name} and table_type <> 'VIEW'`);
  return found.length > 0;
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
