import type { SourceState, SourceStatus } from '@observer-graph/executor';
import type { Route } from './route.ts';

/** From the best to the worst. */
const states: readonly SourceState[] = [
  'OK',
  'PROJECTED',
  'PARTIAL',
  'SKIPPED',
  'INCOMPATIBLE',
  'TIMEOUT',
  'ERROR',
  'VIOLATION',
];

/** The contract's `Sources`. */
export interface Sources {
  readonly complete: boolean;
  readonly pruned: number;
  readonly asOf: string | null;
  readonly members: readonly SourceStatus[];
}

/** What a member that is a hub tells of those behind it. */
export interface Behind {
  readonly pruned: number;
  readonly asOf: string | null;
}

/** @param statuses of each candidate, in their order */
export function sourcesOf(
  { pruned, asOf }: Route,
  statuses: readonly SourceStatus[],
  behind: readonly Behind[],
): Sources {
  return {
    complete: statuses.every(({ state }) => state === 'OK'),
    pruned: behind.reduce((sum, hub) => sum + hub.pruned, pruned),
    asOf: behind.reduce((oldest, hub) => older(oldest, hub.asOf), asOf),
    members: statuses,
  };
}

function older(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return Date.parse(other) < Date.parse(one) ? other : one;
}

/**
 * One status from several of one member: the worst state with its message, the longest that it took, all fields that
 * were dropped.
 */
export function worstOf(one: SourceStatus, other: SourceStatus): SourceStatus {
  const worst = states.indexOf(other.state) > states.indexOf(one.state) ? other : one;
  return {
    ...worst,
    latencyMs:
      one.latencyMs === null || other.latencyMs === null
        ? (one.latencyMs ?? other.latencyMs)
        : Math.max(one.latencyMs, other.latencyMs),
    droppedFields: [...new Set([...one.droppedFields, ...other.droppedFields])],
  };
}

/** What is told of an operation as a whole: one status for each member. */
export class Report {
  private readonly statuses = new Map<string, SourceStatus>();

  add(status: SourceStatus): void {
    const known = this.statuses.get(status.member);
    this.statuses.set(status.member, known ? worstOf(known, status) : status);
  }

  tell(report: (status: SourceStatus) => void): void {
    for (const status of this.statuses.values()) report(status);
  }
}
