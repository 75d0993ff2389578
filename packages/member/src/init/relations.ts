import type { Dialect, InspectedColumn, InspectedTable } from '@observer-graph/source-sql';
import { hasWord, wordsOf } from './column-words.ts';

/** A column that points to a row of another table. */
export interface Reference {
  readonly column: string;
  readonly table: InspectedTable;
  readonly references: string;
}

/** From a table to another, one reference after the other. */
export type Chain = readonly Reference[];

/** Declared foreign keys, and columns that are named as though they were some: engines without them are common. */
export function referencesOf(table: InspectedTable, tables: readonly InspectedTable[]): Reference[] {
  const declared = table.foreignKeys.flatMap(({ column, table: name, references }): Reference[] => {
    const target = tables.find((each) => each.name === name || each.name.endsWith(`.${name}`));
    return target ? [{ column, table: target, references }] : [];
  });
  const known = new Set(declared.map(({ column }) => column));
  const inferred = table.columns.flatMap(({ name }): Reference[] => {
    const stem = /^(.+?)(?:_id|Id)$/.exec(name)?.[1];
    if (stem === undefined || known.has(name)) return [];
    const target = namedAfter(stem, tables);
    const [key] = target?.primaryKey ?? [];
    return target && key !== undefined && target !== table
      ? [{ column: name, table: target, references: key }]
      : [];
  });
  return [...declared, ...inferred];
}

function namedAfter(stem: string, tables: readonly InspectedTable[]): InspectedTable | undefined {
  const singular = wordsOf(stem).join(' ');
  return tables.find((each) => {
    const words = wordsOf(each.name.split('.').at(-1) ?? '').join(' ');
    return [singular, `${singular}s`, singular.replace(/y$/, 'ies')].includes(words);
  });
}

/** The shortest ways from a table to others that it points to, itself left out; the nearest first. */
export function chainsFrom(table: InspectedTable, tables: readonly InspectedTable[], most: number): Chain[] {
  const reached = new Set([table]);
  const chains: Chain[] = [];
  let ends: Chain[] = [[]];
  for (let hops = 1; hops <= most; hops++) {
    ends = ends.flatMap((chain) =>
      referencesOf(chain.at(-1)?.table ?? table, tables).flatMap((reference): Chain[] => {
        if (reached.has(reference.table)) return [];
        reached.add(reference.table);
        return [[...chain, reference]];
      }),
    );
    chains.push(...ends);
  }
  return chains;
}

export function endOf(chain: Chain): InspectedTable {
  const last = chain.at(-1);
  if (!last) throw new RangeError('A chain has a reference at least.');
  return last.table;
}

/** The JOINs along a chain; its last table is called `role`. */
export function joinsAlong(chain: Chain, role: string, dialect: Dialect, start = 't', kind = 'LEFT JOIN') {
  const alias = (index: number) => (index === chain.length - 1 ? role : `${role}_${index + 1}`);
  return chain.map(({ column, table, references }, index) => {
    const from = index === 0 ? start : alias(index - 1);
    const to = alias(index);
    return `${kind} ${quoted(table.name, dialect)} ${to} ON ${to}.${quoted(references, dialect)} = ${from}.${quoted(column, dialect)}`;
  });
}

const labels = [
  /title|name|label|назван|назв|наименован|имя|სახელ|სათაურ|naziv|emri|titull|titlu|denumire|nombre|nazwa|satauri|dasakheleba/,
  /description|text|code|short|number|описан|opis|pershkrim/,
];

/** What a row of a table is called, as SQL over its alias; null if nothing looks like it. */
export function labelOf(table: InspectedTable, alias: string, dialect: Dialect): string | null {
  const columns = table.columns.filter(({ name }) => !/(_id|Id)$/.test(name));
  for (const pattern of labels) {
    const named = columns.filter(({ name }) => hasWord(wordsOf(name).join(' '), pattern));
    const plain = named.find(({ type }) => type === 'text' || type === 'enum');
    if (plain && !isTranslations(plain)) return `${alias}.${quoted(plain.name, dialect)}`;
    const translated = named.find(isTranslations);
    if (translated) return anyTranslation(`${alias}.${quoted(translated.name, dialect)}`, dialect);
  }
  return null;
}

/** `{"en": "Station 12", "sw": "Kituo 12"}`. */
export function isTranslations({ values }: InspectedColumn): boolean {
  const texts = values.flatMap(({ text }) => (text === null ? [] : [text]));
  return texts.length > 0 && texts.every(isLanguageMap);
}

function isLanguageMap(text: string): boolean {
  if (!text.startsWith('{')) return false;
  try {
    const entries = Object.entries(JSON.parse(text) as object);
    return entries.every(
      ([key, value]) => /^[a-z]{2,3}([-_][A-Za-z]{2,4})?$/i.test(key) && typeof value === 'string',
    );
  } catch {
    return false;
  }
}

/** Of several languages any; which one is for the administrator to say. */
function anyTranslation(column: string, dialect: Dialect): string {
  if (dialect === 'postgres') return `(SELECT min(l.value) FROM jsonb_each_text(${column}::jsonb) l)`;
  if (dialect === 'sqlite') return `(SELECT min(l.value) FROM json_each(${column}) l)`;
  return `json_unquote(json_extract(${column}, '$.*[0]'))`;
}

/** Several rows as one text, `|` between them. `from` is what stands after FROM. */
export function gathered(value: string, from: string, order: string, dialect: Dialect): string {
  switch (dialect) {
    case 'postgres':
      return `(SELECT string_agg(${value}, '|' ORDER BY ${order}) FROM ${from})`;
    case 'mysql':
      return `(SELECT group_concat(${value} ORDER BY ${order} SEPARATOR '|') FROM ${from})`;
    case 'sqlite':
      return `(SELECT group_concat(v, '|') FROM (SELECT ${value} AS v FROM ${from} ORDER BY ${order}))`;
  }
}

/** Several rows as an array of JSON objects. */
export function gatheredObjects(
  members: Readonly<Record<string, string>>,
  from: string,
  dialect: Dialect,
): string {
  const pairs = Object.entries(members)
    .map(([name, value]) => `'${name}', ${value}`)
    .join(', ');
  switch (dialect) {
    case 'postgres':
      return `(SELECT jsonb_agg(jsonb_build_object(${pairs})) FROM ${from})`;
    case 'mysql':
      return `(SELECT json_arrayagg(json_object(${pairs})) FROM ${from})`;
    case 'sqlite':
      return `(SELECT json_group_array(json_object(${pairs})) FROM ${from})`;
  }
}

export function literal(text: string, dialect: Dialect): string {
  const escaped = dialect === 'mysql' ? text.replaceAll('\\', '\\\\') : text;
  return `'${escaped.replaceAll("'", "''")}'`;
}

export function quoted(name: string, dialect: Dialect): string {
  const quote = dialect === 'mysql' ? '`' : '"';
  return name
    .split('.')
    .map((part) =>
      /^[a-z_][a-z0-9_]*$/.test(part) && !reserved.test(part)
        ? part
        : quote + part.replaceAll(quote, quote + quote) + quote,
    )
    .join('.');
}

/** Words of SQL that tables and columns are often called. */
const reserved =
  /^(user|order|group|table|column|select|from|to|where|end|start|key|index|default|check|desc|asc|case|when|then|else|limit|offset|references|value|values|condition|option|rank|both|all|any|and|or|not|null|primary|unique|foreign|grant|row|rows|read|write|range|interval|position|trigger|character|description)$/;
