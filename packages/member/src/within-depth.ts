import { boundedCache, type Executor } from '@observer-graph/executor';
import { type DocumentNode, Kind, parse, type SelectionSetNode } from 'graphql';

/** The contract's deepest sensible question has about ten levels; introspection is not counted. */
const maxDepth = 20;

/** Documents whose depth is remembered, and the characters that they have together at most. */
const kept = { documents: 1_000, characters: 5_000_000 };

/** Refuses operations that nest deeper than anybody needs. What does not parse is left to the executor. */
export function withinDepth(executor: Executor): Executor {
  const tooDeep = boundedCache<boolean>(kept.documents, kept.characters);
  const message = `The operation nests deeper than ${maxDepth} levels; ask for less at once.`;
  return (request, call) =>
    tooDeep(request.query, () => isTooDeep(request.query))
      ? Promise.resolve({ errors: [{ message, extensions: { code: 'BAD_USER_INPUT' } }] })
      : executor(request, call);
}

function isTooDeep(query: string): boolean {
  let document: DocumentNode;
  try {
    document = parse(query, { noLocation: true });
  } catch {
    return false;
  }
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION
        ? [[definition.name.value, definition.selectionSet] as const]
        : [],
    ),
  );
  const isDeeper = (selectionSet: SelectionSetNode, levels: number, within: readonly string[]): boolean =>
    selectionSet.selections.some((selection) => {
      if (selection.kind === Kind.FIELD) {
        if (selection.name.value.startsWith('__') || !selection.selectionSet) return levels < 1;
        return levels < 1 || isDeeper(selection.selectionSet, levels - 1, within);
      }
      if (selection.kind === Kind.INLINE_FRAGMENT) return isDeeper(selection.selectionSet, levels, within);
      const name = selection.name.value;
      const fragment = fragments.get(name);
      // A fragment within itself is refused by validation.
      return !within.includes(name) && !!fragment && isDeeper(fragment, levels, [...within, name]);
    });
  return document.definitions.some(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION && isDeeper(definition.selectionSet, maxDepth, []),
  );
}
