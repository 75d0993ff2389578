import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldNode,
  Kind,
  parse,
  print,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';
import { remembered } from './remembered.ts';

/**
 * What a supergraph has that would be executed wrongly without anyone noticing, one phrase each; empty if nothing.
 *
 * - `@context`: plans carry values from an object to its descendants, which is not implemented.
 * - Two `@requires` that use one field of a type with different arguments: the planner gives both the same response key,
 *   so that only one is fetched.
 */
export function refusals(document: DocumentNode): string[] {
  const types = compositeTypes(document);
  const found: string[] = [];
  /** Who uses fields of a name, and with which arguments. */
  const uses = new Map<string, (Use & { readonly by: string })[]>();
  for (const { name: type, directives, fields } of types.values()) {
    if (named(directives, 'context').length > 0) found.push(`@context on ${type}`);
    for (const field of fields.values()) {
      const by = `${type}.${field.name}`;
      for (const join of named(field.directives, 'join__field')) {
        const requires = stringArgument(join, 'requires');
        if (requires === null) continue;
        for (const use of usedFields(types, type, requires)) {
          const earlier = remembered(uses, use.field, () => []);
          for (const other of earlier) {
            if (other.args === use.args || !isSameObject(types, other.holder, use.holder)) continue;
            found.push(
              `@requires of ${other.by} and of ${by} use ${use.holder}.${use.field} with different arguments (${other.args || 'none'} and ${use.args || 'none'})`,
            );
          }
          earlier.push({ ...use, by });
        }
      }
    }
  }
  return [...new Set(found)];
}

/** Whether an object may be of both types: they are one, or one is an interface of the other. */
function isSameObject(types: ReadonlyMap<string, CompositeType>, one: string, other: string): boolean {
  return (
    one === other ||
    (types.get(one)?.interfaces.includes(other) ?? false) ||
    (types.get(other)?.interfaces.includes(one) ?? false)
  );
}

interface Field {
  readonly name: string;
  readonly type: string;
  readonly directives: readonly ConstDirectiveNode[];
}

interface CompositeType {
  readonly name: string;
  readonly interfaces: readonly string[];
  readonly directives: readonly ConstDirectiveNode[];
  readonly fields: ReadonlyMap<string, Field>;
}

function compositeTypes(document: DocumentNode): Map<string, CompositeType> {
  const types = new Map<string, CompositeType>();
  for (const node of document.definitions) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    const fields = (node.fields ?? []).map(({ name, type, directives = [] }) => ({
      name: name.value,
      type: nameOf(type),
      directives,
    }));
    types.set(node.name.value, {
      name: node.name.value,
      interfaces: (node.interfaces ?? []).map(({ name }) => name.value),
      directives: node.directives ?? [],
      fields: new Map(fields.map((field) => [field.name, field])),
    });
  }
  return types;
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}

/** Directives by name, be they imported or under the name of their specification. */
function named(directives: readonly ConstDirectiveNode[], name: string): ConstDirectiveNode[] {
  return directives.filter(({ name: { value } }) => value === name || value === `context__${name}`);
}

function stringArgument(directive: ConstDirectiveNode, name: string): string | null {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.STRING ? value.value : null;
}

interface Use {
  /** The type that has the field. */
  readonly holder: string;
  readonly field: string;
  readonly args: string;
}

function usedFields(types: ReadonlyMap<string, CompositeType>, type: string, fieldSet: string): Use[] {
  const found: Use[] = [];
  const walk = ({ selections }: SelectionSetNode, holder: string) => {
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        walk(selection.selectionSet, selection.typeCondition?.name.value ?? holder);
        continue;
      }
      const field = selection.name.value;
      found.push({ holder, field, args: argumentsText(selection) });
      const next = types.get(holder)?.fields.get(field)?.type;
      if (selection.selectionSet && next !== undefined) walk(selection.selectionSet, next);
    }
  };
  const [definition] = parse(`{ ${fieldSet} }`, { noLocation: true }).definitions;
  if (definition?.kind === Kind.OPERATION_DEFINITION) walk(definition.selectionSet, type);
  return found;
}

function argumentsText(field: FieldNode): string {
  return (field.arguments ?? []).map(print).sort().join(', ');
}
