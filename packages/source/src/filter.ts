import type { Filter } from './source.ts';

/** The filter as a source takes it. A field that is null does not filter, as if it were absent. */
export function filterOf(filter: unknown): Filter {
  const fields = Object.entries((filter ?? {}) as Record<string, Filter[string] | null | undefined>);
  return Object.fromEntries(fields.filter((field): field is [string, Filter[string]] => field[1] != null));
}
