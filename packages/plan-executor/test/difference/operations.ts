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
import type { Draw } from './layout.ts';

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
  /** Fragments that are whole, by the type they are on. */
  const whole: { readonly name: string; readonly on: string }[] = [];
  const names = ['f0', 'f1', 'id', 'r0', 'x', 'alias', 'title', 'constructor'];

  const args = [
    '',
    '(n: 1)',
    '(n: 2)',
    '(n: $n)',
    '(colour: GREEN)',
    '(colour: $colour)',
    '(pick: $pick)',
    '(pick: { n: $n, deep: { many: [1, $n] } })',
    '(n: 1, pick: { deep: { many: [1, $n] }, n: $n })',
    '(pick: { colour: $colour, deep: $pick })',
  ];

  const condition = (): string =>
    chance(12)
      ? ` @${draw(2) ? 'include' : 'skip'}(if: ${['$yes', '$no', '$default', 'true', 'false'][draw(5)]})`
      : '';

  const selectionOf = (type: GraphQLNamedType, depth: number): string => {
    const parts: string[] = [];
    const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
    for (let number = 0; number < 1 + draw(4); number += 1) {
      const kind = draw(100);
      const interfaces = isObjectType(type) || isInterfaceType(type) ? type.getInterfaces() : [];
      const possible = [...(isAbstractType(type) ? schema.getPossibleTypes(type) : []), ...interfaces];
      const again = whole.filter(({ on }) => on === type.name);
      if (kind < 12) {
        parts.push(chance(30) ? 't: __typename' : '__typename');
      } else if ((kind < 45 && possible.length > 0) || isUnionType(type)) {
        const on = possible[draw(possible.length)] as GraphQLNamedType;
        parts.push(`... on ${on.name}${condition()} { ${selectionOf(on, depth > 0 ? depth - draw(2) : 0)} }`);
      } else if (kind < 48 && depth > 0) {
        parts.push(`...${condition()} { ${selectionOf(type, depth - 1)} }`);
      } else if (kind < 50 && again.length > 0) {
        parts.push(`...${again[draw(again.length)]?.name}${condition()}`);
      } else if (kind < 56 && depth > 0) {
        const name = `F${fragments.length}`;
        fragments.push('');
        fragments[Number(name.slice(1))] =
          `fragment ${name} on ${type.name} { ${selectionOf(type, depth - 1)} }`;
        whole.push({ name, on: type.name });
        parts.push(`...${name}${condition()}`);
      } else {
        const field = fields[draw(fields.length)];
        if (!field) continue;
        const target = getNamedType(field.type);
        const isComposite = isObjectType(target) || isAbstractType(target);
        if (isComposite && depth === 0) continue;
        const alias = chance(25) ? `${names[draw(names.length)]}: ` : '';
        const given = field.args.length > 0 ? args[draw(args.length)] : '';
        const nested = isComposite ? ` { ${selectionOf(target, depth - 1)} }` : '';
        parts.push(`${alias}${field.name}${given}${condition()}${nested}`);
      }
    }
    return parts.length > 0 ? parts.join(' ') : '__typename';
  };

  const mutation = chance(20) ? schema.getMutationType() : null;
  const body = selectionOf(mutation ?? (schema.getQueryType() as GraphQLNamedType), 4);
  const variables =
    '$n: Int, $yes: Boolean!, $no: Boolean!, $default: Boolean = true, $colour: Colour! = GREEN, $pick: Pick = { deep: { n: 3 } }';
  const text = `${mutation ? 'mutation' : 'query'} Drawn(${variables}) { ${body} }\n${fragments.join('\n')}`;
  const errors = validate(schema, parse(text)).filter(({ message }) => !/is never used/.test(message));
  if (errors.length > 0) return null;
  return {
    query: text,
    variables: {
      yes: true,
      no: false,
      ...(chance(50) && { n: draw(3) }),
      ...(chance(30) && { colour: 'BLUE' }),
      ...(chance(30) && { pick: [null, {}, { n: null, many: 7 }, { deep: { colour: 'RED' } }][draw(4)] }),
    },
  };
}
