import fc from 'fast-check';
import { buildSchema, coerceInputValue, type GraphQLInputType, parseType, typeFromAST } from 'graphql';
import { describe, expect, it } from 'vitest';
import { coercerOf } from '../../src/compiled/coerce.ts';

const schema = buildSchema(`
  enum Level { LOW HIGH }
  input Range { from: Int! = 1, until: Int }
  input Filter { id: [ID!], level: [Level!], range: Range, any: [Filter!], open: Boolean!, texts: [[String]] = [["a"]] }
  input One @oneOf { id: ID, text: String }
  type Query { count(filter: Filter, one: One): Int }
`);

const types = ['Int', '[Int!]!', 'Level', '[[ID]]', 'Range', 'Filter', '[Filter!]', 'One'].map(
  (text) => typeFromAST(schema, parseType(text) as never) as GraphQLInputType,
);

const scalar = fc.constantFrom<unknown>(null, 0, 7, 1.5, 2 ** 40, true, '', 'a', '7', 'LOW', 'low');
const { value: json } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', maxDepth: 4 },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom('id', 'level', 'range', 'any', 'open', 'texts', 'from', 'until', 'text', 'constructor'),
      tie('value'),
      { maxKeys: 4 },
    ),
    // What mostly fits.
    fc.record(
      {
        open: fc.constant(true),
        id: fc.array(fc.constantFrom('a', 7)),
        range: tie('value'),
        any: tie('value'),
      },
      { requiredKeys: ['open'] },
    ),
    fc.record({ until: scalar, from: scalar }, { requiredKeys: [] }),
  ),
}));

function attempt(coerce: () => unknown): unknown {
  try {
    return { value: JSON.stringify(coerce()) };
  } catch {
    return 'does not fit';
  }
}

describe('What came as JSON', () => {
  it('is coerced as graphql-js does', () => {
    const seen = new Map<GraphQLInputType, Set<boolean>>(types.map((type) => [type, new Set()]));
    const coercers = new Map(types.map((type) => [type, coercerOf(type)]));
    fc.assert(
      fc.property(json, (value) => {
        for (const type of types) {
          const ours = attempt(() => coercers.get(type)?.(value));
          const theirs = attempt(() => coerceInputValue(value, type));
          // What they take in one form of several, is left to them.
          if (String(type) !== 'One' || ours !== 'does not fit') expect(ours).toEqual(theirs);
          seen.get(type)?.add(theirs === 'does not fit');
        }
      }),
      { seed: 4, numRuns: 2_000 },
    );
    expect([...seen.values()].map((fits) => fits.size)).toEqual(types.map(() => 2));
  });
});
