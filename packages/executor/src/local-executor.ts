import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { answeredOperations } from './answered-operations.ts';
import { boundedCache } from './bounded-cache.ts';
import { compiledDocument } from './compiled/compiled-document.ts';
import type { Call, Executor, GraphQLResponse, ResponseError } from './executor.ts';

export interface LocalExecutorOptions {
  /** Told of every error that a resolver threw without a code, because its message is kept from the client. */
  readonly onError?: (error: unknown) => void;
}

const rules = [answeredOperations, ...specifiedRules];

/** Documents that are kept, with all that was worked out of them, and the characters that they have together at most. */
const kept = { documents: 1_000, characters: 500_000 };

type Checked =
  | { readonly execute: ReturnType<typeof compiledDocument> }
  | { readonly refused: GraphQLResponse };

/**
 * Executes on a schema in this process.
 *
 * An error whose `extensions` have a `code` reaches the client as it is; the message of any other error that a resolver
 * throws is replaced, because it may tell of SQL or hosts.
 *
 * @param contextOf makes the resolvers' context, new for each request
 */
export function localExecutor(
  schema: GraphQLSchema,
  contextOf: (call: Call) => unknown,
  options: LocalExecutorOptions = {},
): Executor {
  const checkedOf = boundedCache<Checked>(kept.documents, kept.characters);
  return async (request, call) => {
    const checked = checkedOf(request.query, () => check(schema, request.query));
    if ('refused' in checked) return checked.refused;
    const { data, dataText, errors } = await checked.execute({
      variableValues: request.variables ?? {},
      operationName: request.operationName ?? null,
      contextValue: contextOf(call),
      asText: call.asText === true,
    });
    return {
      ...(data !== undefined && { data }),
      ...(dataText !== undefined && { dataText }),
      ...(errors && { errors: errors.map((error) => clientError(error, options)) }),
    };
  };
}

function check(schema: GraphQLSchema, query: string): Checked {
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch (error) {
    return { refused: { errors: [coded(error as Error, 'GRAPHQL_PARSE_FAILED')] } };
  }
  const errors = validate(schema, document, rules);
  return errors.length === 0
    ? { execute: compiledDocument(schema, document) }
    : { refused: { errors: errors.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED')) } };
}

function coded({ message }: Error, code: string): ResponseError {
  return { message, extensions: { code } };
}

function clientError(error: GraphQLError, { onError }: LocalExecutorOptions): ResponseError {
  const path = error.path && { path: error.path };
  // Without a path the request itself could not be executed: a variable is missing or of the wrong type.
  if (!error.path) return coded(error, (error.extensions['code'] as string | undefined) ?? 'BAD_USER_INPUT');
  if (error.extensions['code'] !== undefined) {
    return { message: error.message, ...path, extensions: error.extensions };
  }
  // graphql-js's own word on an argument; what it says of a resolver's result points at no part of the request.
  if (error.originalError instanceof GraphQLError && error.originalError.nodes) {
    return { message: error.message, ...path, extensions: { code: 'BAD_USER_INPUT' } };
  }
  onError?.(error.originalError);
  return {
    message: 'This could not be answered because of a fault inside the server.',
    ...path,
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  };
}
