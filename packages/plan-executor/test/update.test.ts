import { QueryPlanner } from '@apollo/query-planner';
import type { GraphQLResponse } from '@observer-graph/executor';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { JsonText, stringifyResult } from '../src/index.ts';
import { type Federation, type Subgraphs, startFederation, supergraphOf } from './federation.ts';

const before: Subgraphs = { one: { typeDefs: 'type Query { old: String, kept: String }' } };
const after: Subgraphs = { one: { typeDefs: 'type Query { kept: String, added: String }' } };

let graph: Federation | undefined;
afterEach(async () => {
  await graph?.stop();
  graph = undefined;
});

describe('another supergraph', () => {
  it('is in place for the next request', async () => {
    const executor = async (): Promise<GraphQLResponse> => ({ data: { kept: 'k', added: 'a' } });
    graph = await startFederation(before, { one: executor });
    expect(await graph.ask('{ kept }')).toEqual({ data: { kept: 'k' } });
    await graph.gateway.update(supergraphOf(after));
    expect(await graph.ask('{ kept added }')).toEqual({ data: { kept: 'k', added: 'a' } });
    expect((await graph.ask('{ old }')).errors?.map(({ code }) => code)).toEqual([
      'GRAPHQL_VALIDATION_FAILED',
    ]);
  });

  it('leaves requests that are under way to the one they began on', async () => {
    let answer = (_: GraphQLResponse) => {};
    const asked = new Promise<void>((begun) => {
      const executor = () =>
        new Promise<GraphQLResponse>((resolve) => {
          answer = resolve;
          begun();
        });
      startFederation(before, { one: executor }).then((started) => {
        graph = started;
        pending = started.ask('{ old }');
      });
    });
    let pending: Promise<unknown> = Promise.resolve();
    await asked;
    await (graph as unknown as Federation).gateway.update(supergraphOf(after));
    answer({ data: { old: 'o' } });
    expect(await pending).toEqual({ data: { old: 'o' } });
  });

  it('changes nothing if it is refused', async () => {
    graph = await startFederation(before, { one: async () => ({ data: { kept: 'k' } }) });
    await expect(graph.gateway.update('type Query { a: Int }')).rejects.toMatchObject({
      code: 'SUPERGRAPH_INVALID',
    });
    expect(await graph.ask('{ kept }')).toEqual({ data: { kept: 'k' } });
  });
});

describe('plans', () => {
  const answers = { one: async (): Promise<GraphQLResponse> => ({ data: { kept: 'k', added: 'a' } }) };
  const planned = vi.spyOn(QueryPlanner.prototype, 'buildQueryPlan');
  const plansFor = async (work: () => Promise<unknown>) => {
    planned.mockClear();
    await work();
    return planned.mock.calls.length;
  };
  afterAll(() => planned.mockRestore());

  it.each([
    { plansKept: 2, again: 0 },
    { plansKept: 1, again: 2 },
  ])('are kept of as many operations as it says: $plansKept', async ({ plansKept, again }) => {
    graph = await startFederation(after, answers, { plansKept });
    const { ask } = graph;
    const both = async () => [await ask('{ kept }'), await ask('{ added }')];
    expect(await plansFor(both)).toBe(2);
    expect(await plansFor(both)).toBe(again);
  });

  it('are one for each way in which fields are left out', async () => {
    graph = await startFederation(after, answers);
    const { ask } = graph;
    const query = 'query ($no: Boolean!) { kept added @skip(if: $no) }';
    expect(await plansFor(() => ask(query, { no: true }))).toBe(1);
    expect(await plansFor(() => ask(query, { no: false }))).toBe(1);
    expect(await plansFor(() => ask(query, { no: true }))).toBe(0);
  });

  it('count for each of these ways', async () => {
    graph = await startFederation(after, answers, { plansKept: 1 });
    const { ask } = graph;
    const query = 'query ($no: Boolean!) { kept added @skip(if: $no) }';
    await ask(query, { no: true });
    await ask(query, { no: false });
    expect(await plansFor(() => ask(query, { no: true }))).toBe(1);
  });

  it('are made for another supergraph before it takes over', async () => {
    graph = await startFederation(before, answers, { plansWarmed: 2 });
    const { ask, gateway } = graph;
    const query = 'query ($no: Boolean!) { kept k: kept @skip(if: $no) }';
    for (const { query: text, variables } of [
      { query: '{ forgotten: kept }', variables: {} },
      { query: '{ old }', variables: {} },
      { query, variables: { no: true } },
      { query, variables: { no: false } },
    ]) {
      await ask(text, variables);
    }
    // The one that the new supergraph does not answer is left out, the one longest unused as well.
    expect(await plansFor(() => gateway.update(supergraphOf(after)))).toBe(2);
    expect(await plansFor(() => ask(query, { no: true }))).toBe(0);
    expect(await plansFor(() => ask(query, { no: false }))).toBe(0);
    expect(await plansFor(() => ask('{ forgotten: kept }'))).toBe(1);
  });

  it('are made for answers in parts as well', async () => {
    graph = await startFederation(after, answers);
    const { ask, askInParts, gateway } = graph;
    const query = '{ kept ... @defer { added } }';
    expect(await plansFor(() => askInParts(query))).toBe(1);
    expect(await plansFor(() => ask(query))).toBe(1);
    expect(
      await plansFor(() =>
        gateway.update(supergraphOf({ ...after, two: { typeDefs: 'type Query { more: Int }' } })),
      ),
    ).toBe(2);
    expect(await plansFor(() => askInParts(query))).toBe(0);
    expect(await plansFor(() => ask(query))).toBe(0);
  });
});

describe('plain objects', () => {
  it('are the data where nobody asks for text', async () => {
    graph = await startFederation(
      before,
      { one: async () => ({ data: { kept: 'k' } }) },
      { data: 'objects' },
    );
    expect(await graph.ask('{ kept }')).toEqual({ data: { kept: 'k' } });
  });
});

describe('stringifyResult', () => {
  it.each([
    { result: { data: new JsonText('{"a":1}') }, text: '{"data":{"a":1}}\n' },
    {
      result: { errors: [{ message: 'no' }], data: new JsonText('{"a":1}'), extensions: { b: 2 } },
      text: '{"errors":[{"message":"no"}],"data":{"a":1},"extensions":{"b":2}}\n',
    },
    { result: { data: { a: 1 } }, text: '{"data":{"a":1}}\n' },
    { result: { data: null, errors: [] }, text: '{"data":null,"errors":[]}\n' },
  ])('writes $text', ({ result, text }) => {
    expect(stringifyResult(result)).toBe(text);
    expect(JSON.parse(JSON.stringify(result))).toEqual(JSON.parse(text));
  });
});
