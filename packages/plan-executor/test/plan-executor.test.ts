import type { Executor, GraphQLResponse } from '@observer-graph/executor';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Federation, type Subgraphs, startFederation } from './federation.ts';

const users = [
  { id: '1', name: 'Ada' },
  { id: '2', name: 'Bo' },
];
const books = [
  { __typename: 'Book', isbn: 'b1', title: 'One', author: { id: '1' }, pages: 10 },
  { __typename: 'Book', isbn: 'b2', title: 'Two', author: { id: '2' }, pages: 20 },
  { __typename: 'Film', isbn: 'f1', title: 'Three', author: { id: '1' }, minutes: 30 },
];

const subgraphs: Subgraphs = {
  accounts: {
    typeDefs: `
      type Query { me: User, users: [User!]!, user(id: ID!): User }
      type Mutation { rename(id: ID!, name: String!): User }
      type User @key(fields: "id") { id: ID!, name: String! }
    `,
    resolvers: {
      Query: {
        me: () => users[0],
        users: () => users,
        user: (_: unknown, { id }: { id: string }) => users.find((user) => user.id === id),
      },
      Mutation: {
        rename: (_: unknown, { id, name }: { id: string; name: string }) => ({ id, name }),
      },
      User: { __resolveReference: ({ id }: { id: string }) => users.find((user) => user.id === id) },
    },
  },
  library: {
    typeDefs: `
      type Query { works(first: Int = 10): [Work!]!, top: Book }
      interface Work { isbn: ID!, title: String!, author: User! }
      type Book implements Work @key(fields: "isbn") { isbn: ID!, title: String!, author: User!, pages: Int! }
      type Film implements Work @key(fields: "isbn") { isbn: ID!, title: String!, author: User!, minutes: Int! }
      type User @key(fields: "id") { id: ID!, works: [Work!]! }
    `,
    resolvers: {
      Query: {
        works: (_: unknown, { first }: { first: number }) => books.slice(0, first),
        top: () => books[0],
      },
      User: { works: ({ id }: { id: string }) => books.filter((book) => book.author.id === id) },
      Book: { __resolveReference: ({ isbn }: { isbn: string }) => books.find((book) => book.isbn === isbn) },
      Film: { __resolveReference: ({ isbn }: { isbn: string }) => books.find((book) => book.isbn === isbn) },
    },
  },
  prices: {
    typeDefs: `
      type Book @key(fields: "isbn") { isbn: ID!, pages: Int! @external, price(currency: String = "EUR"): Float @requires(fields: "pages"), label: Label! }
      type Film @key(fields: "isbn") { isbn: ID!, price(currency: String = "EUR"): Float }
      enum Label { NEW OLD }
    `,
    resolvers: {
      Book: {
        price: ({ pages }: { pages: number }, { currency }: { currency: string }) =>
          pages * (currency === 'EUR' ? 1 : 2),
        label: () => 'NEW',
      },
      Film: { price: () => 5.5 },
    },
  },
};

let graph: Federation;
beforeAll(async () => {
  graph = await startFederation(subgraphs);
});
afterAll(() => graph.stop());

describe('an answer from several subgraphs', () => {
  it.each<{ what: string; query: string; data: unknown }>([
    {
      what: 'joins entities in lists',
      query: '{ users { name works { title author { name } } } }',
      data: {
        users: [
          {
            name: 'Ada',
            works: [
              { title: 'One', author: { name: 'Ada' } },
              { title: 'Three', author: { name: 'Ada' } },
            ],
          },
          { name: 'Bo', works: [{ title: 'Two', author: { name: 'Bo' } }] },
        ],
      },
    },
    {
      what: 'fetches what @requires asks for',
      query: '{ top { price(currency: "USD") label } }',
      data: { top: { price: 20, label: 'NEW' } },
    },
    {
      what: 'tells types apart',
      query: '{ works { __typename title ... on Book { pages p: price } ... on Film { minutes p: price } } }',
      data: {
        works: [
          { __typename: 'Book', title: 'One', pages: 10, p: 10 },
          { __typename: 'Book', title: 'Two', pages: 20, p: 20 },
          { __typename: 'Film', title: 'Three', minutes: 30, p: 5.5 },
        ],
      },
    },
    {
      what: "keeps to the client's keys and their order",
      query:
        '{ second: user(id: "2") { b: name a: id } first: user(id: "1") { name: id } none: user(id: "3") { id } }',
      data: { second: { b: 'Bo', a: '2' }, first: { name: '1' }, none: null },
    },
    {
      what: 'merges fragments',
      query:
        '{ me { ...A ... on User { works { ...W } } } } fragment A on User { name works { title } } fragment W on Work { title isbn }',
      data: {
        me: {
          name: 'Ada',
          works: [
            { title: 'One', isbn: 'b1' },
            { title: 'Three', isbn: 'f1' },
          ],
        },
      },
    },
    {
      what: 'has nothing of an object',
      query: '{ __typename me { __typename t: __typename } }',
      data: { __typename: 'Query', me: { __typename: 'User', t: 'User' } },
    },
    {
      what: 'introspects beside data',
      query:
        '{ u: __type(name: "Label") { enumValues { name } } me { id } ...S } fragment S on Query { __schema { queryType { name } } }',
      data: {
        u: { enumValues: [{ name: 'NEW' }, { name: 'OLD' }] },
        me: { id: '1' },
        __schema: { queryType: { name: 'Query' } },
      },
    },
    {
      what: 'executes mutations each',
      query:
        'mutation { a: rename(id: "1", name: "X") { name works { title } } b: rename(id: "1", name: "X") { name } }',
      data: { a: { name: 'X', works: [{ title: 'One' }, { title: 'Three' }] }, b: { name: 'X' } },
    },
    {
      what: 'has an alias that is the name of its field',
      query:
        '{ me { works { title } works: works { isbn } } user(id: "2") { n: name } user: user(id: "2") { name } }',
      data: {
        me: {
          works: [
            { title: 'One', isbn: 'b1' },
            { title: 'Three', isbn: 'f1' },
          ],
        },
        user: { n: 'Bo', name: 'Bo' },
      },
    },
    {
      what: 'takes arguments in any order',
      query:
        'mutation { rename(id: "1", name: "X") { id } ... on Mutation { rename(name: "X", id: "1") { name } } }',
      data: { rename: { id: '1', name: 'X' } },
    },
    {
      what: 'has aliases that are properties of every object',
      query: '{ me { constructor: name toString: id } }',
      data: { me: { constructor: 'Ada', toString: '1' } },
    },
  ])('$what', async ({ query, data }) => {
    const answer = await graph.ask(query);
    expect(answer).toEqual({ data });
    expect(JSON.stringify(answer.data)).toBe(JSON.stringify(data));
  });

  it.each([
    { variables: { withName: true, withWorks: false }, data: { me: { id: '1', name: 'Ada' } } },
    {
      variables: { withName: false, withWorks: true },
      data: { me: { id: '1', works: [{ title: 'One' }, { title: 'Three' }] } },
    },
    {
      variables: { withWorks: true },
      data: { me: { id: '1', name: 'Ada', works: [{ title: 'One' }, { title: 'Three' }] } },
    },
  ])('leaves out what is skipped: $variables', async ({ variables, data }) => {
    const query = `query ($withName: Boolean = true, $withWorks: Boolean!) {
      me { id name @include(if: $withName) works @include(if: $withWorks) { title } } }`;
    expect(await graph.ask(query, variables)).toEqual({ data });
  });

  it('does not want what is needed for skipped fields alone', async () => {
    const query =
      'query ($on: Boolean!) { top { ... @include(if: $on) { price } label l: label @skip(if: $on) } }';
    expect(await graph.ask(query, { on: false })).toEqual({ data: { top: { label: 'NEW', l: 'NEW' } } });
    expect(graph.sent.map(({ query }) => query).join()).not.toMatch('pages');
  });

  it('refuses a condition that is null', async () => {
    const query = 'query ($on: Boolean = true) { me { id @skip(if: $on) } }';
    expect(await graph.ask(query)).toEqual({ data: { me: {} } });
    expect(await graph.ask(query, { on: null })).toEqual({
      errors: [
        {
          message: 'The condition of @skip must be true or false, but it is null.',
          code: 'BAD_USER_INPUT',
        },
      ],
    });
  });

  it('does mutations in the order in which they are written', async () => {
    const query = `mutation { a: rename(id: "1", name: "X") { id } ... { b: rename(id: "2", name: "Y") { id } }
      c: rename(id: "3", name: "Z") { id } ...D } fragment D on Mutation { a: rename(id: "1", name: "X") { name } d: rename(id: "4", name: "V") { id } }`;
    const { data } = await graph.ask(query);
    expect(JSON.stringify(data)).toBe(
      '{"a":{"id":"1","name":"X"},"b":{"id":"2"},"c":{"id":"3"},"d":{"id":"4"}}',
    );
    expect(graph.sent.map(({ query }) => query.match(/id: "\d"/g))).toEqual([
      ['id: "1"', 'id: "2"', 'id: "3"', 'id: "4"'],
    ]);
  });

  it('does not ask for what is skipped', async () => {
    await graph.ask('query ($on: Boolean!) { me { id works @include(if: $on) { title } } }', { on: false });
    expect(graph.sent.map(({ subgraph }) => subgraph)).toEqual(['accounts']);
  });

  it('asks for an entity once, however often it is there', async () => {
    await graph.ask('{ works { author { name } } }');
    expect(graph.sent.map(({ subgraph, variables }) => ({ subgraph, ...variables }))).toEqual([
      { subgraph: 'library' },
      {
        subgraph: 'accounts',
        representations: [
          { __typename: 'User', id: '1' },
          { __typename: 'User', id: '2' },
        ],
      },
    ]);
  });

  it('asks for all of what is alike, whatever comes in beside it', async () => {
    const of = (typeDefs: string) => ({ typeDefs });
    const member = { __typename: 'Member', id: '1' };
    let name: (response: GraphQLResponse) => void = () => {};
    const alike = await startFederation(
      {
        groups: of(
          'type Query { groups: [Group!]! } type Group @key(fields: "id") { id: ID!, members: [Member!]! } type Member @key(fields: "id") { id: ID! }',
        ),
        names: of('type Group @key(fields: "id") { id: ID!, name: String }'),
        nicks: of('type Member @key(fields: "id") { id: ID!, nick: String }'),
        greetings: of(
          'type Member @key(fields: "id") { id: ID!, nick: String @external, greeting: String @requires(fields: "nick") }',
        ),
        replies: of(
          'type Member @key(fields: "id") { id: ID!, greeting: String @external, reply: String @requires(fields: "greeting") }',
        ),
      },
      {
        groups: async () => ({
          data: { groups: [{ __typename: 'Group', id: '1', members: [{ ...member }, { ...member }] }] },
        }),
        names: () => new Promise((resolve) => (name = resolve)),
        nicks: async () => {
          name({ data: { _entities: [{ name: 'G' }] } });
          return { data: { _entities: [{ nick: 'A' }] } };
        },
        greetings: async () => ({ data: { _entities: [{ greeting: 'Hello' }] } }),
        replies: async () => ({ data: { _entities: [{ reply: 'Hi' }] } }),
      },
    );
    expect(await alike.ask('{ groups { name members { greeting reply } } }')).toEqual({
      data: { groups: [{ name: 'G', members: [1, 2].map(() => ({ greeting: 'Hello', reply: 'Hi' })) }] },
    });
    await alike.stop();
  });

  it('tells entities apart that look alike but have others in them', async () => {
    const work = (id: string) => ({ __typename: 'Work', id });
    const author = (...works: string[]) => ({ __typename: 'Author', id: '1', works: works.map(work) });
    const asked: unknown[] = [];
    const answering =
      (entity: (id: string) => object): Executor =>
      async ({ variables }) => {
        const representations = variables?.['representations'] as { id: string }[];
        asked.push(representations.map(({ id }) => id));
        return { data: { _entities: representations.map(({ id }) => entity(id)) } };
      };
    const shelves = await startFederation(
      {
        library: {
          typeDefs:
            'type Query { shelves: [Author!]! } type Author @key(fields: "id") { id: ID!, works: [Work!]! } type Work @key(fields: "id") { id: ID! }',
        },
        names: { typeDefs: 'type Author @key(fields: "id") { id: ID!, name: String }' },
        prices: { typeDefs: 'type Work @key(fields: "id") { id: ID!, price: Int }' },
      },
      {
        library: async () => ({ data: { shelves: [author('1', '2'), author('1', '2'), author('2')] } }),
        names: answering(() => ({ name: 'Ana' })),
        prices: answering((id) => ({ price: Number(id) })),
      },
    );
    const works = (...prices: number[]) => ({ name: 'Ana', works: prices.map((price) => ({ price })) });
    expect(await shelves.ask('{ shelves { name works { price } } }')).toEqual({
      data: { shelves: [works(1, 2), works(1, 2), works(2)] },
    });
    expect(asked.toSorted()).toEqual([['1'], ['1', '2']]);
    await shelves.stop();
  });

  it('refuses @stream', async () => {
    const { errors, data } = await graph.ask('{ me { id works @stream { title } } }');
    expect(data).toBeUndefined();
    expect(errors).toEqual([{ message: 'Unknown directive "@stream".', code: 'GRAPHQL_VALIDATION_FAILED' }]);
  });

  it('refuses variables of the wrong type', async () => {
    const { errors, data } = await graph.ask('query ($id: ID!) { user(id: $id) { id } }', {});
    expect(data).toBeUndefined();
    expect(errors).toEqual([
      { message: 'Variable "$id" of required type "ID!" was not provided.', code: 'BAD_USER_INPUT' },
    ]);
  });
});

describe('a field that moves to another subgraph', () => {
  const moving = (label: string): Subgraphs => ({
    before: {
      typeDefs: 'type Query { item: Item } type Item @key(fields: "id") { id: ID!, price: Int }',
      resolvers: { Query: { item: () => ({ id: '1', price: 1 }) } },
    },
    after: {
      typeDefs: `type Item @key(fields: "id") { id: ID!, price: Int @override(from: "before", label: "${label}") }`,
      resolvers: { Item: { price: () => 2 } },
    },
  });

  it.each([
    { label: 'percent(0)', draws: [0, 0.5], prices: [1, 1] },
    { label: 'percent(100)', draws: [0, 0.999], prices: [2, 2] },
    { label: 'percent(20.5)', draws: [0.2, 0.206, 0.1], prices: [2, 1, 2] },
    { label: 'beta', draws: [0], prices: [1] },
  ])('is asked of that for as many requests as its label says: $label', async ({ label, draws, prices }) => {
    const drawn = [...draws];
    const moved = await startFederation(moving(label), {}, { random: () => drawn.shift() ?? 0 });
    const found: unknown[] = [];
    for (const _ of draws)
      found.push(((await moved.ask('{ item { price } }')).data as { item: { price: number } }).item.price);
    expect(found).toEqual(prices);
    await moved.stop();
  });
});

describe('what one subgraph is asked for in two steps', () => {
  const stocked: Subgraphs = {
    items: {
      typeDefs: 'type Query { item: Item } type Item @key(fields: "id") { id: ID! }',
      resolvers: { Query: { item: () => ({ id: '1' }) } },
    },
    prices: {
      typeDefs: 'type Item @key(fields: "id") { id: ID!, price: Int }',
      resolvers: { Item: { price: () => 5 } },
    },
    stock: {
      typeDefs:
        'type Item @key(fields: "id") { id: ID!, inStock: Boolean, price: Int @external, shipping: Int @requires(fields: "price") }',
      resolvers: { Item: { inStock: () => true, shipping: ({ price }: { price: number }) => price * 2 } },
    },
  };
  const query = '{ item { inStock shipping } }';

  it('is one request, where the first waits for nothing', async () => {
    const stocks = await startFederation(stocked);
    expect(await stocks.ask(query)).toEqual({ data: { item: { inStock: true, shipping: 10 } } });
    expect(stocks.sent.map(({ subgraph }) => subgraph)).toEqual(['items', 'prices', 'stock']);
    await stocks.stop();
  });

  it('does not wait for a third that is slow', async () => {
    let answer = (_: GraphQLResponse) => {};
    const prices: Executor = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    const stocks = await startFederation(stocked, {
      prices,
      stock: async ({ query }) => {
        // Only what does not need the price is asked for before there is one.
        const isFirst = !query.includes('shipping');
        if (isFirst) answer({ data: { _entities: [{ price: 7 }] } });
        return { data: { _entities: [isFirst ? { inStock: false } : { shipping: 14 }] } };
      },
    });
    expect(await stocks.ask(query)).toEqual({ data: { item: { inStock: false, shipping: 14 } } });
    await stocks.stop();
  });
});
