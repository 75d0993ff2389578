import { regularExpression } from '../../case-variants.ts';
import { all, type Condition, type Expr } from '../../condition.ts';
import { sql } from '../../sql.ts';
import { formatDate, formatInstant } from '../../time/iso.ts';
import type { Column, Ordering, SqlDialect, TimeOrdering } from '../dialect.ts';
import { possibleValues, space } from '../raw-text.ts';

const ref = (column: Column) => sql.id('r', column.name);
const integer = (value: number | bigint | string) => sql`${String(value)}::bigint`;

export const postgresDialect: SqlDialect = {
  writing: { quote: '"', placeholder: (n) => `$${n}` },

  text,

  anyOf(column, values): Condition {
    const possible = possibleValues(column, values).filter(
      (value) =>
        (column.labels?.includes(value) ?? true) && !(column.compared === 'unpadded' && value.endsWith(' ')),
    );
    if (possible.length === 0) return false;
    const list = (of: (value: string) => Expr) => sql`(${sql.join(possible.map(of))})`;
    switch (column.type) {
      case 'integer':
        return sql`${ref(column)} in ${list(integer)}`;
      case 'decimal':
        return sql`${ref(column)} in ${list((value) => sql`${value}::numeric`)}`;
      case 'boolean':
        return sql`${ref(column)} in ${list((value) => sql`${value}::boolean`)}`;
      case 'uuid':
        return sql`${ref(column)} in ${list((value) => sql`${value}::uuid`)}`;
      case 'text': {
        const alike = sql`${ref(column)} in ${list((value) => sql`${value}`)}`;
        // By the column's own comparison too, so that an index finds the candidates.
        return column.compared === 'loosely' ? all([alike, this.textIn(text(column), possible)]) : alike;
      }
      case 'enum':
        return sql`${ref(column)} in ${list((value) => sql`${value}`)}`;
      default:
        return this.textIn(text(column), possible);
    }
  },

  textIn: (expression, values) => sql`${expression} in (${sql.join(values)})`,

  someElement(column, format, condition) {
    const trimmed = sql`btrim(e.v, ${space})`;
    switch (format.kind) {
      case 'array':
        return sql`exists (select 1 from unnest(${exact(column, sql`${ref(column)}::text[]`)}) as e(v) where ${condition(sql`e.v`)})`;
      case 'separated':
        return sql`exists (select 1 from unnest(string_to_array(${text(column)}, ${format.separator})) as e(v) where ${condition(trimmed)})`;
      case 'json':
        return sql`exists (select 1 from ${jsonScalars(column)} as e where ${condition(trimmed)})`;
    }
  },

  contains: (expression, part) => sql`${expression} ~ ${regularExpression(part)}`,

  integer: (column): Ordering | null => {
    const whole = wholeNumber(column);
    return whole && { by: whole, value: whole, bound: integer, known: true };
  },

  time(column): TimeOrdering | null {
    const by = ref(column);
    const microseconds = sql`(extract(epoch from ${by})::numeric * 1000000)::bigint`;
    switch (column.type) {
      case 'instant':
        return {
          unit: 'instant',
          day: sql`((${by} at time zone 'UTC')::date - date '1970-01-01')`,
          by,
          value: microseconds,
          bound: (raw) => sql`${formatInstant(raw)}::timestamptz`,
          known: true,
        };
      case 'wall':
        return {
          unit: 'wall',
          day: sql`(${by}::date - date '1970-01-01')`,
          by,
          value: microseconds,
          bound: (raw) => sql`${formatInstant(raw).slice(0, -1)}::timestamp`,
          known: true,
        };
      case 'date':
        return {
          unit: 'day',
          by,
          value: sql`(${by} - date '1970-01-01')`,
          bound: (raw) => sql`${formatDate(raw)}::date`,
          known: true,
        };
      default:
        return null;
    }
  },

  key(column) {
    if (column.type === 'integer') return { by: ref(column), integer: true, bound: integer };
    if (column.type === 'uuid') return { by: ref(column), integer: false, bound: (key) => sql`${key}::uuid` };
    const bytes = column.type === 'text' && column.compared !== 'loosely' ? ref(column) : rawText(column);
    return { by: sql`(${bytes}) collate "C"`, integer: false, bound: (key) => sql`${key}` };
  },

  // NaN and Infinity are numbers of no place.
  unusableAsKey: (column) => column.type === 'decimal' && sql`${text(column)} !~ '^[-0-9.]+$'`,

  // The division itself rounds towards zero.
  divided: (expression, by) =>
    sql`((${expression}) - ((${expression}) % ${integer(by)} + ${integer(by)}) % ${integer(by)}) / ${integer(by)}`,
  month: (days) => {
    const date = sql`(date '1970-01-01' + (${days})::int)`;
    return sql`((extract(year from ${date}) - 1970) * 12 + extract(month from ${date}) - 1)::bigint`;
  },
  bytes: (expression) => expression,
  grouped(column) {
    // By no language's rules: it takes half the time, and some of them make different texts equal.
    const bytes = sql`${column} collate "C"`;
    return { by: bytes, value: bytes };
  },
  digits: (expression) => sql`(${expression})::text`,
};

function text(column: Column): Expr {
  return column.type === 'array'
    ? sql`to_json(${ref(column)})::text`
    : exact(column, sql`${ref(column)}::text`);
}

/** As it is read, so without superfluous zeros. */
function rawText(column: Column): Expr {
  if (column.type !== 'decimal') return text(column);
  return sql`case when ${text(column)} like '%.%' then rtrim(rtrim(${text(column)}, '0'), '.') else ${text(column)} end`;
}

/** A text, or texts, that compare by their bytes. Some collations also refuse to be searched in. */
function exact({ compared }: Column, texts: Expr): Expr {
  return compared === 'loosely' ? sql`(${texts} collate "C")` : texts;
}

function wholeNumber(column: Column): Expr | null {
  const by = ref(column);
  switch (column.type) {
    case 'integer':
      return by;
    case 'decimal':
    case 'float':
      return sql`case when ${by} between -9e15 and 9e15 then floor(${by})::bigint end`;
    case 'text':
      return sql`case when ${text(column)} ~ '^-?[0-9]{1,15}$' then ${by}::bigint end`;
    default:
      return null;
  }
}

/** The elements of an array, as texts; those that are objects and arrays are no values. */
function jsonScalars(column: Column): Expr {
  const elements =
    column.type === 'jsonb'
      ? sql`jsonb_array_elements(case when jsonb_typeof(${ref(column)}) = 'array' then ${ref(column)} else '[]' end)`
      : sql`json_array_elements(case when ${text(column)} ~ ${jsonArray} then ${text(column)}::json else '[]' end)`;
  const type = column.type === 'jsonb' ? sql`jsonb_typeof` : sql`json_typeof`;
  return sql`(select a.j #>> '{}' as v from ${elements} as a(j) where ${type}(a.j) in ('string', 'number', 'boolean'))`;
}

// A text that is no JSON would fail the whole statement; PostgreSQL can ask it politely (IS JSON) from version 16 on only.
const single = String.raw`\\u(?!0000|[dD][89a-fA-F])[0-9a-fA-F]{4}`;
const pair = String.raw`\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}`;
const string = String.raw`"([^"\\[:cntrl:]]|\\["\\/bfnrt]|${single}|${pair})*"`;
const scalar = String.raw`(${string}|-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?|true|false|null)`;
/** Items, each with the bracket after it or a comma and another item. */
const items = (item: string, bracket: string) =>
  String.raw`\s*(${item}\s*(,\s*(?!${bracket})|(?=${bracket})))*${bracket}`;
const arrayOf = (value: string) => String.raw`\[${items(value, String.raw`\]`)}`;
const objectOf = (value: string) =>
  String.raw`\{${items(String.raw`${string}\s*:\s*${value}`, String.raw`\}`)}`;
const nested = (value: string) => `(${scalar}|${arrayOf(value)}|${objectOf(value)})`;
/** What is nested deeper in it is taken for no JSON. */
const jsonArray = String.raw`^\s*${arrayOf(nested(nested(nested(scalar))))}\s*$`;
