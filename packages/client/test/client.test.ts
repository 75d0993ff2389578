import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSchema, type GraphQLSchema, graphql } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ClientError, createClient, IncompleteError, PagingError, UnreachableError } from '../src/index.ts';

/** The part of the graph that the tests ask for, under the contract's names. */
const schema: GraphQLSchema = buildSchema(`
  type Query {
    findings(filter: FindingFilter, orderBy: FindingOrder! = OBSERVED_DESC, first: Int, after: String): FindingConnection
    countries(filter: CountryFilter, orderBy: CountryOrder! = CODE_ASC, first: Int, after: String): CountryConnection
  }
  input FindingFilter { country: [ID!] }
  input CountryFilter { code: [ID!] }
  enum FindingOrder { OBSERVED_DESC OBSERVED_ASC }
  enum CountryOrder { CODE_ASC }
  type FindingConnection { edges: [FindingEdge] pageInfo: PageInfo! sources: Sources! }
  type FindingEdge { cursor: String! node: Finding }
  type Finding { id: ID! title: String themes: [String!] organization: Organization }
  type Organization { id: ID! name: String }
  type CountryConnection { edges: [CountryEdge] pageInfo: PageInfo! }
  type CountryEdge { cursor: String! node: Country }
  type Country { code: ID! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type Sources { complete: Boolean! pruned: Int! asOf: String members: [SourceStatus!]! }
  type SourceStatus { member: ID! state: String! latencyMs: Int message: String droppedFields: [String!]! }
`);

interface ListArguments {
  filter?: { country?: string[]; code?: string[] };
  orderBy: string;
  first: number;
  after?: string | null;
}

const findings = Array.from({ length: 7 }, (_, index) => ({
  id: `golos:finding:reports:${index}`,
  title: `Report ${index}`,
  themes: ['VOTING'],
  organization: index === 3 ? null : { id: 'golos', name: 'Golos' },
  country: index % 2 === 0 ? 'GE' : 'RU',
}));

const allAnswered = {
  complete: true,
  pruned: 0,
  asOf: null,
  members: [{ member: 'golos', state: 'OK', latencyMs: 3, message: null, droppedFields: [] }],
};
const oneAway = {
  ...allAnswered,
  complete: false,
  members: [
    ...allAnswered.members,
    {
      member: 'isfed',
      state: 'TIMEOUT',
      latencyMs: 5000,
      message: 'no answer within 5 s',
      droppedFields: [],
    },
  ],
};

let asked: ListArguments[] = [];
/** What the server does to a page before it answers; tests replace it. */
let spoil: (page: Page, args: ListArguments) => unknown;

type Page = ReturnType<typeof pageOf>;

function pageOf<Item extends object>(all: readonly Item[], { orderBy, first, after }: ListArguments) {
  const ordered = orderBy.endsWith('_DESC') ? all.toReversed() : all;
  const edges = ordered.map(
    (node, index) => ({ cursor: `c${index}`, node }) as { cursor: string; node: Item | null } | null,
  );
  const rest = edges.filter((edge) => !after || (edge && edge.cursor > after));
  const page = rest.slice(0, first);
  return {
    edges: page,
    pageInfo: { hasNextPage: rest.length > page.length, endCursor: page.at(-1)?.cursor ?? null },
    sources: allAnswered,
  };
}

const rootValue = {
  findings: (args: ListArguments) => {
    asked.push(args);
    const countries = args.filter?.country;
    const all = findings.filter(({ country }) => !countries || countries.includes(country));
    return spoil(pageOf(all, args), args);
  },
  countries: (args: ListArguments) => pageOf([{ code: 'GE' }, { code: 'RU' }, { code: 'XK' }], args),
};

let server: Server;
let client: ReturnType<typeof createClient>;
let url: string;
let headers: Record<string, unknown> = {};

beforeAll(async () => {
  server = createServer(async (request, response) => {
    headers = request.headers;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { query, variables } = JSON.parse(Buffer.concat(chunks).toString()) as {
      query: string;
      variables: Record<string, unknown>;
    };
    const result = await graphql({ schema, source: query, rootValue, variableValues: variables });
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(result));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  client = createClient(url, { headers: { authorization: 'Bearer of-a-test' } });
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

beforeEach(() => {
  asked = [];
  spoil = (page) => page;
});

async function collected<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const ids = (orderBy: 'OBSERVED_ASC' | 'OBSERVED_DESC') =>
  (orderBy === 'OBSERVED_ASC' ? findings : findings.toReversed()).map(({ id }) => ({ id }));

describe('request', () => {
  it('answers with the data', async () => {
    const query = 'query ($first: Int) { findings(first: $first) { edges { node { id } } } }';
    expect(await client.request(query, { first: 1 })).toEqual({
      findings: { edges: [{ node: { id: 'golos:finding:reports:6' } }] },
    });
  });

  it('fails with the errors of the graph', async () => {
    await expect(client.request('{ ghosts }')).rejects.toThrow(ClientError);
    await expect(client.request('{ ghosts }')).rejects.toThrow('Cannot query field "ghosts"');
  });

  it('sends the headers that it was given', async () => {
    await client.request('{ __typename }');
    expect(headers['authorization']).toBe('Bearer of-a-test');
  });
});

describe('a graph that is not there', () => {
  it('is named, and why it could not be reached stands in the cause', async () => {
    const error = await createClient('http://127.0.0.1:1/graphql?key=secret')
      .request('{ findings { edges { node { id } } } }')
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UnreachableError);
    expect(error).toMatchObject({
      message:
        'Nobody answers at http://127.0.0.1:1/graphql. See that the gateway runs, and that the URL is right.',
      cause: expect.objectContaining({ message: 'fetch failed' }),
    });
  });

  it.each([
    { url: 'localhost:4000/graphql', message: /^The URL of the graph is no http or https URL/ },
    { url: '/graphql', message: /^The URL of the graph is no http or https URL/ },
    {
      url: 'https://ann:secret@hub.example.org/graphql',
      message: /^The URL of the graph has a name or pass/,
    },
  ])('is refused where its URL cannot be asked: $url', ({ url: wrong, message }) => {
    expect(() => createClient(wrong)).toThrow(message);
    expect(() => createClient(wrong)).not.toThrow(/secret/);
  });
});

describe('records', () => {
  it('of a list that is none name those that are', async () => {
    await expect(
      collected(client.records('findigns' as 'findings', { select: { id: true } })),
    ).rejects.toThrow(/^There is no list "findigns"; there are assessments, .*findings, /);
  });

  it.each([1, 2, 3, 6, 7, 8])('meets every record once, in order, in pages of %i', async (pageSize) => {
    for (const orderBy of ['OBSERVED_ASC', 'OBSERVED_DESC'] as const) {
      const found = client.records('findings', { select: { id: true }, orderBy, pageSize });
      expect(await collected(found)).toEqual(ids(orderBy));
    }
  });

  it('selects objects, lists and nothing else', async () => {
    const select = { themes: true, organization: { name: true } } as const;
    const found = await collected(
      client.records('findings', { select, filter: { country: 'RU' }, orderBy: 'OBSERVED_ASC' }),
    );
    // Typed by the selection: this line would not compile if it were not.
    const names: (string | null | undefined)[] = found.map((finding) => finding.organization?.name);
    expect(names).toEqual(['Golos', undefined, 'Golos']);
    expect(found).toEqual([
      { themes: ['VOTING'], organization: { name: 'Golos' } },
      { themes: ['VOTING'], organization: null },
      { themes: ['VOTING'], organization: { name: 'Golos' } },
    ]);
  });

  it('leaves the order to the graph where none is given', async () => {
    expect(await collected(client.records('findings', { select: { id: true } }))).toEqual(
      ids('OBSERVED_DESC'),
    );
    expect(asked).toEqual([{ orderBy: 'OBSERVED_DESC', first: 100, after: null }]);
  });

  it('goes on after a cursor', async () => {
    const found = client.records('findings', {
      select: { id: true },
      orderBy: 'OBSERVED_ASC',
      after: 'c4',
      pageSize: 1,
    });
    expect(await collected(found)).toEqual(ids('OBSERVED_ASC').slice(5));
  });

  it('asks for no page that nobody wants', async () => {
    for await (const finding of client.records('findings', { select: { id: true }, pageSize: 2 })) {
      if (finding.id === 'golos:finding:reports:5') break;
    }
    expect(asked).toHaveLength(1);
  });

  it('refuses a selection without fields, and names that are none', async () => {
    await expect(collected(client.records('findings', { select: {} }))).rejects.toThrow(TypeError);
    await expect(collected(client.records('findings', { select: { organization: {} } }))).rejects.toThrow(
      TypeError,
    );
    const select = { 'id } } } }': true } as unknown as { id: true };
    await expect(collected(client.records('findings', { select }))).rejects.toThrow('no field');
  });

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    const found = client.records('findings', {
      select: { id: true },
      pageSize: 1,
      signal: controller.signal,
    });
    await found.next();
    controller.abort();
    await expect(found.next()).rejects.toThrow(/abort/i);
  });
});

describe('pages', () => {
  it('say where they end and who answered', async () => {
    const found = await collected(
      client.pages('findings', { select: { id: true }, orderBy: 'OBSERVED_ASC', pageSize: 4 }),
    );
    expect(found).toEqual([
      { records: ids('OBSERVED_ASC').slice(0, 4), endCursor: 'c3', hasNextPage: true, sources: allAnswered },
      { records: ids('OBSERVED_ASC').slice(4), endCursor: 'c6', hasNextPage: false, sources: allAnswered },
    ]);
  });

  it('of the registry have no sources', async () => {
    expect(await collected(client.pages('countries', { select: { code: true } }))).toEqual([
      {
        records: [{ code: 'GE' }, { code: 'RU' }, { code: 'XK' }],
        endCursor: 'c2',
        hasNextPage: false,
        sources: null,
      },
    ]);
  });
});

describe('where not all could answer', () => {
  const options = { select: { id: true }, orderBy: 'OBSERVED_ASC', pageSize: 3 } as const;

  it('stops with an error that says who did not, and from where to go on', async () => {
    spoil = (page, { after }) => (after ? { ...page, sources: oneAway } : page);
    const found: object[] = [];
    const paging = (async () => {
      for await (const record of client.records('findings', options)) found.push(record);
    })();
    await expect(paging).rejects.toMatchObject({
      name: 'IncompleteError',
      code: 'INCOMPLETE',
      message:
        'findings is incomplete: isfed (TIMEOUT: no answer within 5 s). Try again later with after: "c2", or take what there is with allowIncomplete: true.',
      sources: oneAway,
      after: 'c2',
    });
    expect(found).toEqual(ids('OBSERVED_ASC').slice(0, 3));
  });

  it('goes on with what there is if that is allowed, and every page says so', async () => {
    spoil = (page) => ({ ...page, sources: oneAway });
    const found = await collected(client.pages('findings', { ...options, allowIncomplete: true }));
    expect(found.flatMap(({ records }) => records)).toEqual(ids('OBSERVED_ASC'));
    expect(found.map(({ sources }) => sources?.complete)).toEqual([false, false, false]);
  });

  it.each([
    { broken: 'edge', spoiled: null },
    { broken: 'record', spoiled: { cursor: 'c1', node: null } },
  ])('counts a broken $broken as a loss', async ({ spoiled }) => {
    spoil = (page, { after }) => (after ? page : { ...page, edges: page.edges.with(1, spoiled) });
    await expect(collected(client.records('findings', options))).rejects.toThrow(IncompleteError);
    const found = await collected(client.records('findings', { ...options, allowIncomplete: true }));
    expect(found).toEqual(ids('OBSERVED_ASC').toSpliced(1, 1));
  });

  it('does not take a list that failed altogether for an empty one', async () => {
    spoil = () => new Error('nobody there');
    await expect(collected(client.records('findings', options))).rejects.toThrow('nobody there');
    await expect(
      collected(client.records('findings', { ...options, allowIncomplete: true })),
    ).rejects.toThrow(IncompleteError);
  });

  it('fails on the error of one record, unless losses are allowed', async () => {
    spoil = (page) => ({
      ...page,
      edges: page.edges.map((edge, index) =>
        index === 1 && edge?.node
          ? { ...edge, node: { ...edge.node, title: () => Promise.reject(new Error('away')) } }
          : edge,
      ),
    });
    const select = { id: true, title: true } as const;
    await expect(collected(client.records('findings', { select }))).rejects.toThrow('away');
    const found = await collected(client.records('findings', { select, allowIncomplete: true }));
    expect(found[1]).toEqual({ id: 'golos:finding:reports:5', title: null });
  });
});

describe('where the graph breaks its word', () => {
  const options = { select: { id: true }, orderBy: 'OBSERVED_ASC', pageSize: 3 } as const;

  it.each([
    {
      what: 'the same page again',
      spoiler: (_: Page, args: ListArguments) => pageOf(findings, { ...args, after: null }),
    },
    { what: 'records out of order', spoiler: (page: Page) => ({ ...page, edges: page.edges.toReversed() }) },
    {
      what: 'no place to go on from',
      spoiler: (page: Page) => ({ ...page, pageInfo: { hasNextPage: true, endCursor: null } }),
    },
    {
      what: 'a page that does not move',
      spoiler: (page: Page, { after }: ListArguments) => ({
        ...page,
        edges: after ? [] : page.edges,
        pageInfo: { hasNextPage: true, endCursor: after ?? 'c2' },
      }),
    },
    {
      what: 'an end before its last record',
      spoiler: (page: Page) => ({ ...page, pageInfo: { hasNextPage: true, endCursor: 'c0' } }),
    },
  ])('stops at $what', async ({ spoiler }) => {
    spoil = spoiler;
    await expect(collected(client.records('findings', options))).rejects.toThrow(PagingError);
  });
});
