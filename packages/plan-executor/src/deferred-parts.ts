import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getNamedType,
  type InlineFragmentNode,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { deferOf } from './selections.ts';

/** One `@defer` of an operation, in one place of it: a part of the answer that comes when it is there. */
export interface DeferredPart {
  /** What plans call it. */
  readonly id: string;
  /** What the client calls it. */
  readonly label: string | undefined;
  /** The part that it is inside of; null where that is what comes first. */
  readonly parent: DeferredPart | null;
  readonly selectionSet: SelectionSetNode;
  /** From the objects of what it is inside of to its own. */
  readonly way: readonly Step[];
  /** Whether its object is the root. */
  readonly isRoot: boolean;
}

/** A type condition, or a field with the name of the type that it is declared with. */
export type Step =
  | { readonly kind: 'condition'; readonly on: string }
  | { readonly kind: 'field'; readonly field: FieldNode; readonly type: string };

/** Labels of `@defer`: those of plans, and for each the client's if it has one. */
type Labels = Map<string, string | undefined>;

/**
 * An operation in which every `@defer` stands in one place and has a label of its own: fragments are written out where they
 * are spread. None is left where nothing can come later: in introspection, and at the root of a mutation, whose fields are
 * done one after the other.
 *
 * @param document one operation, without conditions, and the fragments it uses
 */
export function withDefersApart(document: DocumentNode): {
  readonly operation: OperationDefinitionNode;
  readonly labels: ReadonlyMap<string, string | undefined>;
} {
  const fragments = new Map<string, FragmentDefinitionNode>();
  let operation: OperationDefinitionNode | undefined;
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    if (definition.kind === Kind.OPERATION_DEFINITION) operation = definition;
  }
  if (!operation) throw new Error('There is no operation.');
  const labels: Labels = new Map();
  const written = (set: SelectionSetNode, inner: boolean, outer = inner): SelectionSetNode => ({
    kind: Kind.SELECTION_SET,
    selections: set.selections.flatMap((selection): SelectionNode[] => {
      if (selection.kind === Kind.FIELD) {
        if (!selection.selectionSet) return [selection];
        const lets = inner && !selection.name.value.startsWith('__');
        return [{ ...selection, selectionSet: written(selection.selectionSet, lets) }];
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      if (!fragment) return [];
      const defer = deferOf(selection);
      const { typeCondition } = fragment;
      const inline: InlineFragmentNode = {
        kind: Kind.INLINE_FRAGMENT,
        ...(typeCondition && { typeCondition }),
        ...(defer && outer && { directives: [labelled(defer, labels)] }),
        selectionSet: written(fragment.selectionSet, inner, outer),
      };
      return [inline];
    }),
  });
  const selectionSet = written(operation.selectionSet, true, operation.operation === 'query');
  return { operation: { ...operation, selectionSet }, labels };
}

function labelled(defer: NonNullable<ReturnType<typeof deferOf>>, labels: Labels): typeof defer {
  const id = `part${labels.size}`;
  const label = defer.arguments?.find(({ name }) => name.value === 'label')?.value;
  labels.set(id, label?.kind === Kind.STRING ? label.value : undefined);
  const argument = {
    kind: Kind.ARGUMENT as const,
    name: { kind: Kind.NAME as const, value: 'label' },
    value: { kind: Kind.STRING as const, value: id },
  };
  return { ...defer, arguments: [argument] };
}

/**
 * The parts of an operation, each after the one that it is inside of.
 *
 * @param operation with defers apart
 */
export function deferredParts(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  labels: ReadonlyMap<string, string | undefined>,
): DeferredPart[] {
  const parts: DeferredPart[] = [];
  const walk = (
    { selections }: SelectionSetNode,
    type: string,
    parent: DeferredPart | null,
    way: readonly Step[],
  ) => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const declared = typeOf(schema, type, selection);
        if (!declared || !selection.selectionSet) continue;
        walk(selection.selectionSet, declared, parent, [
          ...way,
          { kind: 'field', field: selection, type: declared },
        ]);
      }
      if (selection.kind !== Kind.INLINE_FRAGMENT) continue;
      const { selectionSet } = selection;
      const on = selection.typeCondition?.name.value;
      const next: readonly Step[] = on === undefined ? way : [...way, { kind: 'condition', on }];
      const argument = deferOf(selection)?.arguments?.[0]?.value;
      if (argument?.kind !== Kind.STRING) {
        walk(selectionSet, on ?? type, parent, next);
        continue;
      }
      const { value: id } = argument;
      const isRoot = (parent?.isRoot ?? true) && next.every(({ kind }) => kind === 'condition');
      const part: DeferredPart = { id, label: labels.get(id), parent, selectionSet, way: next, isRoot };
      parts.push(part);
      walk(selectionSet, on ?? type, part, []);
    }
  };
  walk(operation.selectionSet, schema.getRootType(operation.operation)?.name ?? '', null, []);
  return parts;
}

function typeOf(schema: GraphQLSchema, parent: string, field: FieldNode): string | undefined {
  const type = schema.getType(parent);
  if (!isObjectType(type) && !isInterfaceType(type)) return undefined;
  const declared = type.getFields()[field.name.value]?.type;
  return declared && getNamedType(declared).name;
}
