import type { QueryPlanFieldNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import {
  type ConstDirectiveNode,
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';
import { type EntityKeys, graphNames } from './entity-keys.ts';
import { fieldSetOf, requiresOf } from './required-fields.ts';

interface SupergraphField {
  readonly type: string;
  /** The subgraphs that only refer to the field. */
  readonly externalIn: ReadonlySet<string>;
  /** The subgraphs that give external fields along with it. */
  readonly providesIn: ReadonlySet<string>;
  /** The fields that subgraphs must be told with the entity, to resolve it. */
  readonly requiredIn: ReadonlyMap<string, SelectionSetNode>;
}

/**
 * Finds a field that a subgraph is asked for but does not resolve: `Type.field`, or null.
 *
 * @param told what the subgraph is told of entities: a plan's `requires`
 */
export type FindExternalField = (
  subgraph: string,
  operation: OperationDefinitionNode,
  rootType: string,
  told: readonly QueryPlanSelectionNode[],
) => string | null;

/**
 * The planner asks a subgraph for its `@external` fields, or for a field with `@requires` without telling it what that
 * requires: where one `@requires` needs the field of another that needs a field in turn, and where the operation defers
 * anything. The subgraph answers null, or anything.
 *
 * @param realNames what subgraphs call fields that plans have under other names
 */
export function externalFieldFinder(
  supergraph: DocumentNode,
  keysOf: ReadonlyMap<string, EntityKeys>,
  realNames: ReadonlyMap<string, string>,
): FindExternalField {
  const fields = supergraphFields(supergraph);
  return (subgraph, { selectionSet }, rootType, told) => {
    const keys = keysOf.get(subgraph);
    const find = (
      { selections }: SelectionSetNode,
      type: string,
      isProvided: boolean,
      isEntity: boolean,
    ): string | null => {
      for (const selection of selections) {
        if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
        if (selection.kind === Kind.INLINE_FRAGMENT) {
          const condition = selection.typeCondition?.name.value ?? type;
          const found = find(selection.selectionSet, condition, isProvided, isEntity);
          if (found) return found;
          continue;
        }
        const name = selection.name.value;
        const field = fields.get(`${type}.${name}`);
        const isKey = keys?.get(type)?.some((key) => key.includes(name)) ?? false;
        if (field?.externalIn.has(subgraph) && !isProvided && !isKey) return `${type}.${name}`;
        const required = isProvided ? undefined : field?.requiredIn.get(subgraph);
        if (required) {
          const isKnown = isEntity
            ? tells(told, required, realNames)
            : keys?.get(type)?.some((key) => namesIn(required).every((one) => key.includes(one)));
          if (!isKnown) return `${type}.${name}`;
        }
        if (!selection.selectionSet) continue;
        const found = find(
          selection.selectionSet,
          field?.type ?? '',
          // What is inside of a key or of what is provided is there too.
          isProvided || isKey || (field?.providesIn.has(subgraph) ?? false),
          name === '_entities',
        );
        if (found) return found;
      }
      return null;
    };
    return find(selectionSet, rootType, false, false);
  };
}

function supergraphFields(supergraph: DocumentNode): Map<string, SupergraphField> {
  const names = graphNames(supergraph);
  const fields = new Map<string, SupergraphField>();
  for (const node of supergraph.definitions) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const { name, type, directives = [] } of node.fields ?? []) {
      const graphsWith = (argument: string) =>
        new Set(
          directives
            .filter(
              (directive) =>
                directive.name.value === 'join__field' && argumentOf(directive, argument) !== null,
            )
            .map((directive) => names.get(String(argumentOf(directive, 'graph'))) ?? ''),
        );
      fields.set(`${node.name.value}.${name.value}`, {
        type: nameOf(type),
        externalIn: graphsWith('external'),
        providesIn: graphsWith('provides'),
        requiredIn: new Map(
          directives.flatMap((directive) => {
            const required = requiresOf(directive);
            if (required === null) return [];
            return [[names.get(String(argumentOf(directive, 'graph'))) ?? '', fieldSetOf(required)]];
          }),
        ),
      });
    }
  }
  return fields;
}

/** Whether what is told of entities has all that a field set wants, under whatever type conditions. */
function tells(
  told: readonly QueryPlanSelectionNode[],
  { selections }: SelectionSetNode,
  realNames: ReadonlyMap<string, string>,
): boolean {
  const fields = fieldsIn(told);
  return selections.every((selection) => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return true;
    if (selection.kind === Kind.INLINE_FRAGMENT) return tells(told, selection.selectionSet, realNames);
    const { value } = selection.name;
    const same = fields.filter(({ name }) => (realNames.get(name) ?? name) === value);
    if (same.length === 0 || !selection.selectionSet) return same.length > 0;
    return tells(
      same.flatMap((field) => field.selections ?? []),
      selection.selectionSet,
      realNames,
    );
  });
}

function fieldsIn(selections: readonly QueryPlanSelectionNode[]): QueryPlanFieldNode[] {
  return selections.flatMap((selection) =>
    selection.kind === 'Field' ? [selection as QueryPlanFieldNode] : fieldsIn(selection.selections),
  );
}

function namesIn({ selections }: SelectionSetNode): string[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value;
    return selection.kind === Kind.INLINE_FRAGMENT ? namesIn(selection.selectionSet) : [];
  });
}

function argumentOf(directive: ConstDirectiveNode, name: string): string | true | null {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  if (value?.kind === Kind.BOOLEAN) return value.value || null;
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : null;
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}
