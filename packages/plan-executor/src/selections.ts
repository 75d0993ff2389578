import {
  type ConstValueNode,
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';

/** The value of the variables that `@skip` and `@include` ask for. */
export type Conditions = ReadonlyMap<string, boolean>;

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** The names of the variables by which an operation leaves fields out. */
export function conditionVariables(operation: OperationDefinitionNode, fragments: Fragments): string[] {
  const names = new Set<string>();
  for (const node of [operation, ...fragments.values()]) {
    visit(node, {
      Directive({ name, arguments: given }) {
        if (name.value !== 'skip' && name.value !== 'include') return;
        for (const { value } of given ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
      },
    });
  }
  return [...names].sort();
}

/** What decides which fields of an object are asked for. */
export interface SelectionScope {
  readonly schema: GraphQLSchema;
  readonly fragments: Fragments;
  readonly conditions: Conditions;
}

/**
 * The fields that are asked of an object, by response key.
 *
 * @param type the object's type, or an interface's name where the concrete one is not known: then its own fields
 * @see https://spec.graphql.org/draft/#CollectFields()
 */
export function collectFields(
  { schema, fragments, conditions }: SelectionScope,
  selectionSets: readonly SelectionSetNode[],
  type: string,
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const seen = new Set<string>();
  const walk = ({ selections }: SelectionSetNode) => {
    for (const selection of selections) {
      if (!isIncluded(selection.directives, conditions)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        const same = fields.get(key);
        if (same) same.push(selection);
        else fields.set(key, [selection]);
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

function matches(schema: GraphQLSchema, condition: string | undefined, type: string): boolean {
  if (condition === undefined || condition === type) return true;
  const conditional = schema.getType(condition);
  const actual = schema.getType(type);
  if (!isAbstractType(conditional) || !actual || !('getInterfaces' in actual)) return false;
  return isObjectType(actual) || 'getFields' in actual ? schema.isSubType(conditional, actual) : false;
}

function isIncluded(directives: readonly DirectiveNode[] | undefined, conditions: Conditions): boolean {
  return (directives ?? []).every(({ name, arguments: given }) => {
    if (name.value !== 'skip' && name.value !== 'include') return true;
    const value = given?.find((argument) => argument.name.value === 'if')?.value;
    const truth =
      value?.kind === Kind.VARIABLE
        ? conditions.get(value.name.value) === true
        : (value as ConstValueNode | undefined)?.kind === Kind.BOOLEAN && (value as { value: boolean }).value;
    return name.value === 'include' ? truth : !truth;
  });
}
