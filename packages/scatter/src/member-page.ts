import type { RecordType } from '@observer-graph/contract';
import type { AskedFields } from './asked.ts';
import { Found, isObject, objectCheck, type RawObject, withoutUnknown } from './check.ts';
import { type ClaimCheck, claimCheck } from './claims.ts';
import { type CursorCheck, cursorCheck } from './cursor-check.ts';
import { Fault } from './fault.ts';
import { codesOf, type ScatterMember } from './member.ts';
import type { PageRequest } from './paging.ts';
import type { RecordReader } from './plan.ts';
import type { Output } from './result.ts';

export interface Edge {
  readonly cursor: string;
  readonly node: RawObject;
  /** What the client selected of it, if that has been made already. */
  readonly output: Output | undefined;
}

/** What a member is believed by. */
export interface PageExpectation {
  readonly member: ScatterMember;
  readonly record: RecordType;
  readonly node: AskedFields;
  readonly read: RecordReader | null;
  readonly request: PageRequest;
}

/**
 * One member's page, read edge by edge in the direction of the paging, and checked as far as it is read: what the merged
 * page has no place for need not be right.
 */
export class MemberPage {
  readonly member: ScatterMember;
  /** Why edges could not be used, each with how often. */
  readonly problems = new Map<string, number>();
  readonly found = new Found();
  /** How many edges could be used. */
  accepted = 0;
  /** The cursor of the edge that is next; null if there is none left. */
  cursor: string | null = null;
  /** The last cursor that was next. */
  frontier: string | null = null;
  private hasMoreHere: boolean;
  private follower: MemberPage | null = null;
  private isGivenUp = false;
  private isInFollower = false;
  private readonly edges: readonly unknown[];
  private readonly request: PageRequest;
  private readonly node: AskedFields;
  private readonly read: RecordReader | null;
  private readonly isCursor: CursorCheck;
  private readonly claim: ClaimCheck;
  private readonly step: 1 | -1;
  private readonly end: number;
  private index: number;

  constructor(
    edges: readonly unknown[],
    hasMore: boolean,
    { member, record, node, read, request }: PageExpectation,
  ) {
    this.member = member;
    this.edges = edges;
    this.hasMoreHere = hasMore;
    this.request = request;
    this.node = node;
    this.read = read;
    this.isCursor = cursorCheck(record, request.order, codesOf(member));
    this.claim = claimCheck(member, record);
    this.step = request.backward ? -1 : 1;
    const excess = Math.max(0, edges.length - request.size);
    if (excess > 0) this.problems.set('beyond the page that was asked for', excess);
    this.index = request.backward ? edges.length : -1;
    this.end = request.backward ? excess - 1 : edges.length - excess;
    this.advance();
  }

  /** Whether it has records beyond the last one that it gave. */
  get hasMore(): boolean {
    return this.follower?.hasMore ?? this.hasMoreHere;
  }

  /**
   * Whether nothing beyond its last record is certain to be next. Not if none of its records could be used: it could hold up
   * the others for ever.
   */
  get isLimiting(): boolean {
    return this.hasMore && !this.isGivenUp && this.accepted > 0;
  }

  /** The page that follows this one, to be read after it. */
  follow(follower: MemberPage): void {
    this.follower = follower;
    if (this.cursor === null) this.advance();
  }

  /** What follows could not be had. */
  giveUp(): void {
    this.isGivenUp = true;
  }

  /** The cursors of the edges that have not been read, not checked. */
  rest(): string[] {
    const cursors: string[] = [];
    for (let index = this.index; index !== this.end; index += this.step) {
      const edge = this.edges[index];
      const cursor = isObject(edge) ? edge['cursor'] : null;
      if (typeof cursor === 'string') cursors.push(cursor);
    }
    return cursors;
  }

  /** The last edge's cursor that is one; null if there is none. */
  lastCursor(): string | null {
    if (this.isRead) return this.frontier;
    for (let index = this.end - this.step; index !== this.index; index -= this.step) {
      const cursor = this.cursorOf(this.edges[index]);
      if (cursor !== null && this.isInTurn(cursor)) return cursor;
    }
    return this.cursor ?? this.frontier;
  }

  /** The next edge, checked; null if it cannot be used. */
  take(): Edge | null {
    if (this.isRead) {
      const edge = this.follower?.take() ?? null;
      if (edge) this.accepted += 1;
      return edge;
    }
    // It has a cursor, so it is an object.
    const edge = this.edges[this.index] as Edge;
    const output = this.read?.(edge.node);
    const problem = (output ? null : this.edgeProblem(edge)) ?? this.claim(edge.node);
    if (problem !== null) {
      this.count(problem);
      return null;
    }
    this.accepted += 1;
    const node = this.found.unknown ? withoutUnknown(edge.node, this.node) : edge.node;
    return { cursor: this.cursor as string, node, output };
  }

  /** Goes on to the next edge that has its turn. */
  advance(): void {
    this.cursor = null;
    if (this.isRead) {
      // The follower is at its first edge when it is reached.
      if (this.isInFollower) this.follower?.advance();
      this.isInFollower = this.follower !== null;
      this.cursor = this.follower?.cursor ?? null;
      return;
    }
    while (this.cursor === null) {
      this.index += this.step;
      if (this.isRead) {
        if (this.follower) this.advance();
        return;
      }
      const edge = this.edges[this.index];
      const cursor = this.cursorOf(edge);
      if (cursor === null) {
        this.count(this.edgeProblem(edge) ?? 'with a cursor of another list or order');
      } else if (!this.isInTurn(cursor)) {
        this.count(this.edgeProblem(edge) ?? 'out of order');
      } else {
        this.cursor = cursor;
        this.frontier = cursor;
      }
    }
  }

  /** Whether all of its own edges have been read. */
  private get isRead(): boolean {
    return this.index === this.end;
  }

  private isInTurn(cursor: string): boolean {
    if (this.frontier === null) return true;
    return this.request.backward ? cursor < this.frontier : cursor > this.frontier;
  }

  /** Null unless it is a cursor of this member, record type and order, and lies within the page. */
  private cursorOf(edge: unknown): string | null {
    if (typeof edge !== 'object' || edge === null) return null;
    const { cursor } = edge as Partial<Edge>;
    // A list, or an error in its place, has none.
    if (typeof cursor !== 'string') return null;
    const { after, before } = this.request;
    if ((after !== null && cursor <= after) || (before !== null && cursor >= before)) return null;
    return this.isCursor(cursor) ? cursor : null;
  }

  private edgeProblem(edge: unknown): string | null {
    if (edge === null || edge instanceof Fault) return 'that it could not give';
    if (!isObject(edge)) return 'not of the form that was asked for';
    const { node } = edge;
    if (node === null || node instanceof Fault) return 'that it could not give';
    return objectCheck(this.node)(node, this.found) === null ? null : 'not of the form that was asked for';
  }

  private count(problem: string): void {
    this.problems.set(problem, (this.problems.get(problem) ?? 0) + 1);
  }
}
