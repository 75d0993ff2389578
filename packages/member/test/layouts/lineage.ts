import type { Link, LinkedSource } from '@observer-graph/source-sql';
import { usedColumns } from '../../src/check/column-links.ts';
import type { LayoutDatabase, Row, TableColumn } from './layout-database.ts';

/** Which fields each column of the database decides: `Finding report.summary` to `title`. */
export type Lineage = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Finds by trial what each column of a database has to do with a link: it is changed, the link's SELECTs run again, and
 * whatever field reads something else in a row that is still there comes from it. Nothing stays changed.
 */
export async function lineageOf(database: LayoutDatabase, dialect: string, link: Link): Promise<Lineage> {
  const decided = new Map<string, Set<string>>();
  const before = new Map<LinkedSource, Map<string, Row>>();
  for (const source of link.sources) before.set(source, await rowsByKey(database, source));
  for (const column of await database.columns()) {
    const changed = column.key ? null : changedValue(column, database, dialect);
    const concerned = link.sources.filter((source) => mentions(source, column.table));
    if (changed === null || concerned.length === 0) continue;
    await database.execute('begin');
    try {
      const table = database.quoted(column.table);
      // Of SQLite, where counts are linked, only in some rows: where all went, no count would be left to differ.
      const some = dialect === 'sqlite' ? 'where rowid % 3 > 0' : '';
      await database.execute(`update ${table} set ${database.quoted(column.column)} = ${changed} ${some}`);
      for (const source of concerned) {
        const fields = fieldsThatDiffer(
          source,
          before.get(source) ?? new Map(),
          await rowsByKey(database, source),
        );
        const name = `${source.record.name} ${column.table}.${column.column}`;
        if (fields.length > 0) decided.set(name, new Set([...(decided.get(name) ?? []), ...fields]));
      }
    } catch {
      // What must not change, because a constraint or a function says so, is found by nobody.
    } finally {
      await database.execute('rollback');
    }
  }
  return decided;
}

/** The tables whose rows become records, of unions and common table expressions too. */
export function rowTables(link: Link): Set<string> {
  return new Set(
    link.sources.flatMap(({ record, from }) =>
      ('table' in from ? [from.table] : tablesOf(withoutComments(from.select))).map(
        (table) => `${record.name} ${table}`,
      ),
    ),
  );
}

async function rowsByKey(database: LayoutDatabase, { from, key }: LinkedSource): Promise<Map<string, Row>> {
  const rows = await database.query(
    'table' in from ? `select * from ${database.quoted(from.table)}` : from.select,
  );
  return new Map(rows.map((row) => [key.map((name) => String(row[name])).join('\0'), row]));
}

function fieldsThatDiffer(source: LinkedSource, before: Map<string, Row>, after: Map<string, Row>): string[] {
  const differing = new Set<string>();
  for (const [key, row] of after) {
    const old = before.get(key);
    if (!old) continue;
    for (const name of Object.keys(row)) {
      if (JSON.stringify(row[name]) !== JSON.stringify(old[name])) differing.add(name);
    }
  }
  return usedColumns(source)
    .filter(({ link }) => differing.has(link.column))
    .map(({ path }) => (isListOfObjects(source, path) ? (path.split('.')[0] ?? '') : path));
}

function isListOfObjects({ record }: LinkedSource, path: string): boolean {
  const field = record.fields.get(path.split('.')[0] ?? '');
  return field?.kind === 'object' && field.list;
}

function mentions({ from }: LinkedSource, table: string): boolean {
  const text = 'table' in from ? from.table : from.select;
  return new RegExp(`(?<![\\w])${table}(?![\\w])`).test(text);
}

function changedValue(
  { column, type, length }: TableColumn,
  database: LayoutDatabase,
  dialect: string,
): string | null {
  const name = database.quoted(column);
  const text = dialect === 'mysql' ? `concat(${name}, '~')` : `${name} || '~'`;
  if (/char|text/.test(type)) {
    if (length === null) return text;
    return `case when char_length(${name}) < ${length} then ${text} else ${dialect === 'mysql' ? `concat('~', substr(${name}, 2))` : `'~' || substr(${name}, 2)`} end`;
  }
  if (type === 'boolean') return `not ${name}`;
  if (type === 'tinyint') return `1 - ${name}`;
  if (/int|numeric|decimal|double|real|float/.test(type)) return `${name} + 1`;
  if (/^(timestamp|datetime|date)/.test(type)) {
    return dialect === 'mysql' ? `${name} + interval 1 day` : `${name} + interval '1 day'`;
  }
  if (/^time/.test(type)) return `${name} + interval '1 hour'`;
  if (type === 'jsonb')
    return `case jsonb_typeof(${name}) when 'array' then '[]' else '{"zz": "zz"}' end::jsonb`;
  if (type === 'ARRAY') return `${name} || array['zz']`;
  if (type === 'point') return `${name} + point(1, 1)`;
  return null;
}

function withoutComments(select: string): string {
  return select.replace(/--[^\n]*/g, '');
}

/** The first table of each FROM that rows come from; a common table expression is looked into. */
function tablesOf(select: string, named: ReadonlyMap<string, string> = new Map()): string[] {
  const flat = withoutBrackets(select);
  const expressions = new Map(named);
  for (const { index, 0: found, 1: name = '' } of flat.matchAll(/(\w+)(?:\s*\([^)]*\))?\s+AS\s+\(/gi)) {
    expressions.set(name, inBrackets(select, index + found.length - 1));
  }
  return [...flat.matchAll(/\bFROM\s+(?:(\()|"?([\w]+)"?)/gi)].flatMap(
    ({ index, 0: found, 1: bracket, 2: name = '' }) => {
      if (bracket) return tablesOf(inBrackets(select, index + found.length - 1), expressions);
      const inner = expressions.get(name);
      return inner === undefined ? [name] : tablesOf(inner, expressions);
    },
  );
}

/** With blanks for all that stands in brackets, so that places stay what they are. */
function withoutBrackets(text: string): string {
  let depth = 0;
  return [...text]
    .map((letter) => {
      if (letter === ')') depth--;
      const shown = depth === 0 ? letter : ' ';
      if (letter === '(') depth++;
      return shown;
    })
    .join('');
}

function inBrackets(text: string, open: number): string {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === '(') depth++;
    if (text[at] === ')' && --depth === 0) return text.slice(open + 1, at);
  }
  return text.slice(open + 1);
}
