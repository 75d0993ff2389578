import {
  type FieldNode,
  type GraphQLError,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getArgumentValues,
  getVariableValues,
  isInputType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  typeFromAST,
  type VariableDefinitionNode,
  valueFromAST,
  visit,
} from 'graphql';
import { type Coerce, coercerOf } from './coerce.ts';

// As graphql-js has them, with what does not change from one execution to the next found once. What is wrong, it is left to say.

export type Values = Readonly<Record<string, unknown>>;

interface Coerced {
  readonly coerced?: Values;
  readonly errors?: readonly GraphQLError[];
}

interface Variable {
  readonly name: string;
  readonly coerce: Coerce;
  readonly required: boolean;
  /** Undefined: there is none. */
  readonly standard: unknown;
}

/** The values of an operation's variables. */
export function variablesOf(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
): (given: Values) => Coerced {
  const carefully = (given: Values) =>
    getVariableValues(schema, variableDefinitions, given, { maxErrors: 50 }) as Coerced;
  const variables = variableDefinitions.map((definition) => variableOf(schema, definition));
  if (!variables.every((variable) => variable !== null)) return carefully;
  return (given) => {
    try {
      return { coerced: coercedOf(variables, given) };
    } catch {
      return carefully(given);
    }
  };
}

/** @returns null if it needs care */
function variableOf(
  schema: GraphQLSchema,
  { variable, type: node, defaultValue }: VariableDefinitionNode,
): Variable | null {
  const name = variable.name.value;
  const type = typeFromAST(schema, node as never);
  // Objects would take that name for more than a name.
  if (!isInputType(type) || name === '__proto__') return null;
  return {
    name,
    coerce: coercerOf(type),
    required: isNonNullType(type),
    standard: defaultValue && valueFromAST(defaultValue, type),
  };
}

/** @throws where something is wrong */
function coercedOf(variables: readonly Variable[], given: Values): Values {
  const coerced: Record<string, unknown> = {};
  for (const { name, coerce, required, standard } of variables) {
    if (Object.hasOwn(given, name)) coerced[name] = coerce(given[name]);
    else if (standard !== undefined) coerced[name] = standard;
    else if (required) throw new Error(`$${name} is missing.`);
  }
  return coerced;
}

interface Argument {
  readonly name: string;
  /** Whose value it has; absent: `standard` alone. */
  readonly variable?: string;
  readonly standard: unknown;
  readonly required: boolean;
}

/** The arguments of a field where it is selected. They throw what graphql-js throws. */
export function argumentsOf(
  definition: GraphQLField<unknown, unknown>,
  node: FieldNode,
): (variables: Values) => Values {
  const carefully = (variables: Values) => getArgumentValues(definition, node, variables);
  const found: Argument[] = [];
  for (const { name, type, defaultValue } of definition.args) {
    const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
    const required = isNonNullType(type);
    if (value?.kind === Kind.VARIABLE) {
      found.push({ name, variable: value.name.value, standard: defaultValue, required });
      continue;
    }
    const constant = value ? constantOf(value, type) : defaultValue;
    if (constant === undefined && (value || required)) return carefully;
    if (constant !== undefined) found.push({ name, standard: constant, required });
  }
  if (found.every(({ variable }) => variable === undefined)) {
    const constants = Object.freeze(Object.fromEntries(found.map(({ name, standard }) => [name, standard])));
    return () => constants;
  }
  return (variables) => {
    const values: Record<string, unknown> = {};
    for (const { name, variable, standard, required } of found) {
      const isGiven = variable !== undefined && Object.hasOwn(variables, variable);
      const value = isGiven ? variables[variable] : standard;
      if (required && (value === null || value === undefined)) return carefully(variables);
      if (isGiven || value !== undefined) values[name] = value;
    }
    return values;
  };
}

/** @returns undefined where it depends on variables, or is not of the type */
function constantOf(value: Parameters<typeof valueFromAST>[0] & object, type: GraphQLInputType): unknown {
  let isConstant = true;
  visit(value, {
    Variable: () => {
      isConstant = false;
    },
  });
  return isConstant ? valueFromAST(value, type) : undefined;
}
