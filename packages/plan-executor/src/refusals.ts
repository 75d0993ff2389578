import {
  DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES,
  ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
} from '@apollo/federation-internals';
import { type ConstDirectiveNode, type DocumentNode, Kind } from 'graphql';
import { remembered } from './remembered.ts';
import {
  type CompositeType,
  compositeTypes,
  type RequiredField,
  requiredFields,
  textArgument,
} from './required-fields.ts';

/**
 * What a supergraph has that would be executed wrongly without anyone noticing, one phrase each; empty if nothing.
 *
 * - What Apollo's router does besides executing plans, and says to be needed: `@authenticated`, `@requiresScopes` and `@policy`
 *   would show to everybody what is for some, and what `@connect` names is no GraphQL.
 * - `@context`: plans carry values from an object to its descendants, which is not implemented.
 * - Two `@requires` that use one field with different arguments where an interface is between them: the planner gives both
 *   the same response key, so that only one is fetched. On one object type each has a virtual field of its own.
 */
export function refusals(document: DocumentNode): string[] {
  const types = compositeTypes(document);
  const found = neededFeatures(document).map((url) => `the feature ${url}`);
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

/** Features that only Apollo's router has, and that the supergraph says are needed to secure or execute it. */
function neededFeatures({ definitions }: DocumentNode): string[] {
  return definitions.flatMap((definition) => {
    const isSchema = definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION;
    return (isSchema ? (definition.directives ?? []) : []).flatMap((link) => {
      const url = textArgument(link, 'url') ?? '';
      const isNeeded = (link.arguments ?? []).some(({ name }) => name.value === 'for');
      return isNeeded && routersAlone.has(url) ? [url] : [];
    });
  });
}

const routersAlone: ReadonlySet<string> = new Set(
  [...ROUTER_SUPPORTED_SUPERGRAPH_FEATURES].filter(
    (url) => !DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES.has(url) && !url.includes('/context/'),
  ),
);

/** Be it imported or under the name of its specification. */
function isContext({ name: { value } }: ConstDirectiveNode): boolean {
  return value === 'context' || value === 'context__context';
}
