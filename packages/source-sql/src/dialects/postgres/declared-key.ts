import type { Expr } from '../../condition.ts';
import { sql } from '../../sql.ts';
import { postgresDialect } from './dialect.ts';

/**
 * Whether a unique index of the table has just these columns, none of which may be NULL. One of a table with heirs says nothing
 * of their rows.
 */
export function declaredKey(table: readonly string[], columns: readonly string[]): Expr {
  const name = sql.id(...table).written(postgresDialect.writing).text;
  return sql`
    select count(*)::text as n from pg_index i join pg_class c on c.oid = i.indrelid
    where c.oid = to_regclass(${name}) and (c.relkind = 'p' or c.relkind = 'r' and not c.relhassubclass)
      and i.indisunique and i.indisvalid and i.indpred is null and i.indexprs is null
      and i.indnkeyatts = ${sql.lit(columns.length)}
      and (
        select count(*) from pg_attribute a
        where a.attrelid = c.oid and a.attnotnull and a.attname::text in (${sql.join(columns)})
          and a.attnum = any ((i.indkey::int2[])[0:i.indnkeyatts - 1])
      ) = ${sql.lit(columns.length)}`;
}
