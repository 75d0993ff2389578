import { type Sql, sql, type Writing } from './sql.ts';

/** A piece of SQL with its bound values. */
export type Expr = Sql;

/** What a row must satisfy; a boolean where that is known without asking the database. */
export type Condition = Expr | boolean;

export function all(conditions: readonly Condition[]): Condition {
  const open = conditions.filter((condition) => condition !== true);
  if (open.includes(false)) return false;
  return joined(open as Expr[], 'and') ?? true;
}

export function any(conditions: readonly Condition[]): Condition {
  const open = conditions.filter((condition) => condition !== false);
  if (open.includes(true)) return true;
  return joined(open as Expr[], 'or') ?? false;
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

/** The condition for one dialect alone, as it stands in many statements. */
export function settled(condition: Condition, writing: Writing): Condition {
  return typeof condition === 'boolean' ? condition : condition.settled(writing);
}

function joined(conditions: readonly Expr[], operator: 'and' | 'or'): Expr | undefined {
  return conditions.length <= 1 ? conditions[0] : sql.bracketed(conditions, operator);
}
