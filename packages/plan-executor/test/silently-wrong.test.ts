import { QueryPlanner } from '@apollo/query-planner';
import { type GraphQLResolveInfo, print } from 'graphql';
import { describe, expect, it, vi } from 'vitest';
import { PlanExecutorError } from '../src/index.ts';
import { askerOfStock } from './difference/askers.ts';
import { executorsOf, type Subgraphs, startFederation, startSdl, supergraphOf } from './federation.ts';

// What Apollo's own execution answers wrongly without an error.

async function answerOf(subgraphs: Subgraphs, query: string) {
  const graph = await startFederation(subgraphs);
  try {
    return await graph.ask(query);
  } finally {
    await graph.stop();
  }
}

/** Where the difference is wanted: once Apollo's gateway answers right as well, what we do about it can go. */
async function expectRightUnlikeStock(subgraphs: Subgraphs, query: string, data: unknown) {
  expect(await answerOf(subgraphs, query)).toEqual({ data });
  const stock = await askerOfStock({
    supergraphSdl: supergraphOf(subgraphs),
    executors: executorsOf(subgraphs),
  });
  const theirs = await stock(query, {});
  await stock.stop();
  expect(theirs.errors).toBeUndefined();
  expect(JSON.parse(JSON.stringify(theirs.data))).not.toEqual(data);
}

const comments = ['a', 'b', 'c', 'd'];
const posts: Subgraphs = {
  posts: {
    typeDefs: `
      type Query { post: Post }
      type Post @key(fields: "id") { id: ID!, comments(limit: Int): [Comment!]! }
      type Comment { text: String! }
    `,
    resolvers: {
      Query: { post: () => ({ id: '1' }) },
      Post: {
        __resolveReference: ({ id }: { id: string }) => ({ id }),
        comments: (_: unknown, { limit = 10 }: { limit?: number }) =>
          comments.slice(0, limit).map((text) => ({ text })),
      },
    },
  },
  digests: {
    typeDefs: `
      type Post @key(fields: "id") {
        id: ID!
        comments(limit: Int): [Comment!]! @external
        digest: String @requires(fields: "comments(limit: 3) { text }")
      }
      type Comment { text: String! @external }
    `,
    resolvers: {
      Post: {
        digest: (post: { comments: { text: string }[] }) => post.comments.map(({ text }) => text).join(''),
      },
    },
  },
};

describe('a field that the client and a @requires ask for with different arguments', () => {
  it.each([
    {
      query: '{ post { digest comments { text } } }',
      data: { digest: 'abc', comments: comments.map((text) => ({ text })) },
    },
    {
      query: '{ post { digest comments: id all: comments(limit: 2) { text } } }',
      data: { digest: 'abc', comments: '1', all: [{ text: 'a' }, { text: 'b' }] },
    },
  ])('gives each its own: $query', async ({ query, data }) => {
    expect(await answerOf(posts, query)).toEqual({ data: { post: data } });
  });
});

it('is unlike stock where a limit is not that of the @requires', () =>
  expectRightUnlikeStock(posts, '{ post { comments(limit: 1) { text } digest } }', {
    post: { comments: [{ text: 'a' }], digest: 'abc' },
  }));

it('tells of all that a plan leaves out, if it is empty', async () => {
  const planner = vi.spyOn(QueryPlanner.prototype, 'buildQueryPlan').mockReturnValue({ kind: 'QueryPlan' });
  const answer = await answerOf(posts, '{ post { digest } __typename }').finally(() => planner.mockRestore());
  expect(answer).toEqual({
    data: { post: null, __typename: 'Query' },
    errors: [{ message: 'Query.post was not delivered.', path: ['post'], code: 'FIELD_MISSING' }],
  });
});

it('re-enters a subgraph by a key that it resolves', async () => {
  const subgraphs: Subgraphs = {
    first: {
      typeDefs: `
        type Query { thing: Thing }
        type Thing @key(fields: "id") @key(fields: "code") { id: ID!, code: ID!, size: Int! }
      `,
      resolvers: {
        Query: { thing: () => ({ id: '1', code: 'c1', size: 3 }) },
        Thing: { __resolveReference: () => ({ id: '1', code: 'c1', size: 3 }) },
      },
    },
    second: {
      typeDefs: `
        type Thing @key(fields: "code", resolvable: false) @key(fields: "id") {
          id: ID!, code: ID!, size: Int! @external
          weight: Int @requires(fields: "size")
          colour: String
        }
        type Query { other: Thing }
      `,
      resolvers: {
        Query: { other: () => ({ id: '1', code: 'c1', colour: 'red' }) },
        Thing: {
          __resolveReference: (reference: { id?: string }) =>
            reference.id === undefined ? null : { ...reference, colour: 'red' },
          weight: ({ size }: { size?: number }) => (size === undefined ? null : size * 2),
        },
      },
    },
  };
  await expectRightUnlikeStock(subgraphs, '{ other { weight colour } thing { weight colour } }', {
    other: { weight: 6, colour: 'red' },
    thing: { weight: 6, colour: 'red' },
  });
});

it('refuses an operation whose plan asks a subgraph for what is external to it', async () => {
  const subgraphs: Subgraphs = {
    first: {
      typeDefs: `
        type Query { item: Item }
        type Item @key(fields: "id") { id: ID!, middle: String @requires(fields: "base"), base: String @external }
      `,
      resolvers: {
        Query: { item: () => ({ id: '1' }) },
        Item: { middle: ({ base }: { base?: string }) => `middle of ${base}` },
      },
    },
    second: {
      typeDefs: `
        type Item @key(fields: "id") { id: ID!, base: String, top: String @requires(fields: "middle"), middle: String @external }
      `,
      resolvers: {
        Item: { base: () => 'base', top: ({ middle }: { middle?: string }) => `top of ${middle}` },
      },
    },
  };
  expect(await answerOf(subgraphs, '{ item { middle } }')).toEqual({
    data: { item: { middle: 'middle of base' } },
  });
  expect(await answerOf(subgraphs, '{ item { top } }')).toEqual({
    errors: [{ message: 'There is no right plan for this operation.', code: 'PLANNING_FAILED' }],
  });
});

it('refuses an operation whose plan does not tell a subgraph what a field requires', async () => {
  const subgraphs: Subgraphs = {
    first: {
      typeDefs: 'type Query { items: [Item] } type Item @key(fields: "id") { id: ID!, base: String }',
      resolvers: { Query: { items: () => [{ id: '1', base: 'base' }] } },
    },
    second: {
      typeDefs: `
        type Item @key(fields: "id") @key(fields: "code") {
          id: ID!, code: ID!, base: String @external, middle: String @requires(fields: "base")
        }
      `,
      resolvers: {
        Item: {
          __resolveReference: (reference: object) => ({ ...reference, code: 'c1' }),
          middle: ({ base }: { base?: string }) => `middle of ${base}`,
        },
      },
    },
    third: {
      typeDefs:
        'type Item @key(fields: "code") { code: ID!, middle: String @external, top: String @requires(fields: "middle") }',
      resolvers: { Item: { top: ({ middle }: { middle?: string }) => `top of ${middle}` } },
    },
  };
  const top = 'top of middle of base';
  expect(await answerOf(subgraphs, '{ items { base middle top } }')).toEqual({
    data: { items: [{ base: 'base', middle: 'middle of base', top }] },
  });
  expect(await answerOf(subgraphs, '{ items { top } }')).toEqual({
    errors: [{ message: 'There is no right plan for this operation.', code: 'PLANNING_FAILED' }],
  });
});

describe('two @requires that want one field with different arguments', () => {
  const prices = { EUR: 10, USD: 12, GBP: 8 };
  const typeDefs = (type: string) => `
    ${type} @key(fields: "id") {
      id: ID!
      price(currency: String): Float @external
      parts(first: Int): [Part!] @external
      tax(rate: Float = 0.5): Float @requires(fields: "price(currency: \\"EUR\\")")
      duty: Float @requires(fields: "price(currency: \\"USD\\")")
      both: String @requires(fields: "price(currency: \\"USD\\") parts(first: 1) { name }")
      label: String @requires(fields: "parts(first: 2) { name }")
      colour: String
    }
    type Part { name: String @external }
  `;
  interface Told {
    id: string;
    price?: number;
    parts?: { name: string }[];
  }
  const namesOf = ({ parts }: Told) => parts?.map(({ name }) => name).join('+');
  const subgraphs: Subgraphs = {
    prices: {
      typeDefs: `
        type Query { item: Item, items: [Item!]! }
        type Item @key(fields: "id") { id: ID!, price(currency: String): Float, parts(first: Int): [Part!] }
        type Part { name: String }
      `,
      resolvers: {
        Query: { item: () => ({ id: '1' }), items: () => [{ id: '1' }, { id: '2' }] },
        Item: {
          price: ({ id }: Told, { currency }: { currency: keyof typeof prices }) =>
            Number(id) * prices[currency],
          parts: (_: unknown, { first = 3 }: { first?: number }) =>
            ['a', 'b', 'c'].slice(0, first).map((name) => ({ name })),
        },
      },
    },
    taxes: {
      typeDefs: typeDefs('type Item'),
      resolvers: {
        Item: {
          tax: ({ price }: Told, { rate }: { rate: number }) => (price ?? Number.NaN) * rate,
          duty: ({ price }: Told) => (price ?? Number.NaN) / 4,
          both: (told: Told) => `${told.price} ${namesOf(told)}`,
          label: namesOf,
          colour: () => 'red',
        },
      },
    },
  };

  it.each([
    { query: '{ item { duty } }', data: { item: { duty: 3 } } },
    {
      query: '{ item { tax duty colour both label t: tax(rate: 0.1) } }',
      data: { item: { tax: 5, duty: 3, colour: 'red', both: '12 a', label: 'a+b', t: 1 } },
    },
    {
      query: '{ items { duty price(currency: "GBP") price: price(currency: "GBP") id tax(rate: $rate) } }',
      data: {
        items: [
          { duty: 3, price: 8, id: '1', tax: 10 },
          { duty: 6, price: 16, id: '2', tax: 20 },
        ],
      },
    },
  ])('answers both: $query', async ({ query, data }) => {
    const graph = await startFederation(subgraphs);
    const text = query.includes('$rate') ? `query ($rate: Float!) ${query}` : query;
    expect(await graph.ask(text, query.includes('$rate') ? { rate: 1 } : {})).toEqual({ data });
    const { errors } = await graph.ask('{ item { price__required_0 } }');
    expect(errors?.map(({ code }) => code)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    await graph.stop();
  });

  it('have both, unlike stock', () =>
    expectRightUnlikeStock(subgraphs, '{ item { duty tax } }', { item: { duty: 3, tax: 5 } }));

  it('have both where one is inside of an @interfaceObject', async () => {
    const withMedia: Subgraphs = {
      prices: {
        typeDefs: `
          type Query { media: Media }
          interface Media @key(fields: "id") { id: ID!, item: Item }
          type Book implements Media @key(fields: "id") { id: ID!, item: Item }
          type Item @key(fields: "id") { id: ID!, price(currency: String): Float }
        `,
        resolvers: {
          Query: { media: () => ({ __typename: 'Book', id: '1', item: { id: '1' } }) },
          Item: {
            price: (_: unknown, { currency }: { currency: keyof typeof prices }) => prices[currency],
          },
        },
      },
      labels: {
        typeDefs: `
          type Media @key(fields: "id") @interfaceObject {
            id: ID!, item: Item @external
            label: String @requires(fields: "item { price(currency: \\"USD\\") }")
          }
          type Item @key(fields: "id") {
            id: ID!, price(currency: String): Float @external
            tax: Float @requires(fields: "price(currency: \\"EUR\\")")
          }
        `,
        resolvers: {
          Media: {
            __resolveReference: (reference: object) => reference,
            label: ({ item }: { item: Told }) => `for ${item.price}`,
          },
          Item: { tax: ({ price }: Told) => (price ?? Number.NaN) / 2 },
        },
      },
    };
    expect(await answerOf(withMedia, '{ media { label item { tax } } }')).toEqual({
      data: { media: { label: 'for 12', item: { tax: 5 } } },
    });
  });

  it('are refused where one is of an interface', () => {
    const withInterface: Subgraphs = {
      prices: {
        typeDefs: `
          type Query { item: Item }
          interface Priced { price(currency: String): Float }
          type Item implements Priced @key(fields: "id") { id: ID!, price(currency: String): Float, self: Priced }
        `,
      },
      taxes: {
        typeDefs: `
          interface Priced { price(currency: String): Float }
          type Item implements Priced @key(fields: "id") {
            id: ID!, price(currency: String): Float @external, self: Priced @external
            tax: Float @requires(fields: "price(currency: \\"EUR\\")")
            duty: Float @requires(fields: "self { price(currency: \\"USD\\") }")
          }
        `,
      },
    };
    expect(() => startSync(withInterface)).toThrow(
      expect.objectContaining({
        code: 'SUPERGRAPH_UNSUPPORTED',
        message:
          'The supergraph has what this gateway cannot run right: @requires of Item.tax and of Item.duty use Priced.price with different arguments (currency: "EUR" and currency: "USD").',
      }),
    );
  });
});

it('refuses @context', () => {
  const subgraphs: Subgraphs = {
    one: {
      typeDefs: `
        type Query { item: Item }
        type Item @key(fields: "id") @context(name: "item") { id: ID!, unit: String!, part: Part }
        type Part @key(fields: "id") { id: ID!, size(unit: String @fromContext(field: "$item { unit }")): Int }
      `,
    },
    two: { typeDefs: 'type Part @key(fields: "id") { id: ID!, name: String }' },
  };
  expect(() => startSync(subgraphs)).toThrow(/@context on Item/);
});

it.each([
  { field: 'secret: String @authenticated', feature: 'authenticated' },
  { field: 'secret: String @requiresScopes(scopes: [["admin"]])', feature: 'requiresScopes' },
  { field: 'secret: String @policy(policies: [["admin"]])', feature: 'policy' },
])('refuses $feature, which would keep nothing from anybody', ({ field, feature }) => {
  expect(() => startSync({ one: { typeDefs: `type Query { open: String, ${field} }` } })).toThrow(
    expect.objectContaining({
      code: 'SUPERGRAPH_UNSUPPORTED',
      message: `The supergraph has what this gateway cannot run right: the feature https://specs.apollo.dev/${feature}/v0.1.`,
    }),
  );
});

it('tells a subgraph the directives of each field', async () => {
  const subgraphs: Subgraphs = {
    one: {
      typeDefs: 'directive @round(to: Int) on FIELD type Query { size: String }',
      resolvers: {
        Query: {
          size: (_source: unknown, _args: unknown, _context: unknown, { fieldNodes }: GraphQLResolveInfo) =>
            fieldNodes.flatMap(({ directives = [] }) => directives.map(print)).join(),
        },
      },
    },
  };
  expect(
    await answerOf(subgraphs, '{ a: size @round(to: 1) b: size @round(to: 2) size c: size @round(to: 1) }'),
  ).toEqual({
    data: { a: '@round(to: 1)', b: '@round(to: 2)', size: '', c: '@round(to: 1)' },
  });
});

it('has both of two @requires of one field beside a @provides of another field of that name', async () => {
  const subgraphs: Subgraphs = {
    one: {
      typeDefs: `
        type Query { items: [Item] }
        type Item @key(fields: "id") { id: ID!, size(in: Int): Int }
        type Box @key(fields: "id") { id: ID!, size: Int @shareable }
      `,
      resolvers: {
        Query: { items: () => [{ id: '1' }] },
        Item: { size: (_: unknown, { in: unit }: { in: number }) => 10 * unit },
        Box: { __resolveReference: (reference: object) => reference, size: () => 7 },
      },
    },
    two: {
      typeDefs:
        'type Item @key(fields: "id") { id: ID!, size(in: Int): Int @external, double: Int @requires(fields: "size(in: 2)") }',
      resolvers: { Item: { double: ({ size }: { size: number }) => size } },
    },
    three: {
      typeDefs: `
        type Item @key(fields: "id") {
          id: ID!, size(in: Int): Int @external, triple: Int @requires(fields: "size(in: 3)"), box: Box @provides(fields: "size")
        }
        type Box @key(fields: "id") { id: ID!, size: Int @external }
      `,
      resolvers: {
        Item: { triple: ({ size }: { size: number }) => size, box: () => ({ id: '9', size: 7 }) },
      },
    },
  };
  expect(await answerOf(subgraphs, '{ items { double triple box { size } } }')).toEqual({
    data: { items: [{ double: 20, triple: 30, box: { size: 7 } }] },
  });
});

it.each([
  { sdl: 'type Query {', message: /^The supergraph is not GraphQL: / },
  { sdl: 'type Query { a: Int }', message: /^The supergraph is not valid: / },
])('refuses $sdl', ({ sdl, message }) => {
  expect(() => startSdl(sdl)).toThrow(expect.objectContaining({ code: 'SUPERGRAPH_INVALID' }));
  expect(() => startSdl(sdl)).toThrow(PlanExecutorError);
  expect(() => startSdl(sdl)).toThrow(message);
});

describe('an @interfaceObject', () => {
  const subgraphs: Subgraphs = {
    media: {
      typeDefs: `
        type Query { all: [Media!]! }
        interface Media @key(fields: "id") { id: ID!, title: String! }
        type Book implements Media @key(fields: "id") { id: ID!, title: String!, pages: Int }
        type Film implements Media @key(fields: "id") { id: ID!, title: String!, minutes: Int }
      `,
      resolvers: {
        Query: {
          all: () => [
            { __typename: 'Book', id: '1', title: 'One', pages: 10 },
            { __typename: 'Film', id: '2', title: 'Two', minutes: 20 },
          ],
        },
        Media: {
          __resolveReference: ({ id }: { id: string }) =>
            id === '1'
              ? { __typename: 'Book', id, title: 'One', pages: 10 }
              : { __typename: 'Film', id, title: 'Two', minutes: 20 },
        },
      },
    },
    reviews: {
      typeDefs: `
        type Query { latest: [Media!]! }
        type Media @key(fields: "id") @interfaceObject { id: ID!, score: Int, title: String! @external, shout: String @requires(fields: "title") }
      `,
      resolvers: {
        Query: { latest: () => [{ id: '2' }, { id: '1' }] },
        Media: {
          __resolveReference: (reference: object) => reference,
          score: ({ id }: { id: string }) => Number(id) * 10,
          shout: ({ title }: { title?: string }) => title?.toUpperCase() ?? null,
        },
      },
    },
    echoes: {
      typeDefs:
        'type Media @key(fields: "id") @interfaceObject { id: ID!, title: String! @external, echo: String @requires(fields: "title") }',
      resolvers: {
        Media: {
          __resolveReference: (reference: object) => reference,
          echo: ({ title }: { title?: string }) => `${title} ${title}`,
        },
      },
    },
  };

  it.each([
    {
      query: '{ all { id score ... on Book { pages } } }',
      data: {
        all: [
          { id: '1', score: 10, pages: 10 },
          { id: '2', score: 20 },
        ],
      },
    },
    {
      query: '{ latest { __typename id score title shout ... on Film { minutes } } }',
      data: {
        latest: [
          { __typename: 'Film', id: '2', score: 20, title: 'Two', shout: 'TWO', minutes: 20 },
          { __typename: 'Book', id: '1', score: 10, title: 'One', shout: 'ONE' },
        ],
      },
    },
    {
      // The plan wants the title of all, and asks for the title of books.
      query: '{ all { score ... on Book { shout } } }',
      data: { all: [{ score: 10, shout: 'ONE' }, { score: 20 }] },
    },
    {
      // The unpatched planner needs half a minute to fail.
      query: '{ latest { ... on Book { echo } } }',
      data: { latest: [{}, { echo: 'One One' }] },
    },
    {
      query: '{ latest { id score } }',
      data: {
        latest: [
          { id: '2', score: 20 },
          { id: '1', score: 10 },
        ],
      },
    },
  ])('answers $query', async ({ query, data }) => {
    expect(await answerOf(subgraphs, query)).toEqual({ data });
  });
});

describe('an @interfaceObject of unknown type', () => {
  const subgraphs: Subgraphs = {
    media: {
      typeDefs: `
        interface Media @key(fields: "id") { id: ID! }
        type Book implements Media @key(fields: "id") { id: ID!, pages: Int }
        type Query { any: Media }
      `,
    },
    reviews: {
      typeDefs:
        'type Query { latest: Media } type Media @key(fields: "id") @interfaceObject { id: ID!, score: Int }',
      resolvers: { Query: { latest: () => ({ id: '2', score: 1 }) } },
    },
  };
  const unknown = [
    { message: 'The type of Query.latest was not delivered.', path: ['latest'], code: 'FIELD_MISSING' },
  ];
  it.each([
    { query: '{ latest { id score } }', answer: { data: { latest: { id: '2', score: 1 } } } },
    { query: '{ latest { id __typename } }', answer: { data: { latest: null }, errors: unknown } },
    { query: '{ latest { id ... on Book { pages } } }', answer: { data: { latest: null }, errors: unknown } },
  ])('has only what the interface has: $query', async ({ query, answer }) => {
    const graph = await startFederation(subgraphs, { media: async () => ({ data: { _entities: [null] } }) });
    expect(await graph.ask(query)).toEqual(answer);
    await graph.stop();
  });
});

describe('an @interfaceObject behind an interface of it', () => {
  const subgraphs: Subgraphs = {
    media: {
      typeDefs: `
        interface Node { id: ID! }
        interface Media implements Node @key(fields: "id") { id: ID!, title: String }
        type Book implements Media & Node @key(fields: "id") { id: ID!, title: String, pages: Int }
        type Query { any: Media }
      `,
      resolvers: {
        Media: {
          __resolveReference: ({ id }: { id: string }) => ({ __typename: 'Book', id, title: 'T', pages: 5 }),
        },
        Book: { __resolveReference: ({ id }: { id: string }) => ({ id, title: 'T', pages: 5 }) },
      },
    },
    ratings: {
      typeDefs: `
        type Query { node: Node }
        interface Node { id: ID! }
        type Media implements Node @key(fields: "id") @interfaceObject { id: ID!, rating: Int }
      `,
      resolvers: { Query: { node: () => ({ __typename: 'Media', id: '2', rating: 4 }) } },
    },
  };
  it.each([
    { query: '{ node { id } }', data: { node: { id: '2' } } },
    { query: '{ node { id ... on Media { rating } } }', data: { node: { id: '2', rating: 4 } } },
  ])('answers $query', async ({ query, data }) => {
    expect(await answerOf(subgraphs, query)).toEqual({ data });
  });
});

function startSync(subgraphs: Subgraphs): void {
  startSdl(supergraphOf(subgraphs));
}
