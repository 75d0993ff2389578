import { type Bucket, mergeBuckets } from '@observer-graph/contract';
import {
  type LoaderOf,
  ownSources,
  type RecordLoader,
  type Resolver,
  type Row,
  selectedFields,
} from '@observer-graph/source';

/**
 * Counts, by status, the latest word of each organisation that assessed the recommendation: of the originals that the
 * viewer may see. An assessment of unknown date is its author's latest word only if it has no other.
 */
export function progress<Loaders>(loaderOf: LoaderOf<Loaders>): Resolver<Loaders> {
  return async (recommendation, _args, context, info) => {
    const loader = loaderOf(context);
    const id = String(recommendation['id']);
    const selected = selectedFields(info);
    const [buckets, copies] = await Promise.all([
      selected.has('buckets') || selected.has('total') ? latestWords(loader, id) : [],
      selected.has('copies') ? copiesOf(loader, id) : null,
    ]);
    const total = buckets.reduce((sum, { count }) => sum + count, 0);
    return { total, copies, buckets, sources: ownSources(context.member) };
  };
}

async function latestWords(loader: RecordLoader, recommendation: string): Promise<Bucket[]> {
  const statusOf = new Map<unknown, string | null>();
  // Newest first, unknown dates last: the first word of each organisation is its latest.
  for await (const { organization, status } of assessmentsOf(loader, recommendation)) {
    if (!statusOf.has(organization)) statusOf.set(organization, (status ?? null) as string | null);
  }
  const counts = new Map<string | null, number>();
  for (const status of statusOf.values()) counts.set(status, (counts.get(status) ?? 0) + 1);
  return mergeBuckets([...counts].map(([status, count]) => ({ keys: [status], count })));
}

/** All assessments of a recommendation, newest first, page by page. */
async function* assessmentsOf(loader: RecordLoader, recommendation: string): AsyncGenerator<Row> {
  const want = new Set(['organization', 'status', 'assessedOn']);
  let after: string | undefined;
  do {
    const page = await loader.related('recommendation', recommendation, {
      filter: {},
      order: 'ASSESSED_DESC',
      page: { first: 500, ...(after !== undefined && { after }) },
      want,
    });
    yield* page.edges.map((edge) => edge.node);
    after = page.hasNextPage ? page.edges.at(-1)?.cursor : undefined;
  } while (after !== undefined);
}

async function copiesOf(loader: RecordLoader, recommendation: string): Promise<number> {
  const { copies } = await loader.summarize({ filter: { recommendation: [recommendation] }, by: [] });
  return copies;
}
