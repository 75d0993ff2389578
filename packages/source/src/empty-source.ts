import type { Page, Source } from './source.ts';

const page: Page = { edges: [], hasNextPage: false, hasPreviousPage: false };

/** The source of a record type of which a member has none. */
export function emptySource(): Source {
  return empty;
}

const empty: Source = {
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
