import { isoDate, isoInstant } from '@observer-graph/contract';
import { GraphQLScalarType, Kind } from 'graphql';
import { badUserInput } from './bad-user-input.ts';

const date = checkedText('Date', 'a day as 2024-10-26', isoDate);
const dateTime = checkedText('DateTime', 'an instant as 2024-10-26T05:00:00Z', isoInstant);

/** The contract's scalars: what clients send is checked, what sources give is passed on. */
export const scalars = { Date: date, DateTime: dateTime };

function checkedText(name: string, form: string, parse: (text: string) => string | null): GraphQLScalarType {
  const parseValue = (value: unknown): string => {
    const parsed = typeof value === 'string' ? parse(value) : null;
    if (parsed === null) throw badUserInput(`${JSON.stringify(value)} is no ${name}: write ${form}.`);
    return parsed;
  };
  return new GraphQLScalarType({
    name,
    serialize: (value) => value,
    parseValue,
    parseLiteral: (node) => parseValue(node.kind === Kind.STRING ? node.value : null),
  });
}
