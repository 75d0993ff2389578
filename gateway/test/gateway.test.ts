import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { subgraphWithout } from '@observer-graph/contract/testing';
import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FederationInput, questions, type RunningGateway, startGateway } from '../src/index.ts';
import { type Answer, ask, askTogether, silent, until } from './ask.ts';
import {
  coverageOf,
  covering,
  findingsDomain,
  registryDomains,
  startTestMember,
  type TestFinding,
  type TestMember,
} from './test-member.ts';

const finding = (organization: string, key: string, country: string, day: string): TestFinding => ({
  key,
  title: `${organization} saw ${key}`,
  organization,
  country,
  observedAt: `2024-10-${day}T10:00:00Z`,
});

let registry: TestMember;
let ada: TestMember;
let ben: TestMember;
let gateway: RunningGateway;

beforeAll(async () => {
  registry = await startTestMember({ code: 'hub', domains: registryDomains });
  ada = await startTestMember({
    code: 'ada',
    domains: {
      findings: findingsDomain('ada', [
        finding('ada', 'a1', 'GE', '26'),
        finding('ada', 'a2', 'GE', '24'),
        finding('ada', 'a3', 'MD', '20'),
      ]),
    },
    records: covering('GE', 'MD'),
  });
  ben = await startTestMember({
    code: 'ben',
    // Who else serves what is the registry's is not asked for it.
    domains: {
      findings: findingsDomain('ben', [finding('ben', 'b1', 'GE', '25')]),
      elections: registryDomains.elections,
    },
    records: covering('GE'),
  });
  gateway = await startGateway({
    federation: {
      registry: { code: 'hub', url: registry.url },
      members: [
        { code: 'ben', url: ben.url, organizations: ['ben'], listed: false },
        { code: 'ada', url: ada.url, organizations: ['ada'] },
      ],
    },
    port: 0,
    log: silent,
  });
});

afterAll(async () => {
  await gateway.close();
  for (const member of [registry, ada, ben]) await member.close();
});

/** Another gateway over the registry and some members, each of which speaks for itself. */
function gatewayOver(
  members: readonly Pick<TestMember, 'code' | 'url'>[],
  { refreshMs, ...federation }: Partial<FederationInput> & { readonly refreshMs?: number } = {},
): Promise<RunningGateway> {
  return startGateway({
    federation: {
      registry: { code: 'hub', url: registry.url },
      members: members.map(({ code, url }) => ({ code, url, organizations: [code] })),
      ...federation,
    },
    port: 0,
    log: silent,
    ...(refreshMs !== undefined && { refreshMs }),
  });
}

/** A member that answers no question until it is released. */
async function heldMember(
  rows: readonly TestFinding[] = [],
): Promise<TestMember & { readonly release: () => void }> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const member = await startTestMember({
    code: 'slow',
    domains: { findings: findingsDomain('slow', rows) },
    records: covering('GE'),
    before: (query) => (query.includes('_service') ? Promise.resolve() : released),
  });
  return { ...member, release };
}

describe('one question', () => {
  it('is answered by all members that may know, in one order, with the registry knowing the names', async () => {
    const { data, errors } = await ask(
      gateway,
      `query ($country: ID!) {
        findings(first: 50, filter: { country: [$country] }) {
          totalCount
          edges { node { id organization { name } country { name } } }
          sources { complete pruned members { member state } }
        }
      }`,
      { country: 'GE' },
    );
    expect(errors).toBeUndefined();
    const node = (id: string, by: string) => ({
      node: { id, organization: { name: `The organisation ${by}` }, country: { name: 'Georgia' } },
    });
    expect(data.findings).toEqual({
      totalCount: 3,
      edges: [
        node('ada:finding:reports:a1', 'ada'),
        node('ben:finding:reports:b1', 'ben'),
        node('ada:finding:reports:a2', 'ada'),
      ],
      sources: {
        complete: true,
        pruned: 0,
        members: [
          { member: 'ada', state: 'OK' },
          { member: 'ben', state: 'OK' },
        ],
      },
    });
  });

  it('goes only to the members whose cards do not exclude it', async () => {
    const before = ben.asked.length;
    const { data } = await ask(
      gateway,
      '{ findings(filter: { country: "MD" }) { totalCount sources { pruned } } }',
    );
    expect(data.findings).toEqual({ totalCount: 1, sources: { pruned: 1 } });
    expect(ben.asked.length).toBe(before);
  });

  it('pages through the members together', async () => {
    const ids: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { data }: Answer = await ask(
        gateway,
        'query ($after: String) { findings(first: 1, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }',
        { after },
      );
      ids.push(...data.findings.edges.map(({ node }: { node: { id: string } }) => node.id));
      ({ hasNextPage: more, endCursor: after } = data.findings.pageInfo);
    }
    expect(ids.map((id) => id.slice(-2))).toEqual(['a1', 'b1', 'a2', 'a3']);
  });

  it('tells in extensions.sources how each member answered each domain', async () => {
    const { extensions } = await ask(
      gateway,
      '{ findings(first: 1) { edges { node { organization { name } } } } }',
    );
    expect(extensions?.sources).toEqual(
      ['findings ada', 'findings ben', 'organizations hub'].map((key) => ({
        domain: key.split(' ')[0],
        member: key.split(' ')[1],
        state: 'OK',
        latencyMs: expect.any(Number),
        message: null,
        droppedFields: [],
      })),
    );
  });

  it('may be sent with GET, by whoever shows that it is no foreign page', async () => {
    const url = `${gateway.url}/graphql?query=${encodeURIComponent('{ unlistedMembers }')}`;
    const trusted = await fetch(url, { headers: { 'apollo-require-preflight': 'true' } });
    expect(await trusted.json()).toEqual({ data: { unlistedMembers: 1 } });
    const foreign = await fetch(url);
    expect(foreign.status).toBe(400);
    expect(await foreign.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });
});

describe('the members', () => {
  it('are listed with their state and coverage, the unlisted ones as a number', async () => {
    const { data } = await ask(
      gateway,
      `{ unlistedMembers members { code state domains contractVersion lastAnswerAt organizations { id name }
         coverage { type countries { code name } } } }`,
    );
    expect(data.unlistedMembers).toBe(1);
    expect(data.members).toEqual([
      {
        code: 'ada',
        state: 'UP',
        domains: ['findings'],
        contractVersion: 1,
        lastAnswerAt: expect.stringMatching(/^2.*Z$/),
        organizations: [{ id: 'ada', name: 'The organisation ada' }],
        coverage: [
          {
            type: 'Finding',
            countries: [
              { code: 'GE', name: 'Georgia' },
              { code: 'MD', name: null },
            ],
          },
        ],
      },
      expect.objectContaining({ code: 'hub', domains: ['organizations', 'elections'] }),
    ]);
  });

  it('that serve what the registry alone serves are not asked for it', async () => {
    const before = ben.asked.length;
    const { data } = await ask(gateway, '{ election(id: "GE-2024-10-26-parliamentary") { name } }');
    expect(data.election.name).toBe('The election GE-2024-10-26-parliamentary');
    expect(ben.asked.length).toBe(before);
  });
});

describe('a bad query', () => {
  it.each([
    {
      query: '{ findngs { totalCount } }',
      code: 'GRAPHQL_VALIDATION_FAILED',
      message: /Cannot query field "findngs"/,
    },
    { query: '{ findings {', code: 'GRAPHQL_PARSE_FAILED', message: /Syntax Error/ },
    { query: '{ findings(first: -1) { totalCount } }', code: 'BAD_USER_INPUT', message: /first/ },
    { query: '{ findings(first: 100000) { totalCount } }', code: 'BAD_USER_INPUT', message: /first/ },
    { query: '{ findings(after: "nonsense") { totalCount } }', code: 'BAD_USER_INPUT', message: /cursor/ },
    {
      query: `{ ${'country(code: "GE") { findings { edges { node { '.repeat(6)} id ${'} } } }'.repeat(6)} }`,
      code: 'QUERY_TOO_DEEP',
      message: /at most 20/,
    },
    {
      query: `{ ${Array.from({ length: 51 }, (_, i) => `m${i}: unlistedMembers`).join(' ')} }`,
      code: 'TOO_MANY_ALIASES',
      message: /at most 50/,
    },
    { query: 'mutation { a }', code: 'GRAPHQL_VALIDATION_FAILED', message: /read-only/ },
    { query: '', code: 'BAD_REQUEST', message: /non-empty `query`/ },
  ])('$query is refused as $code', async ({ query, code, message }) => {
    const { errors } = await ask(gateway, query);
    expect(errors?.map(({ extensions }) => extensions['code'])).toContain(code);
    expect(errors?.map((error) => error.message).join('\n')).toMatch(message);
    expect(JSON.stringify(errors)).not.toMatch(/stack|serviceName|127\.0\.0\.1|node_modules/);
  });

  it.each([
    { body: '{"query": ', status: 400, code: 'BAD_REQUEST', why: 'no JSON' },
    {
      body: JSON.stringify({ query: ' '.repeat(300_000) }),
      status: 413,
      code: 'QUERY_TOO_LARGE',
      why: 'too long',
    },
    { body: '[]', status: 400, code: 'BAD_REQUEST', why: 'no object' },
  ])('that is $why is refused', async ({ body, status, code }) => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code } }] });
  });
});

describe('the five questions', () => {
  let introspected: IntrospectionQuery;

  beforeAll(async () => {
    introspected = (await ask(gateway, getIntrospectionQuery())).data as IntrospectionQuery;
  });

  it.each(questions.map((question) => [question.title, question] as const))(
    '%s is a request that the schema has and the gateway does not refuse',
    async (_, { query }) => {
      expect(validate(buildClientSchema(introspected), parse(query))).toEqual([]);
      const { status, errors = [] } = await ask(gateway, query);
      expect(status).toBe(200);
      // These small members do not know most of what is asked for; the gateway passes on no fault of its own.
      expect(errors.filter(({ extensions }) => extensions['code'] === 'INTERNAL_SERVER_ERROR')).toEqual([]);
    },
  );
});

describe('a member', () => {
  it('that is down at the start costs its own rows alone, is named, and takes part once it is up', async () => {
    const placeholder = await startTestMember({ code: 'late', domains: {} });
    await placeholder.close();
    const own = await gatewayOver([ada, placeholder], { refreshMs: 200 });
    const query =
      '{ findings(filter: { country: "MD" }) { totalCount sources { complete members { member state message } } } }';
    const { data, extensions } = await ask(own, query);
    expect(data.findings).toEqual({
      totalCount: 1,
      sources: {
        complete: false,
        members: [
          { member: 'ada', state: 'OK', message: null },
          { member: 'late', state: 'ERROR', message: 'late: the connection failed.' },
        ],
      },
    });
    expect(extensions?.sources).toContainEqual(
      expect.objectContaining({ domain: 'findings', member: 'late', state: 'ERROR' }),
    );
    const { data: members } = await ask(own, '{ members { code state domains lastAnswerAt } }');
    expect(members.members).toContainEqual({
      code: 'late',
      state: 'DOWN',
      domains: null,
      lastAnswerAt: null,
    });

    const late = await startTestMember({
      code: 'late',
      domains: { findings: findingsDomain('late', [finding('late', 'l1', 'MD', '01')]) },
      records: covering('MD'),
      port: Number(new URL(placeholder.url).port),
    });
    await until(async () => (await ask(own, query)).data.findings.sources.complete);
    expect((await ask(own, query)).data.findings.totalCount).toBe(2);
    await own.close();
    await late.close();
  });

  it.each([
    {
      card: { code: 'other', contractVersion: 1, domains: {} },
      message: 'imp: the server at its URL is that of another member.',
    },
    { card: { code: 'imp' }, message: 'imp: its card has not the right form, at contractVersion.' },
    {
      card: {
        code: 'imp',
        contractVersion: 1,
        domains: { findings: { path: 'http://127.0.0.1:1/findings', sdlHash: '', records: {} } },
      },
      message: 'imp: its card names an endpoint on another server.',
    },
  ])('whose card is refused is asked nothing: $message', async ({ card, message }) => {
    const imp = await startTestMember({
      code: 'imp',
      domains: { findings: findingsDomain('imp', [finding('imp', 'i1', 'GE', '26')]) },
      card,
    });
    const own = await gatewayOver([imp]);
    const { data } = await ask(
      own,
      '{ findings(first: 5) { edges { node { id } } sources { complete members { state message } } } }',
    );
    expect(data.findings).toEqual({
      edges: [],
      sources: { complete: false, members: [{ state: 'VIOLATION', message }] },
    });
    expect(imp.asked).toEqual([]);
    await own.close();
    await imp.close();
  });

  it('of an older contract is asked what it knows, and what it lacks is named', async () => {
    const old = await startTestMember({
      code: 'old',
      domains: { findings: findingsDomain('old', [finding('old', 'o1', 'GE', '26')]) },
      records: covering('GE'),
      sdlOf: (domain) => subgraphWithout(domain, 'Finding.language'),
    });
    const own = await gatewayOver([ada, old]);
    expect(old.asked).toEqual(['{ _service { sdl } }']);
    const { data, errors } = await ask(
      own,
      `{ findings(first: 5, filter: { country: "GE" }) {
        edges { node { id language } }
        sources { complete members { member state droppedFields } }
      } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.findings).toEqual({
      edges: ['ada:finding:reports:a1', 'old:finding:reports:o1', 'ada:finding:reports:a2'].map((id) => ({
        node: { id, language: null },
      })),
      sources: {
        complete: false,
        members: [
          { member: 'ada', state: 'OK', droppedFields: [] },
          { member: 'old', state: 'PROJECTED', droppedFields: ['Finding.language'] },
        ],
      },
    });
    await own.close();
    await old.close();
  });

  it('that is slow behind a hub is named by the hub, which does not wait as long as it is waited for', async () => {
    const slow = await heldMember();
    const limits = { deadlineMs: 4_000 };
    const region = await gatewayOver([ada, slow], { code: 'region', limits });
    const world = await gatewayOver([], {
      limits,
      members: [{ code: 'region', url: region.url, organizations: ['ada', 'slow'], hub: true }],
    });
    const { data, extensions } = await ask(
      world,
      '{ findings(first: 5, filter: { country: "GE" }) { edges { node { id } } sources { complete members { member state } } } }',
    );
    expect(data.findings).toEqual({
      edges: [{ node: { id: 'ada:finding:reports:a1' } }, { node: { id: 'ada:finding:reports:a2' } }],
      sources: {
        complete: false,
        members: [
          { member: 'ada', state: 'OK' },
          { member: 'slow', state: 'TIMEOUT' },
        ],
      },
    });
    expect(extensions?.sources?.map(({ member }) => member)).toEqual(['ada', 'slow']);
    slow.release();
    for (const each of [world, region, slow]) await each.close();
  });

  it('that fails is told of by an error wherever a question does not see sources, and is named', async () => {
    const id = 'ada:recommendation:reports:r1';
    const recommended = { id, member: 'ada', title: 'Publish the lists', country: { code: 'GE' } };
    const assessments = {
      Recommendation: {
        __resolveReference: (key: object) => key,
        assessments: () => ({ totalCount: 0, edges: [] }),
        progress: () => ({ total: 1, buckets: [{ keys: ['FULLY'], count: 1 }] }),
      },
    };
    const coverage = coverageOf('GE');
    const owner = await startTestMember({
      code: 'ada',
      domains: {
        recommendations: { Recommendation: { __resolveReference: () => recommended } },
        assessments,
      },
      records: { Recommendation: coverage, Assessment: coverage },
    });
    const gone = await startTestMember({
      code: 'gone',
      domains: { assessments },
      records: { Assessment: coverage },
    });
    const own = await gatewayOver([owner, gone]);
    const question = `{ recommendation(id: "${id}") {
      title
      progress { total buckets { keys count } }
      assessments(first: 5) { totalCount sources { complete members { member state } } }
    } }`;
    expect((await ask(own, question)).errors).toBeUndefined();
    await gone.close();
    const { data, errors, extensions } = await ask(own, question);
    expect(errors).toEqual([
      {
        message: 'gone: the connection failed.',
        path: ['recommendation', 'progress'],
        extensions: { code: 'SOURCE_UNAVAILABLE', member: 'gone' },
      },
    ]);
    expect(data.recommendation).toEqual({
      title: 'Publish the lists',
      progress: { total: 1, buckets: [{ keys: ['FULLY'], count: 1 }] },
      assessments: {
        totalCount: 0,
        sources: {
          complete: false,
          members: [
            { member: 'ada', state: 'OK' },
            { member: 'gone', state: 'ERROR' },
          ],
        },
      },
    });
    expect(extensions?.sources?.map(({ domain, member, state }) => ({ domain, member, state }))).toEqual([
      { domain: 'assessments', member: 'ada', state: 'OK' },
      { domain: 'assessments', member: 'gone', state: 'ERROR' },
      { domain: 'recommendations', member: 'ada', state: 'OK' },
    ]);
    await own.close();
    await owner.close();
  });

  it('joins and leaves with the federation file, and a version that cannot be used changes nothing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'observer-graph-gateway-'));
    const file = join(folder, 'federation.yaml');
    const write = (...members: TestMember[]) =>
      writeFile(
        file,
        [
          `registry: { code: hub, url: ${registry.url} }`,
          'members:',
          ...members.map(({ code, url }) => `  - { code: ${code}, url: "${url}", organizations: [${code}] }`),
          '',
        ].join('\n'),
      );
    await write(ada);
    const errors: string[] = [];
    const log = { ...silent, error: (message: string) => errors.push(message) };
    const own = await startGateway({ federationFile: file, port: 0, log });
    const total = async () => (await ask(own, '{ findings { totalCount } }')).data.findings.totalCount;
    expect(await total()).toBe(3);

    await write(ada, ben);
    await until(async () => (await total()) === 4);

    await write(ada, ada);
    await until(async () => errors.length > 0);
    expect(errors[0]).toContain("federation.yaml:4: members[2].code: 'ada' is the code of member 1 too");
    expect(await total()).toBe(4);
    const ready = await fetch(`${own.url}/health/ready`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({
      ready: true,
      problems: [expect.stringContaining('federation.yaml:4'), expect.anything()],
    });

    await write(ben);
    await until(async () => (await total()) === 1);
    await own.close();
    await rm(folder, { recursive: true });
  });

  it('that is slower than a whole request may be costs its own rows alone, and is named', async () => {
    const slow = await heldMember();
    const own = await gatewayOver([ada, slow], { limits: { deadlineMs: 60_000, requestDeadlineMs: 4_000 } });
    const { data, errors, extensions } = await ask(
      own,
      '{ findings(first: 9, filter: { country: "GE" }) { edges { node { id } } sources { complete } } unlistedMembers }',
    );
    expect({ data, errors }).toEqual({
      data: {
        findings: {
          edges: [{ node: { id: 'ada:finding:reports:a1' } }, { node: { id: 'ada:finding:reports:a2' } }],
          sources: { complete: false },
        },
        unlistedMembers: 0,
      },
      errors: undefined,
    });
    expect(extensions?.sources).toMatchObject([
      { domain: 'findings', member: 'ada', state: 'OK' },
      { domain: 'findings', member: 'slow', state: 'TIMEOUT' },
    ]);
    slow.release();
    await own.close();
    await slow.close();
  });

  it('is asked once by several of the public who ask the same at once, each told of its answer', async () => {
    const slow = await heldMember([finding('slow', 's1', 'GE', '26')]);
    const own = await gatewayOver([slow]);
    const query = '{ findings(first: 1) { totalCount sources { complete members { member state } } } }';
    // The first is planned for all of them, and none is answered.
    const answers = askTogether(own, query, [{}, {}, {}]);
    await until(() => slow.asked.some((asked) => asked.includes('findings')));
    expect((await ask(own, '{ country(code: "GE") { name } }')).errors).toBeUndefined();
    slow.release();
    for (const { data, extensions } of await answers) {
      expect(data.findings).toEqual({
        totalCount: 1,
        sources: { complete: true, members: [{ member: 'slow', state: 'OK' }] },
      });
      expect(extensions?.sources).toMatchObject([{ domain: 'findings', member: 'slow', state: 'OK' }]);
    }
    expect(slow.asked.filter((asked) => asked.includes('findings')).length).toBe(1);
    await own.close();
    await slow.close();
  });

  it('for whose long answer there is no room costs its own rows alone, and is named', async () => {
    const long = await startTestMember({
      code: 'long',
      domains: {
        findings: findingsDomain('long', [
          { ...finding('long', 'l1', 'GE', '26'), title: 'Queue '.repeat(20_000) },
        ]),
      },
      records: covering('GE'),
    });
    const own = await gatewayOver([ada, long], { limits: { maxBytesInFlight: 200_000 } });
    const query =
      '{ findings(first: 5) { edges { node { id title } } sources { members { member state } } } }';
    const { data } = await ask(own, query);
    expect(data.findings.edges.length).toBe(3);
    expect(data.findings.sources.members).toEqual([
      { member: 'ada', state: 'OK' },
      { member: 'long', state: 'SKIPPED' },
    ]);
    const short = await ask(own, query.replace('id title', 'id'));
    expect(short.data.findings.edges.length).toBe(4);
    await own.close();
    await long.close();
  });

  it('is not waited for when the client has gone', async () => {
    const slow = await heldMember();
    const own = await gatewayOver([slow], { limits: { deadlineMs: 60_000, requestDeadlineMs: 60_000 } });
    const client = httpRequest(`${own.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    });
    client.on('error', () => {});
    client.end(JSON.stringify({ query: '{ findings { totalCount } }' }));
    await until(() => slow.asked.some((query) => query.includes('findings')));
    expect(slow.givenUp()).toBe(0);
    client.destroy();
    await until(() => slow.givenUp() > 0);
    await own.close();
    slow.release();
    await slow.close();
  });
});

describe('health', () => {
  it('is alive and, with the registry, ready', async () => {
    expect(await (await fetch(`${gateway.url}/health/live`)).json()).toEqual({ live: true });
    expect(await (await fetch(`${gateway.url}/health/ready`)).json()).toEqual({ ready: true, problems: [] });
  });

  it('is ready without members that are down or wrong, and names those that are listed', async () => {
    const own = await startGateway({
      federation: {
        registry: { code: 'hub', url: registry.url },
        members: [
          { code: 'ada', url: ada.url },
          { code: 'dead', url: 'http://127.0.0.1:1' },
          { code: 'hidden', url: 'http://127.0.0.1:1', listed: false },
          { code: 'wrong', url: ada.url },
        ],
      },
      port: 0,
      log: silent,
    });
    const ready = await fetch(`${own.url}/health/ready`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toEqual({
      ready: true,
      problems: [
        'dead: the connection failed.',
        'wrong: the server at its URL is that of another member.',
        '1 of the members that are not listed cannot be asked; the log says why.',
      ],
    });
    await own.close();
  });

  it('is not ready without the registry, and says so', async () => {
    const own = await startGateway({
      federation: { registry: { code: 'hub', url: 'http://127.0.0.1:1' }, members: [] },
      port: 0,
      log: silent,
    });
    const ready = await fetch(`${own.url}/health/ready`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({ ready: false, problems: ['The registry does not answer.'] });
    const { data, errors } = await ask(own, '{ country(code: "GE") { name } unlistedMembers }');
    expect(data).toEqual({ country: null, unlistedMembers: 0 });
    expect(errors).toEqual([
      {
        message: expect.stringContaining('hub: the connection failed.'),
        path: ['country'],
        extensions: { code: 'SOURCE_UNAVAILABLE', member: 'hub' },
      },
    ]);
    await own.close();
  });

  it('keeps idle connections for longer than load balancers do', async () => {
    const { headers } = await fetch(`${gateway.url}/health/live`);
    expect(headers.get('keep-alive')).toBe('timeout=75');
  });

  it('does not start on a port that is taken', async () => {
    const port = Number(new URL(gateway.url).port);
    await expect(
      startGateway({
        federation: { registry: { code: 'hub', url: registry.url }, members: [] },
        port,
        log: silent,
      }),
    ).rejects.toThrow(`Port ${port} is taken; name another with PORT or --port.`);
  });
});
