import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type RunningGateway, startSupergraphGateway } from '../src/index.ts';
import { ask, silent } from './ask.ts';
import { shop, startTestSubgraph, supergraphOf, type TestSubgraph } from './test-subgraph.ts';

let folder: string;
let accounts: TestSubgraph;
let products: TestSubgraph;
let reviews: TestSubgraph;
let gateway: RunningGateway;
const logged: string[] = [];
const maxBytes = 100_000;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'observer-graph-wrong-'));
  [accounts, products, reviews] = await Promise.all([
    startTestSubgraph(shop.accounts),
    startTestSubgraph(shop.products),
    startTestSubgraph(shop.reviews),
  ]);
  const supergraphFile = join(folder, 'shop.graphql');
  await writeFile(supergraphFile, supergraphOf([accounts, products, reviews]));
  gateway = await startSupergraphGateway({
    supergraphFile,
    port: 0,
    log: { ...silent, error: (line) => logged.push(line) },
    limits: { deadlineMs: 3_000, maxBytes },
  });
});

afterEach(() => {
  reviews.instead = null;
  products.instead = null;
});

afterAll(async () => {
  await gateway.close();
  for (const subgraph of [accounts, products, reviews]) await subgraph.close();
  await rm(folder, { recursive: true });
});

const query = '{ me { name reviews { stars product { name } } } topProducts { name } }';
const lamps = [{ name: 'Lamp' }];
const secret = 'SELECT at db.internal';

type Headers = Readonly<Record<string, string | number>>;

const text =
  (body: string | Buffer, headers: Headers = {}, status = 200) =>
  (response: ServerResponse) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
const json = (value: unknown, headers?: Headers, status?: number) =>
  text(JSON.stringify(value), headers, status);
const entity = (value: unknown) => json({ data: { _entities: [value] } });
const reviewed = (review: unknown) => entity({ __typename: 'User', reviews: [review] });
const product = { __typename: 'Product', upc: 'a' };

describe('a subgraph that answers what is of no use', () => {
  const notGraphQL = 'reviews: answered with something that is not GraphQL.';

  it.each<{ what: string; instead: (response: ServerResponse) => unknown; message: string; code?: string }>([
    { what: 'nothing', instead: text(''), message: notGraphQL },
    { what: 'nothing, with status 204', instead: text('', {}, 204), message: notGraphQL },
    { what: 'half a JSON', instead: text('{"data":{"_entities":[{"rev'), message: notGraphQL },
    { what: 'two JSONs', instead: text('{"data":{}}{"data":{}}'), message: notGraphQL },
    { what: 'null', instead: json(null), message: notGraphQL },
    { what: 'a list', instead: json([{ data: {} }]), message: notGraphQL },
    { what: 'an object of another kind', instead: json({ secret }), message: notGraphQL },
    { what: 'text as its data', instead: json({ data: secret }), message: notGraphQL },
    { what: 'errors that are texts', instead: json({ errors: [secret] }), message: notGraphQL },
    { what: 'errors that are null, and no data', instead: json({ errors: null }), message: notGraphQL },
    {
      what: 'parts',
      instead: text('\r\n---\r\n\r\n{}\r\n-----\r\n', { 'content-type': 'multipart/mixed; boundary="-"' }),
      message: notGraphQL,
    },
    {
      what: 'something compressed',
      instead: text(gzipSync(JSON.stringify({ data: { _entities: [{ reviews: [] }] } })), {
        'content-encoding': 'gzip',
      }),
      message: 'reviews: answered with something compressed, which was not asked for.',
    },
    {
      what: 'a redirection',
      instead: text('', { location: 'http://db.internal/' }, 302),
      message: 'reviews: answered with HTTP status 302.',
    },
    {
      what: 'JSON with status 500',
      instead: json({ errors: [{ message: secret }] }, {}, 500),
      message: 'reviews: answered with HTTP status 500.',
    },
    {
      what: 'too much',
      instead: text(`{"data":{"_entities":[{"reviews":[${'{"stars":5},'.repeat(maxBytes / 10)}{}]}]}}`),
      message: 'reviews: answered with more than 100000 bytes.',
    },
    {
      what: 'brackets in brackets',
      instead: text(`{"data":{"_entities":${'['.repeat(20_000)}${']'.repeat(20_000)}}}`),
      message: 'reviews: answered with something nested more than 100 deep.',
    },
    {
      what: 'less than it said',
      instead: (response) => {
        response.writeHead(200, { 'content-length': 1_000 }).write('{"data":');
        setImmediate(() => response.destroy());
      },
      message: 'reviews: the connection failed.',
    },
    {
      what: 'no HTTP',
      instead: (response) => response.socket?.end('SSH-2.0-OpenSSH_9.2\r\n'),
      message: 'reviews: the connection failed.',
    },
    {
      what: 'no entities',
      instead: json({ data: {} }),
      message: 'reviews: answered with no entities.',
      code: 'SUBGRAPH_MALFORMED',
    },
    {
      what: 'more entities than asked for',
      instead: json({ data: { _entities: [{ reviews: [] }, { reviews: [] }] } }),
      message: 'reviews: answered with 2 of 1 entities.',
      code: 'SUBGRAPH_MALFORMED',
    },
    {
      what: 'an entity that is text',
      instead: entity(secret),
      message: 'reviews: answered with an entity that is no object.',
      code: 'SUBGRAPH_MALFORMED',
    },
    {
      what: 'an error alone, with a path that is none',
      instead: json({ errors: [{ message: secret, path: secret }] }),
      message: 'reviews: this could not be answered.',
      code: 'SUBGRAPH_ERROR',
    },
    {
      what: 'an error alone, with a path that is null',
      instead: json({ data: null, errors: [{ message: secret, path: null }] }),
      message: 'reviews: this could not be answered.',
      code: 'SUBGRAPH_ERROR',
    },
  ])('($what) costs what is its own, and the log says so', async ({ instead, message, code }) => {
    reviews.instead = instead;
    const answer = await ask(gateway, query);
    expect(answer).toEqual({
      status: 200,
      data: { me: { name: 'Ada', reviews: null }, topProducts: lamps },
      errors: [
        { message, path: ['me'], extensions: { code: code ?? 'SUBGRAPH_UNAVAILABLE', subgraph: 'reviews' } },
      ],
    });
    // The same is logged once, whichever of these it was.
    expect(logged.join('\n')).toContain(
      code === 'SUBGRAPH_ERROR' ? `told of the error "${secret}"` : message,
    );
  });

  it('slowly, or with no end, costs what is its own once the time is over', async () => {
    const timers = new Set<NodeJS.Timeout>();
    reviews.instead = (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      timers.add(setInterval(() => response.write(' '), 20));
    };
    products.instead = (response) => response.writeHead(200).flushHeaders();
    const answer = await ask(gateway, query);
    for (const timer of timers) clearInterval(timer);
    expect(answer).toEqual({
      status: 200,
      data: { me: { name: 'Ada', reviews: null }, topProducts: null },
      errors: expect.arrayContaining(
        [
          { subgraph: 'products', path: ['topProducts'] },
          { subgraph: 'reviews', path: ['me'] },
        ].map(({ subgraph, path }) => ({
          message: `${subgraph}: no answer within 3 s.`,
          path,
          extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph },
        })),
      ),
    });
    expect(answer.errors).toHaveLength(2);
  });
});

describe('a value of a wrong form', () => {
  const wrong = (message: string, ...path: (string | number)[]) => ({
    message,
    path: ['me', ...path],
    extensions: { code: 'VALUE_INVALID' },
  });
  const missing = (what: string, ...path: (string | number)[]) => ({
    message: `${what} was not delivered.`,
    path: ['me', ...path],
    extensions: { code: 'FIELD_MISSING' },
  });
  const noList = wrong('The value of User.reviews is not a list.', 'reviews');
  const noReview = wrong('The value of User.reviews is not an object.', 'reviews', 0);
  const noStars = wrong('The value of Review.stars is not of its type.', 'reviews', 0, 'stars');
  const noUpc = wrong('The value of Product.upc is not of its type.', 'reviews', 0, 'product', 'upc');

  it.each<{ what: string; instead: ReturnType<typeof json>; reviewsAre: unknown; error: unknown }>([
    { what: 'no key', instead: entity({}), reviewsAre: null, error: missing('User.reviews', 'reviews') },
    { what: 'an object for a list', instead: entity({ reviews: {} }), reviewsAre: null, error: noList },
    { what: 'text for a list', instead: entity({ reviews: secret }), reviewsAre: null, error: noList },
    { what: 'a list for an object', instead: reviewed([{ stars: 5 }]), reviewsAre: null, error: noReview },
    { what: 'text for an object', instead: reviewed(secret), reviewsAre: null, error: noReview },
    {
      what: 'text for a number',
      instead: reviewed({ stars: '5', product }),
      reviewsAre: null,
      error: noStars,
    },
    { what: 'a fraction', instead: reviewed({ stars: 5.5, product }), reviewsAre: null, error: noStars },
    { what: 'a huge number', instead: reviewed({ stars: 1e300, product }), reviewsAre: null, error: noStars },
    {
      what: 'an object',
      instead: reviewed({ stars: { secret }, product }),
      reviewsAre: null,
      error: noStars,
    },
    {
      what: 'text for another entity',
      instead: reviewed({ stars: 5, product: secret }),
      reviewsAre: [{ stars: 5, product: null }],
      error: wrong('The value of Review.product is not an object.', 'reviews', 0, 'product'),
    },
    {
      what: 'an object for a key',
      instead: reviewed({ stars: 5, product: { ...product, upc: { secret } } }),
      reviewsAre: [{ stars: 5, product: null }],
      error: noUpc,
    },
  ])('($what) is null, with an error that does not show it', async ({ instead, reviewsAre, error }) => {
    reviews.instead = instead;
    const answer = await ask(
      gateway,
      '{ me { name reviews { stars product { upc name } } } topProducts { name } }',
    );
    expect(answer).toEqual({
      status: 200,
      data: { me: { name: 'Ada', reviews: reviewsAre }, topProducts: lamps },
      errors: [error],
    });
  });

  it('is in the log, once', async () => {
    reviews.instead = reviewed({ stars: true, product });
    const lines: string[] = [];
    const own = await startSupergraphGateway({
      supergraphFile: join(folder, 'shop.graphql'),
      port: 0,
      log: { ...silent, error: (line) => lines.push(line) },
    });
    for (let times = 0; times < 3; times += 1) await ask(own, query);
    await own.close();
    expect(lines).toEqual(['The value of Review.stars is not of its type.']);
  });
});

describe('an answer that is unusual, but right,', () => {
  const right = { data: { _entities: [{ reviews: [{ stars: 5, product }] }] } };

  it.each<{ what: string; instead: (response: ServerResponse) => unknown }>([
    { what: 'with errors that are null', instead: json({ ...right, errors: null }) },
    { what: 'with no errors in a list', instead: json({ ...right, errors: [] }) },
    { what: 'with extensions', instead: json({ ...right, extensions: { secret } }) },
    { what: 'with cookies', instead: json(right, { 'set-cookie': `a=${secret}` }) },
    { what: 'as text', instead: json(right, { 'content-type': 'text/plain' }) },
    { what: 'said not to be compressed', instead: json(right, { 'content-encoding': 'identity' }) },
    {
      what: 'with what was not asked for',
      instead: reviewed({ stars: 5, secret, product: { ...product, secret: { secret } } }),
    },
    {
      what: 'with keys that are there twice, of which the last holds',
      instead: text(
        '{"data":null,"data":{"_entities":[{"reviews":[{"stars":1,"stars":5,"product":{"__typename":"Product","upc":"a"}}]}]}}',
      ),
    },
  ])('$what, is taken, and nothing of it but what was asked for is given on', async ({ instead }) => {
    reviews.instead = instead;
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    expect(await response.json()).toEqual({
      data: {
        me: { name: 'Ada', reviews: [{ stars: 5, product: { name: 'Product a' } }] },
        topProducts: lamps,
      },
    });
    expect(JSON.stringify([...response.headers])).not.toContain('SELECT');
  });

  it('is asked for uncompressed', () => {
    expect(new Set(reviews.asked.map(({ headers }) => headers['accept-encoding']))).toEqual(
      new Set(['identity']),
    );
  });
});
