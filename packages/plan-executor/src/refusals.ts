import type { ConstDirectiveNode, DocumentNode } from 'graphql';
import { remembered } from './remembered.ts';
import { type CompositeType, compositeTypes, type RequiredField, requiredFields } from './required-fields.ts';

/**
 * What a supergraph has that would be executed wrongly without anyone noticing, one phrase each; empty if nothing.
 *
 * - `@context`: plans carry values from an object to its descendants, which is not implemented.
 * - Two `@requires` that use one field with different arguments where an interface is between them: the planner gives both
 *   the same response key, so that only one is fetched. On one object type each has a virtual field of its own.
 */
export function refusals(document: DocumentNode): string[] {
  const types = compositeTypes(document);
  const found: string[] = [];
  for (const { name: type, directives } of types.values()) {
    if (directives.some(isContext)) found.push(`@context on ${type}`);
  }
  const earlier = new Map<string, RequiredField[]>();
  for (const use of requiredFields(types)) {
    const others = remembered(earlier, use.field, () => []);
    for (const other of others) {
      const isClash = other.args !== use.args && isSameObject(types, other.holder, use.holder);
      if (!isClash || (other.holder === use.holder && !types.get(use.holder)?.isInterface)) continue;
      found.push(
        `@requires of ${other.by} and of ${use.by} use ${use.holder}.${use.field} with different arguments (${other.args || 'none'} and ${use.args || 'none'})`,
      );
    }
    others.push(use);
  }
  return [...new Set(found)];
}

/** Whether an object may be of both types: they are one, or one is an interface of the other. */
function isSameObject(types: ReadonlyMap<string, CompositeType>, one: string, other: string): boolean {
  return (
    one === other ||
    (types.get(one)?.interfaces.includes(other) ?? false) ||
    (types.get(other)?.interfaces.includes(one) ?? false)
  );
}

/** Be it imported or under the name of its specification. */
function isContext({ name: { value } }: ConstDirectiveNode): boolean {
  return value === 'context' || value === 'context__context';
}
