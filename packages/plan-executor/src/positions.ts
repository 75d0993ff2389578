import type { QueryPlanFieldNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import { Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';

// A position is a way from the root of the data by its keys, lists and types left aside, as text.

/** The positions that a fetch's request depends on: the way to its objects, and what represents them. */
export function positionsRead(
  path: readonly string[],
  requires: readonly QueryPlanSelectionNode[] | undefined,
): Set<string> {
  const positions = new Set<string>();
  const way = positionOf(path);
  for (let end = 1; end <= way.length; end += 1) positions.add(textOf(way.slice(0, end)));
  const walk = (selections: readonly QueryPlanSelectionNode[], at: readonly string[]) => {
    for (const selection of selections) {
      if (selection.kind === 'InlineFragment') {
        walk(selection.selections, at);
        continue;
      }
      const { alias, name, selections: nested } = selection as QueryPlanFieldNode;
      const position = [...at, alias ?? name];
      positions.add(textOf(position));
      if (nested) walk(nested, position);
    }
  };
  if (requires) {
    positions.add(textOf([...way, '__typename']));
    walk(requires, way);
  }
  return positions;
}

/** The positions that a fetch's response may give a value. */
export function positionsWritten(
  path: readonly string[],
  { selectionSet }: OperationDefinitionNode,
  isOfEntities: boolean,
  renamed: ReadonlyMap<string, string>,
): Set<string> {
  const positions = new Set<string>();
  const walk = ({ selections }: SelectionSetNode, at: readonly string[]) => {
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) walk(selection.selectionSet, at);
      if (selection.kind !== Kind.FIELD) continue;
      const key = (selection.alias ?? selection.name).value;
      for (const name of new Set([key, renamed.get(key) ?? key])) {
        const position = [...at, name];
        positions.add(textOf(position));
        if (selection.selectionSet) walk(selection.selectionSet, position);
      }
    }
  };
  const way = positionOf(path);
  if (!isOfEntities) walk(selectionSet, way);
  else {
    for (const entities of selectionSet.selections) {
      if (entities.kind === Kind.FIELD && entities.selectionSet) walk(entities.selectionSet, way);
    }
  }
  return positions;
}

function positionOf(path: readonly string[]): string[] {
  return path.filter((step) => step !== '@');
}

function textOf(position: readonly string[]): string {
  return position.join('.');
}
