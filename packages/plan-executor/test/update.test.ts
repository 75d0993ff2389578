import type { GraphQLResponse } from '@observer-graph/executor';
import { afterEach, describe, expect, it } from 'vitest';
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
