import {
  type Call,
  ExecutorError,
  type ExecutorErrorCode,
  type GraphQLRequest,
  type GraphQLResponse,
  isResponse,
  type ResponseError,
  type SourceState,
} from '@observer-graph/executor';
import { type Failure, failureOf } from './errors.ts';
import { Fault } from './fault.ts';
import type { ScatterMember } from './member.ts';
import type { Waiting } from './waiting.ts';

/** How a member answered one request. */
export interface Answer {
  readonly member: ScatterMember;
  /** Null if it was not asked. */
  readonly latencyMs: number | null;
  /** Why nothing of it can be used; null if something can. */
  readonly refusal: Refusal | null;
  /** By response key. Where the member reported an error instead of a value, there is a {@link Fault}. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Errors that stand at no null: by response key, or under '' if they concern the whole. */
  readonly others: ReadonlyMap<string, readonly Failure[]>;
}

export interface Refusal {
  readonly state: SourceState;
  readonly message: string;
}

const stateOf: Readonly<Record<ExecutorErrorCode, SourceState>> = {
  TIMEOUT: 'TIMEOUT',
  UNREACHABLE: 'ERROR',
  CANCELLED: 'ERROR',
  MALFORMED: 'VIOLATION',
  SKIPPED: 'SKIPPED',
};

/** The most errors of one answer that find their places; the others count as told without a place. */
const mostPlaced = 1_000;

/** Asks one member. Never rejects: that nobody answers is an answer too. */
export async function send(
  member: ScatterMember,
  request: GraphQLRequest,
  { viewer, deadline }: Pick<Call, 'viewer' | 'deadline'>,
  waiting: Waiting,
): Promise<Answer> {
  const started = performance.now();
  const since = () => Math.round(performance.now() - started);
  try {
    const response = await waiting.for(member.code, (signal) =>
      // What a member has to report of itself stands in its answer.
      member.executor(request, { viewer, signal, deadline, report: () => {} }),
    );
    return { member, latencyMs: since(), ...read(member, response) };
  } catch (error) {
    const refusal = refusalOf(member.code, error);
    return { member, latencyMs: refusal.state === 'SKIPPED' ? null : since(), ...refused(refusal) };
  }
}

export function refusalOf(member: string, error: unknown): Refusal {
  return error instanceof ExecutorError
    ? { state: stateOf[error.code], message: error.message }
    : { state: 'ERROR', message: `${member}: could not be asked.` };
}

type Reading = Pick<Answer, 'refusal' | 'data' | 'others'>;

function refused(refusal: Refusal): Reading {
  return { refusal, data: {}, others: new Map() };
}

function read(member: ScatterMember, response: GraphQLResponse): Reading {
  if (!isResponse(response)) {
    return refused({
      state: 'VIOLATION',
      message: `${member.code}: answered with something that is not GraphQL.`,
    });
  }
  const errors = response.errors ?? [];
  if (!response.data) {
    const [first] = errors;
    return refused(
      first
        ? { state: 'ERROR', message: failureOf(member, first).message }
        : { state: 'VIOLATION', message: `${member.code}: answered without data.` },
    );
  }
  return { refusal: null, ...placed(member, response.data, errors) };
}

/** Puts each error where its value is missing. */
function placed(
  member: ScatterMember,
  data: Readonly<Record<string, unknown>>,
  errors: readonly ResponseError[],
): Pick<Answer, 'data' | 'others'> {
  if (errors.length === 0) return { data, others: new Map() };
  const copies = new Set<unknown>();
  const root = { data: data as unknown };
  const others = new Map<string, Failure[]>();
  for (const [index, error] of errors.entries()) {
    const failure = failureOf(member, error);
    const path = Array.isArray(error.path) ? (error.path as readonly unknown[]) : [];
    if (index < mostPlaced && path.length > 0 && place(root, ['data', ...path], new Fault(failure), copies))
      continue;
    const key = typeof path[0] === 'string' ? path[0] : '';
    others.set(key, [...(others.get(key) ?? []), failure]);
  }
  return { data: root.data as Readonly<Record<string, unknown>>, others };
}

/**
 * @param copies the objects and lists that are ours to change; all others on the way are copied first, because the answer
 *   is the member's
 */
function place(root: object, path: readonly unknown[], fault: Fault, copies: Set<unknown>): boolean {
  let parent = root as Record<string, unknown>;
  for (const step of path) {
    if (!Object.hasOwn(parent, String(step))) return false;
    const key = String(step);
    const value = parent[key];
    if (value === null) {
      parent[key] = fault;
      return true;
    }
    if (typeof value !== 'object' || value instanceof Fault) return value instanceof Fault;
    if (!copies.has(value)) {
      const copy = Array.isArray(value) ? [...value] : { ...value };
      copies.add(copy);
      parent[key] = copy;
    }
    parent = parent[key] as Record<string, unknown>;
  }
  return false;
}
