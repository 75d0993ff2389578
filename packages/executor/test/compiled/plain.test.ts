import fc from 'fast-check';
import {
  buildSchema,
  execute,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { compiledDocument } from '../../src/compiled/compiled-document.ts';
import { plainBelow, resolvesKey } from '../../src/compiled/plain.ts';
import { Written } from '../../src/compiled/plain-object.ts';

const seed = Number(process.env['FUZZ_SEED'] ?? 4);
const runs = Number(process.env['FUZZ_RUNS'] ?? 300);

const sdl = `
  enum Level { LOW HIGH }
  scalar Moment
  type Key { id: ID!, name: String }
  type Part { must: String!, may: Float, words: [String!], deep: Part, level: Level }
  type Item {
    id: ID!, text: String, number: Int, open: Boolean, when: Moment, levels: [Level!], table: [[Int]]
    part: Part, parts: [Part!], key: Key, keys: [Key!], echo(x: Int): String
  }
  type Query { item: Item, items: [Item!] }
`;

/** A schema whose root fields give the context's data: as it is, or written where that can be. */
function schemaGiving(give: (data: unknown, info: GraphQLResolveInfo) => unknown): GraphQLSchema {
  const schema = buildSchema(sdl);
  const moment = schema.getType('Moment') as { serialize?: (value: unknown) => unknown };
  moment.serialize = (value) => {
    if (value === 'never') throw new Error('It is never.');
    return `${value} o'clock`;
  };
  const item = (schema.getType('Item') as GraphQLObjectType).getFields();
  const refer = (key: unknown) => ({ id: String(key), name: `name of ${key}` });
  for (const name of ['key', 'keys']) {
    const field = item[name];
    if (!field) throw new Error(name);
    field.resolve = resolvesKey((source: Record<string, unknown>) => {
      const value = source[name] ?? null;
      if (value === null) return null;
      return Array.isArray(value) ? value.map(refer) : refer(value);
    }, 'id');
  }
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
    field.resolve = (_source, _args, context: Record<string, unknown>, info) =>
      give(context[field.name], info);
  }
  return schema;
}

let written = 0;
const asData = schemaGiving((data) => data);
const asText = schemaGiving((data, info) => {
  const plain = plainBelow(info);
  const whole = plain && (Array.isArray(data) ? data.map(plain.write) : [plain.write(data)]);
  if (!whole || data === null || whole.includes(undefined)) return data;
  written++;
  return new Written(Array.isArray(data) ? `[${whole.join(',')}]` : (whole[0] ?? ''));
});

type Draw = <Item>(items: readonly Item[]) => Item;

function selection(type: GraphQLObjectType, draw: Draw, depth: number): string {
  const names = Object.values(type.getFields());
  const parts = Array.from({ length: draw([1, 2, 4, 8]) }, (_, index) => {
    const field = draw(names);
    const alias = draw(['', '', '', `other${depth}${index}: `, `"`]);
    if (alias === '"') return '__typename';
    const condition = draw(['', '', '', '@include(if: $yes)', '@skip(if: $yes)']);
    const named = getNamedType(field.type);
    const below = isObjectType(named)
      ? depth > 0
        ? selection(named, draw, depth - 1)
        : '{ __typename }'
      : '';
    return `${alias}${field.name}${condition}${below}`;
  });
  return `{ ${parts.join(' ')} }`;
}

const texts = ['', 'plain', 'a "quote"', 'line\nbreak', 'ქართული', '\ud800', '\u2028'];

/** Mostly what the type wants; now and then nothing, or what it has no form for. */
function valueFor(type: GraphQLOutputType, draw: Draw, depth: number): unknown {
  const name = String(type);
  if (name.endsWith('!'))
    return valueFor((type as { ofType: GraphQLOutputType } & GraphQLOutputType).ofType, draw, depth);
  if (draw([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]) === 0) return draw([null, undefined]);
  if (name.startsWith('[')) {
    const { ofType } = type as { ofType: GraphQLOutputType } & GraphQLOutputType;
    return Array.from({ length: draw([0, 1, 2]) }, () => valueFor(ofType, draw, depth));
  }
  const named = getNamedType(type);
  if (isObjectType(named)) return depth === 0 ? null : objectOf(named, draw, depth - 1);
  const odd = draw([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) === 0;
  switch (name) {
    case 'Int':
      return odd ? draw(['3', 2 ** 40, 1.5, true]) : draw([0, -0, 7, -2147483648]);
    case 'Float':
      return odd ? draw(['1', Number.NaN, 1n]) : draw([0.1, -0, 1e21, 1e-7, 3]);
    case 'Boolean':
      return odd ? draw([1, 'true']) : draw([true, false]);
    case 'Level':
      return odd ? 'MIDDLE' : draw(['LOW', 'HIGH']);
    case 'Moment':
      return odd ? draw(['never', 3]) : draw(texts);
    default:
      return odd ? draw([7, true, Symbol('none')]) : draw(texts);
  }
}

function objectOf(type: GraphQLObjectType, draw: Draw, depth: number): Record<string, unknown> {
  const fields = Object.values(type.getFields());
  return Object.fromEntries(
    fields.map((field) => {
      if (field.name === 'key') return ['key', draw([null, 'k1', 7])];
      if (field.name === 'keys') return ['keys', draw([null, [], ['k1', 'k2'], 'k1'])];
      return [field.name, valueFor(field.type, draw, depth)];
    }),
  );
}

function drawFrom(start: number): Draw {
  let state = start;
  return (items) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) | 0;
    return items[((state ^ (state >>> 13)) >>> 0) % items.length] as (typeof items)[number];
  };
}

describe('Plain data that is written at once', () => {
  it(`is as it would have been field by field (seed ${seed})`, () => {
    const item = asData.getType('Item') as GraphQLObjectType;
    let compared = 0;
    fc.assert(
      fc.property(fc.integer(), (start) => {
        const draw = drawFrom(start);
        const query = `query ($yes: Boolean!) { item ${selection(item, draw, 3)} items ${selection(item, draw, 2)} }`;
        const document = parse(query);
        if (validate(asData, document, specifiedRules).length > 0) return;
        compared++;
        const contextValue = {
          item: objectOf(item, draw, 3),
          items: Array.from({ length: 2 }, () => objectOf(item, draw, 2)),
        };
        const asked = { variableValues: { yes: draw([true, false]) }, operationName: null, contextValue };
        const slowly = compiledDocument(asData, document)({ ...asked, asText: true });
        const atOnce = compiledDocument(asText, document)({ ...asked, asText: true });
        expect(atOnce).toEqual(slowly);
        // Where it is not text that is asked for, nothing of it applies.
        const { data, errors = [] } = execute({ schema: asData, document, ...asked }) as {
          data?: unknown;
          errors?: unknown[];
        };
        if (errors.length === 0)
          expect((atOnce as { dataText?: string }).dataText).toBe(JSON.stringify(data));
        const objects = compiledDocument(asText, document)(asked) as { data?: unknown };
        expect(JSON.stringify(objects.data)).toBe(JSON.stringify(data));
      }),
      { seed, numRuns: runs },
    );
    expect(compared).toBeGreaterThan(runs / 4);
    expect(written).toBeGreaterThan(compared / 4);
  });

  it('is not, where a resolver has a say', () => {
    const told: unknown[] = [];
    const schema = schemaGiving((data, info) => {
      told.push(plainBelow(info) !== null);
      return data;
    });
    const ask = (query: string, isText = true) =>
      compiledDocument(
        schema,
        parse(query),
      )({
        variableValues: {},
        operationName: null,
        contextValue: { item: { key: 'k1' } },
        asText: isText,
      });
    expect(ask('{ item { key { id } } }')).toEqual({ dataText: '{"item":{"key":{"id":"k1"}}}' });
    expect(ask('{ item { key { id name } } }')).toEqual({
      dataText: '{"item":{"key":{"id":"k1","name":"name of k1"}}}',
    });
    ask('{ item { echo } }');
    ask('{ item { key { id } } }', false);
    expect(told).toEqual([true, false, false, false]);
  });
});
