import {
  buildASTSchema,
  concatAST,
  type DocumentNode,
  getOperationAST,
  getVariableValues,
  Kind,
  parse,
  print,
  validate,
} from 'graphql';
import { type SubgraphName, subgraphSdl } from '../src/index.ts';

/**
 * A subgraph as an older version of the contract has it: without some fields of types and inputs, or values of enums.
 *
 * @param places each as `Type.name`
 * @throws {Error} if there is no such place
 */
export function subgraphWithout(name: SubgraphName, ...places: readonly string[]): string {
  const left = new Set(places);
  const document = parse(subgraphSdl(name));
  const definitions = document.definitions.map((node) => {
    if (!('name' in node) || !node.name) return node;
    const type = node.name.value;
    const stays = ({ name }: { readonly name: { readonly value: string } }) =>
      !left.delete(`${type}.${name.value}`);
    if ('fields' in node) return { ...node, fields: node.fields?.filter(stays) } as typeof node;
    if ('values' in node) return { ...node, values: node.values?.filter(stays) } as typeof node;
    return node;
  });
  if (left.size > 0) throw new Error(`${[...left].join(', ')}: not in the contract.`);
  return print({ ...document, definitions });
}

/**
 * Says what a server with this SDL has against a request, sentence by sentence; nothing if it has all that is asked for.
 */
export function refusalsOf(
  sdl: string,
): (query: string, variables?: Readonly<Record<string, unknown>>) => string[] {
  const own = parse(sdl);
  const schema = buildASTSchema(concatAST([own, federationParts(own)]), { assumeValidSDL: true });
  return (query, variables = {}) => {
    const document = parse(query);
    const declared = getOperationAST(document)?.variableDefinitions ?? [];
    const { errors = [] } = getVariableValues(schema, declared, variables);
    return [...validate(schema, document), ...errors].map(({ message }) => message);
  };
}

/** What every subgraph has besides its SDL. */
function federationParts({ definitions }: DocumentNode): DocumentNode {
  const entities = definitions.flatMap((node) =>
    node.kind === Kind.OBJECT_TYPE_DEFINITION && node.directives?.some(({ name }) => name.value === 'key')
      ? [node.name.value]
      : [],
  );
  return parse(`scalar _Any union _Entity = ${entities.join(' | ')}
    type _Service { sdl: String }
    extend type Query { _entities(representations: [_Any!]!): [_Entity]! _service: _Service! }`);
}
