import { type PlainObject, plainBelow, Written } from '@observer-graph/executor';
import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import type { LoaderOf, RequestContext, Resolver } from './context.ts';
import { filterOf } from './filter.ts';
import { ownSources } from './own-sources.ts';
import { pageQuery, pageSizeMissing } from './page-query.ts';
import type { RecordLoader } from './record-loader.ts';
import { selectedFields } from './selected-fields.ts';
import type { Fields, Page } from './source.ts';
import { wantedFields } from './wanted-fields.ts';

/** A root field that lists all records of a type. */
export function list<Loaders>(loaderOf: LoaderOf<Loaders>): Resolver<Loaders> {
  return (_parent, args, context, info) => connection(loaderOf(context), args, context, info, null);
}

/** A field of an entity that lists the records whose filter field `by` has the entity's key. */
export function related<Loaders>(by: string, loaderOf: LoaderOf<Loaders>, key = 'id'): Resolver<Loaders> {
  return (parent, args, context, info) =>
    connection(loaderOf(context), args, context, info, { by, key: String(parent[key]) });
}

/** Asks for the records, and for their number, only where they are selected; both at once. */
function connection(
  loader: RecordLoader,
  args: Readonly<Record<string, unknown>>,
  { member }: RequestContext<unknown>,
  info: GraphQLResolveInfo,
  parent: { readonly by: string; readonly key: string } | null,
): Promise<unknown> {
  const order = String(args['orderBy']);
  const filter = filterOf(loader.record, args['filter']);
  const page = pageQuery(args, loader.record, order);
  const selected = selectedOf(info, loader);
  if (selected.page && !page) throw pageSizeMissing();
  let records: Promise<Page> | null = null;
  if (selected.page && page) {
    const query = { filter, order, page, want: selected.want };
    if (parent) records = loader.related(parent.by, parent.key, query);
    else records = loader.list(selected.edge ? { ...query, edge: selected.edge } : query);
  }
  if (!selected.count) return (records ?? nothing).then((found) => answer(found, null, member, selected));
  const count = parent ? loader.countRelated(parent.by, parent.key, filter) : loader.count(filter);
  return Promise.all([records, count]).then(([found, total]) => answer(found, total, member, selected));
}

const nothing = Promise.resolve(null);

function answer(page: Page | null, totalCount: number | null, member: string, { whole }: Selected): unknown {
  const edges = page?.written ? new Written(page.written.text) : (page?.edges ?? []);
  const found = { edges, pageInfo: page && new PageInfo(page), totalCount, sources: ownSources(member) };
  const text = whole?.write(found);
  return text === undefined ? found : new Written(text);
}

class PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly #page: Page;

  constructor(page: Page) {
    this.hasNextPage = page.hasNextPage;
    this.hasPreviousPage = page.hasPreviousPage;
    this.#page = page;
  }

  get startCursor(): string | null {
    const { written, edges } = this.#page;
    return written ? written.startCursor : (edges.at(0)?.cursor ?? null);
  }

  get endCursor(): string | null {
    const { written, edges } = this.#page;
    return written ? written.endCursor : (edges.at(-1)?.cursor ?? null);
  }
}

/** What is selected of a connection. */
interface Selected {
  readonly page: boolean;
  readonly count: boolean;
  readonly want: Fields;
  /** What of all of it, and of an edge, where it can be written as it is. */
  readonly whole: PlainObject | null;
  readonly edge: PlainObject | null;
}

/** An executor gives the same nodes for the same selection, with the same answers of `@skip` and `@include`. */
const known = new WeakMap<
  readonly FieldNode[],
  { readonly loader: RecordLoader['computed']; readonly selected: Selected }
>();

function selectedOf(info: GraphQLResolveInfo, loader: RecordLoader): Selected {
  const { fieldNodes } = info;
  const found = known.get(fieldNodes);
  if (found?.loader === loader.computed) return found.selected;
  const fields = selectedFields(info);
  const whole = plainBelow(info);
  const edges = whole?.fields.filter(({ name }) => name === 'edges') ?? [];
  const selected = {
    page: fields.has('edges') || fields.has('pageInfo'),
    count: fields.has('totalCount'),
    want: wantedFields(info, loader, ['edges', 'node']) ?? new Set<string>(),
    whole,
    // Selected twice, under two names, they may be written in two ways.
    edge: edges.length === 1 ? (edges[0]?.below ?? null) : null,
  };
  known.set(fieldNodes, { loader: loader.computed, selected });
  return selected;
}
