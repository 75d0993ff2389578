import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  print,
} from 'graphql';
import { graphNames } from './entity-keys.ts';
import { remembered } from './remembered.ts';
import {
  argumentsText,
  type CompositeType,
  compositeTypes,
  fieldSetOf,
  type RequiredField,
  requiredFields,
  requiresOf,
  textArgument,
  withHolders,
} from './required-fields.ts';

/**
 * Fields of the supergraph as it is planned that stand for one field with certain arguments.
 *
 * Two `@requires` may want one field of a type with different arguments. The planner would give both the same response
 * key; so each wants a field of its own, which is called by its real name only when the plan is compiled.
 */
export interface VirtualFields {
  /** The real names, by the virtual ones. */
  readonly realNames: ReadonlyMap<string, string>;
  /** The virtual fields that the `@requires` of a subgraph's field wants; undefined if none. */
  readonly wantedBy: (subgraph: string, type: string, field: string) => ReadonlySet<string> | undefined;
}

/** @returns the supergraph to plan on; the same one if it needs no virtual fields */
export function withVirtualFields(
  document: DocumentNode,
): VirtualFields & { readonly document: DocumentNode } {
  const types = compositeTypes(document);
  const used = requiredFields(types);
  const namesOf = virtualNames(
    used,
    new Set([...types.values()].flatMap(({ fields }) => [...fields.keys()])),
  );
  const realNames = new Map<string, string>();
  for (const [position, names] of namesOf) {
    for (const name of names.values()) realNames.set(name, position.split('.')[1] as string);
  }
  const graphs = graphNames(document);
  const wanted = new Map<string, Set<string>>();
  for (const { by, graph, holder, field, args } of used) {
    const name = namesOf.get(`${holder}.${field}`)?.get(args);
    if (name) remembered(wanted, `${graphs.get(graph)} ${by}`, () => new Set<string>()).add(name);
  }
  const virtual: VirtualFields = {
    realNames,
    wantedBy: (subgraph, type, field) => wanted.get(`${subgraph} ${type}.${field}`),
  };
  if (realNames.size === 0) return { ...virtual, document };

  const renamed = (type: string) => (directive: ConstDirectiveNode) => {
    const requires = requiresOf(directive);
    if (requires === null) return directive;
    const set = withHolders(types, type, fieldSetOf(requires), (field, holder) => {
      const name = namesOf.get(`${holder}.${field.name.value}`)?.get(argumentsText(field));
      return name ? { ...field, name: { kind: Kind.NAME, value: name } } : field;
    });
    const text = set.selections.map(print).join(' ');
    return {
      ...directive,
      arguments: (directive.arguments ?? []).map((argument) =>
        argument.name.value === 'requires'
          ? { ...argument, value: { kind: Kind.STRING as const, value: text } }
          : argument,
      ),
    };
  };
  /** A subgraph may refer to a field only for a reason: there is one for the real name or for the virtual, or both. */
  const isReferredTo = (position: string, name: string) => (directive: ConstDirectiveNode) => {
    const graph = textArgument(directive, 'graph');
    const names = namesOf.get(position);
    if (graph === null || !names || !isExternal(directive)) return true;
    const wants = (args?: string) =>
      used.some(
        (use) =>
          use.graph === graph &&
          `${use.holder}.${use.field}` === position &&
          (args === undefined || use.args === args),
      );
    const args = [...names].find(([, virtualName]) => virtualName === name)?.[0];
    return args === undefined ? !wants() || isOtherwiseUsed(position, graph) : wants(args);
  };
  const provided = providedFields(types);
  const isOtherwiseUsed = (position: string, graph: string): boolean => {
    const [holder, field] = position.split('.') as [string, string];
    return (
      types.get(holder)?.interfaces.some((name) => types.get(name)?.fields.has(field)) === true ||
      provided.has(`${graph} ${position}`)
    );
  };
  const definitionOf = <Node extends ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode>(
    node: Node,
  ): Node => {
    const type = node.name.value;
    const fields = (node.fields ?? []).map(
      (field): FieldDefinitionNode => ({
        ...field,
        directives: (field.directives ?? []).map(renamed(type)),
      }),
    );
    const under = (field: FieldDefinitionNode, value: string): FieldDefinitionNode => ({
      ...field,
      name: { kind: Kind.NAME, value },
      directives: (field.directives ?? []).filter(isReferredTo(`${type}.${field.name.value}`, value)),
    });
    return {
      ...node,
      fields: fields.flatMap((field) => {
        const { value } = field.name;
        const names = [...(namesOf.get(`${type}.${value}`)?.values() ?? [])];
        return [value, ...names].map((name) => under(field, name));
      }),
    };
  };
  return {
    ...virtual,
    document: {
      ...document,
      definitions: document.definitions.map((node) =>
        node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION
          ? definitionOf(node)
          : node,
      ),
    },
  };
}

/** What `@provides` gives along, as `GRAPH Type.field`. */
function providedFields(types: ReadonlyMap<string, CompositeType>): Set<string> {
  const found = new Set<string>();
  for (const { fields } of types.values()) {
    for (const { type, directives } of fields.values()) {
      for (const directive of directives) {
        const provides = textArgument(directive, 'provides');
        if (provides === null) continue;
        withHolders(types, type, fieldSetOf(provides), (field, holder) => {
          found.add(`${textArgument(directive, 'graph')} ${holder}.${field.name.value}`);
          return field;
        });
      }
    }
  }
  return found;
}

function isExternal({ arguments: given = [] }: ConstDirectiveNode): boolean {
  return given.some(
    ({ name, value }) => name.value === 'external' && value.kind === Kind.BOOLEAN && value.value,
  );
}

/** By `Type.field`, for those that are wanted with several arguments, a name for each. */
function virtualNames(used: readonly RequiredField[], taken: Set<string>): Map<string, Map<string, string>> {
  const args = new Map<string, Set<string>>();
  for (const use of used) {
    remembered(args, `${use.holder}.${use.field}`, () => new Set<string>()).add(use.args);
  }
  const names = new Map<string, Map<string, string>>();
  for (const [position, texts] of args) {
    if (texts.size < 2) continue;
    const nameOf = (): string => {
      let counter = 0;
      let name = `${position.split('.')[1]}__required_${counter}`;
      while (taken.has(name)) name = `${position.split('.')[1]}__required_${++counter}`;
      taken.add(name);
      return name;
    };
    names.set(position, new Map([...texts].map((text) => [text, nameOf()])));
  }
  return names;
}
