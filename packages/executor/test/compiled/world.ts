// A schema of every kind of type, and resolvers whose answers are drawn from a seed and their place in the response.
import {
  buildSchema,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isObjectType,
  responsePathAsArray,
} from 'graphql';

export const schema: GraphQLSchema = buildSchema(`
  enum Level { LOW HIGH }
  input Range { from: Int = 1, until: Int }
  interface Node { id: ID!, text: String, peer: Node, must: String! }
  type Report implements Node {
    id: ID!, text: String, peer: Node, must: String!, level: Level, score: Float, open: Boolean
    words: [String!], table: [[Int]!], station: Station, home: Station!, peers: [Node], stations: [Station!]!, anything: Thing
    echo(x: Int = 3, range: Range, level: Level): String
  }
  type Station implements Node {
    id: ID!, text: String, peer: Node, must: String!, number: Int!, levels: [Level], reports: [Report!], things: [Thing]
    echo(x: Int = 3, range: Range): String
  }
  union Thing = Report | Station
  type Query {
    report: Report, station: Station!, node: Node, reports: [Report], stations: [Station!]!, things: [Thing!], count: Int
    echo(x: Int = 3, range: Range, level: Level): String
  }
`);

// Queries and reports answer by resolvers, stations by the properties of their objects.
for (const name of ['Query', 'Report']) {
  for (const field of Object.values(fieldsOf(name))) {
    field.resolve = (_source, args, context, info) =>
      field.args.length > 0 && draw(context, [...placeOf(info), 'echo']) > 0.1
        ? JSON.stringify(args)
        : answer(context, placeOf(info), String(info.returnType));
  }
}

function fieldsOf(name: string) {
  const type = schema.getType(name);
  return isObjectType(type) ? type.getFields() : {};
}

export interface Seeded {
  readonly seed: number;
}

function placeOf({ path }: GraphQLResolveInfo): readonly (string | number)[] {
  return responsePathAsArray(path);
}

/** A number from 0 to 1 for a place. */
function draw({ seed }: Seeded, place: readonly (string | number)[]): number {
  let hash = seed ^ 0x9e3779b9;
  for (const letter of place.join('/')) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32;
}

/** What stands at a place: mostly a value of the type; now and then nothing, a mistake, or any of these later. */
function answer(context: Seeded, place: readonly (string | number)[], type: string): unknown {
  const luck = draw(context, [...place, 'luck']);
  const later = draw(context, [...place, 'later']);
  const now = (): unknown => {
    if (luck < 0.06) return null;
    if (luck < 0.08) return undefined;
    if (luck < 0.1) return new Error(`returned at ${place.join('.')}`);
    if (luck < 0.13) throw new Error(`thrown at ${place.join('.')}`);
    return valueAt(context, place, type);
  };
  if (later > 0.3) return now();
  if (later > 0.1) return Promise.resolve().then(now);
  return new Later(now);
}

/** No promise, but what can be waited for. */
class Later {
  readonly #give: () => unknown;

  constructor(give: () => unknown) {
    this.#give = give;
  }

  // biome-ignore lint/suspicious/noThenProperty: executors wait for whatever has it
  then(done: (value: unknown) => unknown, not: (error: unknown) => unknown): Promise<unknown> {
    return Promise.resolve().then(this.#give).then(done, not);
  }
}

function valueAt(context: Seeded, place: readonly (string | number)[], type: string): unknown {
  if (type.endsWith('!')) return valueAt(context, place, type.slice(0, -1));
  const chance = draw(context, [...place, 'value']);
  if (type.startsWith('[')) {
    if (chance < 0.03) return 'no list';
    const items = Array.from({ length: Math.floor(chance * 4) }, (_, index) =>
      item(context, [...place, index], type.slice(1, -1)),
    );
    return chance > 0.9 ? new Set(items) : items;
  }
  switch (type) {
    case 'Int':
      return chance < 0.05 ? 'many' : Math.floor(chance * 100);
    case 'Float':
      return chance < 0.05 ? {} : chance;
    case 'Boolean':
      return chance < 0.05 ? 'perhaps' : chance > 0.5;
    case 'Level':
      return chance < 0.05 ? 'MIDDLE' : chance > 0.5 ? 'HIGH' : 'LOW';
    case 'String':
    case 'ID':
      return chance < 0.05 ? Symbol('none') : `${type} at ${place.join('.')}`;
    case 'Report':
    case 'Station':
      return objectOf(context, place, type);
    default:
      if (chance < 0.05) return { __typename: chance < 0.02 ? 'Query' : 'Nobody' };
      if (chance < 0.07) return {};
      return objectOf(context, place, chance > 0.5 ? 'Report' : 'Station');
  }
}

/** Items throw nothing by themselves: there is nobody to call them. */
function item(context: Seeded, place: readonly (string | number)[], type: string): unknown {
  try {
    return answer(context, place, type);
  } catch (error) {
    return Promise.reject(error);
  }
}

function objectOf(context: Seeded, place: readonly (string | number)[], type: string): object {
  if (type === 'Report') return { __typename: type };
  const properties: Record<string, unknown> = { __typename: type };
  const depth = place.length;
  for (const [name, { args, type: fieldType }] of Object.entries(fieldsOf(type))) {
    if (args.length > 0) properties[name] = (given: unknown) => JSON.stringify(given);
    // Objects end somewhere; what is read once must be the same when it is read again.
    else if (depth < 12)
      Object.defineProperty(properties, name, lazily(context, [...place, name], String(fieldType)));
  }
  return properties;
}

function lazily(context: Seeded, place: readonly (string | number)[], type: string): PropertyDescriptor {
  const asFunction = draw(context, [...place, 'function']) < 0.3;
  return asFunction
    ? { value: () => answer(context, place, type), enumerable: true }
    : { get: () => answer(context, place, type), enumerable: true };
}
