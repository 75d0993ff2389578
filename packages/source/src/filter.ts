import { filterMistake, type RecordType } from '@observer-graph/contract';
import { badUserInput } from './bad-user-input.ts';
import type { Filter } from './source.ts';

const everything: Filter = {};

/**
 * The filter as a source takes it. A field that is null does not filter, as if it were absent.
 *
 * @throws {GraphQLError} `BAD_USER_INPUT` for a value that no record can have
 */
export function filterOf(record: RecordType, filter: unknown): Filter {
  if (filter === null || filter === undefined) return everything;
  const fields = Object.entries(filter as Record<string, Filter[string] | null | undefined>);
  const mistake = filterMistake(record, Object.fromEntries(fields));
  if (mistake) throw badUserInput(mistake);
  return Object.fromEntries(fields.filter((field): field is [string, Filter[string]] => field[1] != null));
}
