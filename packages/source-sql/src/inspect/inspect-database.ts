import { sql } from 'kysely';
import type { ColumnType, Database } from '../dialects/dialect.ts';
import { rawText } from '../dialects/raw-text.ts';
import type { DatabaseSettings } from '../link.ts';
import { openDatabase } from '../open-database.ts';
import { derivedTable } from '../source-key.ts';
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
}

export interface InspectedColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** What the first rows have, the commonest first; more than {@link mostValues} if the last is cut off. */
  readonly values: readonly ValueCount[];
  /** Whether there are more different values than `values` has. */
  readonly more: boolean;
}

const sampleRows = 2_000;
const mostValues = 60;

/**
 * The tables of a database with what their columns hold, so that somebody, or something, can guess what they mean.
 *
 * @throws whatever the driver throws if the database cannot be reached
 */
export async function inspectDatabase(
  settings: DatabaseSettings,
  progress: (table: string, done: number, of: number) => void = () => {},
): Promise<InspectedTable[]> {
  const database = await openDatabase(settings);
  try {
    const session = await openSession(settings);
    const facts = await session.tables().finally(() => session.close());
    const tables: InspectedTable[] = [];
    for (const [index, table] of facts.entries()) {
      progress(table.name, index, facts.length);
      const from = derivedTable({ table: table.name });
      const columns: InspectedColumn[] = [];
      for (const column of await database.columns(from)) {
        columns.push({
          name: column.name,
          type: column.type,
          ...(await sample(database, table.name, column)),
        });
      }
      const { digits } = database.dialect;
      const [count] = await database.run(sql`select ${digits(sql`count(*)`)} as ${sql.id('n')} from ${from}`);
      tables.push({ ...table, columns, rows: Number(count?.['n'] ?? 0) });
    }
    return tables;
  } finally {
    await database.close();
  }
}

async function sample(
  { dialect, run }: Database,
  table: string,
  column: { readonly name: string; readonly type: ColumnType },
): Promise<Pick<InspectedColumn, 'values' | 'more'>> {
  const value = sql.id('v');
  const rows = await run(
    sql`select min(${value}) as ${value}, ${dialect.digits(sql`count(*)`)} as ${sql.id('n')}
      from (select ${dialect.text(column)} as ${value}
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
