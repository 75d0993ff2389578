import { GraphQLScalarType, print, type ValueNode } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Federation, type Subgraphs, startFederation } from './federation.ts';

const written = (value: ValueNode) => print(value);
/** Shows how a value was written in what a subgraph is asked. */
const Any = new GraphQLScalarType({
  name: 'Any',
  parseLiteral: written,
  parseValue: (value) => JSON.stringify(value),
});
const shown = (_: unknown, { value }: { value: unknown }) =>
  typeof value === 'string' ? value : JSON.stringify(value);

const subgraphs: Subgraphs = {
  echo: {
    typeDefs: `
      scalar Any
      enum Colour { RED BLUE }
      input Filter { any: Any, of: [Filter!], in: Colour }
      type Query {
        any(value: Any): String
        float(value: Float): String
        id(value: ID): String
        filter(value: Filter): String
        colour(value: Colour! = RED): String
        thing: Thing
      }
      type Thing @key(fields: "id") { id: ID! }
    `,
    resolvers: {
      Any,
      Query: {
        any: shown,
        float: shown,
        id: shown,
        filter: shown,
        colour: shown,
        thing: () => ({ id: '1' }),
      },
    } as never,
  },
  more: {
    typeDefs: 'scalar Any type Thing @key(fields: "id") { id: ID!, any(value: Any): String }',
    resolvers: { Any, Thing: { any: shown } } as never,
  },
};

let graph: Federation;
beforeAll(async () => {
  graph = await startFederation(subgraphs);
});
afterAll(() => graph.stop());

const deep = (levels: number, inner = '1') => `${'['.repeat(levels)}${inner}${']'.repeat(levels)}`;

describe('what an operation has written out', () => {
  it.each([
    { value: '9007199254740993', why: 'more digits than a double has' },
    { value: '10.0', why: 'a point' },
    { value: '0.1000000000000000055511151231257827', why: 'a long fraction' },
    { value: '1e400', why: 'no double' },
    { value: 'RED', why: 'the value of no enum' },
    { value: '"RED"', why: 'a text' },
    { value: '[RED, "RED", 1.0]', why: 'all of these' },
    { value: '{a: {b: 9007199254740993}}', why: 'inside of objects' },
    { value: deep(100), why: 'lists in lists in lists' },
  ])('reaches a subgraph as it is: $why', async ({ value }) => {
    expect(await graph.ask(`{ any(value: ${value}) thing { any(value: ${value}) } }`)).toEqual({
      data: { any: value, thing: { any: value } },
    });
    expect(await graph.ask(`query ($value: Any = ${value}) { any(value: $value) }`)).toEqual({
      data: { any: value },
    });
  });

  it('is told apart, and with variables beside it', async () => {
    const query = `query ($two: Any, $written_0: Any) { a: any(value: 1) b: any(value: 2) c: any(value: 1) d: any(value: $written_0)
      e: any(value: null) f: filter(value: { any: 1.0, of: [{ any: $two }, { in: BLUE }] }) g: colour(value: BLUE) h: colour
      i: id(value: 7) j: float(value: 1) k: any(value: [3, $two]) thing { any(value: 1) x: any(value: $two) } }`;
    expect(await graph.ask(query, { two: 'two', written_0: 0 })).toEqual({
      data: {
        a: '1',
        b: '2',
        c: '1',
        d: '0',
        e: 'null',
        f: '{"any":"1.0","of":[{"any":"\\"two\\""},{"in":"BLUE"}]}',
        g: 'BLUE',
        h: 'RED',
        i: '7',
        j: '1',
        k: expect.any(String),
        thing: { any: '1', x: '"two"' },
      },
    });
    expect(
      graph.sent.map(({ variables }) =>
        Object.keys(variables ?? {}).filter((name) => name !== 'representations'),
      ),
    ).toEqual([expect.arrayContaining(['two', 'written_0']), ['two']]);
  });

  it('may be deep around a variable', async () => {
    const { data } = await graph.ask(`query ($of: Any) { any(value: ${deep(60, '$of')}) }`, { of: 5 });
    expect(data).toEqual({ any: expect.any(String) });
  });
});
