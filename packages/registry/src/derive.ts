import type { Country, Election, Organization, RegistryState } from './records.ts';

/** The state with what follows from the records themselves: ranks, members of networks, neighbouring elections. */
export function derive(state: RegistryState): RegistryState {
  return {
    ...state,
    countries: ranked(state.countries),
    organizations: withMembers(state.organizations),
    elections: withNeighbors(state.elections),
  };
}

function ranked(countries: ReadonlyMap<string, Country>): ReadonlyMap<string, Country> {
  const sorted = [...countries.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
  return new Map(sorted.map((country, index) => [country.code, { ...country, rank: index + 1 }]));
}

function withMembers(organizations: ReadonlyMap<string, Organization>): ReadonlyMap<string, Organization> {
  const membersOf = new Map<string, string[]>();
  for (const { id, networks } of organizations.values()) {
    for (const network of networks) membersOf.set(network, [...(membersOf.get(network) ?? []), id]);
  }
  return new Map(
    [...organizations].map(([id, organization]) => [
      id,
      { ...organization, members: (membersOf.get(id) ?? []).sort() },
    ]),
  );
}

function withNeighbors(elections: ReadonlyMap<string, Election>): ReadonlyMap<string, Election> {
  const day = (election: Election) => `${election.heldOn ?? election.calledFor} ${election.id}`;
  const series = new Map<string, Election[]>();
  for (const election of [...elections.values()].sort((a, b) => (day(a) < day(b) ? -1 : 1))) {
    const name = JSON.stringify([election.country, election.kind, election.area]);
    const sofar = series.get(name);
    if (sofar) sofar.push(election);
    else series.set(name, [election]);
  }
  return new Map(
    [...series.values()].flatMap((each) =>
      each.map((election, index) => [
        election.id,
        { ...election, previous: each[index - 1]?.id ?? null, next: each[index + 1]?.id ?? null },
      ]),
    ),
  );
}
