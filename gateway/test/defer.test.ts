import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type RunningGateway, startSupergraphGateway } from '../src/index.ts';
import { ask, askInParts, silent, until } from './ask.ts';
import { shop, startTestSubgraph, supergraphOf, type TestSubgraph } from './test-subgraph.ts';

let folder: string;
let accounts: TestSubgraph;
let reviews: TestSubgraph;
let gateway: RunningGateway;
const logged: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'observer-graph-defer-'));
  [accounts, reviews] = await Promise.all([
    startTestSubgraph(shop.accounts),
    startTestSubgraph(shop.reviews),
  ]);
  const supergraphFile = join(folder, 'shop.graphql');
  await writeFile(supergraphFile, supergraphOf([accounts, reviews]));
  const error = (message: string) => void logged.push(message);
  gateway = await startSupergraphGateway({ supergraphFile, port: 0, log: { ...silent, error } });
});

afterEach(() => {
  reviews.instead = null;
  logged.length = 0;
});

afterAll(async () => {
  await gateway.close();
  for (const subgraph of [accounts, reviews]) await subgraph.close();
  await rm(folder, { recursive: true });
});

const query = '{ me { age ... @defer(label: "reviews") { reviews { stars } } } }';
const whole = { data: { me: { age: 36, reviews: [{ stars: 5 }] } } };
const first = { data: { me: { age: 36 } }, hasNext: true };

function json(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** Lets the reviews of somebody wait for their answer: that to be given. */
function holdReviews(): Promise<ServerResponse> {
  return new Promise((resolve) => {
    reviews.instead = (response) => {
      if (reviews.asked.at(-1)?.query.includes('_entities')) resolve(response);
      // When it starts the gateway asks whether there is anybody.
      else json(response, { data: { __typename: 'Query' } });
    };
  });
}

async function next<Part>(parts: AsyncGenerator<Part, void>): Promise<Part | undefined> {
  const { value } = await parts.next();
  return value ?? undefined;
}

describe('an answer with @defer', () => {
  it('comes in parts, the first of them before the slow subgraph answers', async () => {
    const held = holdReviews();
    const { status, type, parts } = await askInParts(gateway, query);
    expect({ status, type }).toEqual({
      status: 200,
      type: 'multipart/mixed; boundary="-"; deferSpec=20220824',
    });
    expect(await next(parts)).toEqual(first);
    json(await held, { data: { _entities: [{ reviews: [{ stars: 4 }] }] } });
    expect(await next(parts)).toEqual({
      incremental: [{ label: 'reviews', path: ['me'], data: { reviews: [{ stars: 4 }] } }],
      hasNext: false,
    });
    expect(await next(parts)).toBeUndefined();
  });

  it.each([
    'multipart/mixed;deferSpec=20220824',
    'multipart/mixed; deferSpec="20220824"; q=0.5, application/json',
    'application/json, multipart/mixed;incrementalSpec=v0.2, multipart/mixed;deferSpec=20220824, */*',
  ])('comes in parts to those who accept %s', async (accept) => {
    const { type, parts } = await askInParts(gateway, query, { accept });
    expect(type).toMatch(/^multipart\/mixed; .*deferSpec=20220824$/);
    expect(await next(parts)).toEqual(first);
  });

  it.each([
    'application/json',
    '*/*',
    'multipart/mixed, application/json',
    'multipart/mixed;incrementalSpec=v0.2, application/graphql-response+json',
    'multipart/mixed;deferSpec=20220824;q=0, application/json',
  ])('comes as a whole to those who accept %s', async (accept) => {
    const { status, parts } = await askInParts(gateway, query, { accept });
    expect([status, await next(parts)]).toEqual([200, whole]);
  });

  it.each([
    {
      accept: 'multipart/mixed;deferSpec=20220824',
      type: 'multipart/mixed; boundary="-"; deferSpec=20220824',
    },
    { accept: 'multipart/mixed, application/json;q=0', type: 'multipart/mixed; boundary="-"' },
    { accept: 'multipart/mixed;incrementalSpec=v0.2', type: 'multipart/mixed; boundary="-"' },
    { accept: 'multipart/*, image/png', type: 'multipart/mixed; boundary="-"' },
  ])(
    'with nothing to defer comes in one part to those who accept $accept alone',
    async ({ accept, type }) => {
      const answer = await askInParts(gateway, '{ me { age } }', { accept });
      expect([answer.status, answer.type]).toEqual([200, type]);
      expect(await next(answer.parts)).toEqual({ data: { me: { age: 36 } }, hasNext: false });
      expect(await next(answer.parts)).toBeUndefined();
      const refused = await askInParts(gateway, '{ nobody }', { accept });
      expect([refused.status, refused.type]).toEqual([200, type]);
      expect(await next(refused.parts)).toMatchObject({
        errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
        hasNext: false,
      });
    },
  );

  it.each(['image/png', 'text/event-stream', 'application/json;q=0'])(
    'is refused to those who accept nothing but %s',
    async (accept) => {
      const { status, parts } = await askInParts(gateway, query, { accept });
      expect(status).toBe(406);
      expect(await next(parts)).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
    },
  );

  it('tells what fails with the part that it is missing from, and no more of it than clients may know', async () => {
    reviews.instead = (response) => json(response, { errors: [{ message: 'SELECT * FROM secrets' }] });
    const { parts } = await askInParts(gateway, query);
    expect([await next(parts), await next(parts)]).toEqual([
      first,
      {
        incremental: [
          {
            label: 'reviews',
            path: ['me'],
            data: { reviews: null },
            errors: [
              {
                message: 'reviews: this could not be answered.',
                path: ['me'],
                extensions: { code: 'SUBGRAPH_ERROR', subgraph: 'reviews' },
              },
            ],
          },
        ],
        hasNext: false,
      },
    ]);
  });

  it('is given up when the client goes away', async () => {
    const held = holdReviews();
    const before = reviews.givenUp();
    const client = new AbortController();
    const { parts } = await askInParts(gateway, query, { signal: client.signal });
    expect(await next(parts)).toEqual(first);
    await held;
    client.abort();
    await expect(next(parts)).rejects.toThrow();
    await until(() => reviews.givenUp() > before);
    expect(logged).toEqual([]);
  });

  it('may be about what a mutation did', async () => {
    const { parts } = await askInParts(
      gateway,
      'mutation { rename(name: "A") { name ... @defer { reviews { stars } } } }',
    );
    expect([await next(parts), await next(parts)]).toEqual([
      { data: { rename: { name: 'A' } }, hasNext: true },
      { incremental: [{ path: ['rename'], data: { reviews: [{ stars: 5 }] } }], hasNext: false },
    ]);
  });
});

describe('the schema', () => {
  it('has @defer, as Apollo shows it, and no @stream', async () => {
    const { data } = await ask(
      gateway,
      '{ __schema { directives { name locations args { name type { kind name ofType { name } } defaultValue } } } }',
    );
    const directives = data.__schema.directives as { name: string }[];
    expect(directives.filter(({ name }) => name === 'defer' || name === 'stream')).toEqual([
      {
        name: 'defer',
        locations: ['FRAGMENT_SPREAD', 'INLINE_FRAGMENT'],
        args: [
          { name: 'label', type: { kind: 'SCALAR', name: 'String', ofType: null }, defaultValue: null },
          {
            name: 'if',
            type: { kind: 'NON_NULL', name: null, ofType: { name: 'Boolean' } },
            defaultValue: 'true',
          },
        ],
      },
    ]);
  });

  it.each([
    { query: '{ me { reviews @stream { stars } } }', told: 'Unknown directive "@stream".' },
    {
      query: 'mutation { ... @defer { rename(name: "A") { name } } }',
      told: '@defer cannot be used on the root type "Mutation": mutations are done one after the other.',
    },
    {
      query: '{ me { ... @defer(label: "a") { age } ... @defer(label: "a") { name } } }',
      told: 'Each label of @defer must be there once; "a" is there again.',
    },
  ])('has it where the specification has it, not in $query', async ({ query, told }) => {
    const { errors } = await ask(gateway, query);
    expect(errors?.map(({ message, extensions }) => ({ message, ...extensions }))).toEqual([
      { message: told, code: 'GRAPHQL_VALIDATION_FAILED' },
    ]);
  });
});
