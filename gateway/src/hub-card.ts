import {
  type CardDomain,
  type Coverage,
  contractVersion,
  type Domain,
  domains,
  type MemberCard,
  models,
  registryDomains,
} from '@observer-graph/contract';
import type { ScatterMember } from '@observer-graph/scatter';
import type { Directory } from './directory.ts';
import { sdlHash } from './sdl-hash.ts';

/**
 * What this hub tells of itself to a hub of which it is a member: what its members hold, taken together. The registry's
 * domains are left out, because the other hub has a registry of its own.
 */
export function hubCard(code: string, directory: Directory): MemberCard {
  // A registry that has not been reached might hold anything; what it is there for is not told.
  const unknownRegistry = directory.members().find(({ isRegistry, card }) => isRegistry && !card)?.code;
  const membersOf = (domain: Domain) =>
    directory.scatterMembers(domain).filter((member) => member.code !== unknownRegistry);
  const served = domains
    .filter((domain) => !registryDomains.includes(domain))
    .map((domain) => [domain, membersOf(domain)] as const)
    .filter(([, members]) => members.length > 0);
  return {
    code,
    codes: [
      ...new Set(
        served.flatMap(([, members]) => members.flatMap(({ code: own, hub }) => hub?.codes ?? [own])),
      ),
    ].sort(),
    contractVersion,
    domains: Object.fromEntries(served.map(([domain, members]) => [domain, cardDomain(domain, members)])),
  };
}

function cardDomain(domain: Domain, members: readonly ScatterMember[]): CardDomain {
  const records = [...(models.get(domain)?.records.keys() ?? [])].flatMap((record) => {
    const coverages = members.map(({ coverage }) => coverage(record)).filter((each) => each !== null);
    return coverages.length > 0 ? [[record, union(coverages)] as const] : [];
  });
  return {
    path: `subgraphs/${domain}`,
    sdlHash: sdlHash(domain),
    records: Object.fromEntries(records),
  };
}

/** What several cover together: unknown where one of them is. As old as the oldest. */
function union(coverages: readonly (Coverage | undefined)[]): Coverage {
  const all = (values: (coverage: Coverage) => readonly string[] | null): readonly string[] | null => {
    const lists = coverages.map((coverage) => (coverage ? values(coverage) : null));
    return lists.every((list) => list !== null) ? [...new Set(lists.flat())].sort() : null;
  };
  const extreme = (value: (coverage: Coverage) => string | null, sign: 1 | -1): string | null => {
    const instants = coverages.map((coverage) => (coverage ? value(coverage) : null));
    if (!instants.every((instant) => instant !== null)) return null;
    return instants.toSorted((a, b) => sign * (Date.parse(a) - Date.parse(b)))[0] ?? null;
  };
  return {
    countries: all(({ countries }) => countries),
    elections: all(({ elections }) => elections),
    organizations: all(({ organizations }) => organizations),
    from: extreme(({ from }) => from, 1),
    until: extreme(({ until }) => until, -1),
    asOf: extreme(({ asOf }) => asOf, 1) ?? new Date().toISOString(),
  };
}
