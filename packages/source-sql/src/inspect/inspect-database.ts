import type { Column, ColumnType, Database } from '../dialects/dialect.ts';
import { rawText } from '../dialects/raw-text.ts';
import type { DatabaseSettings } from '../link.ts';
import { openDatabase } from '../open-database.ts';
import { derivedTable } from '../source-key.ts';
import { sql } from '../sql.ts';
import type { ValueCount } from './inspect-link.ts';
import { openSession } from './open-session.ts';
import type { ForeignKey } from './session.ts';

export interface InspectedTable {
  /** As a link file names it. */
  readonly name: string;
  readonly columns: readonly InspectedColumn[];
  readonly primaryKey: readonly string[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly rows: number;
  /** Why its rows could not be read, if they could not; then no column has values. */
  readonly unread?: { readonly tooSlow: boolean; readonly reason: string };
}

export interface InspectedColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** What the first rows have, the commonest first; more than {@link mostValues} if the last is cut off. */
  readonly values: readonly ValueCount[];
  /** Whether there are more different values than `values` has. */
  readonly more: boolean;
}

/** A database that somebody, or something, guesses the meaning of. */
export interface DatabaseInspection {
  /** The tables with what their columns hold. */
  tables(progress?: (table: string, done: number, of: number) => void): Promise<InspectedTable[]>;
  /** The columns of a SELECT with what its first rows have. @throws whatever the driver throws if it does not run */
  select(statement: string): Promise<readonly InspectedColumn[]>;
  close(): Promise<void>;
}

const sampleRows = 2_000;
/** Of a SELECT, whose rows may cost more than those of a table. */
const selectedRows = 500;
const mostValues = 60;
/** Of a value, in characters: what it is shows at its beginning. */
const mostText = 20_000;

/** @throws whatever the driver throws if the database cannot be reached */
export async function inspectDatabase(settings: DatabaseSettings): Promise<DatabaseInspection> {
  const database = await openDatabase(settings);
  return {
    async tables(progress = () => {}) {
      const session = await openSession(settings);
      const facts = await session.tables().finally(() => session.close());
      const tables: InspectedTable[] = [];
      for (const [index, table] of facts.entries()) {
        progress(table.name, index, facts.length);
        tables.push({ ...table, ...(await inspectTable(database, table.name)) });
      }
      return tables;
    },
    select: (statement) => inspectSelect(database, statement),
    close: () => database.close(),
  };
}

async function inspectTable(
  database: Database,
  table: string,
): Promise<Pick<InspectedTable, 'columns' | 'rows' | 'unread'>> {
  const from = derivedTable({ table });
  let known: readonly Column[] = [];
  try {
    known = await database.columns(from);
    const columns: InspectedColumn[] = [];
    for (const column of known) {
      columns.push({ name: column.name, type: column.type, ...(await sample(database, table, column)) });
    }
    const { digits } = database.dialect;
    const [count] = await database.run(sql`select ${digits(sql`count(*)`)} as ${sql.id('n')} from ${from}`);
    return { columns, rows: Number(count?.['n'] ?? 0) };
  } catch (error) {
    // A view that takes a minute, or has lost its table, keeps nobody from the other tables.
    const columns = known.map(({ name, type }) => ({ name, type, values: [], more: false }));
    const unread = { tooSlow: database.isUnavailable(error), reason: (error as Error).message };
    return { columns, rows: 0, unread };
  }
}

async function inspectSelect(database: Database, statement: string): Promise<InspectedColumn[]> {
  const from = derivedTable({ select: statement });
  const columns = await database.columns(from);
  const texts = columns.map(
    (column, index) =>
      sql`substr(${database.dialect.text(column)}, 1, ${sql.lit(mostText)}) as ${sql.id(`c${index}`)}`,
  );
  const rows = await database.run(sql`select ${sql.join(texts)} from ${from} limit ${selectedRows}`);
  return columns.map((column, index) => {
    const counts = new Map<string | null, number>();
    for (const row of rows) {
      const text = row[`c${index}`] ?? null;
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    const values = [...counts]
      .map(
        ([text, count]): ValueCount => ({
          text: text === null ? null : rawText(column, text),
          rows: count,
        }),
      )
      .sort((one, other) => other.rows - one.rows || ((one.text ?? '') < (other.text ?? '') ? -1 : 1));
    return {
      name: column.name,
      type: column.type,
      values: values.slice(0, mostValues),
      more: values.length > mostValues,
    };
  });
}

async function sample(
  { dialect, run }: Database,
  table: string,
  column: { readonly name: string; readonly type: ColumnType },
): Promise<Pick<InspectedColumn, 'values' | 'more'>> {
  const value = sql.id('v');
  const rows = await run(
    sql`select min(${value}) as ${value}, ${dialect.digits(sql`count(*)`)} as ${sql.id('n')}
      from (select substr(${dialect.text(column)}, 1, ${sql.lit(mostText)}) as ${value}
        from (select * from ${sql.id(...table.split('.'))} limit ${sampleRows}) as r) as g
      group by ${dialect.bytes(value)} order by count(*) desc, ${dialect.bytes(value)} limit ${mostValues + 1}`,
  );
  return {
    values: rows.slice(0, mostValues).map((row) => {
      const text = row['v'] ?? null;
      return { text: text === null ? null : rawText(column, text), rows: Number(row['n']) };
    }),
    more: rows.length > mostValues,
  };
}
