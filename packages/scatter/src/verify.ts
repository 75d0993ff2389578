import type { RecordType } from '@observer-graph/contract';
import type { SourceState, SourceStatus } from '@observer-graph/executor';
import type { AskedFields } from './asked.ts';
import { Found, fieldCheck, isObject, objectCheck, type RawObject, withoutUnknown } from './check.ts';
import { claimCheck } from './claims.ts';
import type { Entity, MergeOp } from './domain-view.ts';
import type { Failure } from './errors.ts';
import { Fault } from './fault.ts';
import type { Hub, ScatterMember } from './member.ts';
import { MemberPage } from './member-page.ts';
import type { PageRequest } from './paging.ts';
import type { GatherPlan } from './plan.ts';

/** What can be used of a member's answer. */
export interface Verified<Value> {
  readonly value: Value;
  /** Why parts of it cannot be used, each with how often; of a page, as far as it has been read. */
  readonly problems: ReadonlyMap<string, number>;
  /** Why its counts cannot be used, if they are asked for. */
  readonly uncounted?: string | null;
  /** What a hub tells of those behind it. */
  readonly behind?: HubSources | null;
  readonly found: readonly Found[];
}

/** Nothing of it can be used: it breaks the contract (`violation`), or the member reported an error (`fault`). */
export type Unusable = { readonly violation: string } | { readonly fault: Failure | null };

export interface Gathered {
  /** By the names of the merged fields; null is unknown. */
  readonly merged: ReadonlyMap<string, unknown>;
  readonly page: MemberPage | null;
  /** Whether its sums and buckets are of records, and of none but what it may speak of. */
  readonly countable: boolean;
  /** What a hub tells of those behind it; null if it is none. */
  readonly behind: HubSources | null;
}

/** A hub's own `sources`. */
export interface HubSources {
  readonly complete: boolean;
  readonly pruned: number;
  readonly asOf: string | null;
  readonly members: readonly SourceStatus[];
}

export interface GatherExpectation {
  /** What it was asked for. */
  readonly gather: GatherPlan;
  readonly page: PageRequest | null;
  /** How many keys each bucket has; null if that is not known. */
  readonly keys: number | null;
}

const notAsAsked = 'it is not of the form that was asked for';
const noProblems: ReadonlyMap<string, number> = new Map();

/** Checks one member's connection or summary; its edges are checked when they are read. */
export function verifyGathered(
  value: unknown,
  member: ScatterMember,
  { gather, page: request, keys }: GatherExpectation,
): Verified<Gathered> | Unusable {
  if (value instanceof Fault) return { fault: value.failure };
  if (value === null || value === undefined) return { fault: null };
  if (!isObject(value)) return { violation: notAsAsked };
  const found = new Found();
  const merged = new Map<string, unknown>();
  for (const field of gather.asked) {
    const part = value[field.key];
    const misfit =
      fieldCheck(field)(part, found) ??
      (part instanceof Fault ? null : uncountable(part, gather.merges.get(field.name), keys));
    if (misfit !== null) return { violation: `\`${field.name}\` ${misfit}` };
    merged.set(field.name, part instanceof Fault ? null : part);
  }
  const page = request && gather.node ? verifyPage(value, member, gather, gather.node, request) : null;
  if (page && !(page instanceof MemberPage)) return page;
  const behind = member.hub ? behindOf(merged, gather.reports, member.hub) : null;
  if (behind && 'violation' in behind) return behind;
  const uncounted = gather.asked.some(({ name }) => gather.merges.has(name))
    ? foreignAuthors(member, gather.record)
    : null;
  return {
    value: { merged, page, countable: uncounted === null && !isUnanswered(behind), behind },
    problems: page?.problems ?? noProblems,
    uncounted,
    behind,
    found: page ? [found, page.found] : [found],
  };
}

/**
 * Records of a list can be refused one by one; a count that has them in it only as a whole.
 *
 * @returns why a member's counts cannot be used; null if they can
 */
function foreignAuthors(
  { organizations, coverage, hub }: ScatterMember,
  { name }: RecordType,
): string | null {
  const authors = hub ? null : coverage(name)?.authors;
  const foreign = (authors ?? []).filter((author) => !organizations.has(author));
  return foreign.length === 0
    ? null
    : `its counts are left out, because they have originals of ${foreign.slice(0, 3).join(', ')} in them, for whom it does not speak`;
}

/** What a hub tells of those behind it: of the right form, that has been checked. */
function behindOf(
  merged: ReadonlyMap<string, unknown>,
  reports: ReadonlySet<string>,
  { codes }: Hub,
): HubSources | { readonly violation: string } | null {
  const [name] = [...reports].filter((report) => merged.has(report));
  const sources = name === undefined ? null : (merged.get(name) as HubSources | null);
  if (!sources) return null;
  return sources.members.every(({ member }) => codes.includes(member))
    ? sources
    : { violation: `\`${name}\` names a member that is not behind it` };
}

/** Whether nobody behind a hub answered: it counts as little as a member that does not, and does not make totals unknown. */
function isUnanswered(behind: HubSources | null): boolean {
  const members = behind?.members ?? [];
  return members.length > 0 && members.every(({ state }) => unanswered.has(state));
}

const unanswered: ReadonlySet<SourceState> = new Set([
  'TIMEOUT',
  'ERROR',
  'VIOLATION',
  'INCOMPATIBLE',
  'SKIPPED',
]);

/** Sums are of whole numbers that are not negative; buckets have as many keys as there are dimensions. */
function uncountable(value: unknown, op: MergeOp | undefined, keys: number | null): string | null {
  if (value === null || value === undefined || op === undefined) return null;
  if (op === 'SUM') return isCount(value) ? null : 'is no count';
  const buckets = value as readonly { keys: readonly unknown[]; count: unknown }[];
  if (!buckets.every(({ count }) => isCount(count))) return 'has something that is no count';
  return keys === null || buckets.every((bucket) => bucket.keys.length === keys)
    ? null
    : 'has other dimensions than were asked for';
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function verifyPage(
  value: RawObject,
  member: ScatterMember,
  { record, read }: GatherPlan,
  node: AskedFields,
  request: PageRequest,
): MemberPage | Unusable {
  const { edges, pageInfo } = value;
  if (edges instanceof Fault) return { fault: edges.failure };
  if (edges === null) return { fault: null };
  if (!Array.isArray(edges)) return { violation: '`edges` is no list' };
  if (!isObject(pageInfo)) return { violation: '`pageInfo` is missing' };
  const { hasNextPage, hasPreviousPage } = pageInfo;
  if (typeof hasNextPage !== 'boolean' || typeof hasPreviousPage !== 'boolean') {
    return { violation: '`pageInfo` is not of the form that was asked for' };
  }
  const hasMore = request.backward ? hasPreviousPage : hasNextPage;
  if (edges.length === 0 && hasMore) {
    return { violation: 'it says that there are more records and gives none' };
  }
  return new MemberPage(edges, hasMore, { member, record, node, read, request });
}

/** Checks a record that its owner was asked for; null stays null. */
export function verifyRecord(
  value: unknown,
  member: ScatterMember,
  entity: Entity,
  key: unknown,
  asked: AskedFields,
): Verified<RawObject | null> | Unusable {
  if (value instanceof Fault) return { fault: value.failure };
  if (value === null) return { value: null, problems: noProblems, found: [] };
  if (!isObject(value)) return { violation: notAsAsked };
  const found = new Found();
  const misfit = objectCheck(asked)(value, found);
  if (misfit !== null) return { violation: misfit };
  if (value[entity.key] !== key) return { violation: 'it is another record than was asked for' };
  const problem = entity.record && claimCheck(member, entity.record)(value);
  if (problem) return { violation: `it is a record ${problem}` };
  return {
    value: found.unknown ? withoutUnknown(value, asked) : value,
    problems: noProblems,
    found: [found],
  };
}
