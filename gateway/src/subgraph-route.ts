import type { IncomingMessage, ServerResponse } from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type SubgraphName, subgraphSdl } from '@observer-graph/contract';
import {
  answeredOperations,
  boundedCache,
  type Executor,
  ExecutorError,
  type GraphQLRequest,
  type GraphQLResponse,
  isObject,
  localExecutor,
  type ResponseError,
} from '@observer-graph/executor';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { clientError } from './client-error.ts';
import { jsonBody } from './json-body.ts';
import type { Limits } from './limits.ts';
import type { Log } from './log.ts';
import { unresolvedOperation } from './operation-plugin.ts';
import { queryLimits } from './query-limits.ts';
import { requestContext } from './request-context.ts';
import { RequestError } from './request-error.ts';
import { untilGone } from './until-gone.ts';

/** Answers a request to one subgraph; `type` is the answer's media type. */
export type SubgraphRoute = (
  request: IncomingMessage,
  response: ServerResponse,
  limits: Limits,
) => Promise<{ readonly status: number; readonly type: string; readonly body: GraphQLResponse }>;

const responseType = 'application/graphql-response+json';

/** Documents that are kept of a subgraph, and the characters that they have together at most. */
const kept = { documents: 1_000, characters: 1_000_000 };

/**
 * The contract's subgraphs as GraphQL over HTTP, each at `/subgraphs/<name>`: for Federation 2 routers, and for hubs of
 * which this one is a member.
 *
 * @param limits the queries' limits
 * @param generation of this hub's card, told along with answers to those who go by it; null if there is none
 * @see https://graphql.github.io/graphql-over-http/draft/
 */
export function subgraphRoutes(
  executors: ReadonlyMap<SubgraphName, Executor>,
  limits: Limits,
  log: Log,
  generation: () => string | null,
): ReadonlyMap<string, SubgraphRoute> {
  return new Map(
    [...executors].map(([name, executor]) => [
      `/subgraphs/${name}`,
      subgraphRoute(name, checkedSubgraph(name, executor, limits), log, generation),
    ]),
  );
}

function subgraphRoute(
  name: SubgraphName,
  execute: Executor,
  log: Log,
  generation: () => string | null,
): SubgraphRoute {
  return async (request, response, { maxRequestBytes, requestDeadlineMs }) => {
    const asked = await graphqlRequest(request, response, maxRequestBytes);
    const waits = deadlineMs(request, requestDeadlineMs);
    const { report, ...context } = requestContext(request, untilGone(response), waits);
    const answer = await execute(asked, {
      ...context,
      report: (status) => report.add(name, status),
    }).catch((error: unknown): GraphQLResponse => {
      if (!(error instanceof ExecutorError)) throw error;
      return { errors: [{ message: error.message, extensions: { code: 'SOURCE_UNAVAILABLE' } }] };
    });
    const sources = report.list();
    const own = generation();
    const extensions = { ...(sources.length > 0 && { sources }), ...(own !== null && { generation: own }) };
    const body = {
      ...(answer.errors && { errors: answer.errors.map((error) => shown(error, log)) }),
      ...(answer.data !== undefined && { data: answer.data }),
      ...(Object.keys(extensions).length > 0 && { extensions }),
    };
    const type = (request.headers.accept ?? '').includes(responseType) ? responseType : 'application/json';
    // Of application/json, which may be a proxy's, a status that is not 2xx says nothing.
    return { status: answer.data === undefined && type === responseType ? 400 : 200, type, body };
  };
}

function shown(error: ResponseError, log: Log): ResponseError {
  const { message, path, extensions } = error;
  const thrown = new GraphQLError(message, { ...(path && { path }), extensions: extensions ?? null });
  return clientError(thrown.toJSON(), thrown, log) as ResponseError;
}

async function graphqlRequest(
  request: IncomingMessage,
  response: ServerResponse,
  maxBytes: number,
): Promise<GraphQLRequest> {
  if (request.method !== 'POST') {
    response.setHeader('allow', 'POST');
    throw new RequestError(405, 'BAD_REQUEST', 'Send queries with POST.');
  }
  const body = await jsonBody(request, maxBytes);
  if (!isObject(body) || typeof body['query'] !== 'string' || body['query'].trim() === '') {
    throw new RequestError(
      400,
      'BAD_REQUEST',
      'Send {"query": "…", "variables": {…}} with content-type: application/json.',
    );
  }
  const { query, variables, operationName, extensions } = body;
  if (!isAbsent(variables) && !isObject(variables)) {
    throw new RequestError(400, 'BAD_REQUEST', '`variables` is no object.');
  }
  if (!isAbsent(extensions) && !isObject(extensions)) {
    throw new RequestError(400, 'BAD_REQUEST', '`extensions` is no object.');
  }
  if (!isAbsent(operationName) && typeof operationName !== 'string') {
    throw new RequestError(400, 'BAD_REQUEST', '`operationName` is no text.');
  }
  return {
    query,
    ...(isObject(variables) && { variables }),
    ...(typeof operationName === 'string' && operationName !== '' && { operationName }),
  };
}

/**
 * Milliseconds for the answer. Who says how long it waits is answered a little earlier: then it learns which of our
 * members was too slow, not that we were.
 */
function deadlineMs({ headers }: IncomingMessage, longest: number): number {
  const header = headers['observer-graph-deadline-ms'];
  if (typeof header !== 'string' || !/^\d{1,9}$/.test(header)) return longest;
  return Math.min(Math.floor(Number(header) * 0.9), longest);
}

/** Refuses what is no query of this subgraph or costs too much, and answers what concerns the schema alone. */
function checkedSubgraph(name: SubgraphName, execute: Executor, limits: Limits): Executor {
  const sdl = subgraphSdl(name);
  const schema = buildSubgraphSchema({
    typeDefs: parse(sdl),
    resolvers: { Query: { _service: () => ({ sdl }) } },
  });
  const describe = localExecutor(schema, () => ({}));
  const checkedOf = boundedCache<Checked>(kept.documents, kept.characters);
  return async (request, call) => {
    const checked = checkedOf(request.query, () => check(schema, request.query, limits));
    if ('errors' in checked) return checked;
    const operation = getOperationAST(checked.document, request.operationName);
    if (!operation) {
      const message = unresolvedOperation(request.operationName);
      return { errors: [{ message, extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }] };
    }
    return asksSchemaOnly(operation) ? describe(request, call) : execute(request, call);
  };
}

type Checked = { readonly document: DocumentNode } | { readonly errors: readonly ResponseError[] };

function check(schema: GraphQLSchema, query: string, limits: Limits): Checked {
  let document: DocumentNode;
  try {
    document = parse(query, { maxTokens: limits.maxTokens });
  } catch (error) {
    return { errors: [{ message: (error as Error).message, extensions: { code: 'GRAPHQL_PARSE_FAILED' } }] };
  }
  const errors = validate(schema, document, [answeredOperations, queryLimits(limits), ...specifiedRules]);
  if (errors.length === 0) return { document };
  return {
    errors: errors.map(({ message, extensions }) => ({
      message,
      extensions: { code: extensions['code'] ?? 'GRAPHQL_VALIDATION_FAILED' },
    })),
  };
}

/** Whether the operation selects nothing but `_service`, introspection and `__typename`. */
function asksSchemaOnly({ selectionSet }: OperationDefinitionNode): boolean {
  return selectionSet.selections.every(
    (node) =>
      node.kind === Kind.FIELD && (node.name.value === '_service' || node.name.value.startsWith('__')),
  );
}

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}
