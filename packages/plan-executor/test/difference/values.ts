import { GraphQLError, type GraphQLFieldResolver } from 'graphql';
import type { Entity, Layout } from './layout.ts';

/** One object of the data, as a resolver holds it. */
export interface Instance {
  readonly __typename: string;
  readonly index: number;
  /** What a subgraph was told of it. */
  readonly told?: Readonly<Record<string, unknown>>;
}

export interface Values {
  /** @param strict a subgraph: a `@requires` uses only what the subgraph was told; null: one schema */
  readonly resolverFor: (strict: number | null) => GraphQLFieldResolver<unknown, unknown>;
  /** To be called before each operation. */
  readonly begin: () => void;
}

const instances = 4;

/** Data for all types: what a field is worth follows from where it is. */
export function valuesOf(
  { entities, mediaHome, roots, mutations, provides, hasFaults }: Layout,
  salt: number,
): Values {
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
        return toldOf(
          resolve(null, source, { ...(args && { n: Number(args[1]) }), colour: 'RED' }, holder, input.name),
          known.requires?.nested ?? [],
        );
      };
      return `${field}:${JSON.stringify(plainTold(read(actual), known.requires.nested))}:${known.hasArgument ? JSON.stringify(given['n']) : ''}`;
    }
    return named(strict, worthOf(actual, index, known, known.hasArgument ? given : {}));
  };

  /** A value as a subgraph would be told it. */
  const toldOf = (value: unknown, names: readonly string[]): unknown => {
    if (Array.isArray(value)) return value.map((item) => toldOf(item, names));
    if (typeof value !== 'object' || value === null) return value;
    const { __typename } = value as Instance;
    return Object.fromEntries(
      names.map((name) => {
        const own = resolve(null, value, {}, __typename, name);
        return [name, name === 'org' ? { id: (own as Instance).told?.['id'] } : own];
      }),
    );
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

  return { resolverFor, begin: () => Object.assign(done, { merged: 0, federated: 0 }) };
}

/** What is wanted of what a subgraph was told, in one order. */
function plainTold(value: unknown, names: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => plainTold(item, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    names.map((name) => {
      const own = (value as Record<string, unknown>)[name];
      return [name, name === 'org' ? { id: (own as { id?: unknown } | undefined)?.id } : own];
    }),
  );
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
