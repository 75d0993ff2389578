import type { SourceState, SourceStatus } from '@observer-graph/executor';

/** How a member answered what one domain asked of it during a request; `extensions.sources` lists these. */
export interface DomainSourceStatus extends SourceStatus {
  readonly domain: string;
}

/** From the best to the worst. */
const badness: readonly SourceState[] = [
  'OK',
  'PROJECTED',
  'PARTIAL',
  'SKIPPED',
  'TIMEOUT',
  'ERROR',
  'INCOMPATIBLE',
  'VIOLATION',
];

/** Gathers how the members answered during one request. */
export class SourceReport {
  readonly #statuses = new Map<string, DomainSourceStatus>();

  /** A member asked several times is told of once: its worst state, its longest time, all the fields it lacks. */
  add(domain: string, { member, state, latencyMs, message, droppedFields }: SourceStatus): void {
    const key = JSON.stringify([domain, member]);
    const before = this.#statuses.get(key);
    const worse = !before || badness.indexOf(state) > badness.indexOf(before.state);
    this.#statuses.set(key, {
      domain,
      member,
      state: worse ? state : before.state,
      latencyMs:
        latencyMs === null && before?.latencyMs == null
          ? null
          : Math.max(latencyMs ?? 0, before?.latencyMs ?? 0),
      message: worse ? message : before.message,
      droppedFields: [...new Set([...(before?.droppedFields ?? []), ...droppedFields])].toSorted(),
    });
  }

  /** By domain, then by member. */
  list(): DomainSourceStatus[] {
    return [...this.#statuses.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, status]) => status);
  }
}
