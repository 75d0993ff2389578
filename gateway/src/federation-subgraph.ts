import { buildSubgraphSchema } from '@apollo/subgraph';
import { type Coverage, subgraphSdl } from '@observer-graph/contract';
import { type Executor, localExecutor } from '@observer-graph/executor';
import { parse } from 'graphql';
import type { Directory, KnownMember } from './directory.ts';
import type { Log } from './log.ts';

/** The gateway's own subgraph: who the members are and how they are. */
export function federationSubgraph(directory: Directory, log: Log): Executor {
  const schema = buildSubgraphSchema({
    typeDefs: parse(subgraphSdl('federation')),
    resolvers: {
      Query: {
        members: () =>
          directory
            .members()
            .filter(({ listed }) => listed)
            .toSorted(byCode)
            .map(member),
        unlistedMembers: () => directory.members().filter(({ listed }) => !listed).length,
      },
    },
  });
  return localExecutor(schema, () => ({}), {
    onError: (error) => log.error(`federation: ${error instanceof Error ? error.stack : String(error)}`),
  });
}

function member({ code, organizations, card, state, lastAnswerAt }: KnownMember) {
  return {
    code,
    organizations: organizations.map(idOf),
    domains: card && Object.keys(card.domains),
    contractVersion: card?.contractVersion ?? null,
    state,
    lastAnswerAt: lastAnswerAt?.toISOString() ?? null,
    coverage:
      card &&
      Object.values(card.domains).flatMap(({ records }) =>
        Object.entries(records).map(([type, coverage]) => coverageOf(type, coverage)),
      ),
  };
}

function coverageOf(type: string, { countries, elections, organizations, from, until, asOf }: Coverage) {
  return {
    type,
    countries: countries?.map((code) => ({ code })) ?? null,
    elections: elections?.map(idOf) ?? null,
    organizations: organizations?.map(idOf) ?? null,
    from,
    until,
    asOf,
  };
}

function idOf(id: string) {
  return { id };
}

function byCode(a: KnownMember, b: KnownMember): number {
  return a.code < b.code ? -1 : 1;
}
