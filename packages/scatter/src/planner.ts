import { boundedCache, type GraphQLRequest, type GraphQLResponse } from '@observer-graph/executor';
import {
  type DocumentNode,
  type GraphQLError,
  getOperationAST,
  getVariableValues,
  Kind,
  parse,
  validate,
  visit,
} from 'graphql';
import type { DomainView } from './domain-view.ts';
import { badUserInput, responseError } from './errors.ts';
import { compile, type Plan } from './plan.ts';

export interface Planned {
  readonly plan: Plan;
  /** The variables, coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
}

type Checked =
  | { readonly document: DocumentNode; readonly conditions: readonly string[] }
  | { readonly refused: GraphQLResponse };

/**
 * Plans operations of one domain, each once for each set of conditions that its variables make.
 *
 * @param size how many documents, and how many plans, are remembered
 * @returns the plan, or the answer with which the request is refused
 */
export function planner(
  view: DomainView,
  size: number,
): (request: GraphQLRequest) => Planned | { readonly refused: GraphQLResponse } {
  const checkedOf = boundedCache<Checked>(size);
  const planOf = boundedCache<Plan>(size);
  return ({ query, operationName, variables: given }) => {
    const checked = checkedOf(query, () => check(view, query));
    if ('refused' in checked) return checked;
    const { document, conditions } = checked;
    const operation = getOperationAST(document, operationName);
    if (!operation) return { refused: unresolved(operationName) };
    const { coerced, errors } = getVariableValues(
      view.schema,
      operation.variableDefinitions ?? [],
      given ?? {},
    );
    if (!coerced) {
      return { refused: { errors: errors.map(({ message }) => responseError(badUserInput(message))) } };
    }
    const cacheKey = JSON.stringify([query, operation.name?.value, conditions.map((name) => coerced[name])]);
    return {
      plan: planOf(cacheKey, () => compile(view, document, operation, coerced)),
      variables: coerced,
    };
  };
}

function check({ schema }: DomainView, query: string): Checked {
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch (error) {
    return refused([error as Error], 'GRAPHQL_PARSE_FAILED');
  }
  const errors: readonly (GraphQLError | Error)[] = validate(schema, document);
  if (errors.length > 0) return refused(errors, 'GRAPHQL_VALIDATION_FAILED');
  const changes = document.definitions.some(
    (node) => node.kind === Kind.OPERATION_DEFINITION && node.operation !== 'query',
  );
  if (changes) {
    return refused(
      [new Error('There are queries only: nothing can be changed here.')],
      'GRAPHQL_VALIDATION_FAILED',
    );
  }
  return { document, conditions: conditionsOf(document) };
}

function refused(errors: readonly Error[], code: string): Checked {
  return { refused: { errors: errors.map(({ message }) => responseError({ code, message })) } };
}

function unresolved(operationName: string | undefined): GraphQLResponse {
  const message =
    operationName === undefined
      ? 'The document has several operations, or none: say which with operationName.'
      : `The document has no operation "${operationName}".`;
  return { errors: [responseError({ code: 'OPERATION_RESOLUTION_FAILURE', message })] };
}

/** The names of the variables on which the operation's form depends. */
function conditionsOf(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: ({ name, arguments: args }) => {
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of args ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names].sort();
}
