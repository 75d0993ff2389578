import type { CompiledFor } from './compile-audiences.ts';
import type { CompiledSource } from './compile-source.ts';
import { any, asSql, type Condition } from './condition.ts';
import type { Column, SqlDialect } from './dialects/dialect.ts';
import type { LinkedSource } from './link.ts';
import { sql } from './sql.ts';
import { ask, countOf } from './statement.ts';

export interface DuplicateKeys {
  /** Keys that several rows have. */
  readonly keys: number;
  /** The rows that have one of them. */
  readonly rows: number;
  readonly examples: readonly { readonly key: readonly string[]; readonly rows: number }[];
}

/** Whether a part of the row's key is missing. */
export function keyIsNull(key: readonly Column[]) {
  return sql`(${sql.join(
    key.map((column) => sql`${sql.id('r', column.name)} is null`),
    sql` or `,
  )})`;
}

/** How many rows have no key. */
export function nullKeys(source: CompiledSource, key: readonly Column[]): Promise<number> {
  return countOf(source, keyIsNull(key));
}

export async function duplicateKeys(
  source: CompiledSource,
  key: readonly Column[],
  examples: number,
): Promise<DuplicateKeys> {
  const { dialect } = source.database;
  const number = async (statement: ReturnType<typeof sql>) =>
    Number((await ask(source, statement))[0]?.['n'] ?? 0);
  const names = key.map((_, index) => sql.id(`k${index}`));
  const groups = sql`select ${sql.join(names.map((name) => sql`min(${name}) as ${name}`))}, count(*) as ${sql.id('n')}
    from (select ${sql.join(key.map((column, index) => sql`${dialect.text(column)} as ${names[index]}`))}
      from ${source.from} where not ${keyIsNull(key)}) as g
    group by ${sql.join(names.map((name) => dialect.bytes(name)))} having count(*) > 1`;
  const keys = await number(
    sql`select ${dialect.digits(sql`count(*)`)} as ${sql.id('n')} from (${groups}) as d`,
  );
  if (keys === 0) return { keys, rows: 0, examples: [] };
  const rows = await number(
    sql`select ${dialect.digits(sql`sum(${sql.id('n')})`)} as ${sql.id('n')} from (${groups}) as d`,
  );
  const found = await ask(
    source,
    sql`select ${sql.join(names)}, ${dialect.digits(sql.id('n'))} as ${sql.id('n')} from (${groups}) as d
      order by d.n desc limit ${examples}`,
  );
  return {
    keys,
    rows,
    examples: found.map((row) => ({
      key: key.map((_, index) => row[`k${index}`] ?? ''),
      rows: Number(row['n']),
    })),
  };
}

/** Rows that have a key which leads nobody back to them; in SQL, what `leadsBack` tells of a key that was read. */
export function unusableKey(
  { record }: LinkedSource,
  key: readonly Column[],
  dialect: SqlDialect,
): Condition {
  // The ids of what all members share are their keys, joined by this.
  const joined = key.length > 1 && !record.owned;
  return any([
    ...key.map((column) => dialect.unusableAsKey(column)),
    ...(joined ? key.map((column) => dialect.contains(dialect.text(column), '/')) : []),
  ]);
}

interface UnusableKeys {
  readonly rows: number;
  readonly examples: readonly (readonly string[])[];
}

async function unusableKeys(
  link: LinkedSource,
  source: CompiledSource,
  key: readonly Column[],
  examples: number,
): Promise<UnusableKeys> {
  const { dialect } = source.database;
  const where = unusableKey(link, key, dialect);
  const rows = await countOf(source, where);
  if (rows === 0) return { rows, examples: [] };
  const texts = key.map((column, index) => sql`${dialect.text(column)} as ${sql.id(`k${index}`)}`);
  const found = await ask(
    source,
    sql`select ${sql.join(texts)} from ${source.from} where ${asSql(where)} limit ${examples}`,
  );
  return { rows, examples: found.map((row) => key.map((_, index) => row[`k${index}`] ?? '')) };
}

const noDuplicates: DuplicateKeys = { keys: 0, rows: 0, examples: [] };

/** Whether the table says itself what would otherwise be seen by reading it whole. */
async function isDeclared(
  { from, key }: LinkedSource,
  { database }: CompiledSource,
  columns: readonly Column[],
): Promise<boolean> {
  // Different numbers of such a type may have the same text.
  if (!('table' in from) || columns.some(({ type }) => type === 'float')) return false;
  return (await database.declaresKey?.(from.table.split('.'), key)) ?? false;
}

/** Why rows cannot be told apart, or found, by their key, in sentences: a list would fail, or lose some of them. */
export async function keyProblems(link: LinkedSource, source: CompiledFor): Promise<string[]> {
  const { key, line, name } = link;
  const columns = key.flatMap((part) => source.columns.filter((column) => column.name === part));
  const where = `line ${line}, source "${name}"`;
  const problems: string[] = [];
  const declared = await isDeclared(link, source, columns);
  const nulls = declared ? 0 : await nullKeys(source, columns);
  if (nulls > 0) problems.push(`${where}: ${rowsHave(nulls)} no key: ${key.join(' or ')} is empty.`);
  const { rows, keys, examples } = declared ? noDuplicates : await duplicateKeys(source, columns, 3);
  if (keys > 0) {
    const shared = keys === 1 ? 'one key' : `${keys} keys`;
    const list = listed(
      examples.map((example) => example.key),
      keys,
    );
    problems.push(`${where}: ${rows} rows share ${shared}: ${key.join(', ')} = ${list}.`);
  }
  const unusable = await unusableKeys(link, source, columns, 3);
  if (unusable.rows > 0) {
    const list = listed(unusable.examples, unusable.rows);
    problems.push(
      `${where}: ${rowsHave(unusable.rows)} a key that leads to no record: ${key.join(', ')} = ${list}. Run \`member check\`, which says what to do.`,
    );
  }
  return problems;
}

function rowsHave(rows: number): string {
  return rows === 1 ? '1 row has' : `${rows} rows have`;
}

function listed(keys: readonly (readonly string[])[], all: number): string {
  return keys.map((key) => key.join(', ')).join('; ') + (all > keys.length ? '; …' : '');
}
