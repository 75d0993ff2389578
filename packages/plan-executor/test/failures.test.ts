import { type Executor, ExecutorError, type GraphQLResponse } from '@observer-graph/executor';
import { GraphQLError } from 'graphql';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { callWithin, type Federation, type Subgraph, type Subgraphs, startFederation } from './federation.ts';

const subgraphs: Subgraphs = {
  accounts: {
    typeDefs: `
      type Query { users: [User!]!, me: User }
      type User @key(fields: "id") { id: ID!, name: String! }
    `,
    resolvers: {
      Query: {
        users: () => [
          { id: '1', name: 'Ada' },
          { id: '2', name: 'Bo' },
        ],
        me: () => ({ id: '1', name: 'Ada' }),
      },
    },
  },
  reviews: {
    typeDefs: `
      type Query { score: Int }
      type User @key(fields: "id") { id: ID!, karma: Int, rank: Int!, reviews: [Review!] }
      type Review { text: String!, score: Int, author: User! }
    `,
  },
};

let graph: Federation | undefined;
afterEach(async () => {
  await graph?.stop();
  graph = undefined;
});

async function answerOf(reviews: Executor, query: string) {
  graph = await startFederation(subgraphs, { reviews });
  return graph.ask(query);
}

const responds =
  (response: unknown): Executor =>
  async () =>
    response as GraphQLResponse;

const names = {
  users: [
    { n: 'Ada', karma: null },
    { n: 'Bo', karma: null },
  ],
};
const query = '{ users { n: name karma } }';

describe('a subgraph that fails', () => {
  it.each<{ what: string; executor: Executor; error: object }>([
    {
      what: 'is out of reach',
      executor: () => Promise.reject(new ExecutorError('UNREACHABLE', 'reviews: the connection failed.')),
      error: {
        message: 'reviews: the connection failed.',
        path: ['users'],
        code: 'SUBGRAPH_UNAVAILABLE',
        subgraph: 'reviews',
      },
    },
    {
      what: 'has a fault of its own',
      executor: () => Promise.reject(new Error('http://10.0.0.1:8080 exploded')),
      error: {
        message: 'reviews: could not be asked.',
        path: ['users'],
        code: 'SUBGRAPH_UNAVAILABLE',
        subgraph: 'reviews',
      },
    },
    {
      what: 'throws at once',
      executor: () => {
        throw new Error('http://10.0.0.1:8080 exploded');
      },
      error: {
        message: 'reviews: could not be asked.',
        path: ['users'],
        code: 'SUBGRAPH_UNAVAILABLE',
        subgraph: 'reviews',
      },
    },
    {
      what: 'answers nothing',
      executor: responds({ data: null }),
      error: {
        message: 'reviews: answered with no entities.',
        path: ['users'],
        code: 'SUBGRAPH_MALFORMED',
        subgraph: 'reviews',
      },
    },
    {
      what: 'answers too few entities',
      executor: responds({ data: { _entities: [{ karma: 1 }] } }),
      error: {
        message: 'reviews: answered with 1 of 2 entities.',
        path: ['users'],
        code: 'SUBGRAPH_MALFORMED',
        subgraph: 'reviews',
      },
    },
    {
      what: 'answers with what are no entities',
      executor: responds({ data: { _entities: ['one', null] } }),
      error: {
        message: 'reviews: answered with an entity that is no object.',
        path: ['users'],
        code: 'SUBGRAPH_MALFORMED',
        subgraph: 'reviews',
      },
    },
    {
      what: 'answers something else than entities',
      executor: responds({ data: { _entities: 'none' } }),
      error: {
        message: 'reviews: answered with no entities.',
        path: ['users'],
        code: 'SUBGRAPH_MALFORMED',
        subgraph: 'reviews',
      },
    },
    {
      what: 'tells of an error without a place',
      executor: responds({ errors: [{ message: 'SELECT * FROM secrets' }] }),
      error: {
        message: 'reviews: this could not be answered.',
        path: ['users'],
        code: 'SUBGRAPH_ERROR',
        subgraph: 'reviews',
      },
    },
  ])('and $what costs only its own fields', async ({ executor, error }) => {
    expect(await answerOf(executor, query)).toEqual({ data: names, errors: [error] });
  });

  it("is told at every place of the entity, by the client's keys", async () => {
    const { typeDefs } = subgraphs['reviews'] as Subgraph;
    const karma = ({ id }: { id: string }) => {
      if (id !== '1') return 7;
      throw new GraphQLError('Not for you.', { extensions: { code: 'FORBIDDEN' } });
    };
    graph = await startFederation({ ...subgraphs, reviews: { typeDefs, resolvers: { User: { karma } } } });
    expect(await graph.ask('{ all: users { k: karma } users { karma l: karma } me { karma } }')).toEqual({
      data: {
        all: [{ k: null }, { k: 7 }],
        users: [
          { karma: null, l: null },
          { karma: 7, l: 7 },
        ],
        me: { karma: null },
      },
      errors: expect.arrayContaining(
        [
          ['all', 0, 'k'],
          ['users', 0, 'karma'],
          ['users', 0, 'l'],
          ['me', 'karma'],
        ].map((path) => ({ message: 'Not for you.', path, code: 'FORBIDDEN', subgraph: 'reviews' })),
      ),
    });
    expect(graph.sent.map(({ subgraph }) => subgraph)).toEqual(['accounts', 'reviews']);
  });

  it('nulls what must not be null, without a second error', async () => {
    const executor = responds({
      data: { _entities: [null] },
      errors: [{ message: 'secret', path: ['_entities', 0, 'rank'] }],
    });
    expect(await answerOf(executor, '{ me { name rank } }')).toEqual({
      data: { me: null },
      errors: [
        {
          message: 'reviews: this could not be answered.',
          path: ['me', 'rank'],
          code: 'SUBGRAPH_ERROR',
          subgraph: 'reviews',
        },
      ],
    });
  });
});

describe('a value that is not as the schema says', () => {
  it.each([
    {
      what: 'is null where none may be',
      entity: { rank: null },
      query: '{ me { id rank } }',
      data: { me: null },
      error: { message: 'Cannot return null for non-nullable field User.rank.', path: ['me', 'rank'] },
    },
    {
      what: 'is not there where it must be',
      entity: null,
      query: '{ me { id r: rank } }',
      data: { me: null },
      error: { message: 'Cannot return null for non-nullable field User.rank.', path: ['me', 'r'] },
    },
    {
      what: 'is of another type',
      entity: { karma: 'much' },
      query: '{ me { id karma } }',
      data: { me: { id: '1', karma: null } },
      error: { message: 'The value of User.karma is not of its type.', path: ['me', 'karma'] },
    },
    {
      what: 'is too large',
      entity: { karma: 2 ** 31 },
      query: '{ me { id karma } }',
      data: { me: { id: '1', karma: null } },
      error: { message: 'The value of User.karma is not of its type.', path: ['me', 'karma'] },
    },
    {
      what: 'is no list',
      entity: { reviews: {} },
      query: '{ me { id reviews { text } } }',
      data: { me: { id: '1', reviews: null } },
      error: { message: 'The value of User.reviews is not a list.', path: ['me', 'reviews'] },
    },
    {
      what: 'has a null in a list of no nulls',
      entity: { reviews: [{ text: 'a' }, null] },
      query: '{ me { id reviews { text } } }',
      data: { me: { id: '1', reviews: null } },
      error: {
        message: 'Cannot return null for non-nullable field User.reviews.',
        path: ['me', 'reviews', 1],
      },
    },
    {
      what: 'is no object',
      entity: { reviews: ['text'] },
      query: '{ me { id reviews { text } } }',
      data: { me: { id: '1', reviews: null } },
      error: { message: 'The value of User.reviews is not an object.', path: ['me', 'reviews', 0] },
    },
  ])('and $what', async ({ entity, query, data, error }) => {
    const executor = responds({ data: { _entities: [entity] } });
    expect(await answerOf(executor, query)).toEqual({ data, errors: [{ ...error, code: 'VALUE_INVALID' }] });
  });

  it('is told where a root field is not delivered', async () => {
    expect(await answerOf(responds({ data: {} }), '{ score }')).toEqual({
      data: { score: null },
      errors: [{ message: 'Query.score was not delivered.', path: ['score'], code: 'FIELD_MISSING' }],
    });
  });
});

describe('a field that is missing', () => {
  it.each([
    {
      what: 'is told of an entity',
      entity: {},
      query: '{ me { id karma reviews { text } } }',
      data: { me: { id: '1', karma: null, reviews: null } },
      missing: [
        ['User.karma', 'me', 'karma'],
        ['User.reviews', 'me', 'reviews'],
      ],
    },
    {
      what: 'is told inside of lists',
      entity: { reviews: [{ text: 'a', score: null }, { text: 'b' }] },
      query: '{ me { reviews { text score } } }',
      data: {
        me: {
          reviews: [
            { text: 'a', score: null },
            { text: 'b', score: null },
          ],
        },
      },
      missing: [['Review.score', 'me', 'reviews', 1, 'score']],
    },
    {
      what: 'is null where the subgraph has no such entity',
      entity: null,
      query: '{ me { id karma reviews { text } } }',
      data: { me: { id: '1', karma: null, reviews: null } },
      missing: [],
    },
  ])('$what', async ({ entity, query, data, missing }) => {
    const errors = missing.map(([name, ...path]) => ({
      message: `${name} was not delivered.`,
      path,
      code: 'FIELD_MISSING',
    }));
    const executor = responds({ data: { _entities: [entity] } });
    expect(await answerOf(executor, query)).toEqual({ data, ...(errors.length > 0 && { errors }) });
  });

  it('is told although there is another error', async () => {
    const entity = { rank: 3 };
    const errors = [{ message: 'secret', path: ['_entities', 0, 'karma'] }];
    graph = await startFederation(subgraphs, {
      reviews: responds({ data: { _entities: [entity] }, errors }),
    });
    expect((await graph.ask('{ me { name karma reviews { text } } }')).errors).toMatchObject([
      { code: 'SUBGRAPH_ERROR', path: ['me', 'karma'] },
      { code: 'FIELD_MISSING', path: ['me', 'reviews'] },
    ]);
  });

  it('is told of an item that its key is missing of, although another item has an error', async () => {
    const accounts: Subgraph = {
      typeDefs: 'type Query { users: [User] } type User @key(fields: "id") { id: ID!, name: String }',
    };
    graph = await startFederation(
      { ...subgraphs, accounts },
      {
        accounts: responds({
          data: {
            users: [
              { __typename: 'User', id: '1', name: null },
              { __typename: 'User', name: 'Bo' },
            ],
          },
          errors: [{ message: 'secret', path: ['users', 0, 'name'] }],
        }),
        reviews: responds({ data: { _entities: [{ karma: 3 }] } }),
      },
    );
    const answer = await graph.ask('{ users { name karma } }');
    expect(answer.data).toEqual({
      users: [
        { name: null, karma: 3 },
        { name: 'Bo', karma: null },
      ],
    });
    expect(answer.errors?.map(({ code, path }) => [code, path])).toEqual([
      ['SUBGRAPH_ERROR', ['users', 0, 'name']],
      ['FIELD_MISSING', ['users', 1, 'karma']],
    ]);
  });

  it.each<{ what: string; executor: Executor }>([
    { what: 'is out of reach', executor: () => Promise.reject(new ExecutorError('UNREACHABLE', 'gone.')) },
    { what: 'has only errors', executor: responds({ errors: [{ message: 'secret' }] }) },
    {
      what: 'has an error of no field',
      executor: responds({ data: null, errors: [{ message: 'x', path: ['y'] }] }),
    },
    { what: 'brings nothing', executor: responds({ data: {} }) },
    { what: 'brings no object', executor: responds({ data: { _entities: [3] } }) },
  ])('is told at every place that wants the same of a subgraph that $what', async ({ executor }) => {
    const accounts: Subgraph = {
      typeDefs: 'type Query { me: User, you: User } type User @key(fields: "id") { id: ID! }',
      resolvers: { Query: { me: () => ({ id: '1' }), you: () => ({ id: '1' }) } },
    };
    graph = await startFederation({ ...subgraphs, accounts }, { reviews: executor });
    const answer = await graph.ask('{ me { karma } you { karma } }');
    expect(answer.data).toEqual({ me: { karma: null }, you: { karma: null } });
    expect(answer.errors?.map(({ path }) => path)).toEqual([['me'], ['you']]);
  });

  it('is null where what it @requires is of an entity that a subgraph has not', async () => {
    const items: Subgraphs = {
      items: {
        typeDefs: 'type Query { item: Item } type Item @key(fields: "id") { id: ID! }',
        resolvers: { Query: { item: () => ({ id: '1' }) } },
      },
      sizes: { typeDefs: 'type Item @key(fields: "id") { id: ID!, size: Int }' },
      weights: {
        typeDefs:
          'type Item @key(fields: "id") { id: ID!, size: Int @external, weight: Int @requires(fields: "size"), colour: String }',
        resolvers: { Item: { weight: () => 1, colour: () => 'red' } },
      },
    };
    graph = await startFederation(items, { sizes: responds({ data: { _entities: [null] } }) });
    expect(await graph.ask('{ item { id weight size } }')).toEqual({
      data: { item: { id: '1', weight: null, size: null } },
    });
    await graph.stop();
    graph = await startFederation(items, { sizes: responds({ data: { _entities: [{}] } }) });
    expect(
      (await graph.ask('{ item { id weight size } }')).errors?.map(({ code, path }) => [code, path]),
    ).toEqual([
      ['FIELD_MISSING', ['item', 'weight']],
      ['FIELD_MISSING', ['item', 'size']],
    ]);
    await graph.stop();
    const failing: Executor = () => Promise.reject(new ExecutorError('UNREACHABLE', 'sizes: gone.'));
    graph = await startFederation(items, { sizes: failing });
    expect((await graph.ask('{ item { id weight } }')).errors?.map(({ code }) => code)).toEqual([
      'SUBGRAPH_UNAVAILABLE',
    ]);
  });
});

describe('waiting', () => {
  // Time passes when a test says so, however slow the machine is.
  beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
  afterEach(() => vi.useRealTimers());

  const never: Executor = () => new Promise(() => {});
  /** Once it is asked, 50 ms pass; it never answers. */
  const slow: Executor = (...asked) => {
    setImmediate(() => vi.advanceTimersByTime(50));
    return never(...asked);
  };

  it('ends at the deadline, with what is there', async () => {
    graph = await startFederation(subgraphs, { reviews: slow }, { deadlineMs: 50 });
    expect(await graph.ask(query)).toEqual({
      data: names,
      errors: [
        {
          message: 'reviews: no answer in time.',
          path: ['users'],
          code: 'SUBGRAPH_UNAVAILABLE',
          subgraph: 'reviews',
        },
      ],
    });
  });

  it('ends for what was not begun as well', async () => {
    graph = await startFederation(subgraphs, { accounts: slow, reviews: never }, { deadlineMs: 50 });
    expect(await graph.ask('{ me { karma } score }')).toEqual({
      data: { me: null, score: null },
      errors: [
        { path: ['me'], subgraph: 'accounts' },
        { path: ['me'], subgraph: 'reviews' },
        { path: ['score'], subgraph: 'reviews' },
      ].map(({ path, subgraph }) => ({
        message: `${subgraph}: no answer in time.`,
        path,
        code: 'SUBGRAPH_UNAVAILABLE',
        subgraph,
      })),
    });
  });

  it("ends at the call's own deadline if that is earlier", async () => {
    const options = { deadlineMs: 60_000, callOf: () => callWithin(50) };
    graph = await startFederation(subgraphs, { reviews: slow }, options);
    expect((await graph.ask(query)).errors?.map(({ message }) => message)).toEqual([
      'reviews: no answer in time.',
    ]);
  });

  it('tells those who are asked when nobody waits any more, and asks no others', async () => {
    const controller = new AbortController();
    const options = { callOf: () => callWithin(60_000, controller.signal) };
    const cancelled: string[] = [];
    const accounts: Executor = (_, { signal }) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          cancelled.push('accounts');
          resolve({ data: { users: [{ id: '1' }] } });
        });
        controller.abort();
      });
    graph = await startFederation(subgraphs, { accounts }, options);
    const { errors } = await graph.ask(query);
    expect(errors?.map(({ message }) => message)).toEqual([
      'accounts: nobody waits for the answer any more.',
    ]);
    expect(cancelled).toEqual(['accounts']);
    expect(graph.sent.map(({ subgraph }) => subgraph)).toEqual(['accounts']);
  });

  it('ends when nobody waits any more', async () => {
    const controller = new AbortController();
    const options = { callOf: () => callWithin(60_000, controller.signal) };
    graph = await startFederation(subgraphs, { reviews: never }, options);
    const answer = graph.ask(query);
    controller.abort();
    const { errors } = await answer;
    expect(errors?.map(({ code }) => code)).toContain('SUBGRAPH_UNAVAILABLE');
  });
});
