import pg from 'pg';
import type { Expr } from '../condition.ts';
import type { RawRow } from '../dialects/dialect.ts';
import { postgresDialect } from '../dialects/postgres/dialect.ts';
import type { DatabaseSettings } from '../link.ts';
import { sql } from '../sql.ts';
import { foreignKeysOf } from './foreign-keys.ts';
import {
  type Login,
  type LongQuery,
  type Origin,
  type RowsOf,
  type Session,
  type TableFacts,
  wholeQuery,
} from './session.ts';

const batchSize = 500;

export async function postgresSession(settings: DatabaseSettings): Promise<Session> {
  const client = new pg.Client({
    connectionString: settings.url,
    connectionTimeoutMillis: settings.statementTimeoutMs,
    types: { getTypeParser: () => (value: unknown) => value },
  } as pg.ClientConfig);
  // Whoever waits for an answer is told; an error while nobody does would end the process.
  client.on('error', () => {});
  await client.connect();
  const query = async (expression: Expr) => {
    const { text, values } = expression.written(postgresDialect.writing);
    return client.query(text, [...values]);
  };
  let inOneState = false;
  /** In a transaction, which nothing in the statement can make one that writes. */
  const reading = async (expression: Expr) => {
    if (inOneState) return query(expression);
    await client.query('begin read only');
    try {
      return await query(expression);
    } finally {
      await client.query('rollback').catch(() => {});
    }
  };
  const run = async (expression: Expr) => (await reading(expression)).rows as RawRow[];
  try {
    await client.query(`
      set session characteristics as transaction read only;
      set statement_timeout = ${Math.round(settings.statementTimeoutMs)};
      set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set standard_conforming_strings = on`);
  } catch (error) {
    await client.end();
    throw error;
  }

  async function* batches(long: LongQuery): AsyncGenerator<readonly RawRow[]> {
    const alone = !inOneState;
    if (alone) await client.query('begin read only');
    try {
      await query(sql`declare inspected no scroll cursor for ${wholeQuery(long)}`);
      for (;;) {
        const { rows } = await client.query(`fetch ${batchSize} from inspected`);
        if (rows.length === 0) break;
        yield rows as RawRow[];
      }
      await client.query('close inspected');
    } finally {
      if (alone) await client.query('rollback').catch(() => {});
    }
  }

  return {
    run,
    batches,
    async oneState() {
      await client.query('begin isolation level repeatable read read only');
      inOneState = true;
      return {
        changed: async () => false,
        async end() {
          inOneState = false;
          await client.query('rollback').catch(() => {});
        },
      };
    },
    origins: async ({ derived }) => {
      const { fields } = await reading(sql`select * from ${derived} limit 0`);
      const found = fields.filter(({ tableID }) => tableID > 0);
      if (found.length === 0) return new Map();
      const rows = await run(sql`
        select a.attrelid::text as oid, a.attnum::text as num, a.attname::text as name,
          format('%I.%I', n.nspname, c.relname) as "table", (c.relkind <> 'p')::text as concurrently,
          (select json_agg((select json_agg(coalesce(k.attname::text, '') order by o.ord)
              from unnest(i.indkey::int2[]) with ordinality as o(num, ord)
              left join pg_attribute k on k.attrelid = i.indrelid and k.attnum = o.num and o.num > 0))::text
            from pg_index i where i.indrelid = c.oid and i.indisvalid and i.indpred is null) as indexes
        from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p', 'm')
          and a.attrelid in (${sql.join(found.map(({ tableID }) => sql`${tableID}::oid`))}) and a.attnum > 0`);
      const byColumn = new Map(rows.map((row) => [`${row['oid']}.${row['num']}`, row]));
      return new Map(
        found.flatMap(({ name, tableID, columnID }): [string, Origin][] => {
          const row = byColumn.get(`${tableID}.${columnID}`);
          if (!row) return [];
          const indexes = JSON.parse(row['indexes'] ?? '[]') as string[][];
          const concurrently = row['concurrently'] === 'true';
          return [[name, { table: row['table'] ?? '', concurrently, column: row['name'] ?? '', indexes }]];
        }),
      );
    },
    login: (from) => loginOf(run, from),
    tables: () => tablesOf(run),
    close: () => client.end(),
  };
}

type Run = Session['run'];

async function loginOf(run: Run, from: readonly RowsOf[]): Promise<Login> {
  const [who = {}] = await run(sql`
    select current_user::text as name, quote_ident(current_user::text) as quoted, current_database()::text as database,
      quote_ident(current_database()::text) as quoted_database,
      (select rolsuper::text from pg_roles where rolname = current_user) as super`);
  const tables = await run(sql`
    select format('%I.%I', n.nspname, c.relname) as "table", format('%I', n.nspname) as schema
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'f') and n.nspname not in ('pg_catalog', 'information_schema')
      and n.nspname not like 'pg\\_toast%' and n.nspname not like 'pg\\_temp%'
      and (has_table_privilege(c.oid, 'INSERT') or has_table_privilege(c.oid, 'UPDATE')
        or has_table_privilege(c.oid, 'DELETE') or has_table_privilege(c.oid, 'TRUNCATE'))
    order by 1`);
  const schemas = await run(sql`
    select quote_ident(nspname::text) as schema from pg_namespace
    where nspname not like 'pg\\_%' and nspname <> 'information_schema' and has_schema_privilege(oid, 'CREATE')`);
  const name = who['name'] ?? '';
  const isSuper = who['super'] === 'true' || who['super'] === 't';
  const writes = [
    ...(isSuper ? ['is a superuser'] : []),
    ...(tables.length > 0 ? [`can change ${listed(tables.map((row) => row['table'] ?? ''))}`] : []),
    ...(schemas.length > 0 ? [`can create in schema ${schemas.map((row) => row['schema']).join(', ')}`] : []),
  ];
  if (writes.length === 0) return { name, writes, remedy: [] };
  const read = await relationsOf(run, from);
  const grants = (to: string) => [
    ...[...new Set(read.map(({ schema }) => schema))].map(
      (schema) => `GRANT USAGE ON SCHEMA ${schema} TO ${to};`,
    ),
    ...(read.length > 0 ? [`GRANT SELECT ON ${read.map(({ table }) => table).join(', ')} TO ${to};`] : []),
  ];
  // What a superuser or an owner can do cannot be revoked from it: it takes another login.
  const remedy = [
    "CREATE ROLE observer_reader LOGIN PASSWORD '…';",
    `GRANT CONNECT ON DATABASE ${who['quoted_database']} TO observer_reader;`,
    ...grants('observer_reader'),
    ...(isSuper
      ? []
      : [
          `-- or, where ${who['quoted']} need not write:`,
          ...tables.map(
            (row) => `REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON ${row['table']} FROM ${who['quoted']};`,
          ),
          ...schemas.map((row) => `REVOKE CREATE ON SCHEMA ${row['schema']} FROM ${who['quoted']}, PUBLIC;`),
        ]),
  ];
  return { name, writes, remedy };
}

/**
 * The tables and views that a login has to read for the statements, joined ones too: those that the server locks for them.
 * Not what a view reads in its owner's name, nor the partitions of a table.
 */
async function relationsOf(run: Run, from: readonly RowsOf[]) {
  const relations = new Map<string, { schema: string; table: string }>();
  for (const { from: written, derived } of from) {
    const text = 'table' in written ? written.table : written.select;
    const rows = await run(sql`
      with locked as (
        select c.oid, c.relname, n.nspname, c.relkind = 'v' and not exists (
            select from pg_options_to_table(c.reloptions)
            where option_name = 'security_invoker' and option_value in ('true', 'on', 'yes', '1')) as speaks_for_owner
        from pg_locks l join pg_class c on c.oid = l.relation join pg_namespace n on n.oid = c.relnamespace
        where l.locktype = 'relation' and l.pid = pg_backend_pid()
          and l.database = (select oid from pg_database where datname = current_database())
          and c.relkind in ('r', 'p', 'v', 'm', 'f')
          and n.nspname <> 'information_schema' and n.nspname not like 'pg\\_%'
          and (select count(*) from (select from ${derived} limit 0) as nothing) = 0)
      select relname::text as name, quote_ident(nspname) as schema, format('%I.%I', nspname, relname) as "table",
        (exists (select from pg_inherits where inhrelid = locked.oid and inhparent in (select oid from locked))
          or exists (
            select from pg_rewrite w join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid
            join locked v on v.oid = w.ev_class and v.speaks_for_owner
            where d.refclassid = 'pg_class'::regclass and d.refobjid = locked.oid and v.oid <> locked.oid))::text as within
      from locked`).catch(() => []);
    for (const row of rows) {
      const { name, schema, table } = row as Readonly<Record<'name' | 'schema' | 'table', string>>;
      if (row['within'] === 'true' && !isNamedIn(text, name)) continue;
      relations.set(table, { schema, table });
    }
  }
  return [...relations.values()].sort((one, other) => (one.table < other.table ? -1 : 1));
}

function isNamedIn(text: string, name: string): boolean {
  const literal = name.replaceAll('"', '""').replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}_$])${literal}(?![\\p{L}\\p{N}_$])`, 'iu').test(text);
}

function listed(tables: readonly string[]): string {
  return tables.length <= 4
    ? tables.join(', ')
    : `${tables.slice(0, 3).join(', ')} and ${tables.length - 3} more`;
}

async function tablesOf(run: Run): Promise<TableFacts[]> {
  const tables = await run(sql`
    select c.oid::text as oid, case when n.nspname = 'public' then c.relname::text else n.nspname || '.' || c.relname end as name,
      (select json_agg(a.attname order by k.ord)::text from pg_constraint p
        cross join unnest(p.conkey) with ordinality as k(num, ord)
        join pg_attribute a on a.attrelid = p.conrelid and a.attnum = k.num
        where p.conrelid = c.oid and p.contype = 'p') as key
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition and has_table_privilege(c.oid, 'SELECT')
      and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_%'
    order by 2`);
  const keys = await run(sql`
    select f.conrelid::text as oid, a.attname::text as "column", f.confrelid::text as target, b.attname::text as "references"
    from pg_constraint f
    join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[1]
    join pg_attribute b on b.attrelid = f.confrelid and b.attnum = f.confkey[1]
    where f.contype = 'f' and cardinality(f.conkey) = 1`);
  const names = new Map(tables.map((row) => [row['oid'], row['name'] ?? '']));
  return tables.map((row) => ({
    name: row['name'] ?? '',
    primaryKey: JSON.parse(row['key'] ?? '[]') as string[],
    foreignKeys: foreignKeysOf(
      keys
        .filter((key) => key['oid'] === row['oid'])
        .map((key) => ({ ...key, table: names.get(key['target'] ?? '') ?? null })),
    ),
  }));
}
