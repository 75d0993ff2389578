import { type ConstDirectiveNode, type DocumentNode, Kind, parse } from 'graphql';

/** The keys by which one subgraph finds entities: for each type the names of the fields at the top of each key. */
export type EntityKeys = ReadonlyMap<string, readonly (readonly string[])[]>;

/** @returns by the name of the subgraph */
export function entityKeys(supergraph: DocumentNode): ReadonlyMap<string, EntityKeys> {
  const names = graphNames(supergraph);
  const keys = new Map<string, Map<string, string[][]>>();
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION)
      continue;
    for (const directive of definition.directives ?? []) {
      if (directive.name.value !== 'join__type') continue;
      const subgraph = names.get(argumentOf(directive, 'graph') ?? '');
      const key = argumentOf(directive, 'key');
      if (subgraph === undefined || key === undefined) continue;
      const ofSubgraph = keys.get(subgraph) ?? new Map<string, string[][]>();
      keys.set(subgraph, ofSubgraph);
      ofSubgraph.set(definition.name.value, [
        ...(ofSubgraph.get(definition.name.value) ?? []),
        topFields(key),
      ]);
    }
  }
  return keys;
}

/** The names of subgraphs, by the enum values that stand for them. */
export function graphNames({ definitions }: DocumentNode): Map<string, string> {
  const names = new Map<string, string>();
  for (const definition of definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    for (const { name, directives } of definition.values ?? []) {
      const graph = directives?.find((directive) => directive.name.value === 'join__graph');
      names.set(name.value, (graph && argumentOf(graph, 'name')) ?? name.value);
    }
  }
  return names;
}

function argumentOf(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : undefined;
}

function topFields(fieldSet: string): string[] {
  const [definition] = parse(`{ ${fieldSet} }`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) return [];
  return definition.selectionSet.selections.flatMap((selection) =>
    selection.kind === Kind.FIELD ? [selection.name.value] : [],
  );
}
