import {
  GraphQLBoolean,
  GraphQLEnumType,
  GraphQLID,
  GraphQLInt,
  type GraphQLLeafType,
  GraphQLString,
} from 'graphql';

// Surrogates too: one that stands alone is escaped.
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON escapes them
const needsEscape = /["\\\u0000-\u001f\ud800-\udfff]/;

/** A string as JSON; most need no escapes, and to see that is faster than to ask `JSON.stringify`. */
export function stringText(value: string): string {
  return needsEscape.test(value) ? JSON.stringify(value) : `"${value}"`;
}

/** Completed items, each null or a text, as a list. */
export function jsonOfList(items: readonly unknown[]): string {
  let text = '[';
  for (let index = 0; index < items.length; index++) {
    if (index > 0) text += ',';
    text += items[index] ?? 'null';
  }
  return `${text}]`;
}

/** Writes a leaf's value if it is of those that resolvers give most; undefined for all others, be they valid or not. */
export function jsonOfLeaf(type: GraphQLLeafType): (value: unknown) => string | undefined {
  if (type instanceof GraphQLEnumType) {
    const texts = new Map<unknown, string>(type.getValues().map(({ value, name }) => [value, `"${name}"`]));
    return (value) => texts.get(value);
  }
  switch (type) {
    case GraphQLString:
    case GraphQLID:
      return (value) => (typeof value === 'string' ? stringText(value) : undefined);
    case GraphQLInt:
      return (value) => (typeof value === 'number' && (value | 0) === value ? `${value}` : undefined);
    case GraphQLBoolean:
      return (value) => (typeof value === 'boolean' ? `${value}` : undefined);
    default:
      return () => undefined;
  }
}
