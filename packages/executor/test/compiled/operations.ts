// Operations drawn from a seed.
import {
  type GraphQLOutputType,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isObjectType,
} from 'graphql';
import { schema } from './world.ts';

export interface Drawn {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export function operation(seed: number): Drawn {
  let state = seed;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let word = Math.imul(state ^ (state >>> 15), 1 | state);
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word;
    return ((word ^ (word >>> 14)) >>> 0) / 2 ** 32;
  };
  const one = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const fragments: string[] = [];
  let aliases = 0;

  const condition = () =>
    random() < 0.85
      ? ''
      : ` @${one(['skip', 'include'])}(if: ${one(['$yes', '$no', '$standard', 'true', 'false'])})`;

  const args = () =>
    one([
      '',
      '(x: 7)',
      '(x: $x)',
      '(x: null)',
      '(range: { until: 4 })',
      '(range: { from: $x, until: 2 })',
      '(range: $range)',
    ]);

  const field = (name: string, type: GraphQLOutputType, withArgs: boolean, depth: number): string => {
    const named = getNamedType(type);
    if (!isLeafType(named) && depth === 0) return '__typename';
    // A name of its own for what might be answered in two ways.
    const alias =
      withArgs || random() < 0.2 ? `${one(['alias', '__proto__x', 'constructor'])}${++aliases}: ` : '';
    const below = isLeafType(named) ? '' : ` ${selection(named.name, depth - 1)}`;
    return `${alias}${name}${withArgs ? args() : ''}${condition()}${below}`;
  };

  const selection = (typeName: string, depth: number): string => {
    const type = schema.getType(typeName);
    const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
    const parts = Array.from({ length: 1 + Math.floor(random() * 4) }, () => {
      const chance = random();
      if (chance < 0.1 || fields.length === 0) return random() < 0.4 ? '__typename' : within(type, depth);
      if (chance < 0.25) return within(type, depth);
      const chosen = one(fields);
      return field(chosen.name, chosen.type, chosen.args.length > 0, depth);
    });
    return `{ ${parts.join(' ')} }`;
  };

  const within = (type: ReturnType<typeof schema.getType>, depth: number): string => {
    if (depth === 0 || !type) return '__typename';
    const types = isAbstractType(type)
      ? [type.name, ...schema.getPossibleTypes(type).map(({ name }) => name)]
      : [type.name, ...(isObjectType(type) ? type.getInterfaces().map(({ name }) => name) : [])];
    const on = one(types);
    if (random() < 0.6) return `... on ${on}${condition()} ${selection(on, depth - 1)}`;
    const name = `Part${fragments.length}`;
    fragments.push('');
    fragments[fragments.length - 1] = `fragment ${name} on ${on} ${selection(on, depth - 1)}`;
    const spread = `...${name}${condition()}`;
    return random() < 0.3 ? `${spread} ...${name}` : spread;
  };

  const body = selection('Query', 4);
  const query = `query Drawn($x: Int = 5, $range: Range, $yes: Boolean!, $no: Boolean!, $standard: Boolean = true) ${body}\n${fragments.join('\n')}`;
  const variables: Record<string, unknown> = { yes: random() < 0.5, no: random() < 0.5 };
  if (random() < 0.3) variables['standard'] = random() < 0.5;
  if (random() < 0.5) variables['x'] = random() < 0.1 ? null : Math.floor(random() * 10);
  if (random() < 0.4) variables['range'] = random() < 0.2 ? { until: 'late' } : { until: 2 };
  return { query, variables };
}
