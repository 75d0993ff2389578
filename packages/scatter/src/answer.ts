import {
  type GraphQLResponse,
  type ResponseError,
  responseFrom,
  type SourceState,
} from '@observer-graph/executor';
import { type Failure, failureOf } from './errors.ts';
import { Fault } from './fault.ts';
import type { ScatterMember } from './member.ts';

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

/** The most errors of one answer that find their places; the others count as told without a place. */
const mostPlaced = 1_000;

type Reading = Pick<Answer, 'refusal' | 'data' | 'others'>;

const nothing: Readonly<Record<string, never>> = {};
const noOthers: Answer['others'] = new Map();

export function refused(refusal: Refusal): Reading {
  return { refusal, data: nothing, others: noOthers };
}

/** Whatever a member answered. */
export function read(member: ScatterMember, answered: GraphQLResponse): Reading {
  const response = responseFrom(answered);
  if (!response) {
    return refused({
      state: 'VIOLATION',
      message: `${member.code}: answered with something that is not GraphQL.`,
    });
  }
  const { data, errors = [] } = response;
  if (!data) {
    const [first] = errors;
    return refused(
      first
        ? { state: 'ERROR', message: failureOf(member, first).message }
        : { state: 'VIOLATION', message: `${member.code}: answered without data.` },
    );
  }
  if (errors.length === 0) return { refusal: null, data, others: noOthers };
  return { refusal: null, ...placed(member, data, errors) };
}

/** Puts each error where its value is missing. */
function placed(
  member: ScatterMember,
  data: Readonly<Record<string, unknown>>,
  errors: readonly ResponseError[],
): Pick<Answer, 'data' | 'others'> {
  const copies = new Set<unknown>();
  const root = { data: data as unknown };
  const others = new Map<string, Failure[]>();
  for (const [index, error] of errors.entries()) {
    const failure = failureOf(member, error);
    const path = error.path ?? [];
    if (index < mostPlaced && path.length > 0 && place(root, ['data', ...path], new Fault(failure), copies))
      continue;
    const key = typeof path[0] === 'string' ? path[0] : '';
    const known = others.get(key);
    if (known) known.push(failure);
    else others.set(key, [failure]);
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
