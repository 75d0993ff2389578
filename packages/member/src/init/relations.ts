import type { Dialect, InspectedColumn, InspectedTable } from '@observer-graph/source-sql';
import { hasWord, wordsOf } from './column-words.ts';

/** A column that a draft may use: of the table itself, or brought to it by a JOIN. */
export interface Candidate {
  readonly column: InspectedColumn;
  /** The table that the column is of. */
  readonly table: string;
  /** Of what is joined: how the SELECT has it, and its name there. */
  readonly joined?: { readonly sql: string; readonly alias: string; readonly join?: string };
  /** What it can only be: a place, or themes. */
  readonly only?: 'place' | 'themes';
}

interface Reference {
  readonly column: string;
  readonly table: InspectedTable;
  readonly references: string;
}

const placeTable = /station|location|place|precinct|venue|участ|uik|უბან|bira[cč]k/;
const themeTable = /categor|theme|topic|subject|violation type|incident type/;
const label = /title|name|label|назван|სახელ|naziv/;

/** Where a table's rows lie, and what they are about, where other tables know. */
export function joinedCandidates(
  table: InspectedTable,
  tables: readonly InspectedTable[],
  dialect: Dialect,
): Candidate[] {
  const quote = (name: string) => quoted(name, dialect);
  const places = referencesOf(table, tables)
    .filter((reference) => hasWord(wordsOf(reference.table.name).join(' '), placeTable))
    .slice(0, 1)
    .flatMap(({ column, table: place, references }): Candidate[] =>
      place.columns.map((each) => ({
        column: each,
        table: place.name,
        only: 'place',
        joined: {
          sql: `p.${quote(each.name)}`,
          alias: `place_${each.name.toLowerCase()}`,
          join: `LEFT JOIN ${quote(place.name)} p ON p.${quote(references)} = t.${quote(column)}`,
        },
      })),
    );
  const themes = tables.flatMap((between): Candidate[] => {
    const references = referencesOf(between, tables);
    const here = references.find((reference) => reference.table === table);
    const there = references.find((reference) =>
      hasWord(wordsOf(reference.table.name).join(' '), themeTable),
    );
    if (between === table || !here || !there || between.columns.length > 6) return [];
    const named = there.table.columns.find(
      ({ name, type }) => (type === 'text' || type === 'enum') && hasWord(wordsOf(name).join(' '), label),
    );
    if (!named) return [];
    const text = `c.${quote(named.name)}`;
    const gathered = {
      postgres: `string_agg(${text}, '|')`,
      mysql: `group_concat(${text} SEPARATOR '|')`,
      sqlite: `group_concat(${text}, '|')`,
    }[dialect];
    const sql = `(SELECT ${gathered} FROM ${quote(between.name)} b JOIN ${quote(there.table.name)} c ON c.${quote(there.references)} = b.${quote(there.column)} WHERE b.${quote(here.column)} = t.${quote(here.references)})`;
    return [{ column: named, table: there.table.name, only: 'themes', joined: { sql, alias: 'categories' } }];
  });
  return [...places, ...themes.slice(0, 1)];
}

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
    const singular = wordsOf(stem).join(' ');
    const target = tables.find((each) => {
      const words = wordsOf(each.name.split('.').at(-1) ?? '').join(' ');
      return [singular, `${singular}s`, singular.replace(/y$/, 'ies')].includes(words);
    });
    const [key] = target?.primaryKey ?? [];
    return target && key !== undefined && target !== table
      ? [{ column: name, table: target, references: key }]
      : [];
  });
  return [...declared, ...inferred];
}

export function quoted(name: string, dialect: Dialect): string {
  const quote = dialect === 'mysql' ? '`' : '"';
  return name
    .split('.')
    .map((part) =>
      /^[a-z_][a-z0-9_]*$/.test(part) ? part : quote + part.replaceAll(quote, quote + quote) + quote,
    )
    .join('.');
}
