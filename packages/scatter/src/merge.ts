import { type Bucket, mergeBuckets } from '@observer-graph/contract';
import type { MergeOp } from './domain-view.ts';
import type { PageRequest } from './paging.ts';
import type { Edge, Page } from './verify.ts';

/** A page of all members' records, with the contract's `PageInfo`. */
export interface MergedPage {
  readonly edges: readonly Edge[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** Merges members' pages to one. Comparing cursors as plain strings is the order, whichever it is. */
export function mergePages(pages: readonly Page[], request: PageRequest): MergedPage {
  return request.backward ? mergeBackward(pages, request) : mergeForward(pages, request);
}

function mergeForward(pages: readonly Page[], { size, after }: PageRequest): MergedPage {
  const all = inOrder(pages);
  // Past the last record that a member gave, its next ones may follow: nothing beyond is certain to be next.
  const horizon = extreme(
    pages,
    ({ hasNextPage }) => hasNextPage,
    (one, other) => one < other,
  );
  const known = horizon === null ? all : all.filter(({ cursor }) => cursor <= horizon);
  const edges = known.slice(0, size);
  const more = all.length > edges.length || pages.some(({ hasNextPage }) => hasNextPage);
  return merged(edges, edges.length > 0 && more, after !== null);
}

function mergeBackward(pages: readonly Page[], { size, before }: PageRequest): MergedPage {
  const all = inOrder(pages);
  const horizon = extreme(
    pages,
    ({ hasPreviousPage }) => hasPreviousPage,
    (one, other) => one > other,
  );
  const known = horizon === null ? all : all.filter(({ cursor }) => cursor >= horizon);
  const edges = known.slice(-size);
  const more = all.length > edges.length || pages.some(({ hasPreviousPage }) => hasPreviousPage);
  return merged(edges, before !== null, edges.length > 0 && more);
}

function inOrder(pages: readonly Page[]): Edge[] {
  return pages
    .flatMap(({ edges }) => edges)
    .sort((one, other) => (one.cursor < other.cursor ? -1 : one.cursor > other.cursor ? 1 : 0));
}

/**
 * The nearest of the frontiers of those that have more. A member of whose records none could be used does not count: it
 * could hold up the others for ever.
 */
function extreme(
  pages: readonly Page[],
  hasMore: (page: Page) => boolean,
  isNearer: (one: string, other: string) => boolean,
): string | null {
  let nearest: string | null = null;
  for (const page of pages) {
    if (!hasMore(page) || page.edges.length === 0 || page.frontier === null) continue;
    if (nearest === null || isNearer(page.frontier, nearest)) nearest = page.frontier;
  }
  return nearest;
}

function merged(edges: readonly Edge[], hasNextPage: boolean, hasPreviousPage: boolean): MergedPage {
  return {
    edges,
    pageInfo: {
      hasNextPage,
      hasPreviousPage,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/**
 * Makes one value of several members'. Unknown (null) as soon as one is unknown.
 *
 * @param candidates how many members could have given one: if there are some, and none did, it is unknown, not 0
 */
export function mergeValues(op: MergeOp, values: readonly unknown[], candidates: number): unknown {
  if (values.some((value) => value === null) || (values.length === 0 && candidates > 0)) return null;
  return op === 'SUM'
    ? (values as readonly number[]).reduce((sum, value) => sum + value, 0)
    : mergeBuckets((values as readonly (readonly Bucket[])[]).flat());
}
