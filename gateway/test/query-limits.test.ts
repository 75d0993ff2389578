import { buildSchema, parse, specifiedRules, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { limitsSchema } from '../src/limits.ts';
import { queryLimits } from '../src/query-limits.ts';

const schema = buildSchema(
  'directive @defer on INLINE_FRAGMENT | FRAGMENT_SPREAD type Query { a: Query b: Int }',
);

const codesOf = (query: string) => {
  const limits = limitsSchema.parse({ maxDepth: 4, maxFields: 10, maxAliases: 3, maxDeferred: 2 });
  const errors = validate(schema, parse(query), [...specifiedRules, queryLimits(limits)]);
  return errors.map((error) => error.extensions['code']);
};

describe('the limits of a query', () => {
  it.each([
    { query: '{ a { a { a { b } } } }', codes: [], why: 'as deep as is allowed' },
    { query: '{ a { a { a { a { b } } } } }', codes: ['QUERY_TOO_DEEP'], why: 'one deeper' },
    {
      query: '{ ...A } fragment A on Query { a { a { ...B } } } fragment B on Query { a { a { b } } }',
      codes: ['QUERY_TOO_DEEP'],
      why: 'deep through fragments',
    },
    {
      query:
        '{ a { ...A ...A ...A } } fragment A on Query { ...B ...B ...B } fragment B on Query { b ... { b } }',
      codes: ['QUERY_TOO_LARGE'],
      why: 'many fields out of few, by fragments in fragments',
    },
    { query: '{ p: b q: b r: b s: b }', codes: ['TOO_MANY_ALIASES'], why: 'many aliases' },
    {
      query: '{ ... @defer { b } a { ... @defer { b } } }',
      codes: [],
      why: 'as much deferred as is allowed',
    },
    {
      query: '{ ...A a { ...A @defer } } fragment A on Query { ... @defer { b } }',
      codes: ['QUERY_TOO_LARGE'],
      why: 'much deferred, by fragments',
    },
    {
      query: '{ __schema { types { fields { type { ofType { ofType { name } } } } } } }',
      codes: [],
      why: 'questions about the schema itself',
    },
    {
      query: '{ __schema { types { name } } ...A } fragment A on Query { b: __schema { types { name } } }',
      codes: ['TOO_MANY_ALIASES'],
      why: 'the same questions about the schema again',
    },
    {
      query: '{ ...A } fragment A on Query { a { ...A } }',
      codes: [undefined],
      why: 'a fragment inside itself, which GraphQL refuses',
    },
  ])('judge $why', ({ query, codes }) => {
    expect(codesOf(query)).toEqual(codes);
  });
});
