import { composeServices } from '@apollo/composition';
import { type DefinitionNode, type DocumentNode, Kind, parse, print, visit } from 'graphql';
import { type Domain, domains } from './domains.ts';
import { sdlOf } from './generated/sdl.ts';

/** The name of a subgraph: a domain, or `federation`, which the gateway itself serves. */
export type SubgraphName = Domain | 'federation';

/** The base URL in schema/supergraph.graphql; a gateway composes with its own. */
const defaultBaseUrl = 'http://localhost:4000';

/** The subgraphs in the order in which they are composed. */
const subgraphNames: readonly SubgraphName[] = [...domains, 'federation'];

/**
 * A subgraph's SDL as it is served: Federation 2, with the shared types that it uses. The contract's own directives,
 * which no router knows, are left out.
 */
export function subgraphSdl(name: SubgraphName): string {
  const document = withoutContractDirectives(parse(sdlOf[name], { noLocation: true }));
  const definitions = withShared(document.definitions);
  const imports = federationDirectives(definitions).map((directive) => `"@${directive}"`);
  const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${imports.join(', ')}])`;
  return `${link}\n\n${print({ kind: Kind.DOCUMENT, definitions })}\n`;
}

/**
 * Composes the subgraphs to the supergraph that a router plans over.
 *
 * @param baseUrl where the subgraphs are: each at `<baseUrl>/subgraphs/<name>`
 * @throws {Error} with all of composition's errors, one to a line
 */
export function compose(baseUrl: string = defaultBaseUrl): { supergraphSdl: string } {
  const result = composeServices(
    subgraphNames.map((name) => ({
      name,
      url: `${baseUrl.replace(/\/+$/, '')}/subgraphs/${name}`,
      typeDefs: parse(subgraphSdl(name), { noLocation: true }),
    })),
  );
  if (result.supergraphSdl === undefined) {
    throw new Error(
      `The contract does not compose:\n${(result.errors ?? []).map((error) => error.message).join('\n')}`,
    );
  }
  return { supergraphSdl: result.supergraphSdl };
}

const contractDirectives: ReadonlySet<string> = new Set(
  parse(sdlOf.directives, { noLocation: true }).definitions.flatMap((definition) =>
    definition.kind === Kind.DIRECTIVE_DEFINITION ? [definition.name.value] : [],
  ),
);

function withoutContractDirectives(document: DocumentNode): DocumentNode {
  return visit(document, {
    Directive: (node) => (contractDirectives.has(node.name.value) ? null : undefined),
  });
}

const shared: ReadonlyMap<string, DefinitionNode> = new Map(
  withoutContractDirectives(parse(sdlOf.common, { noLocation: true })).definitions.flatMap((definition) =>
    'name' in definition && definition.name ? [[definition.name.value, definition] as const] : [],
  ),
);

/** The definitions and, in the order of common.graphql, the shared ones that they use, directly or through others. */
function withShared(definitions: readonly DefinitionNode[]): readonly DefinitionNode[] {
  const used = new Set<string>();
  const use = (definition: DefinitionNode): void => {
    visit(definition, {
      NamedType: ({ name }) => {
        const found = shared.get(name.value);
        if (!found || used.has(name.value)) return;
        used.add(name.value);
        use(found);
      },
    });
  };
  for (const definition of definitions) use(definition);
  return [
    ...definitions,
    ...[...shared].flatMap(([name, definition]) => (used.has(name) ? [definition] : [])),
  ];
}

/** The names of Federation's directives that stand in the definitions, sorted. GraphQL's own need no import. */
function federationDirectives(definitions: readonly DefinitionNode[]): string[] {
  const builtIn = new Set(['deprecated', 'specifiedBy']);
  const found = new Set<string>();
  visit(
    { kind: Kind.DOCUMENT, definitions },
    {
      Directive: ({ name }) => {
        if (!builtIn.has(name.value)) found.add(name.value);
      },
    },
  );
  return [...found].sort();
}
