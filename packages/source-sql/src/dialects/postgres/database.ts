import pg from 'pg';
import type { Expr } from '../../condition.ts';
import type { DatabaseSettings } from '../../link.ts';
import { sql } from '../../sql.ts';
import { graceMs } from '../asked.ts';
import type { Column, ColumnType, Database } from '../dialect.ts';
import { namedRows } from '../named-rows.ts';
import { StaleConnectionError, withFreshConnection } from '../stale-connection.ts';
import { answerOf, cellsOf, describedOf } from './answer-of.ts';
import { declaredKey } from './declared-key.ts';
import { postgresDialect } from './dialect.ts';
import { transaction } from './read-only-query.ts';
import { type NamedStatement, statementNames } from './statement-names.ts';

const columnTypes: Readonly<Record<string, ColumnType>> = {
  int2: 'integer',
  int4: 'integer',
  int8: 'integer',
  oid: 'integer',
  numeric: 'decimal',
  float4: 'float',
  float8: 'float',
  bool: 'boolean',
  text: 'text',
  varchar: 'text',
  bpchar: 'text',
  uuid: 'uuid',
  jsonb: 'jsonb',
  timestamptz: 'instant',
  timestamp: 'wall',
  date: 'date',
};

/** Statements that are prepared, of all that are asked. */
const kept = 200;

/** @throws whatever `pg` throws if the database cannot be reached */
export async function postgresDatabase(settings: DatabaseSettings): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: settings.url,
    max: settings.poolSize,
    connectionTimeoutMillis: settings.statementTimeoutMs,
    keepAlive: true,
    // Every column that is selected is text; counts and sizes must not be rounded either.
    types: { getTypeParser: () => (value: unknown) => value },
  } as pg.PoolConfig);
  // A connection that breaks while idle is replaced when it is next needed; one in use tells its statement.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));

  const limitMs = settings.statementTimeoutMs + graceMs;
  const names = statementNames(kept);
  /** Of each connection that is ready, the names of the statements that were prepared there: they stay until it ends. */
  const sessions = new WeakMap<pg.PoolClient, Set<string>>();
  async function withClient<Result>(
    use: (client: pg.PoolClient, prepared: Set<string>) => Promise<Result>,
  ): Promise<Result> {
    const client = await pool.connect();
    const known = sessions.get(client);
    const prepared = known ?? new Set();
    try {
      if (!known) {
        await answerOf(client, { name: '', text: sessionSettings(settings), values: [] }, limitMs);
        await answerOf(client, transaction.begin, limitMs);
        await answerOf(client, transaction.end, limitMs);
        sessions.set(client, prepared);
      }
      const result = await use(client, prepared);
      client.release(prepared.size > 2 * kept);
      return result;
    } catch (error) {
      const usable = sessions.has(client) && !isUnavailable(error) && (await isEnded(client, limitMs));
      client.release(!usable);
      throw known && isLost(error) ? new StaleConnectionError(error) : error;
    }
  }
  const asking =
    <Answer>(ask: (client: pg.PoolClient, statement: NamedStatement, limitMs: number) => Promise<Answer>) =>
    (expression: Expr): Promise<Answer> => {
      const { text, values } = expression.written(postgresDialect.writing);
      return withFreshConnection(settings.poolSize, () =>
        withClient((client, prepared) => {
          const name = names.of(text);
          if (name !== '') prepared.add(name);
          return ask(client, { name, text, values }, limitMs);
        }),
      );
    };
  const described = asking(describedOf);
  // Never prepared: PostgreSQL refuses to run such a statement again once a column has another type.
  const describe = asking((client, { text, values }, limitMs) =>
    describedOf(client, { name: '', text, values }, limitMs),
  );
  const run = async (expression: Expr) => namedRows(await described(expression));

  try {
    await run(sql`select 1`);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    dialect: postgresDialect,
    run,
    cells: asking(cellsOf),
    async columns(from) {
      const { fields } = await describe(sql`select * from ${from} limit 0`);
      const types = await run(sql`
        select t.oid::text as oid, t.typname, t.typtype::text as typtype, t.typcategory::text as typcategory,
          t.typcollation <> 0 as collatable,
          (select json_agg(e.enumlabel order by e.enumsortorder)::text from pg_enum e where e.enumtypid = t.oid) as labels
        from pg_type t where t.oid in (${sql.join(fields.map(({ dataTypeID }) => sql`${dataTypeID}::oid`))})`);
      const typeOf = new Map(types.map((row) => [Number(row['oid']), row as unknown as TypeRow]));
      const all = fields.map(({ name }) => name);
      const names = fields
        .filter(({ dataTypeID }) => typeOf.get(dataTypeID)?.collatable === 't')
        .map(({ name }) => name)
        // Of several with one name none can be asked for.
        .filter((name) => all.indexOf(name) === all.lastIndexOf(name));
      const loose = await looselyCollated(from, names, run);
      return fields.map(({ name, dataTypeID }) => {
        const type = typeOf.get(dataTypeID);
        const column = columnOf(name, type);
        if (loose.has(name)) return { ...column, compared: 'loosely' };
        return type?.typname === 'bpchar' ? { ...column, compared: 'unpadded' } : column;
      });
    },
    async declaresKey(table, columns) {
      const [row] = await run(declaredKey(table, columns));
      return Number(row?.['n']) > 0;
    },
    isUnavailable,
    close: () => pool.end(),
  };
}

/** After an error, which left out the end of its transaction. */
async function isEnded(client: pg.PoolClient, limitMs: number): Promise<boolean> {
  return answerOf(client, transaction.end, limitMs).then(
    () => true,
    () => false,
  );
}

interface TypeRow {
  readonly typname: string;
  readonly typtype: string;
  readonly typcategory: string;
  readonly collatable: string;
  readonly labels: string | null;
}

function columnOf(name: string, type: TypeRow | undefined): Column {
  if (type?.labels) return { name, type: 'enum', labels: JSON.parse(type.labels) as string[] };
  if (type?.typcategory === 'A') return { name, type: 'array' };
  return { name, type: columnTypes[type?.typname ?? ''] ?? 'other' };
}

/** Which columns of a derived table, expressions too, have a collation that holds different texts to be the same. */
async function looselyCollated(
  from: Expr,
  names: readonly string[],
  run: Database['run'],
): Promise<ReadonlySet<string>> {
  if (names.length === 0) return new Set();
  const loose = await run(sql`
    select format('%I.%I', n.nspname, c.collname) as qualified,
      case when pg_collation_is_visible(c.oid) then quote_ident(c.collname) end as visible
    from pg_collation c join pg_namespace n on n.oid = c.collnamespace where not c.collisdeterministic`);
  if (loose.length === 0) return new Set();
  const collations = new Set(loose.flatMap((row) => [row['qualified'], row['visible']]));
  // One row, whatever the table holds: nothing of it is read.
  const [row = {}] = await run(sql`
    select ${sql.join(names.map((name, index) => sql`pg_collation_for(${sql.id('r', name)}) as ${sql.id(`c${index}`)}`))}
    from (select 1) as one left join (select * from ${from} limit 0) as r on true`);
  return new Set(names.filter((_, index) => row[`c${index}`] !== null && collations.has(row[`c${index}`])));
}

/**
 * Compiling a statement over jsonb takes several hundred milliseconds (measured), running it for a page takes a few. A prepared
 * statement is planned for its values each time: one plan for a country of a hundred rows and one of a million would be wrong
 * for one of them.
 */
function sessionSettings({ statementTimeoutMs }: DatabaseSettings): string {
  return `
    set session characteristics as transaction read only;
    set statement_timeout = ${Math.round(statementTimeoutMs)}; set jit = off;
    set plan_cache_mode = force_custom_plan;
    set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set standard_conforming_strings = on`;
}

/**
 * Closed by the server, or by what lies between, or without the statements that were prepared in it (26000); a statement that
 * took too long is no such error.
 */
function isLost(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (error instanceof pg.DatabaseError) return /^(08|57P0[12]|26000)/.test(String(code));
  return ['ECONNRESET', 'EPIPE'].includes(String(code)) || /^Connection terminated/.test(String(message));
}

/** Classes 08 (connection), 53 (resources), 57 (operator intervention, timeouts among them); no SQLSTATE: the network. */
function isUnavailable(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return !(error instanceof pg.DatabaseError) || /^(08|53|57|28|3D)/.test(String(code));
}
