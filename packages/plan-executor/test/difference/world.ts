import { buildSubgraphSchema } from '@apollo/subgraph';
import type { Executor, GraphQLResponse } from '@observer-graph/executor';
import {
  buildSchema,
  execute,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  parse,
} from 'graphql';
import { compilePlan } from '../../src/compile-plan.ts';
import { loadSupergraph } from '../../src/supergraph.ts';
import { withoutConditions } from '../../src/without-conditions.ts';
import { federation, type Subgraphs, supergraphOf } from '../federation.ts';

/** Draws a whole number from 0 up to, not including, `below`. */
export type Draw = (below: number) => number;

/** One object of the data, as a resolver holds it. */
interface Instance {
  readonly __typename: string;
  readonly index: number;
  /** What a subgraph was told of it. */
  readonly told?: Readonly<Record<string, unknown>>;
}

interface Field {
  readonly name: string;
  /** As in SDL. */
  readonly type: string;
  /** The composite type it leads to. */
  readonly target: string | null;
  readonly hasArgument: boolean;
  /** Subgraphs that answer it. */
  readonly owners: readonly number[];
  readonly overridden: number | null;
  readonly requires: { readonly field: Field; readonly selection: string } | null;
}

interface Entity {
  readonly name: string;
  readonly home: number;
  readonly keys: readonly string[];
  readonly fields: Field[];
  readonly isMedia: boolean;
}

export interface World {
  readonly supergraphSdl: string;
  readonly executors: ReadonlyMap<string, Executor>;
  /** The same data behind one schema. */
  readonly merged: GraphQLSchema;
  readonly resolver: GraphQLFieldResolver<unknown, unknown>;
  readonly subgraphs: Subgraphs;
  /** To be called before each operation. */
  readonly begin: () => void;
  /** Asks the planner alone. */
  readonly plan: (query: string, variables: Readonly<Record<string, unknown>>) => void;
}

const instances = 4;
const scalars = [
  'Int',
  'String',
  'Boolean',
  'Float',
  'Colour',
  '[String!]',
  'ID',
  '[[Int!]]',
  '[[Colour]!]',
] as const;
const keySets = [['id'], ['id', 'code'], ['id', 'left right'], ['id', 'org { id }'], ['code', 'id']] as const;
const keyFields: Readonly<Record<string, string>> = {
  id: 'id: ID!',
  code: 'code: ID!',
  'left right': 'left: Int! right: Int!',
  'org { id }': 'org: Org!',
};

/**
 * Draws types spread over subgraphs, and data for them.
 *
 * @returns null where the subgraphs do not compose
 */
export function drawWorld(draw: Draw): World | null {
  const pick = <Item>(items: readonly Item[]): Item => items[draw(items.length)] as Item;
  const chance = (percent: number) => draw(100) < percent;
  const count = 2 + draw(3);
  const all = [...Array(count).keys()];

  const entities: Entity[] = [...Array(1 + draw(3)).keys()].map((number) => ({
    name: `T${number}`,
    home: draw(count),
    keys: pick(keySets),
    fields: [],
    isMedia: false,
  }));
  const hasMedia = chance(50);
  const mediaHome = draw(count);
  const hasUnion = chance(50);
  const hasInterface = chance(60);
  const targets = [
    ...entities.map(({ name }) => name),
    'V',
    ...(hasUnion ? ['U'] : []),
    ...(hasInterface ? ['I'] : []),
    ...(hasMedia ? ['M'] : []),
  ];
  const typeNamed = (target: string) =>
    pick([
      target,
      `[${target}!]`,
      `[${target}]`,
      `${target}!`,
      `[${target}!]!`,
      `[[${target}]!]`,
      `[[${target}!]!]!`,
    ]);

  for (const entity of entities) {
    for (let number = 0; number < 2 + draw(5); number += 1) {
      const target = chance(40) ? pick(targets) : null;
      const scalar = pick(scalars);
      const owner = draw(count);
      const second = draw(count);
      const isShared = chance(15) && second !== owner;
      const isOverridden = !isShared && chance(12) && second !== owner;
      entity.fields.push({
        name: `f${number}`,
        type: target ? typeNamed(target) : pick([scalar, scalar, `${scalar}!`]),
        target,
        hasArgument: chance(30),
        owners: isShared ? [owner, second] : [owner],
        overridden: isOverridden ? second : null,
        requires: null,
      });
    }
    const plain = entity.fields.slice();
    for (let number = 0; number < draw(3); number += 1) {
      const field = pick([...plain, ...entity.fields]);
      const owner = draw(count);
      const isPossible =
        (field.target === null || field.target === 'V') &&
        !field.owners.includes(owner) &&
        field.overridden !== owner;
      if (!isPossible) continue;
      const args = field.hasArgument ? `(n: ${draw(3)})` : '';
      entity.fields.push({
        name: `r${number}`,
        type: 'String',
        target: null,
        hasArgument: chance(20),
        owners: [owner],
        overridden: null,
        requires: { field, selection: `${field.name}${args}${field.target ? ' { x y }' : ''}` },
      });
    }
  }

  // Where a type is declared: where it has fields, and wherever it is referred to.
  const declared = all.map(() => new Set<string>());
  const refer = (subgraph: number, target: string) => {
    const into = declared[subgraph] as Set<string>;
    if (into.has(target)) return;
    into.add(target);
    if (target === 'U' || target === 'I') for (const { name } of entities) refer(subgraph, name);
    const entity = entities.find(({ name }) => name === target);
    for (const field of entity?.fields ?? []) {
      if (field.owners.includes(subgraph) || field.overridden === subgraph) {
        if (field.target) refer(subgraph, field.target);
        if (field.requires?.field.target) refer(subgraph, 'V');
      }
    }
  };
  for (const entity of entities) {
    refer(entity.home, entity.name);
    for (const field of entity.fields) {
      for (const owner of [...field.owners, ...(field.overridden === null ? [] : [field.overridden])]) {
        refer(owner, entity.name);
        if (field.target) refer(owner, field.target);
        if (field.requires?.field.target) refer(owner, 'V');
      }
    }
  }
  const mediaExtras = all.filter((subgraph) => subgraph !== mediaHome && chance(60));
  const roots = all.map((subgraph) =>
    [...Array(1 + draw(3)).keys()].map((number) => {
      const target = pick(targets);
      refer(subgraph, target);
      return { name: `q${subgraph}${number}`, type: typeNamed(target), target, hasArgument: chance(30) };
    }),
  );
  if (hasMedia) refer(mediaHome, 'M');

  const mutations = all.map((subgraph) =>
    [...Array(draw(3)).keys()].map((number) => {
      const target = pick(targets);
      refer(subgraph, target);
      return { name: `m${subgraph}${number}`, type: typeNamed(target), target, hasArgument: true };
    }),
  );
  const hasFaults = chance(40);

  const argument = (has: boolean) => (has ? '(n: Int, colour: Colour = RED, pick: Pick)' : '');
  const inputs =
    'enum Colour { RED GREEN BLUE } input Pick { n: Int = 5 colour: Colour! = BLUE deep: Pick many: [Int] }';
  const sdlOf = (subgraph: number): string => {
    const types = declared[subgraph] as Set<string>;
    const isHere = (field: Field) => field.owners.includes(subgraph) || field.overridden === subgraph;
    const parts: string[] = [inputs, 'type Org @shareable { id: ID! }'];
    for (const [root, fields] of [
      ['Query', roots[subgraph] ?? []],
      ['Mutation', mutations[subgraph] ?? []],
    ] as const) {
      const lines = fields.map(
        ({ name, type, target, hasArgument }) =>
          `${name}${argument(hasArgument)}: ${type} ${providesOf(subgraph, target)}`,
      );
      if (lines.length > 0) parts.push(`type ${root} { ${lines.join(' ')} }`);
    }
    if (types.has('V')) parts.push('type V @shareable { x: Int y: String next: V }');
    const common = (): boolean =>
      entities.every((entity) =>
        entity.fields.some(
          (field) => field.name === 'f0' && field.type === 'Int' && isHere(field) && !field.hasArgument,
        ),
      );
    if (types.has('I')) parts.push(`interface I { id: ID! ${common() ? 'f0: Int' : ''} }`);
    if (types.has('U')) parts.push(`union U = ${entities.map(({ name }) => name).join(' | ')}`);
    if (types.has('M') || (hasMedia && mediaExtras.includes(subgraph))) {
      if (subgraph === mediaHome) {
        parts.push('interface M @key(fields: "id") { id: ID! title: String }');
        parts.push('type M0 implements M @key(fields: "id") { id: ID! title: String pages(n: Int): Int }');
        parts.push('type M1 implements M @key(fields: "id") { id: ID! title: String minutes: Int }');
      } else {
        const extras = mediaExtras.includes(subgraph)
          ? `extra${subgraph}(n: Int): Int title: String @external shout${subgraph}: String @requires(fields: "title")`
          : '';
        parts.push(`type M @key(fields: "id") @interfaceObject { id: ID! ${extras} }`);
      }
    }
    for (const entity of entities) {
      if (!types.has(entity.name)) continue;
      const isHome = subgraph === entity.home;
      const keys = isHome ? entity.keys : [entity.keys[subgraph % entity.keys.length] as string];
      const fields = entity.fields.filter(isHere);
      const external = new Set<string>();
      for (const { requires } of fields) {
        if (requires && !isHere(requires.field)) {
          external.add(
            `${requires.field.name}${argument(requires.field.hasArgument)}: ${requires.field.type} @external`,
          );
        }
      }
      const given = provides.get(`${subgraph}.${entity.name}`);
      // A field that is external for a @requires as well is declared once.
      if (given) external.add(`${given.name}${argument(given.hasArgument)}: ${given.type} @external`);
      const isStub = fields.length === 0 && !isHome && (subgraph + entity.home) % 3 > 0;
      const lines = fields.map((field) => {
        const marks = [
          field.owners.length > 1 || [...provides.values()].includes(field) ? '@shareable' : '',
          field.overridden !== null && field.owners.includes(subgraph)
            ? `@override(from: "s${field.overridden}")`
            : '',
          providesOf(subgraph, field.target),
          field.requires ? `@requires(fields: "${field.requires.selection}")` : '',
        ];
        return `${field.name}${argument(field.hasArgument)}: ${field.type} ${marks.join(' ')}`;
      });
      // Interfaces ask for the id, whatever the key is.
      const own = new Set(keys.flatMap((key) => keyFields[key] as string));
      if (types.has('I') && !keys.includes('id')) own.add('id: ID! @shareable');
      parts.push(
        `type ${entity.name} ${types.has('I') ? 'implements I' : ''} ${keys
          .map((key) => `@key(fields: "${key}"${isStub ? ', resolvable: false' : ''})`)
          .join(' ')} { ${[...own, ...lines, ...external].join('\n')} }`,
      );
    }
    return parts.join('\n');
  };

  /** Fields of entities that a subgraph has not, but gives along with a reference; by subgraph and entity. */
  const provides = new Map<string, Field>();
  const providesOf = (subgraph: number, target: string | null): string => {
    const field = provides.get(`${subgraph}.${target}`);
    return field ? `@provides(fields: "${field.name}${field.target ? ' { x y }' : ''}")` : '';
  };
  for (const subgraph of all) {
    for (const entity of entities) {
      const field = entity.fields.find(
        ({ owners, overridden, requires, target, hasArgument }) =>
          !owners.includes(subgraph) &&
          overridden === null &&
          !requires &&
          !hasArgument &&
          (target === null || (target === 'V' && (declared[subgraph] as Set<string>).has('V'))),
      );
      const isHome = subgraph === entity.home;
      const leadsTo = [
        ...(roots[subgraph] ?? []),
        ...(mutations[subgraph] ?? []),
        ...entities.flatMap(({ fields }) => fields.filter(({ owners }) => owners.includes(subgraph))),
      ];
      if (field && !isHome && leadsTo.some(({ target }) => target === entity.name) && chance(50)) {
        provides.set(`${subgraph}.${entity.name}`, field);
      }
    }
  }
  const typeDefs = all.map(sdlOf);
  const supergraphSdlOrNull = composed(typeDefs);
  if (supergraphSdlOrNull === null) return null;

  const mediaFields = mediaExtras
    .map((subgraph) => `extra${subgraph}(n: Int): Int shout${subgraph}: String`)
    .join(' ');
  const hasCommon = all.some((subgraph) => /interface I \{ id: ID! f0/.test(typeDefs[subgraph] as string));
  const isUsed = (name: string) => declared.some((types) => types.has(name));
  const mergedSdl = [
    inputs,
    'type Org { id: ID! }',
    ...[['Query', roots.flat()] as const, ['Mutation', mutations.flat()] as const]
      .filter(([, fields]) => fields.length > 0)
      .map(
        ([root, fields]) =>
          `type ${root} { ${fields
            .map(({ name, type, hasArgument }) => `${name}${argument(hasArgument)}: ${type}`)
            .join(' ')} }`,
      ),
    ...(isUsed('V') ? ['type V { x: Int y: String next: V }'] : []),
    ...(isUsed('I') ? [`interface I { id: ID! ${hasCommon ? 'f0: Int' : ''} }`] : []),
    ...(isUsed('U') ? [`union U = ${entities.map(({ name }) => name).join(' | ')}`] : []),
    ...(hasMedia
      ? [
          `interface M { id: ID! title: String ${mediaFields} }`,
          `type M0 implements M { id: ID! title: String pages(n: Int): Int ${mediaFields} }`,
          `type M1 implements M { id: ID! title: String minutes: Int ${mediaFields} }`,
        ]
      : []),
    ...entities.map((entity) => {
      const keys = entity.keys.map((key) => keyFields[key]).join(' ');
      const id = isUsed('I') && !entity.keys.includes('id') ? 'id: ID!' : '';
      return `type ${entity.name} ${isUsed('I') ? 'implements I' : ''} { ${keys} ${id} ${entity.fields
        .map((field) => `${field.name}${argument(field.hasArgument)}: ${field.type}`)
        .join(' ')} }`;
    }),
  ].join('\n');

  const salt = draw(1_000);
  const hash = (...parts: unknown[]): number => {
    let value = 2_166_136_261 ^ salt;
    for (const character of JSON.stringify(parts)) {
      value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 16_777_619);
    }
    return (value ^ (value >>> 15)) >>> 0;
  };

  const instanceOf = (target: string, seed: number): Instance => {
    const index = seed % instances;
    if (target === 'U' || target === 'I') {
      return { __typename: (entities[(seed >>> 8) % entities.length] as Entity).name, index };
    }
    if (target === 'M') return { __typename: `M${index % 2}`, index };
    return { __typename: target, index };
  };

  /** Fields without faults: what a subgraph cannot tell, its `@requires` cannot be asked with. */
  const isRequired = (field: { name: string }) =>
    entities.some(({ fields }) => fields.some(({ requires }) => requires?.field === field));

  /** What a field is worth; the same wherever it is asked for. */
  const worthOf = (
    type: string,
    index: number,
    field: { name: string; type: string; target: string | null },
    args: unknown,
  ): unknown => {
    const seed = hash(type, index, field.name, args);
    const mayFail = hasFaults && !isRequired(field);
    const valueAt = (type: string, ...at: number[]): unknown => {
      const own = hash(seed, at);
      if (mayFail && own % 17 === 0) {
        const error = new GraphQLError(`No ${field.name}.`, { extensions: { code: 'FORBIDDEN' } });
        if (at.length > 0) return error;
        throw error;
      }
      const isNullable = !type.endsWith('!');
      if (own % 7 === 0 && (isNullable || (mayFail && own % 3 === 0))) return null;
      const inner = isNullable ? type : type.slice(0, -1);
      if (inner.startsWith('[')) {
        return [...Array((own >>> 4) % 4).keys()].map((item) => valueAt(inner.slice(1, -1), ...at, item));
      }
      return field.target ? instanceOf(field.target, own) : scalarOf(inner, own);
    };
    return valueAt(field.type);
  };

  const keyValue = (type: string, index: number, field: string): unknown => {
    const name = type.startsWith('M') ? 'M' : type;
    if (field === 'left') return index >> 1;
    if (field === 'right') return index & 1;
    if (field === 'org') return { __typename: 'Org', index, told: { id: `org-${name}-${index}` } };
    return `${field}-${name}-${index}`;
  };

  /** How many mutations have been done: the value of each depends on its turn. */
  const done = { merged: 0, federated: 0 };

  /** @param strict a subgraph: a `@requires` uses only what the subgraph was told */
  const resolve = (
    strict: number | null,
    source: unknown,
    args: Record<string, unknown>,
    type: string,
    field: string,
  ): unknown => {
    const given = { n: null, ...args };
    if (type === 'Query') {
      const root = roots.flat().find(({ name }) => name === field);
      return root ? named(strict, worthOf('Query', 0, root, root.hasArgument ? given : {})) : undefined;
    }
    if (type === 'Mutation') {
      const root = mutations.flat().find(({ name }) => name === field);
      const side = strict === null ? 'merged' : 'federated';
      done[side] += 1;
      return root && named(strict, worthOf('Mutation', done[side], root, given));
    }
    const { index, told, __typename: actual } = source as Instance;
    if (type === 'Org') return told?.['id'];
    if (type === 'V') {
      if (field === 'x') return hash('V', index, 'x') % 1000;
      if (field === 'y') return index === 2 ? null : `y${index}`;
      return index === 0 ? null : { __typename: 'V', index: index - 1 };
    }
    if (['id', 'code', 'left', 'right', 'org'].includes(field)) return keyValue(type, index, field);
    if (type.startsWith('M')) {
      if (field === 'title') return index === 3 ? null : `Title ${index} "quoted"`;
      if (field.startsWith('shout')) {
        const title = strict === null ? (index === 3 ? null : `Title ${index} "quoted"`) : told?.['title'];
        return `${field}:${String(title)}`;
      }
      return hash('M', index, field, given['n']) % 1000;
    }
    const known = entities.find(({ name }) => name === actual)?.fields.find(({ name }) => name === field);
    if (!known) throw new Error(`${type}.${field} is not known.`);
    if (strict !== null && known.overridden === strict) throw new Error(`${type}.${field} was overridden.`);
    if (known.requires) {
      const input = known.requires.field;
      const read = (holder: string): unknown => {
        // Of what it was not told a subgraph knows only what it provides.
        const isProvided = !told && provides.get(`${strict}.${actual}`) === input;
        if (strict !== null && !isProvided) return told?.[input.name];
        const args = /\(n: (\d)\)/.exec(known.requires?.selection ?? '');
        return plain(
          resolve(null, source, { ...(args && { n: Number(args[1]) }), colour: 'RED' }, holder, input.name),
        );
      };
      return `${field}:${JSON.stringify(plainTold(read(actual)))}:${known.hasArgument ? JSON.stringify(given['n']) : ''}`;
    }
    return named(strict, worthOf(actual, index, known, known.hasArgument ? given : {}));
  };

  /** What `{ x y }` of a value type gives. */
  const plain = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value !== 'object' || value === null) return value;
    return { x: resolve(null, value, {}, 'V', 'x'), y: resolve(null, value, {}, 'V', 'y') };
  };

  /** To a subgraph with the interface object, all media are of one type. */
  const named = (strict: number | null, value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((item) => named(strict, item));
    const isMedia = /^M\d/.test((value as Instance | null)?.__typename ?? '');
    return isMedia && strict !== null && strict !== mediaHome
      ? { ...(value as Instance), __typename: 'M' }
      : value;
  };

  const resolverFor =
    (strict: number | null): GraphQLFieldResolver<unknown, unknown> =>
    (source, args, _, { parentType, fieldName }) =>
      resolve(strict, source, args, parentType.name, fieldName);

  const subgraphs = Object.fromEntries(typeDefs.map((sdl, index) => [`s${index}`, { typeDefs: sdl }]));
  const executors = new Map(
    typeDefs.map((sdl, subgraph): [string, Executor] => {
      const reference = (representation: Record<string, unknown>): Instance => {
        const type = String(representation['__typename']);
        const index = indexOf(representation);
        if (/^M\d?$/.test(type)) {
          return { __typename: subgraph === mediaHome ? `M${index % 2}` : 'M', index, told: representation };
        }
        return { __typename: type, index, told: representation };
      };
      const resolvable = [...sdl.matchAll(/(?:type|interface) (\w+)[^{]*@key\([^{]*\{/g)].map(
        ([, name]) => name as string,
      );
      const schema = buildSubgraphSchema({
        typeDefs: parse(federation + sdl),
        resolvers: Object.fromEntries(resolvable.map((name) => [name, { __resolveReference: reference }])),
      });
      return [
        `s${subgraph}`,
        async ({ query, variables }) => {
          const { data, errors } = await execute({
            schema,
            document: parse(query),
            variableValues: variables ?? {},
            fieldResolver: resolverFor(subgraph),
          });
          return {
            ...(data !== undefined && { data }),
            ...(errors && { errors: errors.map((error) => error.toJSON()) }),
          } as GraphQLResponse;
        },
      ];
    }),
  );
  return {
    supergraphSdl: supergraphSdlOrNull,
    executors,
    merged: buildSchema(mergedSdl),
    resolver: resolverFor(null),
    subgraphs,
    begin: () => Object.assign(done, { merged: 0, federated: 0 }),
    plan: (query, variables) => {
      const supergraph = loadSupergraph(supergraphSdlOrNull);
      const given = { default: true, ...variables };
      compilePlan(supergraph.plan(withoutConditions(parse(query), given), undefined), supergraph);
    },
  };
}

function composed(typeDefs: readonly string[]): string | null {
  try {
    return supergraphOf(Object.fromEntries(typeDefs.map((sdl, index) => [`s${index}`, { typeDefs: sdl }])));
  } catch (error) {
    if (process.env['SHOW_COMPOSITION']) console.error((error as Error).message, typeDefs);
    return null;
  }
}

function indexOf(representation: Record<string, unknown>): number {
  const { id, code, left, right, org } = representation as Record<string, string>;
  if (id !== undefined || code !== undefined) return Number((id ?? code ?? '').split('-').at(-1));
  if (left !== undefined) return Number(left) * 2 + Number(right);
  return Number((org as unknown as { id: string }).id.split('-').at(-1));
}

function plainTold(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainTold);
  if (typeof value !== 'object' || value === null) return value;
  const { x, y } = value as Record<string, unknown>;
  return { x, y };
}

function scalarOf(type: string, seed: number): unknown {
  switch (type) {
    case 'Int':
      return (seed % 2_000) - 1_000;
    case 'Float':
      return (seed % 1_000) / 8;
    case 'Boolean':
      return seed % 2 === 0;
    case 'Colour':
      return ['RED', 'GREEN', 'BLUE'][seed % 3];
    default:
      return ['plain', 'with "quotes"', 'ünï ☂ \u{1f600}', 'line\nbreak', ''][seed % 5] + String(seed % 100);
  }
}
