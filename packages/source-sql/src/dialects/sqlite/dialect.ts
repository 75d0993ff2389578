import { caseVariants } from '../../case-variants.ts';
import { all, any, type Condition, type Expr } from '../../condition.ts';
import { sql } from '../../sql.ts';
import type { Column, Ordering, SqlDialect } from '../dialect.ts';
import { separatorMark, space } from '../raw-text.ts';
import { sqliteTime } from './time.ts';

const ref = (column: Column) => sql.id('r', column.name);
const text = (column: Column) => sql`cast(${ref(column)} as text)`;
const integer = (value: number | bigint | string) => sql`${BigInt(value)}`;

export const sqliteDialect: SqlDialect = {
  writing: { quote: '"', placeholder: () => '?' },

  text,

  anyOf(column, values): Condition {
    if (values.length === 0) return false;
    if (column.type === 'float') return this.textIn(rawText(column), values);
    const exact = this.textIn(text(column), values);
    // Any column may hold anything. A declared type makes its comparisons right, so that an index finds the candidates.
    return column.type === 'other' ? exact : all([sql`${ref(column)} in (${sql.join(values)})`, exact]);
  },

  textIn: (expression, values) => sql`${expression} collate binary in (${sql.join(values)})`,

  someElement(column, format, condition) {
    const trimmed = sql`trim(e.value, ${space})`;
    if (format.kind === 'separated') {
      return sql`exists (select 1 from json_each(${separated(column, format.separator)}) as e where ${condition(trimmed)})`;
    }
    // Booleans are numbers there, and what is nested a text.
    const scalar = sql`case when e.type in ('true', 'false') then e.type else ${trimmed} end`;
    return sql`exists (select 1 from json_each(${jsonArray(column)}) as e where e.type not in ('object', 'array') and ${condition(scalar)})`;
  },

  contains: (expression, part) => sql`${expression} glob ${`*${caseVariants(part).map(globbed).join('')}*`}`,

  integer(column): Ordering {
    const by = ref(column);
    if (column.type === 'integer') {
      return { by, value: by, bound: integer, known: sql`typeof(${by}) = 'integer'` };
    }
    const whole = sql`case
      when typeof(${by}) in ('integer', 'real') then cast(${by} as integer)
      when ${by} <> '' and ltrim(${by}, '-') not glob '*[^0-9]*' and length(${by}) < 16 then cast(${by} as integer) end`;
    return { by: whole, value: whole, bound: integer, known: true };
  },

  time: (column, kind, zone) => sqliteTime(text(column), kind, zone),

  key(column) {
    if (column.type === 'integer') return { by: ref(column), integer: true, bound: integer };
    return { by: sql`${rawText(column)} collate binary`, integer: false, bound: (key) => sql`${key}` };
  },

  // Any column may hold anything.
  unusableAsKey(column) {
    const type = sql`typeof(${ref(column)})`;
    if (column.type === 'integer') return sql`${type} not in ('integer', 'null')`;
    const nonAscii = sql`${text(column)} glob '*[^' || char(1) || '-' || char(127) || ']*'`;
    return any([
      sql`${type} = 'blob'`,
      sql`instr(${text(column)}, char(0)) > 0`,
      sql`${nonAscii} and ${text(column)} <> ${spelled(text(column))}`,
    ]);
  },

  // The division itself rounds towards zero.
  divided: (expression, by) =>
    sql`((${expression}) - ((${expression}) % ${integer(by)} + ${integer(by)}) % ${integer(by)}) / ${integer(by)}`,
  month: (days) => {
    const part = (format: string) =>
      sql`cast(strftime(${sql.lit(format)}, (${days}) * 86400, 'unixepoch') as integer)`;
    return sql`((${part('%Y')} - 1970) * 12 + ${part('%m')} - 1)`;
  },
  bytes: (expression) => expression,
  grouped: (column) => ({ by: column, value: column }),
  digits: (expression) => sql`cast(${expression} as text)`,
};

/** As it is read, so without superfluous zeros. */
function rawText(column: Column): Expr {
  if (column.type !== 'float') return text(column);
  const whole = text(column);
  return sql`(case when instr(${whole}, '.') > 0 and ${whole} not like '%e%' then rtrim(rtrim(${whole}, '0'), '.') else ${whole} end)`;
}

/** A text by its letters, as far as it has any: bytes that are no UTF-8 become others. */
function spelled(whole: Expr): Expr {
  return sql`(with recursive spelled(n, t) as (
      select 0, '' union all select n + 1, t || char(unicode(substr(${whole}, n + 1, 1))) from spelled where n < length(${whole})
    ) select t from spelled order by n desc limit 1)`;
}

function globbed(letters: readonly string[]): string {
  const letter = letters[0] ?? '';
  return letters.length > 1 || /[*?[]/.test(letter) ? `[${letters.join('')}]` : letter;
}

function jsonArray(column: Column): Expr {
  const cell = ref(column);
  return sql`case when json_valid(${cell}) then case when json_type(${cell}) = 'array' then ${cell} else '[]' end else '[]' end`;
}

/** The cell as a JSON array, since there is no function that takes a text apart. */
function separated(column: Column, separator: string): Expr {
  const marked = sql`replace(${text(column)}, ${separator}, ${separatorMark})`;
  return sql`'[' || replace(json_quote(${marked}), ${separatorMark}, '","') || ']'`;
}
