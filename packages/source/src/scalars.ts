import { GraphQLScalarType, Kind } from 'graphql';
import { badUserInput } from './bad-user-input.ts';

/** A day as ISO 8601. */
const date = checkedText('Date', 'a day as 2024-10-26', (text) => {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && isInstant(`${text}T00:00:00Z`, text) ? text : null;
});

/** An instant as ISO 8601 with its offset; taken over in UTC, all digits of the seconds kept. */
const dateTime = checkedText('DateTime', 'an instant as 2024-10-26T05:00:00Z', (text) => {
  const parts = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(:\d{2})?(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})$/i.exec(text);
  if (!parts) return null;
  const [, day = '', minute, second = ':00', fraction = '', offset = 'Z'] = parts;
  const local = `${day}T${minute}${second}`;
  if (!isInstant(`${local}Z`, local)) return null;
  const time = Date.parse(`${local}${offset.toUpperCase()}`);
  return Number.isNaN(time) ? null : `${new Date(time).toISOString().slice(0, 19)}${fraction}Z`;
});

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

/** Whether it is a time of the calendar; `Date` itself takes 31 February for 3 March. */
function isInstant(text: string, beginning: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(beginning);
}
