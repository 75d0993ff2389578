import type { Executor, GraphQLResponse } from '@observer-graph/executor';
import { afterEach, describe, expect, it } from 'vitest';
import { type Federation, type Subgraphs, startFederation } from './federation.ts';

const subgraphs: Subgraphs = {
  users: {
    typeDefs: `
      type Query { me: User, name: String, users: [User!]!, numbers: [String] }
      type User @key(fields: "id") { id: ID!, admin: Boolean }
    `,
    resolvers: {
      Query: {
        me: () => ({ id: '1', admin: null }),
        name: () => 'Ada',
        users: () => [{ id: '1' }, { id: '2' }],
      },
    },
  },
  ranks: { typeDefs: 'type User @key(fields: "id") { id: ID!, rank: Int, karma: Int }' },
};

let graph: Federation | undefined;
afterEach(async () => {
  await graph?.stop();
  graph = undefined;
});

const responds =
  (text: string): Executor =>
  async () =>
    JSON.parse(text) as GraphQLResponse;

const places = (count: number, path: string) => Array(count).fill(`{"message":"no","path":${path}}`).join();

describe('a subgraph whose answer', () => {
  it('names the prototype of all objects changes nothing but its own fields', async () => {
    const entities = '[{"rank":1,"__proto__":{"karma":7,"admin":true}},{"rank":2,"__proto__":{"karma":7}}]';
    graph = await startFederation(subgraphs, {
      ranks: responds(`{"data":{"__proto__":{"admin":true},"_entities":${entities}}}`),
    });
    const answer = await graph.ask('{ users { rank karma } }');
    expect(answer.data).toEqual({
      users: [
        { rank: 1, karma: null },
        { rank: 2, karma: null },
      ],
    });
    expect(await graph.ask('{ me { id admin } }')).toEqual({ data: { me: { id: '1', admin: null } } });
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
    await graph.stop();
    graph = await startFederation(subgraphs, {
      users: responds('{"data":{"name":"Ada","__proto__":{"me":{"id":"9"}}}}'),
    });
    expect(await graph.ask('{ name }')).toEqual({ data: { name: 'Ada' } });
    expect(({} as { me?: unknown }).me).toBeUndefined();
  });

  it('has more than was asked for changes nothing of others', async () => {
    graph = await startFederation(subgraphs, {
      ranks: responds(
        '{"data":{"_entities":[{"rank":1,"id":"9","admin":true,"__typename":"User"}],"name":"Eve"}}',
      ),
    });
    expect(await graph.ask('{ name me { id admin rank } }')).toEqual({
      data: { name: 'Ada', me: { id: '1', admin: null, rank: 1 } },
    });
  });

  it('has errors without number costs its own fields, and the answer says that there are more', async () => {
    graph = await startFederation(subgraphs, {
      ranks: responds(`{"errors":[${places(150_000, '["elsewhere"]')}]}`),
    });
    const { data, errors = [] } = await graph.ask('{ name users { rank } }');
    expect(data).toEqual({ name: 'Ada', users: [{ rank: null }, { rank: null }] });
    expect(errors.length).toBeLessThan(1_100);
    expect(errors.at(-1)).toMatchObject({ code: 'SUBGRAPH_ERROR' });
  });

  it('has errors without number at places of its own is told of by some of them', async () => {
    graph = await startFederation(subgraphs, {
      ranks: responds(
        `{"data":{"_entities":[{"rank":null},{"rank":5}]},"errors":[${places(5_000, '["_entities",0,"rank"]')}]}`,
      ),
    });
    const { data, errors = [] } = await graph.ask('{ name users { rank } }');
    expect(data).toEqual({ name: 'Ada', users: [{ rank: null }, { rank: 5 }] });
    expect(errors).toContainEqual({
      message: 'ranks: this could not be answered.',
      path: ['users', 0, 'rank'],
      code: 'SUBGRAPH_ERROR',
      subgraph: 'ranks',
    });
    expect(errors.length).toBeLessThan(1_100);
  });

  it('has wrong values without number costs these alone', async () => {
    const values = Array(200_000).fill('5').join();
    graph = await startFederation(subgraphs, {
      users: responds(`{"data":{"name":"Ada","numbers":[${values}]}}`),
    });
    const { data, errors = [] } = await graph.ask('{ name numbers }');
    expect(data).toEqual({ name: 'Ada', numbers: Array(200_000).fill(null) });
    expect(errors[0]).toEqual({
      message: 'A value of Query.numbers is not of its type.',
      path: ['numbers', 0],
      code: 'VALUE_INVALID',
    });
    expect(errors.at(-1)).toEqual({
      message: 'There are 199000 errors more, of fields that are null here.',
      code: 'VALUE_INVALID',
    });
    expect(errors).toHaveLength(1_001);
  });
});
