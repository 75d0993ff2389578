import {
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** What decides which fields of an object are asked for; conditions are resolved before. */
export interface SelectionScope {
  readonly schema: GraphQLSchema;
  readonly fragments: Fragments;
}

/** The fragment's `@defer`, if it has one. */
export function deferOf(fragment: {
  readonly directives?: readonly DirectiveNode[];
}): DirectiveNode | undefined {
  return fragment.directives?.find(({ name }) => name.value === 'defer');
}

/**
 * The fields that are asked of an object, by response key. What is deferred is not among them: that is asked for later.
 *
 * @param type the object's type, or an interface's name where the concrete one is not known: then its own fields
 * @see https://spec.graphql.org/draft/#CollectFields()
 */
export function collectFields(
  { schema, fragments }: SelectionScope,
  selectionSets: readonly SelectionSetNode[],
  type: string,
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const seen = new Set<string>();
  const walk = ({ selections }: SelectionSetNode) => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        const same = fields.get(key);
        if (same) same.push(selection);
        else fields.set(key, [selection]);
      } else if (deferOf(selection)) {
        // Answered in a part of its own.
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (matches(schema, selection.typeCondition?.name.value, type)) walk(selection.selectionSet);
      } else if (!seen.has(selection.name.value)) {
        seen.add(selection.name.value);
        const fragment = fragments.get(selection.name.value);
        if (fragment && matches(schema, fragment.typeCondition.name.value, type)) walk(fragment.selectionSet);
      }
    }
  };
  for (const selectionSet of selectionSets) walk(selectionSet);
  return fields;
}

/** Whether what is asked of an object is not known without its concrete type. */
export function dependsOnType(
  scope: SelectionScope,
  selectionSets: readonly SelectionSetNode[],
  type: string,
): boolean {
  const { schema, fragments } = scope;
  return selectionSets.some(({ selections }) =>
    selections.some((selection) => {
      if (selection.kind === Kind.FIELD) return selection.name.value === '__typename';
      if (deferOf(selection)) return false;
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      if (!fragment) return false;
      return (
        !matches(schema, fragment.typeCondition?.name.value, type) ||
        dependsOnType(scope, [fragment.selectionSet], type)
      );
    }),
  );
}

/** Whether a type condition holds for a type, which may be an interface where the concrete one is not known. */
export function matches(schema: GraphQLSchema, condition: string | undefined, type: string): boolean {
  if (condition === undefined || condition === type) return true;
  const conditional = schema.getType(condition);
  const actual = schema.getType(type);
  if (!isAbstractType(conditional) || !actual || !('getInterfaces' in actual)) return false;
  return isObjectType(actual) || 'getFields' in actual ? schema.isSubType(conditional, actual) : false;
}
