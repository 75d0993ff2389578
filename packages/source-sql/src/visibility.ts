import type { Viewer, Visibility } from '@observer-graph/executor';
import { all, type Condition, not } from './condition.ts';
import { type Field, type FieldContext, LinkMistake } from './fields/field.ts';
import { timeKey } from './fields/time-field.ts';
import type { LinkedSource, VisibilityRule } from './link.ts';
import { keyLessThan } from './order/sort-key.ts';

/** From the most open to the most closed. */
export const levels: readonly Visibility[] = ['PUBLIC', 'NETWORK', 'PARTNERS', 'OWNER'];

/** The level of what a member's own fields are told by: nobody else is the owner of its records. */
export function audienceOf({ level, member: viewer }: Viewer, member: string): Visibility {
  if (viewer === member) return 'OWNER';
  return level === 'OWNER' ? 'PARTNERS' : level;
}

/** Which records a viewer may see, as a condition that every statement carries. */
export type Sight = (viewer: Viewer) => Condition;

export function sightOf(source: LinkedSource, member: string, context: FieldContext): Sight {
  if (source.visibility.length === 0) throw new LinkMistake('it has no rule of visibility.');
  const embargo = source.embargoUntil;
  const until = embargo && timeKey(embargo, 'instant', context.column(embargo.column), context.dialect);
  const rules = new Map(
    levels.map((level) => {
      const open = levels.slice(0, levels.indexOf(level) + 1).filter((other) => other !== 'OWNER');
      const allowed = all(source.visibility.map((rule) => passes(rule, open, context)));
      return [level, typeof allowed === 'boolean' ? allowed : allowed.literal()] as const;
    }),
  );
  return (viewer) => {
    if (viewer.member === member) return true;
    const allowed = rules.get(viewer.level) ?? false;
    return until ? all([allowed, keyLessThan(until, Date.now() * 1000 + 1)]) : allowed;
  };
}

function passes(rule: VisibilityRule, open: readonly Visibility[], context: FieldContext): Condition {
  if (rule.kind === 'constant') return open.includes(rule.level);
  const { dialect } = context;
  const column = context.column(rule.column);
  const values = [...rule.values];
  const among = values.filter(([, level]) => open.includes(level)).map(([raw]) => raw);
  const closed = values.filter(([, level]) => !open.includes(level)).map(([raw]) => raw);
  // NULL, like what no rule names, is as the rule says otherwise.
  return open.includes(rule.otherwise) ? not(dialect.anyOf(column, closed)) : dialect.anyOf(column, among);
}

/** The field `visibility`: the strictest of what the rules say. */
export function visibilityField(source: LinkedSource, context: FieldContext): Field {
  return {
    constant: source.visibility.every((rule) => rule.kind === 'constant'),
    read(selection) {
      const readers = source.visibility.map((rule) => {
        if (rule.kind === 'constant') return () => rule.level;
        const text = selection.text(context.column(rule.column));
        return (row: Parameters<typeof text>[0]) => rule.values.get(text(row) ?? '\0') ?? rule.otherwise;
      });
      return (row) => levels[Math.max(...readers.map((read) => levels.indexOf(read(row))))] ?? 'OWNER';
    },
    matches: () => false,
    contains: () => false,
    sortKey: () => {
      throw new LinkMistake('visibility has no order.');
    },
  };
}
