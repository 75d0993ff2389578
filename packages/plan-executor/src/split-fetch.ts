import type { FetchNode, QueryPlanFieldNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import type { VirtualFields } from './virtual-fields.ts';

/**
 * Makes of a fetch several, so that in none of them two virtual fields stand for one real field: a representation has only
 * one value for it. Each has of the representation what its own fields want.
 *
 * @returns the fetch itself where it wants no virtual fields
 */
export function splitFetch(node: FetchNode, virtual: VirtualFields): FetchNode[] {
  if (virtual.realNames.size === 0 || !node.requires || !wantsVirtual(node.requires, virtual)) return [node];
  const document = parse(node.operation, { noLocation: true });
  const parts: Set<string>[] = [];
  const partOf = (type: string, field: FieldNode): number => {
    const wanted = virtual.wantedBy(node.serviceName, type, field.name.value) ?? new Set<string>();
    const goesWith = (part: ReadonlySet<string>) =>
      [...wanted].every((name) => [...part].every((other) => other === name || real(other) !== real(name)));
    const found = parts.findIndex(goesWith);
    const index = found >= 0 ? found : parts.length;
    parts[index] = new Set([...(parts[index] ?? []), ...wanted]);
    return index;
  };
  const real = (name: string) => virtual.realNames.get(name);
  const places = new Map<FieldNode, number>();
  forEachField(document, (field, type) => places.set(field, partOf(type, field)));
  return parts.map((part, index) => ({
    ...node,
    ...textOf(onlyFields(document, (field) => places.get(field) === index)),
    requires: onlyWanted(node.requires as QueryPlanSelectionNode[], part, virtual),
  }));
}

/** The text of an operation with only the variables that it uses. */
function textOf(document: DocumentNode): Pick<FetchNode, 'operation' | 'variableUsages'> {
  const used = new Set<string>();
  for (const entities of entitiesOf(document)) {
    visit(entities, { Variable: ({ name }) => void used.add(name.value) });
  }
  const trimmed = visit(document, {
    VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? undefined : null),
  });
  return {
    operation: print(trimmed),
    variableUsages: [...used].filter((name) => name !== 'representations'),
  };
}

/** Calls virtual fields by their real names, under keys that are the virtual ones. */
export function withRealNames(document: DocumentNode, { realNames }: VirtualFields): DocumentNode {
  if (realNames.size === 0) return document;
  return visit(document, {
    Field(field) {
      const value = realNames.get(field.name.value);
      if (value === undefined) return undefined;
      return { ...field, alias: field.alias ?? field.name, name: { kind: Kind.NAME, value } };
    },
  });
}

function wantsVirtual(selections: readonly QueryPlanSelectionNode[], virtual: VirtualFields): boolean {
  return selections.some(
    (selection) =>
      (selection.kind === 'Field' && virtual.realNames.has((selection as QueryPlanFieldNode).name)) ||
      (selection.selections !== undefined && wantsVirtual(selection.selections, virtual)),
  );
}

function onlyWanted(
  selections: readonly QueryPlanSelectionNode[],
  wanted: ReadonlySet<string>,
  virtual: VirtualFields,
): QueryPlanSelectionNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === 'Field') {
      const { name } = selection as QueryPlanFieldNode;
      if (virtual.realNames.has(name) && !wanted.has(name)) return [];
    }
    if (!selection.selections) return [selection];
    const nested = onlyWanted(selection.selections, wanted, virtual);
    return nested.length === 0 ? [] : [{ ...selection, selections: nested } as QueryPlanSelectionNode];
  });
}

/** The fields at the top of entities, with the type condition that they are under. */
function forEachField(document: DocumentNode, tell: (field: FieldNode, type: string) => void): void {
  const walk = ({ selections }: SelectionSetNode, type: string) => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) tell(selection, type);
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        walk(selection.selectionSet, selection.typeCondition?.name.value ?? type);
      }
    }
  };
  for (const entities of entitiesOf(document)) if (entities.selectionSet) walk(entities.selectionSet, '');
}

function onlyFields(document: DocumentNode, isIn: (field: FieldNode) => boolean): DocumentNode {
  const within = (set: SelectionSetNode): SelectionSetNode => ({
    ...set,
    selections: set.selections.flatMap((selection): SelectionNode[] => {
      if (selection.kind === Kind.FIELD) return isIn(selection) ? [selection] : [];
      if (selection.kind === Kind.FRAGMENT_SPREAD) return [selection];
      const selectionSet = within(selection.selectionSet);
      return selectionSet.selections.length === 0 ? [] : [{ ...selection, selectionSet }];
    }),
  });
  return {
    ...document,
    definitions: document.definitions.map((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION
        ? {
            ...definition,
            selectionSet: {
              ...definition.selectionSet,
              selections: entitiesOf(document).map((entities) =>
                entities.selectionSet
                  ? { ...entities, selectionSet: within(entities.selectionSet) }
                  : entities,
              ),
            },
          }
        : definition,
    ),
  };
}

function entitiesOf(document: DocumentNode): FieldNode[] {
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  return (operation?.selectionSet.selections ?? []).filter(
    (selection): selection is FieldNode => selection.kind === Kind.FIELD,
  );
}
