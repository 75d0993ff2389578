import type { Expr } from '../../condition.ts';
import { sql } from '../../sql.ts';

/** Whether a unique index of the table has just these columns, whole, none of which may be NULL. */
export function declaredKey(table: readonly string[], columns: readonly string[]): Expr {
  const [name = '', schema] = table.toReversed();
  return sql`
    select count(*) as n from (
      select index_name from information_schema.statistics
      where table_schema = ${schema === undefined ? sql`database()` : sql`${schema}`} and table_name = ${name}
      group by index_name
      having max(non_unique) = 0 and max(sub_part) is null and count(*) = ${sql.lit(columns.length)}
        and sum(nullable = '' and column_name in (${sql.join(columns)})) = ${sql.lit(columns.length)}
    ) as declared`;
}
