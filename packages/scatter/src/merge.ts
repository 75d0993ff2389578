import { type Bucket, mergeBuckets } from '@observer-graph/contract';
import type { MergeOp } from './domain-view.ts';
import type { Edge, MemberPage } from './member-page.ts';
import type { PageRequest } from './paging.ts';

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

/**
 * Merges members' pages to one, by always taking the nearest edge of all. Comparing cursors as plain strings is the order,
 * whichever it is.
 *
 * Past the last record that a member gave, its next ones may follow: nothing beyond is certain to be next, so there the
 * page ends. A member of whose records none could be used does not count: it could hold up the others for ever.
 */
export class PageMerge {
  private readonly pages: readonly MemberPage[];
  /** The pages that ended although their members have more: the horizon, beyond which nothing is certain. */
  private readonly stalled: MemberPage[] = [];
  private readonly request: PageRequest;
  private readonly edges: Edge[] = [];
  /** The pages that have edges left, as a binary heap: the one with the nearest edge first. */
  private readonly heap: MemberPage[] = [];

  constructor(pages: readonly MemberPage[], request: PageRequest) {
    this.pages = pages;
    this.request = request;
    for (const page of pages) if (page.cursor !== null) this.push(page);
    this.run();
  }

  result(): MergedPage {
    const { edges, request } = this;
    const more = edges.length > 0 && (this.heap.length > 0 || this.pages.some(({ hasMore }) => hasMore));
    const inOrder = request.backward ? edges.toReversed() : edges;
    return {
      edges: inOrder,
      pageInfo: {
        hasNextPage: request.backward ? request.before !== null : more,
        hasPreviousPage: request.backward ? more : request.after !== null,
        startCursor: inOrder.at(0)?.cursor ?? null,
        endCursor: inOrder.at(-1)?.cursor ?? null,
      },
    };
  }

  /** How many records the page still lacks, that members may have; 0 if nobody need be asked for more. */
  get lacking(): number {
    return this.stalled.length > 0 ? this.request.size - this.edges.length : 0;
  }

  /**
   * The pages of those who may have records that belong on this page, beyond what they gave: whoever has more, and gave
   * the last of its records before the merged page is full.
   */
  limiting(): MemberPage[] {
    const nearest = this.heap
      .flatMap((page) => page.rest())
      .sort((one, other) => (one < other === !this.request.backward ? -1 : 1));
    const last = nearest[this.lacking - 1] ?? null;
    return [
      ...this.stalled,
      ...this.heap.filter(
        (page) => page.hasMore && (last === null || this.isBefore(page.lastCursor(), last)),
      ),
    ];
  }

  /**
   * Goes on with what the limiting members gave.
   *
   * @param followers the page that follows each of theirs; null if it could not be had: then they hold up nobody
   */
  resume(followers: ReadonlyMap<MemberPage, MemberPage | null>): void {
    for (const [page, follower] of followers) {
      if (follower) page.follow(follower);
      else page.giveUp();
    }
    for (const page of this.stalled.splice(0)) if (page.cursor !== null) this.push(page);
    this.run();
  }

  private isBefore(one: string | null, other: string): boolean {
    return one !== null && (this.request.backward ? one > other : one < other);
  }

  private run(): void {
    while (this.edges.length < this.request.size) {
      const page = this.heap[0];
      if (!page) return;
      const edge = page.take();
      if (edge) this.edges.push(edge);
      page.advance();
      if (page.cursor === null) {
        this.pop();
        if (page.isLimiting) {
          this.stalled.push(page);
          return;
        }
      } else {
        this.sink(0);
      }
    }
  }

  private isNearer(one: MemberPage, other: MemberPage): boolean {
    return this.request.backward
      ? (one.cursor as string) > (other.cursor as string)
      : (one.cursor as string) < (other.cursor as string);
  }

  private push(page: MemberPage): void {
    const { heap } = this;
    let at = heap.push(page) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.isNearer(page, heap[parent] as MemberPage)) break;
      heap[at] = heap[parent] as MemberPage;
      at = parent;
    }
    heap[at] = page;
  }

  private pop(): void {
    const last = this.heap.pop();
    if (!last || this.heap.length === 0) return;
    this.heap[0] = last;
    this.sink(0);
  }

  private sink(start: number): void {
    const { heap } = this;
    const page = heap[start] as MemberPage;
    let at = start;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (
        child + 1 < heap.length &&
        this.isNearer(heap[child + 1] as MemberPage, heap[child] as MemberPage)
      ) {
        child += 1;
      }
      if (!this.isNearer(heap[child] as MemberPage, page)) break;
      heap[at] = heap[child] as MemberPage;
      at = child;
    }
    heap[at] = page;
  }
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
