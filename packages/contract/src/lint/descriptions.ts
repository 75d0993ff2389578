import { type DefinitionNode, Kind } from 'graphql';
import type { ContractSources } from './sources.ts';

/** Names that tell what they are: the types around every list. */
const selfTelling = /(Connection|Edge|Filter|Order|Dimension)$/;

/** Types, directives and the fields of Query must say what they are; an entity need say it in one subgraph only. */
export function lintDescriptions({ subgraphs, common, directives }: ContractSources): string[] {
  const files: (readonly [name: string, definitions: readonly DefinitionNode[]])[] = [
    ...subgraphs.map(({ name, own }) => [name, own] as const),
    ['common', common],
    ['directives', directives],
  ];
  const described = new Set(
    files.flatMap(([, definitions]) =>
      definitions.flatMap((node) => ('description' in node && node.description ? [nameOf(node)] : [])),
    ),
  );
  return files.flatMap(([file, definitions]) =>
    definitions.flatMap((node) => {
      const name = nameOf(node);
      if (name === 'Query' && node.kind === Kind.OBJECT_TYPE_DEFINITION) {
        return (node.fields ?? [])
          .filter((field) => !field.description)
          .map((field) => `${file}: Query.${field.name.value} needs a description.`);
      }
      return name === null || described.has(name) || selfTelling.test(name)
        ? []
        : [`${file}: ${name} needs a description.`];
    }),
  );
}

function nameOf(node: DefinitionNode): string | null {
  return 'name' in node && node.name ? node.name.value : null;
}
