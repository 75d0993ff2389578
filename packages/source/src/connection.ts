import type { GraphQLResolveInfo } from 'graphql';
import type { LoaderOf, RequestContext, Resolver } from './context.ts';
import { filterOf } from './filter.ts';
import { ownSources } from './own-sources.ts';
import { pageQuery, pageSizeMissing } from './page-query.ts';
import type { RecordLoader } from './record-loader.ts';
import { selectedFields } from './selected-fields.ts';
import type { Filter, ListQuery, Page } from './source.ts';
import { wantedFields } from './wanted-fields.ts';

/** A root field that lists all records of a type. */
export function list<Loaders>(loaderOf: LoaderOf<Loaders>): Resolver<Loaders> {
  return (_parent, args, context, info) => {
    const loader = loaderOf(context);
    return connection(loader, args, context, info, {
      page: (query) => loader.list(query),
      count: (filter) => loader.count(filter),
    });
  };
}

/** A field of an entity that lists the records whose filter field `by` has the entity's key. */
export function related<Loaders>(by: string, loaderOf: LoaderOf<Loaders>, key = 'id'): Resolver<Loaders> {
  return (parent, args, context, info) => {
    const loader = loaderOf(context);
    const value = String(parent[key]);
    return connection(loader, args, context, info, {
      page: (query) => loader.related(by, value, query),
      count: (filter) => loader.countRelated(by, value, filter),
    });
  };
}

interface Asked {
  page(query: ListQuery): Promise<Page>;
  count(filter: Filter): Promise<number | null>;
}

/** Asks for the records, and for their number, only where they are selected; both at once. */
async function connection(
  loader: RecordLoader,
  args: Readonly<Record<string, unknown>>,
  { member }: RequestContext<unknown>,
  info: GraphQLResolveInfo,
  asked: Asked,
) {
  const order = String(args['orderBy']);
  const filter = filterOf(loader.record, args['filter']);
  const page = pageQuery(args, loader.record, order);
  const selected = selectedFields(info);
  const needsPage = selected.has('edges') || selected.has('pageInfo');
  if (needsPage && !page) throw pageSizeMissing();
  const want = wantedFields(info, loader, ['edges', 'node']) ?? new Set<string>();
  const [answer, totalCount] = await Promise.all([
    needsPage && page ? asked.page({ filter, order, page, want }) : null,
    selected.has('totalCount') ? asked.count(filter) : null,
  ]);
  return {
    edges: answer?.edges ?? [],
    pageInfo: answer && {
      hasNextPage: answer.hasNextPage,
      hasPreviousPage: answer.hasPreviousPage,
      startCursor: answer.edges.at(0)?.cursor ?? null,
      endCursor: answer.edges.at(-1)?.cursor ?? null,
    },
    totalCount,
    sources: ownSources(member),
  };
}
