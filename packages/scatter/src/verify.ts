import { CursorError, decodeCursor, parseRecordId, type RecordType } from '@observer-graph/contract';
import {
  type GraphQLLeafType,
  type GraphQLOutputType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { AskedField, AskedFields } from './asked.ts';
import type { Entity, MergeOp } from './domain-view.ts';
import type { Failure } from './errors.ts';
import type { ScatterMember } from './member.ts';
import type { PageRequest } from './paging.ts';
import { Fault } from './send.ts';

/** A record, or a part of one, as a member gave it: by the keys of what it was asked for. */
export type RawObject = Readonly<Record<string, unknown>>;

export interface Edge {
  readonly cursor: string;
  readonly node: RawObject;
}

export interface Page {
  readonly edges: readonly Edge[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** How far this member's list is known: its last cursor, or its first when paging backward; null if it gave none. */
  readonly frontier: string | null;
}

/** What can be used of a member's answer. */
export interface Verified<Value> {
  readonly value: Value;
  /** Why parts of it cannot be used, each with how often. */
  readonly problems: ReadonlyMap<string, number>;
  /** Errors that the member itself reported for parts of it. */
  readonly faults: readonly Failure[];
}

/** Nothing of it can be used: it breaks the contract (`violation`), or the member reported an error (`fault`). */
export type Unusable = { readonly violation: string } | { readonly fault: Failure | null };

export interface Gathered {
  /** By the names of the merged fields; null is unknown. */
  readonly merged: ReadonlyMap<string, unknown>;
  readonly page: Page | null;
}

export interface GatherExpectation {
  readonly record: RecordType;
  readonly merges: ReadonlyMap<string, MergeOp>;
  readonly asked: readonly AskedField[];
  readonly node: AskedFields | null;
  readonly page: PageRequest | null;
  /** How many keys each bucket has; null if that is not known. */
  readonly keys: number | null;
}

const notAsAsked = 'it is not of the form that was asked for';

/** Checks one member's connection or summary. */
export function verifyGathered(
  value: unknown,
  member: ScatterMember,
  expected: GatherExpectation,
): Verified<Gathered> | Unusable {
  if (value instanceof Fault) return { fault: value.failure };
  if (value === null || value === undefined) return { fault: null };
  if (!isObject(value)) return { violation: notAsAsked };
  const faults: Fault[] = [];
  const merged = new Map<string, unknown>();
  for (const field of expected.asked) {
    const part = value[field.key];
    const misfit =
      misfitOf(part, field.type, field.children, faults) ??
      (part instanceof Fault ? null : uncountable(part, expected.merges.get(field.name), expected.keys));
    if (misfit !== null) return { violation: `\`${field.name}\` ${misfit}` };
    merged.set(field.name, part instanceof Fault ? null : part);
  }
  const problems = new Map<string, number>();
  const page = expected.page && expected.node ? verifyPage(value, member, expected, problems, faults) : null;
  if (page && ('violation' in page || 'fault' in page)) return page;
  return { value: { merged, page }, problems, faults: faults.map(({ failure }) => failure) };
}

/** Sums are of whole numbers that are not negative; buckets have as many keys as there are dimensions. */
function uncountable(value: unknown, op: MergeOp | undefined, keys: number | null): string | null {
  if (value === null || value === undefined) return null;
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
  { record, node, page }: GatherExpectation,
  problems: Map<string, number>,
  faults: Fault[],
): Page | Unusable {
  const { edges, pageInfo } = value;
  if (edges instanceof Fault) return { fault: edges.failure };
  if (edges === null) return { fault: null };
  if (!Array.isArray(edges)) return { violation: '`edges` is no list' };
  if (!isObject(pageInfo)) return { violation: '`pageInfo` is missing' };
  const { hasNextPage, hasPreviousPage } = pageInfo;
  if (typeof hasNextPage !== 'boolean' || typeof hasPreviousPage !== 'boolean') {
    return { violation: '`pageInfo` is not of the form that was asked for' };
  }
  const request = page as PageRequest;
  const accepted: Edge[] = [];
  const excess = edges.length - request.size;
  let previous: string | null = null;
  let frontier: string | null = null;
  for (const [index, edge] of edges.entries()) {
    const cursor = cursorOf(edge, member, record, request);
    const inTurn: boolean = cursor !== null && (previous === null || cursor > previous);
    const beyond = request.backward ? index < excess : index >= request.size;
    if (cursor !== null && inTurn && !beyond) {
      previous = cursor;
      if (!request.backward || frontier === null) frontier = cursor;
    }
    const ours: Fault[] = [];
    const problem = beyond
      ? 'beyond the page that was asked for'
      : (edgeProblem(edge, node as AskedFields, ours) ??
        (cursor === null ? 'with a cursor of another list or order' : null) ??
        (inTurn ? null : 'out of order') ??
        claimProblem((edge as Edge).node, member, record));
    if (problem === null) {
      accepted.push({ cursor: cursor as string, node: (edge as Edge).node });
      faults.push(...ours);
    } else {
      problems.set(problem, (problems.get(problem) ?? 0) + 1);
    }
  }
  if (edges.length === 0 && (request.backward ? hasPreviousPage : hasNextPage)) {
    return { violation: 'it says that there are more records and gives none' };
  }
  return { edges: accepted, hasNextPage, hasPreviousPage, frontier };
}

function edgeProblem(edge: unknown, node: AskedFields, faults: Fault[]): string | null {
  if (edge === null || edge instanceof Fault) return 'that it could not give';
  if (!isObject(edge)) return 'not of the form that was asked for';
  if (edge['node'] === null || edge['node'] instanceof Fault) return 'that it could not give';
  return objectMisfit(edge['node'], node, faults) === null ? null : 'not of the form that was asked for';
}

/** Null unless it is a cursor of this member, record type and order, and lies within the page. */
function cursorOf(
  edge: unknown,
  { code }: ScatterMember,
  record: RecordType,
  { order, after, before }: PageRequest,
): string | null {
  const cursor = isObject(edge) ? edge['cursor'] : null;
  if (typeof cursor !== 'string') return null;
  if ((after !== null && cursor <= after) || (before !== null && cursor >= before)) return null;
  try {
    return decodeCursor(cursor, record, order).member === code ? cursor : null;
  } catch (error) {
    if (error instanceof CursorError) return null;
    throw error;
  }
}

/** Why this member may not say this of a record of its own; null if it may. */
function claimProblem(node: RawObject, member: ScatterMember, record: RecordType): string | null {
  const id = parseRecordId(String(node[record.key]));
  if (id?.member !== member.code || id.slug !== record.slug) return 'with an id that is not its own';
  const { member: holder, holding, organization } = node;
  if (typeof holder === 'string' && holder !== member.code) return 'said to be held by another member';
  if (holding === undefined || holding === 'COPY') return null;
  const speaker = isObject(organization) ? Object.values(organization)[0] : null;
  // A withdrawn record has no content: it puts words into nobody's mouth.
  if (typeof speaker !== 'string') return holding === 'ORIGINAL' ? 'called an original of nobody' : null;
  return member.organizations.has(speaker)
    ? null
    : 'not marked as a copy, of an organisation that it does not speak for';
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
  if (value === null) return { value: null, problems: new Map(), faults: [] };
  const faults: Fault[] = [];
  if (!isObject(value)) return { violation: notAsAsked };
  const misfit = objectMisfit(value, asked, faults);
  if (misfit !== null) return { violation: misfit };
  if (value[entity.key] !== key) return { violation: 'it is another record than was asked for' };
  const problem = entity.record && claimProblem(value, member, entity.record);
  if (problem) return { violation: `it is a record ${problem}` };
  return { value, problems: new Map(), faults: faults.map(({ failure }) => failure) };
}

function objectMisfit(value: unknown, asked: AskedFields, faults: Fault[]): string | null {
  if (!isObject(value)) return 'is not of the form that was asked for';
  for (const { key, name, type, children } of asked.values()) {
    const misfit = misfitOf(value[key], type, children, faults);
    if (misfit !== null) return `\`${name}\` ${misfit}`;
  }
  return null;
}

/** How a value differs from what was asked for; null if it does not. A reported error counts as null. */
function misfitOf(
  value: unknown,
  type: GraphQLOutputType,
  children: AskedFields | null,
  faults: Fault[],
): string | null {
  if (isNonNullType(type)) {
    if (value === null || value instanceof Fault) return 'is null, which it never is';
    return misfitOf(value, type.ofType, children, faults);
  }
  if (value === undefined) return 'is missing';
  if (value === null) return null;
  if (value instanceof Fault) {
    faults.push(value);
    return null;
  }
  if (isListType(type)) {
    if (!Array.isArray(value)) return 'is no list';
    for (const item of value) {
      const misfit = misfitOf(item, type.ofType, children, faults);
      if (misfit !== null) return misfit;
    }
    return null;
  }
  if (isLeafType(type)) return isLeaf(value, type) ? null : `is no ${type.name}`;
  return objectMisfit(value, children ?? new Map(), faults);
}

function isLeaf(value: unknown, type: GraphQLLeafType): boolean {
  if (isEnumType(type)) return typeof value === 'string' && type.getValue(value) !== undefined;
  switch (type.name) {
    case 'Int':
      return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= 2 ** 31;
    case 'Float':
      return typeof value === 'number' && Number.isFinite(value);
    case 'Boolean':
      return typeof value === 'boolean';
    case 'ID':
      return typeof value === 'string' && value !== '';
    default:
      return typeof value === 'string';
  }
}

function isObject(value: unknown): value is RawObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Fault);
}
