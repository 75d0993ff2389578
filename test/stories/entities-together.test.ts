import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose } from '@observer-graph/contract';
import { startDemo } from '@observer-graph/demo';
import { type RunningGateway, startSupergraphGateway } from '@observer-graph/gateway';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, ask } from './ask.ts';
import { silent } from './small-member.ts';

let folder: string;
let demo: Awaited<ReturnType<typeof startDemo>>;
/** Before the hub's domains, to see what they are sent. */
let proxy: Server;
let router: RunningGateway;
const sent: { readonly path: string; readonly query: string }[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'observer-graph-together-'));
  demo = await startDemo({ data: folder, port: 0, log: silent });
  proxy = createServer(async (request, response) => {
    const body = (await request.toArray()).join('');
    sent.push({ path: request.url ?? '', query: (JSON.parse(body) as { query: string }).query });
    const answer = await fetch(`${demo.url}${request.url}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const supergraphFile = join(folder, 'supergraph.graphql');
  const { port } = proxy.address() as AddressInfo;
  await writeFile(supergraphFile, compose(`http://127.0.0.1:${port}`).supergraphSdl);
  router = await startSupergraphGateway({ supergraphFile, port: 0, log: silent });
});

afterAll(async () => {
  await router.close();
  await new Promise((resolve) => {
    proxy.close(resolve);
    proxy.closeAllConnections();
  });
  await demo.close();
  await rm(folder, { recursive: true, force: true });
});

interface Asked {
  readonly type: string;
  readonly representations: readonly Readonly<Record<string, unknown>>[];
  readonly selection: string;
}

const election = { __typename: 'Election', id: 'GE-2024-10-26-parliamentary' };
const country = (code: string) => ({ __typename: 'Country', code });
const page =
  '{ totalCount edges { cursor node { id title organization { id } } } pageInfo { hasNextPage } sources { complete pruned members { member state } } }';
const findings = (args: string) => `findings(${args}) ${page}`;

/** `_entities` fields under the aliases e0, e1, … in one request. */
function together(asked: readonly Asked[]): { query: string; variables: Record<string, unknown> } {
  const fields = asked.map(
    ({ type, selection }, index) =>
      `e${index}: _entities(representations: $r${index}) { __typename ... on ${type} { ${selection} } }`,
  );
  const variables = asked.map((_, index) => `$r${index}: [_Any!]!`);
  return {
    query: `query (${variables.join(', ')}) { ${fields.join(' ')} }`,
    variables: Object.fromEntries(asked.map(({ representations }, index) => [`r${index}`, representations])),
  };
}

describe('several _entities under aliases in one request to a domain', () => {
  it.each<{ what: string; domain: string; asked: readonly Asked[]; codes?: readonly string[] }>([
    {
      what: 'the same entities, differently',
      domain: 'findings',
      asked: [
        { type: 'Election', representations: [election], selection: findings('first: 2') },
        {
          type: 'Election',
          representations: [election, election],
          selection: findings('last: 3, filter: { observerKind: CITIZEN }'),
        },
      ],
    },
    {
      what: 'entities of several types, some that nobody knows, and none',
      domain: 'findings',
      asked: [
        { type: 'Country', representations: [country('GE'), country('ZZ')], selection: findings('first: 2') },
        {
          type: 'Election',
          representations: [election],
          selection: findings('first: 1, orderBy: SEVERITY_DESC'),
        },
        { type: 'Country', representations: [], selection: findings('first: 2') },
      ],
    },
    {
      what: 'some of which are refused',
      domain: 'findings',
      asked: [
        { type: 'Country', representations: [country('GE')], selection: findings('first: 2') },
        { type: 'Election', representations: [election], selection: findings('first: 0') },
        {
          type: 'Finding',
          representations: [{ __typename: 'Finding', id: 'nobody:finding:s:1' }, { __typename: 'Finding' }],
          selection: 'title',
        },
        { type: 'Election', representations: [{ __typename: 'Election' }], selection: findings('first: 1') },
      ],
      codes: ['BAD_USER_INPUT', 'BAD_USER_INPUT', 'BAD_USER_INPUT', 'UNKNOWN_MEMBER'],
    },
    {
      what: "the registry's",
      domain: 'elections',
      asked: [
        { type: 'Country', representations: [country('GE'), country('GE')], selection: 'name' },
        {
          type: 'Election',
          representations: [election, { ...election, id: 'GE-1900-01-01-x' }],
          selection: 'name areas',
        },
        { type: 'Country', representations: [country('MD')], selection: 'n: name(language: "en")' },
      ],
    },
  ])('$what: are answered as each in a request of its own', async ({ domain, asked, codes = [] }) => {
    const path = `/subgraphs/${domain}`;
    const { query, variables } = together(asked);
    const all = await ask(demo.url, query, variables, path);
    const each = await Promise.all(
      asked.map((one) => {
        const alone = together([one]);
        return ask(demo.url, alone.query, alone.variables, path);
      }),
    );
    expect(JSON.stringify(all.data)).toMatch(/"(title|name)":"/);
    expect((all.errors ?? []).map(({ extensions }) => extensions?.['code']).toSorted()).toEqual(codes);
    expect(all.data).toEqual(
      Object.fromEntries(each.map(({ data }, index) => [`e${index}`, data?.e0 ?? null])),
    );
    expect(shown(all.errors)).toEqual(
      shown(
        each.flatMap(({ errors = [] }, index) =>
          errors.map(({ path: [, ...rest] = [], ...error }) => ({ ...error, path: [`e${index}`, ...rest] })),
        ),
      ),
    );
  });
});

describe('sibling fetches of entities that are sent as one', () => {
  const parts = {
    ofCountry: `ofCountry: country(code: "GE") { name ${findings('first: 2')} }`,
    ofElection: `ofElection: election(id: "${election.id}") { name ${findings('last: 2')} }`,
    ofOther: `ofOther: country(code: "MD") { name findings(first: 1, filter: { observerKind: CITIZEN }) { totalCount } }`,
    bad: `bad: election(id: "${election.id}") { name ${findings('first: 0')} }`,
  };

  it.each([
    { names: ['ofCountry', 'ofElection', 'ofOther'] as const },
    { names: ['ofElection', 'bad', 'ofCountry'] as const },
  ])('$names: are answered as each in a request of its own', async ({ names }) => {
    sent.length = 0;
    const all = await ask(router.url, `{ ${names.map((name) => parts[name]).join(' ')} }`);
    const merged = sent.filter(({ query }) => (query.match(/_entities\(/g) ?? []).length > 1);
    expect(merged.map(({ path }) => path)).toEqual(['/subgraphs/findings']);
    const each = await Promise.all(names.map((name) => ask(router.url, `{ ${parts[name]} }`)));
    const data = Object.assign({}, ...each.map((answer) => answer.data)) as unknown;
    expect(all.data).toEqual(data);
    expect(shown(all.errors)).toEqual(shown(each.flatMap(({ errors = [] }) => errors)));
    const hub = await ask(demo.url, `{ ${names.map((name) => parts[name]).join(' ')} }`);
    expect({ data: hub.data, errors: shown(hub.errors) }).toEqual({
      data,
      errors: shown(all.errors),
    });
  });
});

/** What a client sees, in one order; not where in the query it stands, which differs. */
function shown(errors: Answer['errors'] = []): string[] {
  return errors
    .map(({ message, path, extensions }) => JSON.stringify([path, message, extensions?.['code']]))
    .toSorted();
}
