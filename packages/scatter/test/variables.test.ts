import fc from 'fast-check';
import {
  buildSchema,
  type FieldNode,
  getArgumentValues,
  getVariableValues,
  type OperationDefinitionNode,
  parse,
} from 'graphql';
import { expect, it } from 'vitest';
import { argumentsOf } from '../src/arguments.ts';
import { isFailure } from '../src/errors.ts';
import { variableCoercion } from '../src/variables.ts';

fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? 1) });

const schema = buildSchema(`
  scalar Day
  enum Theme { VOTING MEDIA }
  input Plain { theme: [Theme!] day: Day inner: Plain }
  input Filled { first: Int! = 3 name: String! }
  type Query {
    a(int: Int, float: Float = 1.5, text: String!, flag: Boolean, id: ID, day: Day, theme: [Theme], plain: Plain, filled: Filled): Int
  }
`);
const operation = parse(`query (
    $int: Int = 7, $float: Float, $text: String!, $flag: Boolean = null, $id: ID, $day: Day, $theme: [Theme], $plain: Plain,
    $filled: Filled
  ) {
    a(int: $int, float: $float, text: $text, flag: $flag, id: $id, day: $day, theme: $theme, plain: $plain, filled: $filled)
    b: a(int: 1, text: "t", theme: MEDIA, plain: { theme: [VOTING] })
    c: a(text: $text, theme: [MEDIA, null], plain: { day: $day })
  }`).definitions[0] as OperationDefinitionNode;
const field = schema.getQueryType()?.getFields()['a'];
const names = ['int', 'float', 'text', 'flag', 'id', 'day', 'theme', 'plain', 'filled'] as const;

const value = fc.oneof(
  fc.constantFrom(null, undefined, true, 0, 2 ** 31, -(2 ** 31), 1.5, Number.NaN, '', 'MEDIA', 'x', '5'),
  fc.constantFrom([], ['MEDIA'], ['MEDIA', null], ['x'], [[]]),
  fc.constantFrom({}, { theme: 'MEDIA' }, { theme: ['VOTING'] }, { day: null }, { inner: { day: '1' } }),
  fc.constantFrom(
    { name: 'n' },
    { first: 1, name: 'n' },
    { first: null, name: 'n' },
    { x: 1 },
    { __proto__: null },
  ),
);
const given = fc
  .array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 6 })
  .map((entries) => ({ text: 't', ...Object.fromEntries(entries) }));

it('coerces variables as graphql-js does, or leaves them to it', () => {
  const coerce = variableCoercion(schema, operation.variableDefinitions ?? []);
  let coercedHere = 0;
  fc.assert(
    fc.property(given, (variables) => {
      const known = coerce(variables);
      if (known === null) return;
      coercedHere += 1;
      const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
      expect(known).toEqual({ ...coerced });
    }),
    { numRuns: 2_000 },
  );
  expect(coercedHere).toBeGreaterThan(300);
  expect(coerce({ text: 't', int: 3 })).toEqual({ text: 't', int: 3, flag: null });
});

it.each(operation.selectionSet.selections as readonly FieldNode[])(
  'makes arguments of variables as graphql-js does',
  (node) => {
    if (!field) throw new Error('There is no such field.');
    const values = argumentsOf(field, node);
    fc.assert(
      fc.property(given, (variables) => {
        const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
        if (!coerced) return;
        const args = values(coerced);
        if (isFailure(args)) expect(() => getArgumentValues(field, node, coerced)).toThrow(args.message);
        else expect(args).toEqual({ ...getArgumentValues(field, node, coerced) });
      }),
      { numRuns: 1_000 },
    );
  },
);
