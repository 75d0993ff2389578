import {
  type ConstValueNode,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  parseType,
  print,
  TypeInfo,
  type ValueNode,
  type VariableDefinitionNode,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** The values in an operation as the client wrote them. */
export interface WrittenValues {
  /** In arguments, by the variables in their places. */
  readonly literals: ReadonlyMap<string, ValueNode>;
  /** Of the client's variables, by their names. */
  readonly defaults: ReadonlyMap<string, ConstValueNode>;
}

/** The kinds of what can be written out. */
const written = [
  Kind.INT,
  Kind.FLOAT,
  Kind.STRING,
  Kind.BOOLEAN,
  Kind.NULL,
  Kind.ENUM,
  Kind.LIST,
  Kind.OBJECT,
] as const;

/** What says which fields are asked for, and when, is the planner's to read. */
const planned: ReadonlySet<string> = new Set(['skip', 'include', 'defer']);

/**
 * Puts a variable in the place of every value that is written out in arguments, and leaves out the defaults of variables.
 *
 * The planner makes JavaScript values of what is written, and text of these: numbers with more digits than a double has
 * lose some, and an enum value of a custom scalar becomes a string. What a variable stands for it does not look at.
 */
export function withoutWrittenValues(
  document: DocumentNode,
  schema: GraphQLSchema,
): { readonly document: DocumentNode; readonly written: WrittenValues } {
  const names = new Map<string, string>();
  const literals = new Map<string, ValueNode>();
  const definitions: VariableDefinitionNode[] = [];
  const defaults = new Map<string, ConstValueNode>();
  const taken = new Set<string>();
  visit(document, {
    VariableDefinition({ variable, defaultValue }) {
      taken.add(variable.name.value);
      if (defaultValue) defaults.set(variable.name.value, defaultValue);
    },
  });
  const variableFor = (value: ValueNode, type: string): string => {
    const text = `${type} ${print(value)}`;
    const known = names.get(text);
    if (known !== undefined) return known;
    let counter = names.size;
    while (taken.has(`written_${counter}`)) counter += 1;
    const name = `written_${counter}`;
    taken.add(name);
    names.set(text, name);
    literals.set(name, value);
    definitions.push({ kind: Kind.VARIABLE_DEFINITION, variable: variableNode(name), type: parseType(type) });
    return name;
  };
  const typeInfo = new TypeInfo(schema);
  const replaced = (value: ValueNode) => {
    // In a list the type is that of its items.
    const type = value.kind === Kind.LIST ? typeInfo.getParentInputType() : typeInfo.getInputType();
    return type && !hasVariables(value) ? variableNode(variableFor(value, String(type))) : undefined;
  };
  const bare: DocumentNode = visit(
    document,
    visitWithTypeInfo(typeInfo, {
      VariableDefinition: ({ defaultValue: _, ...definition }) => definition,
      Directive: ({ name }) => (planned.has(name.value) ? false : undefined),
      ...Object.fromEntries(written.map((kind) => [kind, replaced])),
    }),
  );
  return {
    document: {
      ...bare,
      definitions: bare.definitions.map((definition) =>
        definition.kind === Kind.OPERATION_DEFINITION
          ? {
              ...definition,
              variableDefinitions: [...(definition.variableDefinitions ?? []), ...definitions],
            }
          : definition,
      ),
    },
    written: { literals, defaults },
  };
}

/** An operation of a plan with what the client wrote. */
export function withWrittenValues(
  document: DocumentNode,
  { literals, defaults }: WrittenValues,
): DocumentNode {
  return visit(document, {
    VariableDefinition(definition) {
      const { value: name } = definition.variable.name;
      if (literals.has(name)) return null;
      const defaultValue = defaults.get(name);
      return defaultValue ? { ...definition, defaultValue } : false;
    },
    Variable: ({ name }) => literals.get(name.value),
  });
}

function hasVariables(value: ValueNode): boolean {
  switch (value.kind) {
    case Kind.VARIABLE:
      return true;
    case Kind.LIST:
      return value.values.some(hasVariables);
    case Kind.OBJECT:
      return value.fields.some((field) => hasVariables(field.value));
    default:
      return false;
  }
}

function variableNode(name: string) {
  return { kind: Kind.VARIABLE as const, name: { kind: Kind.NAME as const, value: name } };
}
