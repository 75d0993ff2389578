import { subgraphSdl } from '@observer-graph/contract';
import {
  buildASTSchema,
  concatAST,
  getOperationAST,
  getVariableValues,
  parse,
  print,
  validate,
} from 'graphql';
import type { TestMemberOptions } from './in-memory-member.ts';

/** A member of another version of the contract, which refuses what that version does not have. */
export function ofVersion(own: string): Partial<TestMemberOptions> {
  const schema = buildASTSchema(
    concatAST([
      parse(own),
      parse(
        'scalar _Any union _Entity = Finding | Mission | Country | Election | Organization extend type Query { _entities(representations: [_Any!]!): [_Entity]! }',
      ),
    ]),
    { assumeValidSDL: true },
  );
  return {
    sdl: own,
    executor: (honest) => async (request, call) => {
      const document = parse(request.query);
      const { errors } = getVariableValues(
        schema,
        getOperationAST(document)?.variableDefinitions ?? [],
        request.variables ?? {},
      );
      const refused = [...validate(schema, document), ...(errors ?? [])];
      if (refused.length > 0) throw new Error(refused.map(({ message }) => message).join(' '));
      return honest(request, call);
    },
  };
}

/** The contract without some fields of types and inputs, or values of enums, as `Type.name`. */
export function without(...places: readonly string[]): string {
  const left = new Set(places);
  const document = parse(subgraphSdl('findings'));
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
