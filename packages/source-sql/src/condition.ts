import { type Sql, sql } from './sql.ts';

/** A piece of SQL with its bound values. */
export type Expr = Sql;

/** What a row must satisfy; a boolean where that is known without asking the database. */
export type Condition = Expr | boolean;

export function all(conditions: readonly Condition[]): Condition {
  const open = conditions.filter((condition) => condition !== true);
  if (open.includes(false)) return false;
  return joined(open as Expr[], sql` and `) ?? true;
}

export function any(conditions: readonly Condition[]): Condition {
  const open = conditions.filter((condition) => condition !== false);
  if (open.includes(true)) return true;
  return joined(open as Expr[], sql` or `) ?? false;
}

/** True where the condition is false or NULL. */
export function not(condition: Condition): Condition {
  return typeof condition === 'boolean' ? !condition : sql`(${condition}) is not true`;
}

/** The condition as SQL, constants too: `WHERE` takes no booleans in every dialect. */
export function asSql(condition: Condition): Expr {
  if (typeof condition !== 'boolean') return condition;
  return condition ? sql`1 = 1` : sql`1 = 0`;
}

function joined(conditions: readonly Expr[], by: Expr): Expr | undefined {
  if (conditions.length <= 1) return conditions[0];
  return sql`(${sql.join(
    conditions.map((condition) => sql`(${condition})`),
    by,
  )})`;
}
