import {
  buildASTSchema,
  concatAST,
  type DefinitionNode,
  type DirectiveNode,
  type DocumentNode,
  type EnumTypeDefinitionNode,
  type FieldDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  getArgumentValues,
  type InputObjectTypeDefinitionNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  type TypeNode,
  type UnionTypeDefinitionNode,
  visit,
} from 'graphql';
import { type Domain, domains, registryDomains } from '../domains.ts';
import { type DomainModel, directive, domainModel } from '../model.ts';

/** One subgraph's part of the contract, as the linter's rules see it. */
export interface SubgraphSource {
  readonly name: Domain | 'federation';
  /** Whether several members answer in it: a domain that is not the registry's. */
  readonly scattered: boolean;
  /** What stands in the subgraph's own file. */
  readonly own: readonly DefinitionNode[];
  /** By name, the shared types included. */
  readonly objects: ReadonlyMap<string, ObjectTypeDefinitionNode>;
  readonly enums: ReadonlyMap<string, EnumTypeDefinitionNode>;
  readonly inputs: ReadonlyMap<string, InputObjectTypeDefinitionNode>;
  readonly abstracts: ReadonlyMap<string, InterfaceTypeDefinitionNode | UnionTypeDefinitionNode>;
  readonly query: readonly FieldDefinitionNode[];
  readonly model: DomainModel;
}

export interface ContractSources {
  readonly subgraphs: readonly SubgraphSource[];
  readonly common: readonly DefinitionNode[];
  readonly directives: readonly DefinitionNode[];
}

/** What Federation brings along, so that the sources can be checked like any SDL. */
const federationSdl = `
  directive @key(fields: String!, resolvable: Boolean = true) repeatable on OBJECT
  directive @external on FIELD_DEFINITION
  directive @requires(fields: String!) on FIELD_DEFINITION
  directive @provides(fields: String!) on FIELD_DEFINITION
  directive @shareable on OBJECT | FIELD_DEFINITION
  directive @inaccessible on FIELD_DEFINITION | OBJECT | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION | ARGUMENT_DEFINITION
`;

/**
 * Reads the sources of the contract.
 *
 * @returns one sentence per mistake if they are no valid SDL; the rules would only stumble over it
 */
export function readSources(sources: Readonly<Record<string, string>>): ContractSources | string[] {
  const documents = new Map<string, DocumentNode>();
  const mistakes: string[] = [];
  for (const name of [...domains, 'federation', 'common', 'directives']) {
    const text = sources[name];
    if (text === undefined) {
      mistakes.push(`${name}: the source is missing.`);
      continue;
    }
    try {
      documents.set(name, parse(text));
    } catch (error) {
      mistakes.push(`${name}: ${mistakeOf(error)}`);
    }
  }
  if (mistakes.length > 0) return mistakes;
  const document = (name: string) => documents.get(name) ?? { kind: Kind.DOCUMENT, definitions: [] };
  const shared = concatAST([document('common'), document('directives'), parse(federationSdl)]);
  for (const name of [...domains, 'federation'] as const) {
    try {
      const schema = buildASTSchema(concatAST([document(name), shared]));
      mistakes.push(...wrongArguments(schema, document(name)).map((mistake) => `${name}: ${mistake}`));
    } catch (error) {
      mistakes.push(`${name}: ${(error as Error).message.replace(/\n+/g, ' ')}`);
    }
  }
  if (mistakes.length > 0) return [...new Set(mistakes)];
  return {
    subgraphs: [...domains, 'federation' as const].map((name) =>
      subgraphSource(name, document(name), document('common')),
    ),
    common: document('common').definitions,
    directives: document('directives').definitions,
  };
}

/** What GraphQL's own validation of SDL leaves out: values of the directives' arguments. */
function wrongArguments(schema: GraphQLSchema, document: DocumentNode): string[] {
  const mistakes: string[] = [];
  visit(document, {
    Directive: (node) => {
      const definition = schema.getDirective(node.name.value);
      try {
        if (definition) getArgumentValues(definition, node);
      } catch (error) {
        mistakes.push(mistakeOf(error));
      }
    },
  });
  return mistakes;
}

function mistakeOf(error: unknown): string {
  if (!(error instanceof GraphQLError)) throw error;
  const line = error.locations?.[0]?.line;
  return `${error.message}${line === undefined ? '' : ` Line ${line}.`}`;
}

function subgraphSource(
  name: Domain | 'federation',
  own: DocumentNode,
  common: DocumentNode,
): SubgraphSource {
  const all = concatAST([own, common]);
  const objects = byName(all.definitions.filter((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION));
  return {
    name,
    scattered: name !== 'federation' && !registryDomains.includes(name),
    own: own.definitions,
    objects,
    enums: byName(all.definitions.filter((node) => node.kind === Kind.ENUM_TYPE_DEFINITION)),
    inputs: byName(all.definitions.filter((node) => node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION)),
    abstracts: byName(
      all.definitions.filter(
        (node) => node.kind === Kind.INTERFACE_TYPE_DEFINITION || node.kind === Kind.UNION_TYPE_DEFINITION,
      ),
    ),
    query: objects.get('Query')?.fields ?? [],
    // The federation's own subgraph holds no records; its model is read like a domain's all the same.
    model: domainModel(name as Domain, all),
  };
}

function byName<Node extends { readonly name: { readonly value: string } }>(
  nodes: readonly Node[],
): ReadonlyMap<string, Node> {
  return new Map(nodes.map((node) => [node.name.value, node]));
}

/** The object types of the subgraph's own file, without Query. */
export function ownObjects({ own }: SubgraphSource): readonly ObjectTypeDefinitionNode[] {
  return own.filter(
    (node): node is ObjectTypeDefinitionNode =>
      node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value !== 'Query',
  );
}

/** The fields of its key, or null if the type is no entity. */
export function keyFields(type: ObjectTypeDefinitionNode): string | null {
  const fields = directive(type.directives, 'key')?.['fields'];
  return typeof fields === 'string' ? fields : null;
}

export function has(
  node: { readonly directives?: readonly DirectiveNode[] | undefined },
  name: string,
): boolean {
  return node.directives?.some((candidate) => candidate.name.value === name) === true;
}

/** A type as it is written: `[Finding!]`. */
export function written(type: TypeNode): string {
  return print(type);
}
