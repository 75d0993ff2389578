import type { CompiledSource } from './compile-source.ts';
import { asSql, type Condition, type Expr } from './condition.ts';
import type { Cells, RawRow } from './dialects/dialect.ts';
import { SourceError } from './errors.ts';
import type { Selection } from './selection.ts';
import { sql } from './sql.ts';

/** Runs a statement on a source's database. @throws {SourceError} whatever goes wrong there */
export function ask(source: CompiledSource, statement: Expr): Promise<readonly RawRow[]> {
  return source.database.run(statement).catch((cause) => {
    throw failureOf(source, cause);
  });
}

/** Like {@link ask}, for a selection's rows. */
export function askCells(source: CompiledSource, statement: Expr): Promise<readonly Cells[]> {
  return source.database.cells(statement).catch((cause) => {
    throw failureOf(source, cause);
  });
}

/** What a source's database failed by. */
export function failureOf({ name, database }: CompiledSource, cause: unknown): SourceError {
  const code = database.isUnavailable(cause) ? 'SOURCE_UNAVAILABLE' : 'SOURCE_FAILED';
  return new SourceError(code, name, { cause });
}

export function selectFrom(
  { from }: CompiledSource,
  selection: Selection,
  where: Condition,
  more = sql``,
): Expr {
  return sql`select ${selection.sql()} from ${from} where ${asSql(where)}${more}`;
}

/** How many rows satisfy a condition. */
export async function countOf(source: CompiledSource, where: Condition): Promise<number> {
  if (where === false) return 0;
  const count = source.database.dialect.digits(sql`count(*)`);
  const rows = await ask(
    source,
    sql`select ${count} as ${sql.id('n')} from ${source.from} where ${asSql(where)}`,
  );
  return Number(rows[0]?.['n'] ?? 0);
}

/**
 * The selected values of all rows that satisfy a condition, each combination once with its number of rows. A list is
 * grouped by its whole cell, so that a row that names a value twice still counts once.
 */
export async function groups(
  source: CompiledSource,
  selection: Selection,
  where: Condition,
): Promise<readonly { readonly row: RawRow; readonly count: number }[]> {
  if (where === false) return [];
  if (selection.names.length === 0) {
    const count = await countOf(source, where);
    return count === 0 ? [] : [{ row: {}, count }];
  }
  const { dialect } = source.database;
  const columns = selection.names.map((name) => {
    const column = sql.id(name);
    return { column, ...dialect.grouped(column) };
  });
  // Bound values make two writings of one expression different, so the expressions stand in a table of their own.
  const rows = await ask(
    source,
    sql`select ${sql.join(columns.map(({ value, column }) => sql`${value} as ${column}`))}, ${dialect.digits(sql`count(*)`)} as ${sql.id('n')}
      from (${selectFrom(source, selection, where)}) as g
      group by ${sql.join(columns.map(({ by }) => by))}`,
  );
  return rows.map((row) => ({ row, count: Number(row['n']) }));
}
