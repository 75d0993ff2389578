import { type Domain, domains, registryDomains, type SubgraphName } from '@observer-graph/contract';
import type { Executor } from '@observer-graph/executor';
import { createPassThrough, createScatter } from '@observer-graph/scatter';
import type { Directory } from './directory.ts';
import { federationSubgraph } from './federation-subgraph.ts';
import type { Limits } from './limits.ts';
import type { Log } from './log.ts';

/** One executor for each subgraph of the contract. */
export function domainExecutors(
  directory: Directory,
  { maxPageSize }: Limits,
  log: Log,
): ReadonlyMap<SubgraphName, Executor> {
  const executorOf = (domain: Domain): Executor =>
    registryDomains.includes(domain)
      ? createPassThrough({ domain, member: () => directory.registry(domain) })
      : createScatter({
          domain,
          members: () => directory.scatterMembers(domain),
          limits: { maxPageSize },
        });
  return new Map<SubgraphName, Executor>([
    ...domains.map((domain) => [domain, executorOf(domain)] as const),
    ['federation', federationSubgraph(directory, log)],
  ]);
}
