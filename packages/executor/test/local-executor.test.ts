import { buildSchema, GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { type Call, localExecutor, publicViewer } from '../src/index.ts';

const call: Call = {
  viewer: publicViewer,
  signal: new AbortController().signal,
  deadline: Date.now() + 60_000,
  report: () => {},
};

const schema = buildSchema(`
  type Query { level: String, twice(of: Int!): Int, broken: String, refused: String, impossible: Int }
`);
Object.assign(schema.getQueryType()?.getFields()['level'] ?? {}, {
  resolve: (_: unknown, __: unknown, context: { level: string }) => context.level,
});
Object.assign(schema.getQueryType()?.getFields()['twice'] ?? {}, {
  resolve: (_: unknown, { of }: { of: number }) => of * 2,
});
Object.assign(schema.getQueryType()?.getFields()['broken'] ?? {}, {
  resolve: () => {
    throw new Error('SELECT secret FROM host.internal');
  },
});
Object.assign(schema.getQueryType()?.getFields()['refused'] ?? {}, {
  resolve: () => {
    throw new GraphQLError('golos: no.', { extensions: { code: 'SOURCE_UNAVAILABLE', member: 'golos' } });
  },
});
Object.assign(schema.getQueryType()?.getFields()['impossible'] ?? {}, { resolve: () => 'many' });

const told: unknown[] = [];
const executor = localExecutor(schema, ({ viewer }) => ({ level: viewer.level }), {
  onError: (error) => told.push(error),
});

describe('localExecutor', () => {
  it('executes with variables and a context made of the call', async () => {
    const query = 'query ($of: Int!) { level twice(of: $of) }';
    expect(await executor({ query, variables: { of: 21 } }, call)).toEqual({
      data: { level: 'PUBLIC', twice: 42 },
    });
    expect(await executor({ query, variables: { of: 4 } }, call)).toEqual({
      data: { level: 'PUBLIC', twice: 8 },
    });
  });

  it.each([
    ['{ level', 'GRAPHQL_PARSE_FAILED'],
    ['{ levels }', 'GRAPHQL_VALIDATION_FAILED'],
    ['mutation { __typename }', 'GRAPHQL_VALIDATION_FAILED'],
    ['subscription { __typename }', 'GRAPHQL_VALIDATION_FAILED'],
    ['query ($of: Int!) { twice(of: $of) }', 'BAD_USER_INPUT'],
    ['query A { level } query B { level }', 'BAD_USER_INPUT'],
  ])('refuses %s with %s and no data', async (query, code) => {
    const response = await executor({ query }, call);
    expect(response.data).toBeUndefined();
    expect(response.errors?.map(({ extensions }) => extensions?.['code'])).toEqual([code]);
  });

  it('keeps what a resolver says with a code, and hides what it says without', async () => {
    expect(await executor({ query: '{ refused broken impossible }' }, call)).toEqual({
      data: { refused: null, broken: null, impossible: null },
      errors: [
        {
          message: 'golos: no.',
          path: ['refused'],
          extensions: { code: 'SOURCE_UNAVAILABLE', member: 'golos' },
        },
        {
          message: 'This could not be answered because of a fault inside the server.',
          path: ['broken'],
          extensions: { code: 'INTERNAL_SERVER_ERROR' },
        },
        {
          message: 'This could not be answered because of a fault inside the server.',
          path: ['impossible'],
          extensions: { code: 'INTERNAL_SERVER_ERROR' },
        },
      ],
    });
    expect(told).toHaveLength(2);
  });
});
