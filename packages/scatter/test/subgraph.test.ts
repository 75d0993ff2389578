import { composeServices } from '@apollo/composition';
import { subgraphSdl } from '@observer-graph/contract';
import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { ask, dataOf } from './asking.ts';
import { federation, georgia } from './world.ts';

describe('the engine as a Federation 2 subgraph of any router', () => {
  const { scatter, members } = federation();

  it('serves the SDL that routers compose, and composes alone', async () => {
    const { service } = (await dataOf(scatter, 'query Sdl { service: _service { sdl } }')) as {
      service: { sdl: string };
    };
    expect(service.sdl).toBe(subgraphSdl('findings'));
    const { errors } = composeServices([
      { name: 'findings', url: 'http://hub/subgraphs/findings', typeDefs: parse(service.sdl) },
    ]);
    expect(errors).toBeUndefined();
  });

  it('answers the introspection of tools, whole, without asking anybody', async () => {
    const data = await dataOf(
      scatter,
      getIntrospectionQuery({ descriptions: true, inputValueDeprecation: true }),
    );
    const schema = buildClientSchema(data as unknown as IntrospectionQuery);
    expect(
      schema
        .getQueryType()
        ?.getFields()
        ['_entities']?.args.map(({ name }) => name),
    ).toEqual(['representations']);
    expect(schema.getType('Finding')?.description).toBeTruthy();
    expect(Object.values(members).flatMap(({ asked }) => asked)).toEqual([]);
  });

  it("answers a router's `_entities`, several types and names of the type in one request", async () => {
    const { response } = await ask(
      scatter,
      `query Plan__findings__1($representations: [_Any!]!, $n: Int = 1) {
        _entities(representations: $representations) {
          ... on Election { __typename findings(first: $n) { edges { node { __typename id } } sources { complete members { member } } } }
          ... on Finding { title kind: __typename }
        }
      }`,
      {
        representations: [
          { __typename: 'Election', id: georgia },
          { __typename: 'Finding', id: 'golos:finding:f:1' },
          { __typename: 'Finding', id: 'nobody:finding:f:1' },
          { id: 'golos:finding:f:1' },
        ],
      },
    );
    expect(response).toEqual({
      data: {
        _entities: [
          {
            __typename: 'Election',
            findings: {
              edges: [{ node: { __typename: 'Finding', id: expect.any(String) } }],
              sources: { complete: true, members: ['golos', 'isfed', 'odihr'].map((member) => ({ member })) },
            },
          },
          { title: 'Finding 1 of golos', kind: 'Finding' },
          null,
          null,
        ],
      },
      errors: [
        {
          message: 'Nobody in this federation owns ids that begin with "nobody:".',
          path: ['_entities', 2],
          extensions: { code: 'UNKNOWN_MEMBER' },
        },
        {
          message: 'A representation is an object with `__typename` and a key.',
          path: ['_entities', 3],
          extensions: { code: 'BAD_USER_INPUT' },
        },
      ],
    });
  });

  it.each(['mutation { x }', 'subscription { x }'])(
    'changes nothing and sends nothing of itself: %s',
    async (query) => {
      const { response } = await ask(scatter, query);
      expect(response.data).toBeUndefined();
      expect(response.errors?.[0]?.extensions).toEqual({ code: 'GRAPHQL_VALIDATION_FAILED' });
    },
  );
});
