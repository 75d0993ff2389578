import type { Executor } from '@observer-graph/executor';
import { buildSchema, parse, specifiedRules, validate } from 'graphql';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AnswerInParts } from '../src/answer-in-parts.ts';
import { deferRules, type PlanExecutorOptions } from '../src/index.ts';
import { callWithin, executorsOf, type Federation, type Subgraphs, startFederation } from './federation.ts';

const users = [
  { id: '1', name: 'Ada', mail: 'a@example.org' },
  { id: '2', name: 'Bo', mail: null },
];
const userOf = ({ id }: { id: string }) => users.find((user) => user.id === id);

const subgraphs: Subgraphs = {
  accounts: {
    typeDefs: `
      type Query { me: User, users: [User!]! }
      type Mutation { rename(id: ID!, name: String!): User }
      type User @key(fields: "id") { id: ID!, name: String!, mail: String, pet: Pet }
      type Pet { name: String! }
    `,
    resolvers: {
      Query: { me: () => users[0], users: () => users },
      Mutation: { rename: (_: unknown, { id, name }: { id: string; name: string }) => ({ id, name }) },
      User: { __resolveReference: userOf, pet: () => ({}) },
    },
  },
  library: {
    typeDefs: `
      type Query { works: [Book!]! }
      type Book @key(fields: "isbn") { isbn: ID!, title(in: String = "en"): String!, author: User! }
      type User @key(fields: "id") { id: ID!, works: [Book!]! }
    `,
    resolvers: {
      Query: { works: () => users.map(({ id }) => ({ isbn: `b${id}` })) },
      User: { works: ({ id }: { id: string }) => [{ isbn: `b${id}` }] },
      Book: {
        title: ({ isbn }: { isbn: string }, { in: language }: { in: string }) => `${isbn} ${language}`,
        author: ({ isbn }: { isbn: string }) => ({ id: isbn.slice(1) }),
      },
    },
  },
};

const library = executorsOf(subgraphs).get('library') as Executor;
const never: Executor = () => new Promise(() => {});
const failing: Executor = () => Promise.reject(new Error('It burns.'));

let graph: Federation | undefined;
afterEach(async () => {
  await graph?.stop();
  graph = undefined;
});

async function inParts(
  query: string,
  {
    variables = {},
    replaced = {},
    options = {},
  }: {
    variables?: Record<string, unknown>;
    replaced?: Readonly<Record<string, Executor>>;
    options?: Partial<PlanExecutorOptions<unknown>>;
  } = {},
): Promise<AnswerInParts> {
  graph = await startFederation(subgraphs, replaced, options);
  const answer = await graph.askInParts(query, variables);
  if (!answer) throw new Error('It is not answered in parts.');
  return answer;
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

async function all({ first, rest }: AnswerInParts): Promise<unknown[]> {
  const found: unknown[] = [first];
  for await (const later of rest) found.push(later);
  return plain(found) as unknown[];
}

describe('an answer in parts', () => {
  it.each([
    {
      what: 'has what another subgraph knows of an object later',
      query: '{ me { id ... @defer(label: "l") { works { isbn } } } }',
      parts: [
        { data: { me: { id: '1' } }, hasNext: true },
        {
          incremental: [{ label: 'l', path: ['me'], data: { works: [{ isbn: 'b1' }] } }],
          hasNext: false,
        },
      ],
    },
    {
      what: 'has a part for each item of a list',
      query: '{ users { ...F @defer } } fragment F on User { name works { title } }',
      parts: [
        { data: { users: [{}, {}] }, hasNext: true },
        {
          incremental: [
            { path: ['users', 0], data: { name: 'Ada', works: [{ title: 'b1 en' }] } },
            { path: ['users', 1], data: { name: 'Bo', works: [{ title: 'b2 en' }] } },
          ],
          hasNext: false,
        },
      ],
    },
    {
      what: 'has parts inside of parts after those',
      query:
        '{ ... @defer(label: "outer") { me { works { isbn ... @defer(label: "inner") { author { name } } } } } }',
      parts: [
        { data: {}, hasNext: true },
        {
          incremental: [{ label: 'outer', path: [], data: { me: { works: [{ isbn: 'b1' }] } } }],
          hasNext: true,
        },
        {
          incremental: [{ label: 'inner', path: ['me', 'works', 0], data: { author: { name: 'Ada' } } }],
          hasNext: false,
        },
      ],
    },
    {
      what: 'has the same field with other arguments in every part',
      query: '{ works { title(in: "de") ... @defer { t: title(in: "fr") } } }',
      parts: [
        { data: { works: [{ title: 'b1 de' }, { title: 'b2 de' }] }, hasNext: true },
        {
          incremental: [
            { path: ['works', 0], data: { t: 'b1 fr' } },
            { path: ['works', 1], data: { t: 'b2 fr' } },
          ],
          hasNext: false,
        },
      ],
    },
    {
      what: 'has introspection in any part',
      query: '{ me { id } ... @defer { __typename __schema { queryType { name } } } }',
      parts: [
        { data: { me: { id: '1' } }, hasNext: true },
        {
          incremental: [
            { path: [], data: { __typename: 'Query', __schema: { queryType: { name: 'Query' } } } },
          ],
          hasNext: false,
        },
      ],
    },
    {
      what: 'has no part for what a condition does not defer, or leaves out',
      query: `query ($no: Boolean = false) {
        me { id ... @defer(if: $no) { name } ... @defer(if: true) @skip(if: true) { pet { name } } ... @defer { mail } }
      }`,
      parts: [
        { data: { me: { id: '1', name: 'Ada' } }, hasNext: true },
        { incremental: [{ path: ['me'], data: { mail: 'a@example.org' } }], hasNext: false },
      ],
    },
    {
      what: 'has what is deferred of what a mutation did',
      query:
        'mutation { a: rename(id: "1", name: "X") { name ... @defer { works { isbn } } } ... @defer { b: rename(id: "2", name: "Y") { name } } }',
      parts: [
        { data: { a: { name: 'X' }, b: { name: 'Y' } }, hasNext: true },
        { incremental: [{ path: ['a'], data: { works: [{ isbn: 'b1' }] } }], hasNext: false },
      ],
    },
  ])('$what', async ({ query, parts }) => {
    expect(await all(await inParts(query))).toEqual(parts);
    expect(graph?.sent.map((sent) => sent.query).join()).not.toMatch('@defer');
  });

  it('asks nobody for the type of an object', async () => {
    const query = '{ ... @defer { t: __typename } me { id ... @defer { __typename } } }';
    expect(await all(await inParts(query))).toEqual([
      { data: { me: { id: '1' } }, hasNext: true },
      {
        incremental: [
          { path: [], data: { t: 'Query' } },
          { path: ['me'], data: { __typename: 'User' } },
        ],
        hasNext: false,
      },
    ]);
    expect(graph?.sent.map(({ subgraph }) => subgraph)).toEqual(['accounts']);
  });

  it('is the whole answer where nothing but the type of some objects would come later', async () => {
    const media: Subgraphs = {
      media: {
        typeDefs: `
          interface Media @key(fields: "id") { id: ID! }
          type Book implements Media @key(fields: "id") { id: ID! }
        `,
        resolvers: {
          Media: { __resolveReference: ({ id }: object & { id: string }) => ({ __typename: 'Book', id }) },
        },
      },
      reviews: {
        typeDefs: 'type Query { latest: Media } type Media @key(fields: "id") @interfaceObject { id: ID! }',
        resolvers: { Query: { latest: () => ({ id: '2' }) } },
      },
    };
    const query = '{ latest { id ... @defer { n: id ... on Book { ... @defer { __typename } } } } }';
    graph = await startFederation(media);
    expect(await graph.askInParts(query)).toBeNull();
    expect(await graph.ask(query)).toEqual({ data: { latest: { id: '2', n: '2', __typename: 'Book' } } });
  });

  it('is the whole answer, all at once, for those who do not ask for parts', async () => {
    graph = await startFederation(subgraphs);
    expect(await graph.ask('{ me { id ... @defer { works { isbn } } } }')).toEqual({
      data: { me: { id: '1', works: [{ isbn: 'b1' }] } },
    });
  });

  it.each([
    { query: '{ me { id } }', variables: {} },
    { query: 'query ($on: Boolean!) { me { ... @defer(if: $on) { id } } }', variables: { on: false } },
    { query: 'query ($on: Boolean) { me { ... @defer(if: $on) { id } } }', variables: { on: null } },
    { query: 'query ($on: Boolean!) { me { ... @defer(if: $on) { id } } }', variables: { on: 'yes' } },
  ])('is none where nothing can be deferred: $query, $variables', async ({ query, variables }) => {
    graph = await startFederation(subgraphs);
    expect(await graph.askInParts(query, variables)).toBeNull();
    expect(graph.sent).toEqual([]);
  });

  it('has no parts in what is null', async () => {
    const accounts: Executor = async () => ({ data: { me: null } });
    const answer = await inParts('{ me { id ... @defer { works { isbn } } } }', { replaced: { accounts } });
    expect(await all(answer)).toEqual([{ data: { me: null }, hasNext: true }, { hasNext: false }]);
  });

  it('is null as far as the part goes where something in it may not be', async () => {
    const query = '{ me { id ... @defer { mail pet { name } } } users { ... @defer { pet { name } name } } }';
    const accounts: Executor = async ({ query }) => ({
      data: query.includes('_entities')
        ? {
            _entities: query.includes('mail')
              ? [{ mail: 'm', pet: {} }]
              : [{ pet: {}, name: 'Ada' }, { pet: {} }],
          }
        : { me: { __typename: 'User', id: '1' }, users: users.map(({ id }) => ({ __typename: 'User', id })) },
    });
    const [first, ...later] = await all(await inParts(query, { replaced: { accounts } }));
    expect(first).toEqual({ data: { me: { id: '1' }, users: [{}, {}] }, hasNext: true });
    const parts = later.flatMap((payload) => (payload as { incremental: { path: unknown[] }[] }).incremental);
    const invalid = (type: string, path: (string | number)[]) => ({
      message: `Cannot return null for non-nullable field ${type}.`,
      path,
      extensions: { code: 'VALUE_INVALID' },
    });
    expect(parts.toSorted((a, b) => (`${a.path}` < `${b.path}` ? -1 : 1))).toEqual([
      { path: ['me'], data: { mail: 'm', pet: null }, errors: [invalid('Pet.name', ['me', 'pet', 'name'])] },
      {
        path: ['users', 0],
        data: { pet: null, name: 'Ada' },
        errors: [invalid('Pet.name', ['users', 0, 'pet', 'name'])],
      },
      {
        path: ['users', 1],
        data: null,
        errors: [
          invalid('Pet.name', ['users', 1, 'pet', 'name']),
          invalid('User.name', ['users', 1, 'name']),
        ],
      },
    ]);
  });
});

describe('a slow subgraph', () => {
  /** Answers what has a word in it when told to, the rest at once. */
  function held(subgraph: string, word: string) {
    let release = () => {};
    const told = new Promise<void>((resolve) => {
      release = resolve;
    });
    const own = executorsOf(subgraphs).get(subgraph) as Executor;
    const executor: Executor = async (request, call) => {
      if (request.query.includes(word)) await told;
      return own(request, call);
    };
    return { replaced: { [subgraph]: executor }, release };
  }

  it.each([
    {
      who: 'another subgraph',
      ...held('library', ''),
      query: '{ users { name ... @defer { works { isbn } } } }',
      first: { users: [{ name: 'Ada' }, { name: 'Bo' }] },
      later: users.map(({ id }, index) => ({
        path: ['users', index],
        data: { works: [{ isbn: `b${id}` }] },
      })),
    },
    {
      who: 'another root field',
      ...held('library', ''),
      query: '{ me { name } ... @defer { works { isbn } } }',
      first: { me: { name: 'Ada' } },
      later: [{ path: [], data: { works: [{ isbn: 'b1' }, { isbn: 'b2' }] } }],
    },
    {
      who: 'the same subgraph, asked for entities in both parts',
      ...held('accounts', 'mail'),
      query: '{ works { author { name } ... @defer { author { mail } } } }',
      first: { works: [{ author: { name: 'Ada' } }, { author: { name: 'Bo' } }] },
      later: users.map(({ mail }, index) => ({ path: ['works', index], data: { author: { mail } } })),
    },
    {
      who: 'the same root field, asked for once more',
      ...held('library', 'isbn'),
      query: '{ works { title } ... @defer { w: works { isbn } } }',
      first: { works: [{ title: 'b1 en' }, { title: 'b2 en' }] },
      later: [{ path: [], data: { w: [{ isbn: 'b1' }, { isbn: 'b2' }] } }],
    },
  ])('does not hold up what does not need it: $who', async ({ query, replaced, release, first, later }) => {
    const answer = await inParts(query, { replaced });
    expect(plain(answer.first)).toEqual({ data: first, hasNext: true });
    release();
    expect(plain(await answer.rest.next())).toEqual({
      value: { incremental: later, hasNext: false },
      done: false,
    });
    expect(await answer.rest.next()).toEqual({ value: undefined, done: true });
  });

  it('does not hold up other parts', async () => {
    const { replaced, release } = held('library', '');
    const query =
      '{ me { id ... @defer(label: "slow") { works { isbn } } ... @defer(label: "fast") { name } } }';
    const answer = await inParts(query, { replaced });
    const [fast] = [await answer.rest.next()];
    release();
    expect(plain([fast, await answer.rest.next()])).toEqual([
      {
        value: { incremental: [{ label: 'fast', path: ['me'], data: { name: 'Ada' } }], hasNext: true },
        done: false,
      },
      {
        value: {
          incremental: [{ label: 'slow', path: ['me'], data: { works: [{ isbn: 'b1' }] } }],
          hasNext: false,
        },
        done: false,
      },
    ]);
  });
});

describe('what fails', () => {
  const query = '{ users { name ... @defer { works { isbn } } ... @defer { mail } } }';
  const first = { data: { users: [{ name: 'Ada' }, { name: 'Bo' }] }, hasNext: true };
  const failed = (message: string, path: (string | number)[]) => ({
    message: `library: ${message}`,
    path,
    extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'library' },
  });

  it('is told with the part that it is missing from, and with no other', async () => {
    const [begun, ...later] = await all(await inParts(query, { replaced: { library: failing } }));
    const error = failed('could not be asked.', ['users']);
    expect(begun).toEqual(first);
    expect(later.flatMap((payload) => (payload as { incremental: object[] }).incremental)).toEqual(
      expect.arrayContaining([
        { path: ['users', 0], data: null, errors: [error] },
        { path: ['users', 1], data: null, errors: [error] },
        { path: ['users', 0], data: { mail: 'a@example.org' } },
        { path: ['users', 1], data: { mail: null } },
      ]),
    );
  });

  it('of one object is told with the part of that object', async () => {
    const replaced: Record<string, Executor> = {
      library: async (request, call) => {
        const { data } = await library(request, call);
        return {
          data: { _entities: (data?.['_entities'] as unknown[] | undefined)?.with(1, null) },
          errors: [{ message: 'No.', path: ['_entities', 1, 'works'], extensions: { code: 'FORBIDDEN' } }],
        };
      },
    };
    const answer = await inParts('{ users { name ... @defer { works { isbn } } } }', { replaced });
    expect((await all(answer)).slice(1)).toEqual([
      {
        incremental: [
          { path: ['users', 0], data: { works: [{ isbn: 'b1' }] } },
          {
            path: ['users', 1],
            data: null,
            errors: [
              {
                message: 'No.',
                path: ['users', 1, 'works'],
                extensions: { code: 'FORBIDDEN', subgraph: 'library' },
              },
            ],
          },
        ],
        hasNext: false,
      },
    ]);
  });

  it('before is told again with a part that is null for it', async () => {
    const query = '{ me { name works { isbn } } ... @defer { me { works { author { name } } } } }';
    const [begun, ...later] = await all(await inParts(query, { replaced: { library: failing } }));
    const error = failed('could not be asked.', ['me']);
    expect([begun, ...later]).toEqual([
      { data: { me: null }, errors: [error], hasNext: true },
      { incremental: [{ path: [], data: { me: null }, errors: [error] }], hasNext: false },
    ]);
  });

  describe('for want of time', () => {
    // Time stands still until somebody has been asked who never answers.
    beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
    afterEach(() => vi.useRealTimers());

    it('is told with the parts that are late', async () => {
      const answer = await inParts('{ users { name ... @defer { works { isbn } } } }', {
        replaced: { library: never },
        options: { deadlineMs: 50 },
      });
      expect(plain(answer.first)).toEqual(first);
      vi.advanceTimersByTime(50);
      const error = failed('no answer in time.', ['users']);
      expect((await all(answer)).slice(1)).toEqual([
        {
          incremental: [
            { path: ['users', 0], data: null, errors: [error] },
            { path: ['users', 1], data: null, errors: [error] },
          ],
          hasNext: false,
        },
      ]);
    });
  });

  it('for want of anybody who waits is cancelled', async () => {
    const client = new AbortController();
    let asked: AbortSignal | undefined;
    const options = { callOf: () => callWithin(60_000, client.signal) };
    const replaced: Record<string, Executor> = {
      library: (request, call) => {
        asked = call.signal;
        return never(request, call);
      },
    };
    const answer = await inParts('{ me { name ... @defer { works { isbn } } } }', { replaced, options });
    client.abort();
    expect(asked?.aborted).toBe(true);
    expect((await all(answer)).slice(1)).toEqual([
      {
        incremental: [
          {
            path: ['me'],
            data: null,
            errors: [failed('nobody waits for the answer any more.', ['me'])],
          },
        ],
        hasNext: false,
      },
    ]);
  });

  it('is cancelled where nobody reads on', async () => {
    let asked: AbortSignal | undefined;
    const replaced: Record<string, Executor> = {
      library: (request, call) => {
        asked = call.signal;
        return never(request, call);
      },
    };
    const { rest } = await inParts('{ me { name ... @defer { works { isbn } } } }', { replaced });
    expect(await rest.return?.()).toEqual({ value: undefined, done: true });
    expect(asked?.aborted).toBe(true);
    expect(await rest.next()).toEqual({ value: undefined, done: true });
  });
});

describe('the rules of @defer', () => {
  const schema = buildSchema(`
    directive @defer(label: String, if: Boolean! = true) on FRAGMENT_SPREAD | INLINE_FRAGMENT
    type Query { me: User } type Mutation { rename: User } type Subscription { renamed: User }
    type User { id: ID name: String }
  `);

  it.each([
    {
      query: '{ me { ... @defer(label: "a") { id } ... @defer(label: "b") { id } ... @defer { id } } }',
      told: [],
    },
    {
      query:
        '{ me { ... @defer(label: "a") { id } ...F } } fragment F on User { ... @defer(label: "a") { id } }',
      told: ['Each label of @defer must be there once; "a" is there again.'],
    },
    {
      query: 'query ($label: String) { me { ... @defer(label: $label) { id } } }',
      told: ['The label of @defer must be a text, not a variable.'],
    },
    { query: 'mutation { rename { ... @defer { id } } }', told: [] },
    {
      query:
        'mutation { ... @defer { rename { id } } ...F } fragment F on Mutation { ... @defer { rename { id } } }',
      told: [
        '@defer cannot be used on the root type "Mutation": mutations are done one after the other.',
        '@defer cannot be used on the root type "Mutation": mutations are done one after the other.',
      ],
    },
    {
      query:
        'subscription { renamed { ...F ... @defer(if: false) { id } } } fragment F on User { ... @defer { id } }',
      told: ['@defer is not supported in subscriptions; it can be turned off with `if: false`.'],
    },
    { query: '{ me @defer { id } }', told: ['Directive "@defer" may not be used on FIELD.'] },
  ])('say of $query: $told', ({ query, told }) => {
    const errors = validate(schema, parse(query), [...specifiedRules, ...deferRules]);
    expect(errors.map(({ message }) => message)).toEqual(told);
  });
});
