import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  visit,
} from 'graphql';
import { boundedCache } from '../bounded-cache.ts';
import type { CompleteFields } from './complete.ts';
import { variablesOf } from './inputs.ts';
import { FieldErrors, type Origin, type Run } from './run.ts';
import { selectedOf } from './selected.ts';

export interface Execution {
  readonly variableValues: Readonly<Record<string, unknown>>;
  readonly operationName: string | null;
  readonly contextValue: unknown;
  readonly rootValue?: unknown;
  /** Whether the data may be JSON text. */
  readonly asText?: boolean;
}

export interface Executed extends ExecutionResult {
  /** The data, in place of `data`. */
  readonly dataText?: string;
}

/** Different answers of `@skip` and `@include` for which an operation's plans are kept. */
const keptPlans = 20;

/**
 * Executes a document again and again, as graphql-js's `execute` does, with what does not change from one execution to
 * the next worked out once: which fields are selected of which type, with which arguments, and how their values are completed.
 * Queries only; everything else, and requests that cannot be executed at all, it leaves to graphql-js.
 *
 * @param document validated against the schema
 */
export function compiledDocument(
  schema: GraphQLSchema,
  document: DocumentNode,
): (execution: Execution) => Executed | Promise<Executed> {
  const fragments = Object.create(null);
  const operations: OperationDefinitionNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
    if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
  }
  const conditionals = conditionalVariables(document);
  const compiled = operations.map((operation) => ({
    operation,
    run: compiledQuery({ schema, operation, fragments }, conditionals),
  }));
  return (execution) => {
    const { operationName } = execution;
    const chosen =
      operationName === null && compiled.length === 1
        ? compiled[0]
        : compiled.find(({ operation }) => operation.name?.value === operationName);
    return chosen?.run?.(execution) ?? execute({ schema, document, ...execution });
  };
}

/** @returns null for a run that graphql-js must make */
function compiledQuery(origin: Origin, conditionals: readonly string[]) {
  const { schema, operation } = origin;
  const type = schema.getQueryType();
  if (operation.operation !== OperationTypeNode.QUERY || !type) return null;
  const defined = (operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
  const deciding = conditionals.filter((name) => defined.includes(name));
  const variables = variablesOf(schema, operation);
  const plans = boundedCache<CompleteFields>(keptPlans);
  return ({ variableValues, contextValue, rootValue, asText = false }: Execution) => {
    const { errors, coerced = {} } = variables(variableValues);
    if (errors) return { errors };
    const conditions: Record<string, unknown> = {};
    let key = asText ? 'TEXT ' : '';
    for (const name of deciding) {
      const value = coerced[name];
      if (typeof value !== 'boolean') return null;
      conditions[name] = value;
      key += `${name} ${value} `;
    }
    const plan = plans(key, () =>
      selectedOf(origin, conditions, asText ? 'TEXT' : 'OBJECTS', type, [operation.selectionSet]),
    );
    const run = { origin, rootValue, contextValue, variableValues: coerced, errors: new FieldErrors() };
    return executed(plan, run);
  };
}

function executed(plan: CompleteFields, run: Run): Executed | Promise<Executed> {
  try {
    const data = plan(run, run.rootValue, undefined);
    if (!(data instanceof Promise)) return answer(data, run);
    return data.then(
      (found) => answer(found, run),
      (error) => failed(error, run),
    );
  } catch (error) {
    return failed(error, run);
  }
}

function failed(error: unknown, run: Run): Executed {
  run.errors.add(error as GraphQLError, undefined);
  return answer(null, run);
}

function answer(data: unknown, { errors }: Run): Executed {
  const found =
    typeof data === 'string' ? { dataText: data } : { data: data as Record<string, unknown> | null };
  return errors.list.length > 0 ? { errors: errors.list, ...found } : found;
}

/** The variables that `@skip` and `@include` anywhere in the document look at. */
function conditionalVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: ({ name, arguments: given }) => {
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of given ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}
