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

export interface SupergraphField {
  readonly name: string;
  readonly type: string;
  readonly directives: readonly ConstDirectiveNode[];
}

/** An object or interface type of a supergraph. */
export interface CompositeType {
  readonly name: string;
  readonly isInterface: boolean;
  readonly interfaces: readonly string[];
  readonly directives: readonly ConstDirectiveNode[];
  readonly fields: ReadonlyMap<string, SupergraphField>;
}

/** A field that a `@requires` asks for. */
export interface RequiredField {
  /** Who wants it, `Type.field`. */
  readonly by: string;
  /** The enum value of the subgraph that wants it. */
  readonly graph: string;
  /** The type that has the field. */
  readonly holder: string;
  readonly field: string;
  readonly args: string;
}

export function compositeTypes(document: DocumentNode): Map<string, CompositeType> {
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
      isInterface: node.kind === Kind.INTERFACE_TYPE_DEFINITION,
      interfaces: (node.interfaces ?? []).map(({ name }) => name.value),
      directives: node.directives ?? [],
      fields: new Map(fields.map((field) => [field.name, field])),
    });
  }
  return types;
}

export function requiredFields(types: ReadonlyMap<string, CompositeType>): RequiredField[] {
  const found: RequiredField[] = [];
  for (const { name: type, fields } of types.values()) {
    for (const { name, directives } of fields.values()) {
      for (const directive of directives) {
        const requires = requiresOf(directive);
        if (requires === null) continue;
        const graph = textArgument(directive, 'graph') ?? '';
        withHolders(types, type, fieldSetOf(requires), (node, holder) => {
          const args = argumentsText(node);
          found.push({ by: `${type}.${name}`, graph, holder, field: node.name.value, args });
          return node;
        });
      }
    }
  }
  return found;
}

/** The field set of a `@join__field(requires:)`. */
export function requiresOf(directive: ConstDirectiveNode): string | null {
  return directive.name.value === 'join__field' ? textArgument(directive, 'requires') : null;
}

export function textArgument(directive: ConstDirectiveNode, name: string): string | null {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : null;
}

export function fieldSetOf(text: string): SelectionSetNode {
  const [definition] = parse(`{ ${text} }`, { noLocation: true }).definitions;
  return definition?.kind === Kind.OPERATION_DEFINITION
    ? definition.selectionSet
    : { kind: Kind.SELECTION_SET, selections: [] };
}

/** A field set with each of its fields replaced, told the type that has it. */
export function withHolders(
  types: ReadonlyMap<string, CompositeType>,
  type: string,
  { selections }: SelectionSetNode,
  replace: (field: FieldNode, holder: string) => FieldNode,
): SelectionSetNode {
  return {
    kind: Kind.SELECTION_SET,
    selections: selections.map((selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return selection;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const holder = selection.typeCondition?.name.value ?? type;
        return { ...selection, selectionSet: withHolders(types, holder, selection.selectionSet, replace) };
      }
      const field = replace(selection, type);
      const next = types.get(type)?.fields.get(selection.name.value)?.type;
      return field.selectionSet && next !== undefined
        ? { ...field, selectionSet: withHolders(types, next, field.selectionSet, replace) }
        : field;
    }),
  };
}

export function argumentsText(field: FieldNode): string {
  return (field.arguments ?? []).map(print).sort().join(', ');
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}
