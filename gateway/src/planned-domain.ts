import type { SubgraphName } from '@observer-graph/contract';
import type { Executor } from '@observer-graph/executor';

/** How much earlier than the request a domain must be done, so that it can still say who was late: milliseconds. */
const marginMs = 100;

/** A domain's executor as the query plan asks it: it reports on its members under the domain's name. */
export function plannedDomain(domain: SubgraphName, execute: Executor): Executor {
  return (request, { report, ...call }) =>
    execute(request, {
      ...call,
      deadline: call.deadline - marginMs,
      report: (status) => {
        const named = { ...status, domain };
        report(named);
      },
    });
}
