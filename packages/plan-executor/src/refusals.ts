import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldNode,
  Kind,
  parse,
  print,
  type SelectionSetNode,
} from 'graphql';

/**
 * What a supergraph has that would be executed wrongly without anyone noticing, one phrase each; empty if nothing.
 *
 * - `@context`: plans carry values from an object to its descendants, which is not implemented.
 * - Two `@requires` on one type that use one field with different arguments: the planner gives both the same response
 *   key, so that only one is fetched.
 */
export function refusals(document: DocumentNode): string[] {
  const found: string[] = [];
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION)
      continue;
    const type = definition.name.value;
    if (named(definition.directives, 'context__context').length > 0) found.push(`@context on ${type}`);
    const usedBy = new Map<string, { field: string; args: string }>();
    for (const field of definition.fields ?? []) {
      for (const join of named(field.directives, 'join__field')) {
        const requires = stringArgument(join, 'requires');
        if (requires === null) continue;
        for (const [path, args] of fieldsWithArguments(requires)) {
          const earlier = usedBy.get(path);
          if (earlier && earlier.args !== args) {
            found.push(
              `@requires of ${type}.${earlier.field} and ${type}.${field.name.value} use ${type}.${path} with different arguments (${earlier.args || 'none'} and ${args || 'none'})`,
            );
          }
          usedBy.set(path, { field: field.name.value, args });
        }
      }
    }
  }
  return found;
}

function named(directives: readonly ConstDirectiveNode[] | undefined, name: string): ConstDirectiveNode[] {
  return (directives ?? []).filter((directive) => directive.name.value === name);
}

function stringArgument(directive: ConstDirectiveNode, name: string): string | null {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.STRING ? value.value : null;
}

/** The dotted path of every field of a field set, with its arguments as text. */
function fieldsWithArguments(fieldSet: string): [path: string, args: string][] {
  const found: [string, string][] = [];
  const walk = (selections: SelectionSetNode, prefix: string) => {
    for (const selection of selections.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        walk(selection.selectionSet, prefix);
        continue;
      }
      const path = prefix + selection.name.value;
      found.push([path, argumentsText(selection)]);
      if (selection.selectionSet) walk(selection.selectionSet, `${path}.`);
    }
  };
  const [definition] = parse(`{ ${fieldSet} }`, { noLocation: true }).definitions;
  if (definition?.kind === Kind.OPERATION_DEFINITION) walk(definition.selectionSet, '');
  return found;
}

function argumentsText(field: FieldNode): string {
  return (field.arguments ?? []).map(print).sort().join(', ');
}
