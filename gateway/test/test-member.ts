import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  type Coverage,
  type Domain,
  encodeCursor,
  type MemberCard,
  subgraphSdl,
} from '@observer-graph/contract';
import { graphql, parse } from 'graphql';

type Resolvers = Parameters<typeof buildSubgraphSchema>[0] extends infer Module
  ? Module extends { resolvers?: infer Map }
    ? Map
    : never
  : never;

export interface TestMember {
  readonly code: string;
  readonly url: string;
  /** The requests that it was sent, newest last. */
  readonly asked: string[];
  /** How many of them their sender gave up. */
  readonly givenUp: () => number;
  close(): Promise<void>;
}

export interface TestMemberOptions {
  readonly code: string;
  readonly domains: Partial<Record<Domain, Resolvers>>;
  readonly records?: Record<string, Coverage>;
  readonly port?: number;
  /** In place of its own card. */
  readonly card?: unknown;
  /** In place of this contract's, as a member of another version has it. */
  readonly sdlOf?: (domain: Domain) => string;
  /** Awaited before each answer. */
  readonly before?: (query: string) => Promise<void>;
}

/** A small member on a server of its own: graphql-js over the contract's SDL, with rows in memory. */
export async function startTestMember({
  code,
  domains,
  records = {},
  port = 0,
  card,
  sdlOf = subgraphSdl,
  before,
}: TestMemberOptions): Promise<TestMember> {
  const asked: string[] = [];
  let givenUp = 0;
  const schemas = new Map(
    Object.entries(domains).map(([domain, resolvers]) => [
      `/${domain}`,
      buildSubgraphSchema({ typeDefs: parse(sdlOf(domain as Domain)), resolvers: resolvers ?? {} }),
    ]),
  );
  const ownCard: MemberCard = {
    code,
    contractVersion: 1,
    domains: Object.fromEntries(
      Object.keys(domains).map((domain) => [domain, { path: domain, sdlHash: 'f'.repeat(64), records }]),
    ),
  };
  const server = createServer(async (request, response) => {
    response.on('close', () => {
      if (!response.writableEnded) givenUp += 1;
    });
    const reply = (status: number, value: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(value));
    };
    if (request.url === '/.well-known/observer-member.json') return reply(200, card ?? ownCard);
    const schema = schemas.get(request.url ?? '');
    if (!schema) return reply(404, {});
    const { query, variables } = JSON.parse(await textOf(request)) as { query: string; variables: object };
    asked.push(query);
    await before?.(query);
    reply(200, await graphql({ schema, source: query, variableValues: { ...variables } }));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    code,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    givenUp: () => givenUp,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export interface TestFinding {
  readonly key: string;
  readonly title: string;
  readonly organization: string;
  readonly country: string;
  readonly observedAt: string;
}

/** Coverage of records about these countries. */
export function coverageOf(...countries: string[]): Coverage {
  return {
    countries,
    elections: null,
    organizations: null,
    from: null,
    until: null,
    asOf: new Date().toISOString(),
  };
}

/** That of a member whose records are findings. */
export function covering(...countries: string[]): Record<string, Coverage> {
  return { Finding: coverageOf(...countries) };
}

/** The findings domain over some rows, newest first; it knows the filter by country, and pages. */
export function findingsDomain(code: string, rows: readonly TestFinding[]): Resolvers {
  const node = ({ key, title, organization, country, observedAt }: TestFinding) => ({
    id: `${code}:finding:reports:${key}`,
    member: code,
    title,
    observedAt,
    organization: { id: organization },
    country: { code: country },
    holding: 'ORIGINAL',
    state: 'CURRENT',
    visibility: 'PUBLIC',
    elections: [],
  });
  const cursorOf = ({ key, observedAt }: TestFinding) =>
    encodeCursor({
      record: 'Finding',
      order: 'OBSERVED_DESC',
      keys: [Date.parse(observedAt) * 1_000],
      member: code,
      local: key,
    });
  return {
    Query: {
      findings: (
        _: unknown,
        { first, after, filter }: { first?: number; after?: string; filter?: { country?: string[] } },
      ) => {
        const matching = rows
          .filter(({ country }) => !filter?.country || filter.country.includes(country))
          .map((row) => ({ cursor: cursorOf(row), node: node(row) }))
          .toSorted((a, b) => (a.cursor < b.cursor ? -1 : 1));
        const rest = matching.filter(({ cursor }) => after === undefined || after === null || cursor > after);
        const edges = rest.slice(0, first ?? 20);
        return {
          edges,
          totalCount: matching.length,
          pageInfo: {
            hasNextPage: rest.length > edges.length,
            hasPreviousPage: rest.length < matching.length,
            startCursor: edges.at(0)?.cursor ?? null,
            endCursor: edges.at(-1)?.cursor ?? null,
          },
        };
      },
    },
  } as Resolvers;
}

/** The domains that a registry serves, with one country and whatever organisation it is asked for. */
export const registryDomains = {
  organizations: {
    Query: { organization: (_: unknown, { id }: { id: string }) => organization(id) },
    Organization: { __resolveReference: ({ id }: { id: string }) => organization(id) },
  },
  elections: {
    Query: {
      country: (_: unknown, { code }: { code: string }) => ({ code, name: code === 'GE' ? 'Georgia' : null }),
      election: (_: unknown, { id }: { id: string }) => ({ id, name: `The election ${id}` }),
    },
    Country: {
      __resolveReference: ({ code }: { code: string }) => ({ code, name: code === 'GE' ? 'Georgia' : null }),
    },
    Election: { __resolveReference: ({ id }: { id: string }) => ({ id, name: `The election ${id}` }) },
  },
} as { readonly organizations: Resolvers; readonly elections: Resolvers };

function organization(id: string) {
  return { id, name: `The organisation ${id}` };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
