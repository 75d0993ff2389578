import { CursorError, decodeCursor, type RecordType } from '@observer-graph/contract';
import { badUserInput } from './bad-user-input.ts';
import type { PageQuery } from './source.ts';

/** The longest page. */
const maxPageSize = 500;

/**
 * The page that a connection's arguments ask for.
 *
 * @returns null if they name no number of records, which is a mistake only where records are selected
 * @throws {GraphQLError} `BAD_USER_INPUT`
 */
export function pageQuery(
  args: Readonly<Record<string, unknown>>,
  record: RecordType,
  order: string,
): PageQuery | null {
  const first = pageSize(args, 'first');
  const last = pageSize(args, 'last');
  const after = cursor(args, 'after', record, order);
  const before = cursor(args, 'before', record, order);
  if (first !== undefined && last !== undefined) {
    throw badUserInput('Both `first` and `last` are given; give one of them.');
  }
  if (first === undefined && last === undefined) return null;
  return {
    ...(first !== undefined && { first }),
    ...(last !== undefined && { last }),
    ...(after !== undefined && { after }),
    ...(before !== undefined && { before }),
  };
}

export function pageSizeMissing() {
  return badUserInput(
    `Say how many records you want: \`first\` from the beginning or \`last\` from the end, 1 to ${maxPageSize}.`,
  );
}

function pageSize(args: Readonly<Record<string, unknown>>, name: string): number | undefined {
  const size = args[name];
  if (size === undefined || size === null) return undefined;
  if (typeof size === 'number' && size >= 1 && size <= maxPageSize) return size;
  throw badUserInput(`\`${name}\` is ${String(size)}; it can be 1 to ${maxPageSize}.`);
}

function cursor(
  args: Readonly<Record<string, unknown>>,
  name: string,
  record: RecordType,
  order: string,
): string | undefined {
  const text = args[name];
  if (text === undefined || text === null) return undefined;
  try {
    decodeCursor(String(text), record, order);
  } catch (error) {
    if (error instanceof CursorError) throw badUserInput(`\`${name}\`: ${error.message}`);
    throw error;
  }
  return String(text);
}
