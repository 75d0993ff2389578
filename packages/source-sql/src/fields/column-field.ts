import type { RecordField } from '@observer-graph/contract';
import { stringText } from '@observer-graph/executor';
import { all, any, asSql, type Condition, type Expr, not } from '../condition.ts';
import type { Cells, Column, SqlDialect } from '../dialects/dialect.ts';
import type { ColumnLink, ListFormat } from '../link.ts';
import type { RowKey, SortKey } from '../order/sort-key.ts';
import type { Selection } from '../selection.ts';
import { sql } from '../sql.ts';
import { valuesIn } from './cells.ts';
import { sortKeyOf } from './constant-field.ts';
import { type Field, type FieldContext, LinkMistake } from './field.ts';
import { containsText, type RawMatch, type Words, wordsOf } from './words.ts';

/** A field, or a list's part, from one column: one value in a cell, or several. */
export function columnField(link: ColumnLink, field: RecordField, context: FieldContext): Field {
  const { dialect } = context;
  const column = context.column(link.column);
  if (column.type === 'array' && link.list?.kind !== 'array') {
    throw new LinkMistake(`column "${link.column}" is an array of PostgreSQL; add 'list: array'.`);
  }
  const words = wordsOf(link, field, context.ids);
  const matching = (match: RawMatch): Condition =>
    link.list ? cellMatches(dialect, column, link.list, match) : columnMatches(dialect, column, match);
  return {
    constant: false,
    read(selection) {
      const cell = selection.text(column);
      const { list } = link;
      if (list) {
        return (row) => {
          const text = cell(row);
          if (text === null || link.empty.includes(text)) return null;
          const values = distinct(valuesIn(text, list).map(words.of));
          return field.list ? values : (values[0] ?? null);
        };
      }
      return (row) => {
        const value = words.of(cell(row));
        return field.list && value !== null ? [value] : value;
      };
    },
    ...(isPlainText(link, field) && {
      write: (selection: Selection) => textWriter(selection.text(column), link.empty),
    }),
    ...(words.possible && { decidedBy: (selection: Selection) => selection.text(column) }),
    matches: (wanted) => matching(words.rawsOf(wanted)),
    contains(part) {
      const mapped = words.rawsWhere((word) => containsText(word, part));
      return mapped ? matching(mapped) : containsRaw(dialect, column, link, part);
    },
    sortKey: () => columnSortKey(column, link, field, words, dialect),
  };
}

/** Whether a cell's text is the value. */
function isPlainText({ values, list }: ColumnLink, field: RecordField): boolean {
  return field.type === 'String' && field.kind === 'text' && !field.list && !values && !list;
}

function textWriter(cell: (row: Cells) => string | null, empty: readonly string[]) {
  return (row: Cells) => {
    const text = cell(row);
    return text === null || empty.includes(text) ? null : stringText(text);
  };
}

export function distinct(values: readonly unknown[]): unknown[] {
  return [...new Set(values.filter((value) => value !== null && value !== undefined))];
}

/** The text of the cell contains the part. */
export function containsRaw(dialect: SqlDialect, column: Column, link: ColumnLink, part: string): Condition {
  const text = dialect.text(column);
  return all([
    part === '' ? sql`${text} is not null` : dialect.contains(text, part),
    not(dialect.anyOf(column, link.empty)),
  ]);
}

export function columnMatches(dialect: SqlDialect, column: Column, { among, except }: RawMatch): Condition {
  return any([
    dialect.anyOf(column, among),
    except !== null &&
      all([sql`${sql.id('r', column.name)} is not null`, not(dialect.anyOf(column, except))]),
  ]);
}

function cellMatches(dialect: SqlDialect, column: Column, list: ListFormat, match: RawMatch): Condition {
  if (list.kind === 'bits') return bitsMatch(dialect, column, match);
  if (list.kind === 'json-map') return false;
  const among = match.among.filter(Boolean);
  const { except } = match;
  if (among.length === 0 && except === null) return false;
  return dialect.someElement(column, list, (element) =>
    asSql(
      any([
        among.length > 0 && dialect.textIn(element, among),
        except !== null &&
          all([sql`${element} <> ''`, except.length === 0 || not(dialect.textIn(element, except))]),
      ]),
    ),
  );
}

function bitsMatch(dialect: SqlDialect, column: Column, { among, except }: RawMatch): Condition {
  const bits = integerOf(dialect, column).value;
  const sum = (values: readonly string[]) =>
    values.filter((value) => /^\d+$/.test(value)).reduce((mask, value) => mask | BigInt(value), 0n);
  return any([
    sum(among) > 0n && sql`(${bits} & ${literal(sum(among))}) <> 0`,
    except !== null && sql`(${bits} - (${bits} & ${literal(sum(except))})) <> 0`,
  ]);
}

/** Digits in the statement itself: a bound value has no type where it stands beside an operator. */
function literal(value: bigint): Expr {
  return sql.raw(value.toString());
}

export function integerOf(dialect: SqlDialect, column: Column) {
  const ordering = dialect.integer(column);
  if (!ordering) throw new LinkMistake(`column "${column.name}" holds no whole numbers.`);
  return ordering;
}

function columnSortKey(
  column: Column,
  link: ColumnLink,
  field: RecordField,
  words: Words,
  dialect: SqlDialect,
): SortKey {
  if (link.list || field.list) throw new LinkMistake(`the list in column "${link.column}" has no order.`);
  if (words.possible) return rankedKey(column, field, words, words.possible, dialect);
  const ordering = integerOf(dialect, column);
  const range = sql`${ordering.by} between ${ordering.bound(Number.MIN_SAFE_INTEGER).literal()} and ${ordering.bound(Number.MAX_SAFE_INTEGER).literal()}`;
  return {
    ...ordering,
    name: `integer ${column.name}`,
    known: all([ordering.known, range, not(dialect.anyOf(column, link.empty))]),
    keyOf: (raw) => raw,
    injective: true,
    withinMonth: 1,
    lowest: Number.MIN_SAFE_INTEGER,
    highest: Number.MAX_SAFE_INTEGER - 1,
  };
}

/** The sort keys of mapped values, as a CASE: the map decides the order, so no index of the column could. */
function rankedKey(
  column: Column,
  field: RecordField,
  words: Words,
  possible: readonly unknown[],
  dialect: SqlDialect,
): SortKey {
  const keys = new Map<number, Set<string>>();
  for (const word of possible) {
    const key = sortKeyOf(word, field);
    if (key !== null) keys.set(key, (keys.get(key) ?? new Set()).add(String(word)));
  }
  const cases = [...keys].flatMap(([key, wanted]) => {
    const condition = columnMatches(dialect, column, words.rawsOf(wanted));
    return condition === false ? [] : [sql`when ${asSql(condition)} then ${sql.lit(key)}`];
  });
  if (cases.length === 0) return { constant: null };
  const value = sql`(case ${sql.join(cases, sql` `)} end)`;
  return {
    name: `rank ${column.name} ${field.name}`,
    by: value,
    value,
    bound: (raw) => sql.lit(raw),
    known: sql`${value} is not null`,
    nullWhereUnknown: true,
    keyOf: (raw) => raw,
    injective: true,
    withinMonth: 1,
    lowest: Math.min(...keys.keys()),
    highest: Math.max(...keys.keys()),
  } satisfies RowKey;
}
