import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningGateway, startSupergraphGateway } from '../src/index.ts';
import { ask, askTogether, silent, until } from './ask.ts';
import { shop, startTestSubgraph, supergraphOf, type TestSubgraph } from './test-subgraph.ts';

let folder: string;
let accounts: TestSubgraph;
let products: TestSubgraph;
let reviews: TestSubgraph;
let gateway: RunningGateway;

async function fileOf(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

function shopAt(url: string) {
  return { ...shop.products, url };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'observer-graph-supergraph-'));
  [accounts, products, reviews] = await Promise.all([
    startTestSubgraph(shop.accounts),
    startTestSubgraph(shop.products),
    startTestSubgraph(shop.reviews),
  ]);
  gateway = await startSupergraphGateway({
    supergraphFile: await fileOf('shop.graphql', supergraphOf([accounts, products, reviews])),
    port: 0,
    log: silent,
    limits: { deadlineMs: 3_000 },
  });
});

afterAll(async () => {
  await gateway.close();
  for (const subgraph of [accounts, products, reviews]) await subgraph.close();
  await rm(folder, { recursive: true });
});

const query = '{ me { name reviews { stars product { name } } } topProducts { name } }';

describe('a supergraph of any subgraphs', () => {
  it('is answered by them together', async () => {
    expect(await ask(gateway, query)).toEqual({
      status: 200,
      data: {
        me: { name: 'Ada', reviews: [{ stars: 5, product: { name: 'Product a' } }] },
        topProducts: [{ name: 'Lamp' }],
      },
    });
  });

  it('may have mutations, which are sent once', async () => {
    const before = accounts.asked.length;
    const { data } = await ask(
      gateway,
      'mutation ($name: String!) { rename(name: $name) { id name reviews { body } } }',
      { name: 'Ada L.' },
    );
    expect(data).toEqual({ rename: { id: '1', name: 'Ada L.', reviews: [{ body: '1 on a' }] } });
    expect(accounts.asked.length).toBe(before + 1);
  });

  it('has no subscriptions', async () => {
    const { status, errors } = await ask(gateway, 'subscription { me { name } }');
    expect(status).toBe(200);
    expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'GRAPHQL_VALIDATION_FAILED' }]);
  });

  it('says what is wrong with variables', async () => {
    const { errors } = await ask(gateway, 'mutation ($name: String!) { rename(name: $name) { id } }', {});
    expect(errors).toEqual([
      {
        message: 'Variable "$name" of required type "String!" was not provided.',
        locations: [{ line: 1, column: 11 }],
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
  });

  it('is shown to browsers in an explorer', async () => {
    for (const path of ['/', '/graphql']) {
      const response = await fetch(gateway.url + path, { headers: { accept: 'text/html' } });
      expect(await response.text()).toContain('/explorer/graphiql.js');
    }
  });
});

describe('a subgraph that fails', () => {
  const json =
    (value: unknown, type = 'application/json') =>
    (response: ServerResponse) =>
      response.writeHead(200, { 'content-type': type }).end(JSON.stringify(value));
  const secret = 'SELECT at db.internal';

  it.each([
    {
      what: 'answers HTML',
      instead: (response: ServerResponse) =>
        response.writeHead(200, { 'content-type': 'text/html' }).end(`<h1>${secret}</h1>`),
      error: {
        message: 'reviews: answered with something that is not GraphQL.',
        code: 'SUBGRAPH_UNAVAILABLE',
      },
    },
    {
      what: 'answers HTML with status 502',
      instead: (response: ServerResponse) =>
        response.writeHead(502, { 'content-type': 'text/html' }).end(`<h1>${secret}</h1>`),
      error: { message: 'reviews: answered with HTTP status 502.', code: 'SUBGRAPH_UNAVAILABLE' },
    },
    {
      what: 'answers 200 with errors only',
      instead: json({ errors: [{ message: secret }] }),
      error: { message: 'reviews: this could not be answered.', code: 'SUBGRAPH_ERROR' },
    },
    {
      what: 'answers with an error that would set our status',
      instead: json({
        errors: [
          { message: 'Log in.', extensions: { code: 'UNAUTHENTICATED', http: { status: 500 }, secret } },
        ],
        data: null,
      }),
      error: { message: 'Log in.', code: 'UNAUTHENTICATED' },
    },
    {
      what: 'answers in a wrong shape',
      instead: json({ data: { _entities: { secret } } }),
      error: { message: 'reviews: answered with no entities.', code: 'SUBGRAPH_MALFORMED' },
    },
    {
      what: 'answers with fewer entities than asked for',
      instead: json({ data: { _entities: [] } }),
      error: { message: 'reviews: answered with 0 of 1 entities.', code: 'SUBGRAPH_MALFORMED' },
    },
    {
      what: 'never answers',
      instead: () => {},
      error: { message: 'reviews: no answer within 3 s.', code: 'SUBGRAPH_UNAVAILABLE' },
    },
    {
      what: 'ends the connection',
      instead: (response: ServerResponse) => response.destroy(),
      error: { message: 'reviews: the connection failed.', code: 'SUBGRAPH_UNAVAILABLE' },
    },
  ])('because it $what costs what is its own alone', async ({ instead, error: { message, code } }) => {
    reviews.instead = instead;
    const answer = await ask(gateway, query);
    reviews.instead = null;
    expect(JSON.stringify(answer)).not.toMatch(/SELECT|127\.0\.0\.1|node_modules/);
    expect(answer).toEqual({
      status: 200,
      data: { me: { name: 'Ada', reviews: null }, topProducts: [{ name: 'Lamp' }] },
      errors: [{ message, path: expect.arrayContaining(['me']), extensions: { code, subgraph: 'reviews' } }],
    });
  });

  it('tells the log what it keeps from clients, the same not again and again', async () => {
    const lines: string[] = [];
    const own = await startSupergraphGateway({
      supergraphFile: join(folder, 'shop.graphql'),
      port: 0,
      log: { ...silent, error: (line) => lines.push(line) },
    });
    reviews.instead = json({ errors: [{ message: secret }] });
    for (let times = 0; times < 3; times += 1) await ask(own, query);
    reviews.instead = (response) => response.destroy();
    for (let times = 0; times < 3; times += 1) await ask(own, query);
    reviews.instead = null;
    await own.close();
    expect(lines).toEqual([
      `reviews: told of the error "${secret}"`,
      'reviews: the connection failed. (other side closed)',
    ]);
  });

  it('because its value is of another type loses that value, with an error', async () => {
    reviews.instead = json({
      data: {
        _entities: [
          { __typename: 'User', reviews: [{ stars: 'five', product: { __typename: 'Product', upc: 'a' } }] },
        ],
      },
    });
    const { data, errors } = await ask(gateway, query);
    reviews.instead = null;
    expect(data.topProducts).toEqual([{ name: 'Lamp' }]);
    expect(data.me).toEqual({ name: 'Ada', reviews: null });
    expect(errors).toEqual([
      {
        message: expect.any(String),
        path: ['me', 'reviews', 0, 'stars'],
        extensions: { code: 'VALUE_INVALID' },
      },
    ]);
    expect(JSON.stringify(errors)).not.toContain('five');
  });

  it('at the start costs what is its own alone, is logged, and takes part once it is up', async () => {
    const placeholder = await startTestSubgraph(shop.reviews);
    await placeholder.close();
    const warnings: string[] = [];
    const own = await startSupergraphGateway({
      supergraphFile: await fileOf('late.graphql', supergraphOf([accounts, products, placeholder])),
      port: 0,
      log: { ...silent, warn: (message) => warnings.push(message) },
    });
    await until(() => warnings.length > 0);
    expect(warnings).toEqual([
      `reviews: the connection failed. (connect ECONNREFUSED ${new URL(placeholder.url).host}) Its URL is ${placeholder.url}; what needs it is answered with the error SUBGRAPH_UNAVAILABLE until it answers.`,
    ]);
    const answer = await ask(own, query);
    expect(answer).toMatchObject({
      data: { me: { name: 'Ada', reviews: null }, topProducts: [{ name: 'Lamp' }] },
      errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'reviews' } }],
    });
    expect(JSON.stringify(answer)).not.toMatch(/127\.0\.0\.1|ECONNREFUSED|stack/);
    const late = await startTestSubgraph({ ...shop.reviews, port: Number(new URL(placeholder.url).port) });
    expect((await ask(own, query)).errors).toBeUndefined();
    await own.close();
    await late.close();
  });

  it('is not waited for when the client has gone', async () => {
    reviews.instead = () => {};
    const [asked, givenUp] = [reviews.asked.length, reviews.givenUp()];
    const own = await startSupergraphGateway({
      supergraphFile: await fileOf('gone.graphql', supergraphOf([accounts, products, reviews])),
      port: 0,
      log: silent,
      limits: { deadlineMs: 60_000, requestDeadlineMs: 60_000 },
    });
    const client = httpRequest(`${own.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    });
    client.on('error', () => {});
    client.end(JSON.stringify({ query }));
    await until(() => reviews.asked.slice(asked).some((request) => request.query.includes('_entities')));
    client.destroy();
    await until(() => reviews.givenUp() > givenUp);
    reviews.instead = null;
    await own.close();
  });
});

describe('requests under way', () => {
  const waitFor = async (own: RunningGateway, headers: readonly Record<string, string>[]) => {
    const held: (() => void)[] = [];
    const hold = (response: ServerResponse) =>
      held.push(() =>
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end('{"data":{"topProducts":[{"name":"Lamp"}]}}'),
      );
    // From here on both are planned.
    const topProducts = '{ topProducts { name } }';
    await ask(own, topProducts);
    await ask(own, '{ me { name } }');
    products.instead = hold;
    const before = products.asked.length;
    const answers = askTogether(own, topProducts, headers);
    await until(() => held.length > 0);
    // All were read before this is, so whoever is asked alone has been asked when it is answered.
    expect((await ask(own, '{ me { name } }')).data).toEqual({ me: { name: 'Ada' } });
    products.instead = null;
    for (const release of held) release();
    for (const answer of await answers) {
      expect(answer).toEqual({ data: { topProducts: [{ name: 'Lamp' }] } });
    }
    return products.asked
      .slice(before)
      .map(({ headers: { authorization, cookie } }) => ({ authorization, cookie }));
  };

  it('are shared by those who ask the same, but never by two with different headers that are sent along', async () => {
    const supergraphFile = join(folder, 'shop.graphql');
    const start = (forwardHeaders: readonly string[]) =>
      startSupergraphGateway({ supergraphFile, port: 0, log: silent, forwardHeaders });
    const [plain, forwarding] = [await start([]), await start(['Authorization'])];
    const [ada, ben] = [
      { authorization: 'Bearer ada', cookie: 'a=1' },
      { authorization: 'Bearer ben', cookie: 'b=2' },
    ];
    // What is not sent along makes no difference.
    expect(await waitFor(plain, [ada, ada, ben, {}])).toEqual([{}]);
    const asked = await waitFor(forwarding, [ada, ben, ada, {}]);
    expect(asked.map(({ authorization }) => authorization ?? '').toSorted()).toEqual([
      '',
      ada.authorization,
      ben.authorization,
    ]);
    expect(asked.map(({ cookie }) => cookie)).toEqual([undefined, undefined, undefined]);
    await plain.close();
    await forwarding.close();
  });
});

describe('what a mutation changes', () => {
  it('is shown by it, and by what is asked after it, though the same is being asked already', async () => {
    const [names, held]: [string[], (() => void)[]] = [['old'], []];
    const changing = await startTestSubgraph({
      name: 'changing',
      typeDefs:
        'type Query { one: Thing } type Mutation { rename(name: String!): Thing } type Thing @key(fields: "id") { id: ID! }',
      resolvers: {
        Query: { one: () => ({ id: '1' }) },
        Mutation: {
          rename: (_: unknown, { name }: { name: string }) => {
            names.push(name);
            return { id: '1' };
          },
        },
      },
    });
    const showing = await startTestSubgraph({
      name: 'showing',
      typeDefs: 'type Thing @key(fields: "id") { id: ID! name: String }',
      resolvers: {},
    });
    showing.instead = (response) => {
      if (!showing.asked.at(-1)?.query.includes('_entities')) return response.end('{"data":{}}');
      const body = JSON.stringify({ data: { _entities: [{ name: names.at(-1) }] } });
      return held.push(() => response.writeHead(200, { 'content-type': 'application/json' }).end(body));
    };
    const own = await startSupergraphGateway({
      supergraphFile: await fileOf('changing.graphql', supergraphOf([changing, showing])),
      port: 0,
      log: silent,
    });
    // Two, since what follows a mutation is asked for under its name.
    const before = [ask(own, 'query Q { one { name } }'), ask(own, 'query R { one { name } }')];
    await until(() => held.length === 2);
    const change = ask(own, 'mutation Q { rename(name: "new") { name } }');
    await until(() => held.length === 3);
    const after = ask(own, 'query R { one { name } }');
    await until(() => held.length === 4);
    for (const release of held) release();
    for (const { data } of await Promise.all(before)) expect(data).toEqual({ one: { name: 'old' } });
    expect((await change).data).toEqual({ rename: { name: 'new' } });
    expect((await after).data).toEqual({ one: { name: 'new' } });
    await own.close();
    await Promise.all([changing.close(), showing.close()]);
  });
});

describe("a supergraph's file", () => {
  it('is in use all the time if it is broken and mended', async () => {
    const text = supergraphOf([accounts, reviews]);
    const file = await fileOf('mended.graphql', text);
    const lines: string[] = [];
    const note = (line: string) => void lines.push(line);
    const own = await startSupergraphGateway({
      supergraphFile: file,
      port: 0,
      limits: { requestDeadlineMs: 500 },
      log: { ...silent, info: note, error: note },
    });
    await writeFile(file, 'type Query { broken: Int }');
    await until(() => lines.some((line) => line.includes('cannot be used')));
    await writeFile(file, text);
    await until(() => lines.some((line) => line.includes('read again')));
    // As long as a request may still want the connections of before.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect((await ask(own, '{ me { age } }')).data).toEqual({ me: { age: 36 } });
    await own.close();
  });

  it('takes over when it has changed, while requests under way end on the one before', async () => {
    const slow = await startTestSubgraph(shop.products);
    const file = await fileOf('hot.graphql', supergraphOf([accounts, slow]));
    const lines: string[] = [];
    const own = await startSupergraphGateway({
      supergraphFile: file,
      port: 0,
      log: { ...silent, error: (line) => lines.push(line) },
    });
    expect((await ask(own, '{ me { age } }')).data).toEqual({ me: { age: 36 } });
    let release: (() => void) | undefined;
    slow.instead = (response) => {
      release = () =>
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end('{"data":{"topProducts":[{"name":"Old lamp"}]}}');
    };
    const underWay = ask(own, '{ topProducts { name } }');
    await until(() => release !== undefined);

    await writeFile(file, 'type Query { broken: Int }');
    await until(() => lines.length > 0);
    expect(lines).toEqual([
      expect.stringMatching(
        /^hot\.graphql has changed and cannot be used; the version before it stays in use\n/,
      ),
    ]);
    const problems = async () => {
      const response = await fetch(`${own.url}/health/ready`);
      return { status: response.status, ...((await response.json()) as object) };
    };
    expect(await problems()).toEqual({
      status: 200,
      ready: true,
      problems: [expect.stringMatching(/^hot\.graphql: The supergraph is not valid/)],
    });
    expect((await ask(own, '{ me { age } }')).data).toEqual({ me: { age: 36 } });

    await writeFile(file, supergraphOf([accounts, reviews]));
    await until(async () => (await ask(own, '{ me { reviews { stars } } }')).errors === undefined);
    expect(await problems()).toEqual({ status: 200, ready: true, problems: [] });
    expect((await ask(own, '{ topProducts { name } }')).errors).toMatchObject([
      { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
    ]);
    release?.();
    expect(await underWay).toEqual({ status: 200, data: { topProducts: [{ name: 'Old lamp' }] } });
    await own.close();
    await slow.close();
  });

  it.each([
    { what: 'is missing', text: null, message: /missing\.graphql: there is no such file$/ },
    {
      what: 'is no GraphQL',
      text: 'members: []',
      message:
        /^bad\.graphql:1:1: The supergraph is not GraphQL: Syntax Error: Unexpected Name "members"\.\nExpected a Federation 2 supergraph/,
    },
    {
      what: 'ends in the middle',
      text: () => supergraphOf([shopAt('http://a.example/')]).split('name: String!')[0] ?? '',
      message:
        /^bad\.graphql:\d+:\d+: The supergraph is not GraphQL: Syntax Error: Expected Name, found <EOF>\.\nExpected a Federation 2 supergraph/,
    },
    {
      what: 'needs a feature for its execution that nobody here knows',
      text: () =>
        supergraphOf([shopAt('http://a.example/')]).replace(
          'schema\n',
          'schema\n  @link(url: "https://specs.example/magic/v1.0", for: EXECUTION)\n',
        ),
      message:
        /^bad\.graphql: The supergraph is not valid: .*\n.*specs\.example\/magic\/v1\.0 is for: EXECUTION but is unsupported/,
    },
    {
      what: 'is of a later version',
      text: () => supergraphOf([shopAt('http://a.example/')]).replace(/join\/v0\.\d/, 'join/v0.99'),
      message: /^bad\.graphql: The supergraph is not valid: .*unsupported join spec version v0\.99/,
    },
    {
      what: 'refers to a type that it does not have',
      text: () => supergraphOf([shopAt('http://a.example/')]).replace('name: String!', 'name: Text!'),
      message: /^bad\.graphql: The supergraph is not valid: Unknown type Text\n/,
    },
    {
      what: 'has a password in a URL',
      text: () => supergraphOf([shopAt('http://ann:hunter2@a.example/')]),
      message:
        /^The supergraph has a name or password in the URL of the subgraph 'products'\. Leave them out; (?!.*hunter2)/,
    },
    {
      what: 'is the schema of an API',
      text: 'type Query { a: Int }',
      message: /^bad\.graphql: The supergraph is not valid: .*\nExpected a Federation 2 supergraph/,
    },
    {
      what: 'is the schema of a subgraph',
      text: 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3") type Query { a: Int }',
      message: /^bad\.graphql: The supergraph is not valid: (?:.*\n)*Expected a Federation 2 supergraph/,
    },
    {
      what: 'has what cannot be run right',
      text: () =>
        supergraphOf([
          {
            name: 'a',
            url: 'http://a.example/',
            typeDefs: `
              type Query { user: User }
              type User @key(fields: "id") @context(name: "user") { id: ID! name: String! post: Post }
              type Post @key(fields: "id") { id: ID! by(name: String @fromContext(field: "$user { name }")): String }
            `,
          },
        ]),
      message: /^bad\.graphql: The supergraph has what this gateway cannot run right: @context on User\.$/,
    },
    {
      what: 'has no URLs',
      text: () => supergraphOf([shopAt('')]),
      message: /^The supergraph has '' as the URL of the subgraph 'products', which is no http or https URL/,
    },
  ])('that $what is refused, and the message says so', async ({ text, message }) => {
    const supergraphFile =
      text === null
        ? join(folder, 'missing.graphql')
        : await fileOf('bad.graphql', typeof text === 'string' ? text : text());
    await expect(startSupergraphGateway({ supergraphFile, port: 0, log: silent })).rejects.toThrow(message);
  });

  it('is not served on a port that is taken, or with limits that are none', async () => {
    const supergraphFile = join(folder, 'shop.graphql');
    const port = Number(new URL(gateway.url).port);
    await expect(startSupergraphGateway({ supergraphFile, port, log: silent })).rejects.toThrow(
      `Port ${port} is taken; name another with PORT or --port.`,
    );
    await expect(
      startSupergraphGateway({ supergraphFile, port: 0, forwardHeaders: ['Content-Length'], log: silent }),
    ).rejects.toThrow("The header 'Content-Length' is the gateway's own and is not sent along.");
    const limits = { maxDeep: 3, deadlineMs: 0 };
    await expect(startSupergraphGateway({ supergraphFile, port: 0, limits, log: silent })).rejects.toThrow(
      /deadlineMs: expected a whole number above 0\.\nThere is no limit 'maxDeep'; there are deadlineMs, /,
    );
  });
});
