import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunningGateway, startSupergraphGateway } from '../src/index.ts';
import { silent, until } from './ask.ts';
import { shop, startTestSubgraph, supergraphOf, type TestSubgraph } from './test-subgraph.ts';

let folder: string;
let supergraphFile: string;
let accounts: TestSubgraph;
let reviews: TestSubgraph;
let gateway: RunningGateway;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'observer-graph-known-'));
  supergraphFile = join(folder, 'shop.graphql');
  [accounts, reviews] = await Promise.all([
    startTestSubgraph(shop.accounts),
    startTestSubgraph(shop.reviews),
  ]);
});

beforeEach(async () => {
  await writeFile(supergraphFile, supergraphOf([accounts, reviews]));
  gateway = await startSupergraphGateway({ supergraphFile, port: 0, log: silent });
  return () => gateway.close();
});

afterAll(async () => {
  await Promise.all([accounts.close(), reviews.close()]);
  await rm(folder, { recursive: true });
});

interface Asked {
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** All of an answer but when it was sent. */
async function answerTo({ body, headers }: Asked) {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const { date, ...others } = Object.fromEntries(response.headers);
  return { status: response.status, headers: others, text: await response.text() };
}

const me = 'query Me { me { name reviews { body } } }';
const both = 'query A { me { name } } query B { me { age } }';
const rename = 'mutation Rename($name: String!) { rename(name: $name) { name } }';

describe('an operation that was asked before', () => {
  it.each<{ what: string } & Asked>([
    { what: 'as it was', body: { query: me } },
    { what: 'with variables', body: { query: rename, variables: { name: 'Eve' } } },
    { what: 'with a variable that is wrong', body: { query: rename, variables: { name: 5 } } },
    { what: 'with a variable that is missing', body: { query: rename } },
    { what: 'with variables that are no object', body: { query: me, variables: 'x' } },
    { what: 'with nulls and an empty name', body: { query: me, variables: null, operationName: '' } },
    { what: 'as one of several', body: { query: both, operationName: 'B' } },
    { what: 'as another of several', body: { query: both, operationName: 'A' } },
    { what: 'as none of several', body: { query: both } },
    { what: 'as one that is not there', body: { query: both, operationName: 'C' } },
    { what: 'with its hash', body: { query: me, extensions: { persistedQuery: { version: 1 } } } },
    {
      what: 'in another form',
      body: { query: me },
      headers: { accept: 'application/graphql-response+json' },
    },
    { what: 'in any form', body: { query: me }, headers: { accept: '*/*' } },
    { what: 'in no form that there is', body: { query: me }, headers: { accept: 'image/png' } },
    { what: 'in parts alone', body: { query: me }, headers: { accept: 'multipart/mixed' } },
    { what: 'as no JSON', body: { query: me }, headers: { 'content-type': 'text/plain' } },
    { what: 'and was wrong', body: { query: '{ nobody }' } },
  ])('is answered as then: $what', async (asked) => {
    const first = await answerTo(asked);
    // What is remembered may be of others.
    for (const query of [me, rename, both]) {
      await answerTo({
        body: { query, variables: { name: 'Ada' }, operationName: query === both ? 'A' : null },
      });
    }
    expect(await answerTo(asked)).toEqual(first);
  });

  it('is answered with the errors that it has now, and its status', async () => {
    const json = { body: { query: me } };
    const graphql = { ...json, headers: { accept: 'application/graphql-response+json' } };
    await answerTo(json);
    await answerTo(graphql);
    const failing = async () => [await answerTo(json), await answerTo(graphql)];
    const unknown = async () => {
      const other = await startSupergraphGateway({ supergraphFile, port: 0, log: silent });
      const known = gateway;
      gateway = other;
      const answers = await failing();
      gateway = known;
      await other.close();
      return answers;
    };
    try {
      reviews.instead = (response) => response.writeHead(500).end();
      expect(await failing()).toEqual(await unknown());
      accounts.instead = (response) =>
        response.end('{"data":{"me":null},"errors":[{"message":"no","path":["me"]}]}');
      expect(await failing()).toEqual(await unknown());
      accounts.instead = (response) => response.end('<html>');
      expect(await failing()).toEqual(await unknown());
    } finally {
      reviews.instead = null;
      accounts.instead = null;
    }
  });

  it('is not taken for another one by a name that is a part of it', async () => {
    const asked = { body: { query: '{ me { name } }', operationName: 'A\nquery A' } };
    const first = await answerTo(asked);
    expect(JSON.parse(first.text)).toMatchObject({
      errors: [{ extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }],
    });
    await answerTo({ body: { query: 'query A\n{ me { name } }', operationName: 'A' } });
    expect(await answerTo(asked)).toEqual(first);
  });

  it('changes what it changes once', async () => {
    const asked = { body: { query: rename, variables: { name: 'Eve' } } };
    await answerTo(asked);
    try {
      accounts.instead = (response) => response.end('{"data":null,"errors":[{"message":"no"}]}');
      const before = accounts.asked.length;
      await answerTo(asked);
      expect(accounts.asked.length - before).toBe(1);
    } finally {
      accounts.instead = null;
    }
  });

  it('is not valid any more when the schema has lost what it asks for', async () => {
    await answerTo({ body: { query: me } });
    await writeFile(supergraphFile, supergraphOf([accounts]));
    let text = '';
    await until(async () => {
      ({ text } = await answerTo({ body: { query: me } }));
      return text.includes('errors');
    });
    expect(JSON.parse(text)).toMatchObject({
      errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    });
  });
});
