import type { Source } from './source.ts';

/** The source of a record type of which a member has none. */
export function emptySource(): Source {
  const page = { edges: [], hasNextPage: false, hasPreviousPage: false };
  return {
    list: async () => page,
    pages: async (_by, keys) => keys.map(() => page),
    byIds: async (ids) => ids.map(() => null),
    count: async () => 0,
    summarize: async () => ({ total: 0, copies: 0, buckets: [] }),
    coverage: async () => ({
      countries: [],
      elections: [],
      organizations: [],
      from: null,
      until: null,
      asOf: new Date().toISOString(),
    }),
  };
}
