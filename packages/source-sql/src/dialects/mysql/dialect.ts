import { regularExpression } from '../../case-variants.ts';
import { all, any, type Condition, type Expr } from '../../condition.ts';
import { sql } from '../../sql.ts';
import { formatDate, formatInstant } from '../../time/iso.ts';
import type { Column, Ordering, SqlDialect, TimeOrdering } from '../dialect.ts';
import { possibleValues, separatorMark, space } from '../raw-text.ts';

const ref = (column: Column) => sql.id('r', column.name);
const integer = (value: number | bigint | string) => {
  const whole = BigInt(value);
  // What is bound as an integer is a signed one.
  return whole < 2n ** 63n ? sql`${whole}` : sql`cast(${String(whole)} as unsigned)`;
};
/** A bound text would be compared as a DOUBLE, which has fewer digits. Empty if no DECIMAL has as many. */
const decimal = (value: string): Expr[] => {
  const [whole = '', part = ''] = value.replace('-', '').split('.');
  const [digits, decimals] = [whole.length + part.length, part.length];
  if (digits > 65 || decimals > 30) return [];
  return [sql`cast(${value} as decimal(${sql.lit(digits)}, ${sql.lit(decimals)}))`];
};
const bytesOf = (hexadecimal: string) => sql`unhex(${hexadecimal})`;
/** By bytes: no collation makes two texts equal, or pads them. */
const bytes = (text: Expr) => sql`cast(convert(${text} using utf8mb4) as binary)`;

export const mysqlDialect: SqlDialect = {
  writing: { quote: '`', placeholder: () => '?' },

  text,

  anyOf(column, values): Condition {
    const possible = possibleValues(column, values);
    if (possible.length === 0) return false;
    switch (column.type) {
      case 'integer':
        return sql`${ref(column)} in (${sql.join(possible.map(integer))})`;
      case 'decimal': {
        const decimals = possible.flatMap(decimal);
        return decimals.length > 0 && sql`${ref(column)} in (${sql.join(decimals)})`;
      }
      case 'bytes':
        return sql`${ref(column)} in (${sql.join(possible.map(bytesOf))})`;
      case 'text': {
        const exact = this.textIn(ref(column), possible);
        // The column's own collation lets an index find the candidates; a letter that its charset lacks would be an error.
        const ascii = possible.every((value) => /^[ -~]*$/.test(value));
        return ascii ? all([sql`${ref(column)} in (${sql.join(possible)})`, exact]) : exact;
      }
      default:
        return this.textIn(rawText(column), possible);
    }
  },

  textIn: (expression, values) => sql`${bytes(expression)} in (${sql.join(values)})`,

  someElement(column, format, condition) {
    const elements =
      format.kind === 'json'
        ? jsonArray(column)
        : separated(column, format.kind === 'separated' ? format.separator : '');
    const trimmed = sql`regexp_replace(e.v, ${`^[${space}]+|[${space}]+$`}, '')`;
    return sql`exists (select 1 from json_table(${elements}, '$[*]' columns (v longtext path '$')) as e where ${condition(trimmed)})`;
  },

  contains: (expression, part) =>
    sql`convert(${expression} using utf8mb4) collate utf8mb4_bin regexp ${regularExpression(part)}`,

  integer(column): Ordering | null {
    const whole = wholeNumber(column);
    return whole && { by: whole, value: whole, bound: integer, known: true };
  },

  time(column): TimeOrdering | null {
    const by = ref(column);
    // Zero dates, whole (0000-00-00) or in part (2021-05-00), are no days.
    const notZero = sql`dayofmonth(${by}) > 0 and month(${by}) > 0`;
    // A TIMESTAMP has none, but a DATE may be 2024-02-30, let in by ALLOW_INVALID_DATES; it would be taken for 1 March.
    const isDay = sql`(dayofmonth(${by}) < 29 or dayofmonth(${by}) <= dayofmonth(last_day(${by})))`;
    const known = column.type === 'instant' ? notZero : sql`${notZero} and ${isDay}`;
    switch (column.type) {
      case 'instant':
      case 'wall':
        return {
          unit: column.type,
          day: sql`(to_days(${by}) - 719528)`,
          by,
          value: sql`timestampdiff(microsecond, '1970-01-01', ${by})`,
          bound: (raw) => sql`cast(${formatInstant(raw).slice(0, -1)} as datetime(6))`,
          known,
        };
      case 'date':
        return {
          unit: 'day',
          by,
          value: sql`timestampdiff(day, '1970-01-01', ${by})`,
          bound: (raw) => sql`cast(${formatDate(raw)} as date)`,
          known,
        };
      default:
        return null;
    }
  },

  key(column) {
    if (column.type === 'integer') return { by: ref(column), integer: true, bound: integer };
    if (column.type === 'bytes') return { by: ref(column), integer: false, bound: bytesOf };
    return { by: bytes(rawText(column)), integer: false, bound: (key) => sql`${key}` };
  },

  unusableAsKey: (column) =>
    column.type === 'text' &&
    any([
      sql`charset(${ref(column)}) = 'binary' and cast(${text(column)} as binary) <> ${ref(column)}`,
      sql`locate(0x00, ${bytes(text(column))}) > 0`,
    ]),

  // The division itself rounds towards zero.
  divided: (expression, by) =>
    sql`((${expression}) - ((${expression}) % ${integer(by)} + ${integer(by)}) % ${integer(by)}) div ${integer(by)}`,
  month: (days) => {
    const date = sql`from_days(${days} + 719528)`;
    return sql`((year(${date}) - 1970) * 12 + month(${date}) - 1)`;
  },
  bytes,
  grouped: (column) => ({ by: bytes(column), value: sql`min(${column})` }),
  digits: (expression) => sql`cast(${expression} as char)`,
};

function text(column: Column): Expr {
  if (column.type === 'bit' || column.zerofill) return sql`cast(${ref(column)} + 0 as char)`;
  if (column.type === 'text') return sql`convert(${ref(column)} using utf8mb4)`;
  if (column.type === 'bytes') return sql`lower(hex(${ref(column)}))`;
  // A cast of it is an error.
  if (column.type === 'geometry') return sql`st_astext(${ref(column)})`;
  return sql`cast(${ref(column)} as char)`;
}

/** As it is read, so without superfluous zeros. */
function rawText(column: Column): Expr {
  const whole = text(column);
  if (column.type !== 'decimal' && column.type !== 'float') return whole;
  return sql`case when ${whole} like '%.%' and ${whole} not like '%e%'
    then trim(trailing '.' from trim(trailing '0' from ${whole})) else ${whole} end`;
}

function jsonArray(column: Column): Expr {
  return sql`case when json_valid(${ref(column)}) then ${ref(column)} else '[]' end`;
}

/** The cell as a JSON array, since there is no function that takes a text apart. */
function separated(column: Column, separator: string): Expr {
  const marked = sql`replace(${text(column)}, ${separator}, ${separatorMark})`;
  return sql`concat('[', replace(json_quote(${marked}), ${separatorMark}, '","'), ']')`;
}

function wholeNumber(column: Column): Expr | null {
  switch (column.type) {
    case 'integer':
      return ref(column);
    case 'bit':
      return sql`(${ref(column)} + 0)`;
    case 'decimal':
    case 'float':
      return sql`floor(${ref(column)})`;
    case 'text':
      return sql`case when ${ref(column)} regexp '^-?[0-9]{1,15}$' then cast(${ref(column)} as signed) end`;
    default:
      return null;
  }
}
