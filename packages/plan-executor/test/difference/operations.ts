import {
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  parse,
  validate,
} from 'graphql';
import type { Draw } from './world.ts';

export interface DrawnOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Draws an operation that is valid in a schema.
 *
 * @returns null where the response keys that were drawn do not go together
 */
export function drawOperation(schema: GraphQLSchema, draw: Draw): DrawnOperation | null {
  const chance = (percent: number) => draw(100) < percent;
  const fragments: string[] = [];
  const names = ['f0', 'f1', 'id', 'r0', 'x', 'alias', 'title', 'constructor'];

  const condition = (): string =>
    chance(12)
      ? ` @${draw(2) ? 'include' : 'skip'}(if: ${['$yes', '$no', '$default', 'true', 'false'][draw(5)]})`
      : '';

  const selectionOf = (type: GraphQLNamedType, depth: number): string => {
    const parts: string[] = [];
    const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
    for (let number = 0; number < 1 + draw(4); number += 1) {
      const kind = draw(100);
      const possible = isAbstractType(type) ? schema.getPossibleTypes(type) : [];
      if (kind < 12) {
        parts.push(chance(30) ? 't: __typename' : '__typename');
      } else if ((kind < 45 && possible.length > 0) || isUnionType(type)) {
        const on = possible[draw(possible.length)] as GraphQLNamedType;
        parts.push(`... on ${on.name}${condition()} { ${selectionOf(on, depth)} }`);
      } else if (kind < 52 && depth > 0) {
        const name = `F${fragments.length}`;
        fragments.push('');
        fragments[Number(name.slice(1))] =
          `fragment ${name} on ${type.name} { ${selectionOf(type, depth - 1)} }`;
        parts.push(`...${name}${condition()}`);
      } else {
        const field = fields[draw(fields.length)];
        if (!field) continue;
        const target = getNamedType(field.type);
        const isComposite = isObjectType(target) || isAbstractType(target);
        if (isComposite && depth === 0) continue;
        const alias = chance(25) ? `${names[draw(names.length)]}: ` : '';
        const given =
          field.args.length > 0 ? ['', '(n: 1)', '(n: 2)', '(n: $n)', '(colour: GREEN)'][draw(5)] : '';
        const nested = isComposite ? ` { ${selectionOf(target, depth - 1)} }` : '';
        parts.push(`${alias}${field.name}${given}${condition()}${nested}`);
      }
    }
    return parts.length > 0 ? parts.join(' ') : '__typename';
  };

  const root = schema.getQueryType() as GraphQLNamedType;
  const body = selectionOf(root, 4);
  const text = `query Drawn($n: Int, $yes: Boolean!, $no: Boolean!, $default: Boolean = true) { ${body} }\n${fragments.join('\n')}`;
  const errors = validate(schema, parse(text)).filter(({ message }) => !/is never used/.test(message));
  if (errors.length > 0) return null;
  return { query: text, variables: { yes: true, no: false, ...(chance(50) && { n: draw(3) }) } };
}
