import { stringText } from '@observer-graph/executor';
import { type GraphQLEnumType, type GraphQLNamedOutputType, isEnumType } from 'graphql';

/** Writes a leaf as JSON; undefined where the value is not of the type. */
export function leafWriter(type: GraphQLNamedOutputType): (value: unknown) => string | undefined {
  if (isEnumType(type)) return enumWriter(type);
  switch (type.name) {
    case 'Int':
      return (value) => (typeof value === 'number' && (value | 0) === value ? String(value) : undefined);
    case 'Float':
      return (value) => (typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined);
    case 'Boolean':
      return (value) => (value === true ? 'true' : value === false ? 'false' : undefined);
    case 'String':
      return (value) => (typeof value === 'string' ? stringText(value) : undefined);
    case 'ID':
      return (value) =>
        typeof value === 'string' ? stringText(value) : Number.isInteger(value) ? `"${value}"` : undefined;
    default:
      // Only its subgraph knows what a custom scalar is.
      return (value) => JSON.stringify(value);
  }
}

function enumWriter(type: GraphQLEnumType): (value: unknown) => string | undefined {
  const texts = new Map(type.getValues().map(({ name }) => [name, `"${name}"`]));
  return (value) => texts.get(value as string);
}
