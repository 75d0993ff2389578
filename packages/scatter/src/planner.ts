import { boundedCache, type GraphQLRequest, type GraphQLResponse } from '@observer-graph/executor';
import {
  type DocumentNode,
  type GraphQLError,
  getOperationAST,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
  visit,
} from 'graphql';
import { compile } from './compile.ts';
import type { DomainView } from './domain-view.ts';
import { responseError } from './errors.ts';
import type { Plan } from './plan.ts';
import { type Variables, variableCoercion } from './variables.ts';

export interface Planned {
  readonly plan: Plan;
  /** The variables, coerced. */
  readonly variables: Variables;
}

interface Refused {
  readonly refused: GraphQLResponse;
}

/** A valid document. */
interface Checked {
  readonly document: DocumentNode;
  /** The names of the variables on which its operations' form depends. */
  readonly conditions: readonly string[];
  /** Those that have been asked for. */
  readonly operations: Map<string | undefined, Operation>;
}

interface Operation {
  /** Tells it from all others. */
  readonly id: number;
  readonly definition: OperationDefinitionNode;
  readonly coerce: (given: Variables) => Variables | null;
}

/** The characters that the documents remembered have together at most. */
const charactersKept = 500_000;

/**
 * Plans operations of one domain, each once for each set of conditions that its variables make.
 *
 * @param size how many documents, and how many plans, are remembered
 * @returns the plan, or the answer with which the request is refused
 */
export function planner(view: DomainView, size: number): (request: GraphQLRequest) => Planned | Refused {
  const checkedOf = boundedCache<Checked | Refused>(size, charactersKept);
  const planOf = boundedCache<Plan>(size);
  let operations = 0;

  const operationOf = ({ document, operations: known }: Checked, name: string | undefined) => {
    const operation = known.get(name);
    if (operation) return operation;
    const definition = getOperationAST(document, name);
    if (!definition) return null;
    const coerce = variableCoercion(view.schema, definition.variableDefinitions ?? []);
    const made = { id: operations++, definition, coerce };
    known.set(name, made);
    return made;
  };

  return ({ query, operationName, variables: given = {} }) => {
    const checked = checkedOf(query, () => check(view, query));
    if ('refused' in checked) return checked;
    const operation = operationOf(checked, operationName);
    if (!operation) return { refused: unresolved(operationName) };
    const { id, definition, coerce } = operation;
    let variables = coerce(given);
    if (!variables) {
      const { coerced, errors } = getVariableValues(view.schema, definition.variableDefinitions ?? [], given);
      if (!coerced) return refused(errors, 'BAD_USER_INPUT');
      variables = coerced;
    }
    const { document, conditions } = checked;
    const coerced = variables;
    const form = conditions.length === 0 ? '' : JSON.stringify(conditions.map((name) => coerced[name]));
    const plan = planOf(`${id} ${form}`, () => compile(view, document, definition, coerced));
    return { plan, variables };
  };
}

function check({ schema }: DomainView, query: string): Checked | Refused {
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
  return { document, conditions: conditionsOf(document), operations: new Map() };
}

function refused(errors: readonly Error[], code: string): Refused {
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
