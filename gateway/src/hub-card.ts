import { createHash } from 'node:crypto';
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

/** What this hub tells of itself to hubs of which it is a member. */
export interface HubCards {
  /** Null if it is no member of any. */
  readonly card: () => MemberCard | null;
  /** That of the card; null if there is none. */
  readonly generation: () => string | null;
}

/**
 * Keeps the card by which this hub is a member of others: what its members hold, taken together. The registry's domains are
 * left out, because the other hub has a registry of its own.
 *
 * @param code its own; undefined if it is no member
 */
export function hubCards(code: () => string | undefined, directory: Directory): HubCards {
  let made: { readonly of: readonly unknown[]; readonly card: MemberCard } | null = null;
  const card = (): MemberCard | null => {
    const own = code();
    if (own === undefined) return null;
    // A registry that has not been reached might hold anything; what it is there for is not told.
    const unknownRegistry = directory
      .members()
      .find(({ isRegistry, card: known }) => isRegistry && !known)?.code;
    const scattered = domains.filter((domain) => !registryDomains.includes(domain));
    const lists = scattered.map((domain) => [domain, directory.scatterMembers(domain)] as const);
    // The lists are the same as long as nothing has changed that the card tells of.
    const of = [own, unknownRegistry, ...lists.map(([, members]) => members)];
    if (!made || !of.every((one, index) => one === made?.of[index])) {
      const served = lists.map(
        ([domain, members]) => [domain, members.filter((member) => member.code !== unknownRegistry)] as const,
      );
      made = { of, card: hubCard(own, served) };
    }
    return made.card;
  };
  return { card, generation: () => card()?.generation ?? null };
}

type Served = readonly (readonly [domain: Domain, members: readonly ScatterMember[]])[];

function hubCard(code: string, lists: Served): MemberCard {
  const served = lists.filter(([, members]) => members.length > 0);
  const told = {
    code,
    // A hub among them may have to be named itself, where none of those behind it can be.
    codes: [
      ...new Set(
        served.flatMap(([, members]) =>
          members.flatMap(({ code: own, hub }) => [own, ...(hub?.codes ?? [])]),
        ),
      ),
    ].sort(),
    contractVersion,
    domains: Object.fromEntries(served.map(([domain, members]) => [domain, cardDomain(domain, members)])),
  };
  return { ...told, generation: generationOf(told) };
}

/** Times are left out: they change with every record. */
function generationOf(card: MemberCard): string {
  const told = JSON.stringify(card, (key, value) =>
    ['from', 'until', 'asOf'].includes(key) ? undefined : value,
  );
  return createHash('sha256').update(told).digest('hex').slice(0, 16);
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
