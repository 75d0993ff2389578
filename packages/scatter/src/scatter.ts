import type { Domain } from '@observer-graph/contract';
import type { Executor } from '@observer-graph/executor';
import { domainView } from './domain-view.ts';
import { Fitter } from './fit.ts';
import type { ScatterMember } from './member.ts';
import { Operation } from './operation.ts';
import { planner } from './planner.ts';
import { Roster } from './roster.ts';

export interface ScatterLimits {
  /** The longest page. @default 500 */
  readonly maxPageSize: number;
  /** How many operations are remembered with their plans. @default 1000 */
  readonly plans: number;
}

export interface ScatterOptions {
  readonly domain: Domain;
  /**
   * Those that serve the domain now; asked once for each operation. The same list as long as neither they nor what they
   * cover has changed: then nothing is done about it.
   */
  readonly members: () => readonly ScatterMember[];
  readonly limits?: Partial<ScatterLimits>;
}

/**
 * Answers a domain's operations out of its members' answers: as if one member held the records of all, and with a report
 * of who could not answer.
 *
 * @throws {Error} at once, if the domain's contract has something that cannot be merged rightly
 */
export function createScatter({ domain, members, limits }: ScatterOptions): Executor {
  const view = domainView(domain);
  const { maxPageSize = 500, plans = 1_000 } = limits ?? {};
  const planOf = planner(view, plans);
  const shared = { view, roster: new Roster(), fitter: new Fitter(view), maxPageSize };
  return async (request, call) => {
    const planned = planOf(request);
    if ('refused' in planned) return planned.refused;
    shared.roster.update(members());
    return new Operation(shared, planned).run(request, call);
  };
}
