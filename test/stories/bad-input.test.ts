import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeCursor } from '@observer-graph/contract';
import { type RunningGateway, startGateway } from '@observer-graph/gateway';
import { serveRegistry } from '@observer-graph/registry';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from './ask.ts';
import { silent, someFindings, startSmallMember } from './small-member.ts';

const closers: (() => Promise<unknown>)[] = [];
let gateway: RunningGateway;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'observer-graph-bad-input-'));
  closers.push(() => rm(folder, { recursive: true, force: true }));
  const registry = await serveRegistry({ database: join(folder, 'registry.sqlite'), port: 0 });
  closers.push(() => registry.close());
  const member = await startSmallMember({ code: 'm01', rows: someFindings('m01', 'GE', 100, 3), folder });
  closers.push(() => member.close());
  gateway = await startGateway({
    federation: {
      registry: { code: 'registry', url: registry.url },
      members: [{ code: 'm01', url: member.url, organizations: ['m01-org'] }],
    },
    port: 0,
    log: silent,
  });
  closers.push(() => gateway.close());
});

afterAll(async () => {
  for (const close of closers.reverse()) await close();
});

const cursor = (record: string, order: string, member = 'm01') =>
  encodeCursor({ record, order, keys: [1], member, local: '00100' });
const right = cursor('Finding', 'OBSERVED_DESC');
const findings = (args: string) => `{ findings${args} { edges { node { id } } } }`;

const mistakes = [
  { why: 'first with last', query: findings('(first: 1, last: 1)'), code: 'BAD_USER_INPUT' },
  { why: 'neither first nor last', query: findings('(first: null)'), code: 'BAD_USER_INPUT' },
  { why: 'a page of nothing', query: findings('(first: 0)'), code: 'BAD_USER_INPUT' },
  { why: 'a negative page', query: findings('(last: -5)'), code: 'BAD_USER_INPUT' },
  { why: 'a huge page', query: findings('(first: 2147483647)'), code: 'BAD_USER_INPUT' },
  { why: 'what is no number', query: findings('(first: 1e99)'), code: 'GRAPHQL_VALIDATION_FAILED' },
  {
    why: 'a cut cursor',
    query: findings(`(first: 1, after: "${right.slice(0, -2)}")`),
    code: 'BAD_USER_INPUT',
  },
  {
    why: 'a changed cursor',
    query: findings(`(first: 1, after: "z${right.slice(1)}")`),
    code: 'BAD_USER_INPUT',
  },
  { why: 'an empty cursor', query: findings('(first: 1, after: "")'), code: 'BAD_USER_INPUT' },
  {
    why: "another order's cursor",
    query: findings(`(first: 1, after: "${cursor('Finding', 'OBSERVED_ASC')}")`),
    code: 'BAD_USER_INPUT',
  },
  {
    why: "another list's cursor",
    query: findings(`(last: 1, before: "${cursor('Mission', 'START_DESC')}")`),
    code: 'BAD_USER_INPUT',
  },
  {
    why: "a cursor's text in place of another's",
    query: findings(`(first: 1, after: "${right}", before: "nonsense")`),
    code: 'BAD_USER_INPUT',
  },
  {
    why: 'a cursor of a member that there is not, whose rows are passed over',
    query: findings(`(first: 1, after: "${cursor('Finding', 'OBSERVED_DESC', 'left')}")`),
    code: null,
  },
  {
    why: "nobody's id",
    query: '{ finding(id: "nobody:finding:s:1") { id title } }',
    code: 'UNKNOWN_MEMBER',
  },
  { why: 'what is no id', query: '{ finding(id: "1") { id title } }', code: 'BAD_USER_INPUT' },
  { why: 'a mutation', query: 'mutation { deleteFinding }', code: 'GRAPHQL_VALIDATION_FAILED' },
  { why: 'a mutation of nothing', query: 'mutation { __typename }', code: 'GRAPHQL_VALIDATION_FAILED' },
  {
    why: 'a subscription',
    query: 'subscription { findings { totalCount } }',
    code: 'GRAPHQL_VALIDATION_FAILED',
  },
  {
    why: 'two operations, none chosen',
    query: `query A ${findings('')} query B ${findings('')}`,
    code: 'OPERATION_RESOLUTION_FAILURE',
  },
  {
    why: 'a variable that is missing',
    query: `query ($first: Int!) ${findings('(first: $first)')}`,
    code: 'BAD_USER_INPUT',
  },
  { why: 'no GraphQL', query: 'SELECT 1', code: 'GRAPHQL_PARSE_FAILED' },
];

describe.each(['/graphql', '/subgraphs/findings'])('bad input to %s', (path) => {
  it.each(mistakes)('$why: $code', async ({ query, code }) => {
    expect(await codesOf(query, {}, path)).toEqual(code === null ? [] : [code]);
  });
});

describe('bad input to the endpoint', () => {
  it.each(['_entities(representations: []) { __typename }', '_service { sdl }'])(
    'that is for routers alone, %s: GRAPHQL_VALIDATION_FAILED',
    async (field) => {
      expect(await codesOf(`{ ${field} }`, {}, '/graphql')).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    },
  );

  it('that is a persisted query: PERSISTED_QUERY_NOT_SUPPORTED', async () => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } }),
    });
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED' } }],
    });
  });
});

const entities = (type: string, selection: string) =>
  `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${type} { ${selection} } } }`;
const followUp = 'assessments(first: 1) { totalCount }';

describe('bad input to a subgraph', () => {
  it.each([
    {
      why: "nobody's id",
      domain: 'findings',
      query: entities('Finding', 'title'),
      representations: [{ __typename: 'Finding', id: 'nobody:finding:s:1' }],
      code: 'UNKNOWN_MEMBER',
    },
    {
      why: 'no key',
      domain: 'findings',
      query: entities('Finding', 'title'),
      representations: [{ __typename: 'Finding' }],
      code: 'BAD_USER_INPUT',
    },
    {
      why: 'no type',
      domain: 'findings',
      query: entities('Finding', 'title'),
      representations: [{ id: 'm01:finding:s:00100' }],
      code: 'BAD_USER_INPUT',
    },
    {
      why: "another domain's type",
      domain: 'findings',
      query: entities('Finding', 'title'),
      representations: [{ __typename: 'Assessment', id: 'm01:assessment:s:1' }],
      code: 'BAD_USER_INPUT',
    },
    {
      why: 'a representation without a required input',
      domain: 'assessments',
      query: entities('Recommendation', followUp),
      representations: [{ __typename: 'Recommendation', id: 'm01:recommendation:s:1' }],
      code: 'BAD_USER_INPUT',
    },
    {
      why: 'a mutation',
      domain: 'findings',
      query: 'mutation { deleteFinding }',
      code: 'GRAPHQL_VALIDATION_FAILED',
    },
    {
      why: 'a huge page',
      domain: 'findings',
      query: findings('(first: 2147483647)'),
      code: 'BAD_USER_INPUT',
    },
    { why: 'no GraphQL', domain: 'federation', query: 'SELECT 1', code: 'GRAPHQL_PARSE_FAILED' },
    { why: 'nothing', domain: 'federation', query: ' ', code: 'BAD_REQUEST' },
    {
      why: 'what is too deep',
      domain: 'elections',
      query: `{ country(code: "GE") ${'{ elections(first: 1) { edges { node { country '.repeat(8)}{ code }${' } } } }'.repeat(8)} }`,
      code: 'QUERY_TOO_DEEP',
    },
  ])('$domain, $why: $code', async ({ domain, query, representations, code }) => {
    const codes = await codesOf(query, { representations }, `/subgraphs/${domain}`);
    expect(codes).toEqual([code]);
  });

  it.each(['organizations', 'elections', 'findings', 'recommendations', 'assessments', 'federation'])(
    '%s describes itself',
    async (domain) => {
      const { data, errors } = await ask(
        gateway.url,
        '{ _service { sdl } __schema { queryType { name } } }',
        {},
        `/subgraphs/${domain}`,
      );
      expect(errors).toBeUndefined();
      expect(data).toEqual({
        _service: { sdl: expect.stringContaining('federation/v2.') },
        __schema: { queryType: { name: 'Query' } },
      });
    },
  );
});

async function codesOf(query: string, variables: object, path: string) {
  const { errors = [] } = await ask(gateway.url, query, variables, path);
  expect(JSON.stringify(errors)).not.toMatch(/stack|127\.0\.0\.1|node_modules/);
  return [...new Set(errors.map(({ extensions }) => extensions?.['code']))];
}
