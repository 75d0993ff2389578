import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningGateway, startSupergraphGateway } from '../src/index.ts';
import { silent, until } from './ask.ts';
import { shop, startTestSubgraph, supergraphOf, type TestSubgraph } from './test-subgraph.ts';

let folder: string;
let accounts: TestSubgraph;
let gateway: RunningGateway;
const logged: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'observer-graph-requests-'));
  accounts = await startTestSubgraph(shop.accounts);
  const supergraphFile = join(folder, 'shop.graphql');
  await writeFile(supergraphFile, supergraphOf([accounts]));
  const note = (line: string) => void logged.push(line);
  gateway = await startSupergraphGateway({
    supergraphFile,
    port: 0,
    log: { ...silent, warn: note, error: note },
  });
});

afterAll(async () => {
  await gateway.close();
  await accounts.close();
  await rm(folder, { recursive: true });
});

/** What is answered to a request as it goes over the wire. */
function answerTo(request: string): Promise<string> {
  const { hostname, port } = new URL(gateway.url);
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(Number(port), hostname, () => socket.write(request));
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('error', reject);
    socket.on('end', () => resolve(text));
  });
}

const json = 'application/json';
const me = '{ me { name } }';
const answered = { data: { me: { name: 'Ada' } } };
const post = (body: unknown, type = json): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': type },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const get = (parameters: Record<string, string>) => `?${new URLSearchParams(parameters)}`;
const getting: RequestInit = { headers: { 'content-type': json } };
const refused = (code: string) => ({ errors: [expect.objectContaining({ extensions: { code } })] });

describe('a request', () => {
  it.each<{ what: string; path?: string; init: RequestInit; status?: number; answer: unknown }>([
    {
      what: 'with an empty name of its operation',
      init: post({ query: me, operationName: '' }),
      answer: answered,
    },
    { what: 'with nulls', init: post({ query: me, operationName: null, variables: null }), answer: answered },
    { what: 'with more than is known', init: post({ query: me, id: 7 }), answer: answered },
    { what: 'in parameters', path: get({ query: me, operationName: '' }), init: getting, answer: answered },
    {
      what: 'with __proto__',
      init: post(
        `{"query":"${me}","__proto__":{"query":"{ users { name } }"},"variables":{"__proto__":{"a":1}}}`,
      ),
      answer: answered,
    },
    {
      what: 'with an operation that is not there',
      init: post({ query: me, operationName: 'Mine' }),
      answer: refused('OPERATION_RESOLUTION_FAILURE'),
    },
    {
      what: 'of several',
      init: post([{ query: me }, { query: me }]),
      status: 400,
      answer: refused('BAD_REQUEST'),
    },
    { what: 'of none', init: post([]), status: 400, answer: refused('BAD_REQUEST') },
    { what: 'that is a number', init: post('5'), status: 400, answer: refused('BAD_REQUEST') },
    {
      what: 'with a query that is a list',
      init: post({ query: [me] }),
      status: 400,
      answer: refused('BAD_REQUEST'),
    },
    {
      what: 'of another type',
      init: post(me, 'application/graphql'),
      status: 400,
      answer: refused('BAD_REQUEST'),
    },
    { what: 'of a form', init: post('query=x', 'text/plain'), status: 400, answer: refused('BAD_REQUEST') },
    {
      what: 'in parameters of a link',
      path: get({ query: me }),
      init: {},
      status: 400,
      answer: refused('BAD_REQUEST'),
    },
    {
      what: 'in parameters, with variables that are no JSON',
      path: get({ query: me, variables: '{' }),
      init: getting,
      status: 400,
      answer: refused('BAD_REQUEST'),
    },
    {
      what: 'in parameters, to change something',
      path: get({ query: 'mutation { rename(name: "Eve") { name } }' }),
      init: getting,
      status: 405,
      answer: refused('BAD_REQUEST'),
    },
    {
      what: 'by a method that is none',
      init: { method: 'PUT' },
      status: 405,
      answer: refused('BAD_REQUEST'),
    },
    {
      what: 'with the hash of a query alone',
      init: {
        ...post({ extensions: { persistedQuery: { version: 1, sha256Hash: 'ab' } } }),
        headers: { 'content-type': json, accept: 'application/graphql-response+json' },
      },
      status: 400,
      answer: refused('PERSISTED_QUERY_NOT_SUPPORTED'),
    },
    {
      what: 'with variables that are deep',
      init: post(`{"query":"${me}","variables":{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}}`),
      status: 400,
      answer: refused('BAD_REQUEST'),
    },
    {
      what: 'that is deep',
      init: post({ query: `{ me ${'{ friend '.repeat(30)}{ id }${' }'.repeat(30)} }` }),
      answer: { errors: expect.arrayContaining(refused('QUERY_TOO_DEEP').errors) },
    },
    {
      what: 'with many aliases',
      init: post({ query: `{ ${Array.from({ length: 51 }, (_, at) => `a${at}: me { id }`).join(' ')} }` }),
      answer: refused('TOO_MANY_ALIASES'),
    },
    {
      what: 'of many words',
      init: post({ query: `{ ${'me { id } '.repeat(2_000)} }` }),
      answer: refused('GRAPHQL_PARSE_FAILED'),
    },
    {
      what: 'of many bytes',
      init: post({ query: `${me} #${'x'.repeat(300_000)}` }),
      status: 413,
      answer: refused('QUERY_TOO_LARGE'),
    },
    {
      what: 'for types in types of the schema',
      init: post({
        query: '{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }',
      }),
      answer: refused('GRAPHQL_VALIDATION_FAILED'),
    },
    {
      what: 'with fragments that are spread again and again',
      init: post({
        query: `{ me { ...f0 } } ${Array.from({ length: 40 }, (_, at) =>
          at === 39
            ? 'fragment f39 on User { id }'
            : `fragment f${at} on User { ...f${at + 1} ... on User { ...f${at + 1} } }`,
        ).join(' ')}`,
      }),
      answer: refused('QUERY_TOO_LARGE'),
    },
  ])('$what is answered as it should be', async ({ path = '', init, status = 200, answer }) => {
    const response = await fetch(`${gateway.url}/graphql${path}`, init);
    expect([response.status, await response.json()]).toEqual([status, answer]);
  });

  it.each([
    { target: 'http://[', status: '400 Bad Request' },
    { target: '//elsewhere.example/graphql', status: '404 Not Found' },
    { target: 'http://elsewhere.example/health/live', status: '200 OK' },
  ])('for $target is no fault of the gateway', async ({ target, status }) => {
    const answer = await answerTo(`GET ${target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
    expect(answer.split('\r\n')[0]).toBe(`HTTP/1.1 ${status}`);
    expect(logged).toEqual([]);
  });

  it('that ends in the middle is forgotten', async () => {
    const { hostname, port } = new URL(gateway.url);
    const client = connect(Number(port), hostname);
    client.write(
      'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{"que',
    );
    await until(() => client.bytesWritten > 0);
    client.destroy();
    const response = await fetch(`${gateway.url}/graphql`, post({ query: me }));
    expect(await response.json()).toEqual(answered);
    expect(logged).toEqual([]);
  });
});
