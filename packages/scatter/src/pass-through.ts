import type { Domain } from '@observer-graph/contract';
import {
  type Call,
  type Executor,
  ExecutorError,
  type GraphQLRequest,
  type GraphQLResponse,
  type ResponseError,
  responseFrom,
  type SourceState,
  withinDeadline,
} from '@observer-graph/executor';
import { type FragmentDefinitionNode, getOperationAST, Kind, parse, type SelectionSetNode } from 'graphql';
import type { Refusal } from './answer.ts';
import { refusalOf } from './ask.ts';
import { failureOf, responseError } from './errors.ts';
import type { ScatterMember } from './member.ts';

export interface PassThroughOptions {
  readonly domain: Domain;
  /** The one member that serves the domain. */
  readonly member: () => ScatterMember;
}

/** What only the client can mend: the member is not to blame. */
const clientMistakes: ReadonlySet<unknown> = new Set([
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
]);

/** Answers the operations of a domain that one member alone serves: each is sent on as it is. */
export function createPassThrough({ domain, member: current }: PassThroughOptions): Executor {
  return async (request, call) => {
    const member = current();
    const started = performance.now();
    const tell = (state: SourceState, message: string | null) =>
      call.report({
        member: member.code,
        state,
        latencyMs: state === 'SKIPPED' ? null : Math.round(performance.now() - started),
        message,
        droppedFields: [],
      });
    try {
      const response = await forward(member, request, call);
      const faults = (response.errors ?? []).filter(
        ({ extensions }) => !clientMistakes.has(extensions?.['code']),
      );
      const [first] = faults;
      if (first) tell(response.data ? 'PARTIAL' : 'ERROR', failureOf(member, first).message);
      else tell('OK', null);
      return masked(member, response);
    } catch (error) {
      if (call.signal.aborted) throw error;
      const refusal = refusalOf(member.code, error);
      tell(refusal.state, refusal.message);
      return unavailable(domain, member.code, refusal, request);
    }
  };
}

async function forward(member: ScatterMember, request: GraphQLRequest, call: Call): Promise<GraphQLResponse> {
  const answered = await withinDeadline(call, member.code, (signal) =>
    member.executor(request, { viewer: call.viewer, signal, deadline: call.deadline, report: () => {} }),
  );
  const response = responseFrom(answered);
  if (response) return response;
  throw new ExecutorError('MALFORMED', `${member.code}: answered with something that is not GraphQL.`);
}

/** The response with only those of the member's words that a client may see. */
function masked(member: ScatterMember, { data, errors }: GraphQLResponse): GraphQLResponse {
  return {
    ...(data !== undefined && { data }),
    ...(errors && { errors: errors.map((error) => maskedError(member, error)) }),
  };
}

function maskedError(member: ScatterMember, error: ResponseError): ResponseError {
  const code = error.extensions?.['code'];
  if (clientMistakes.has(code)) {
    return { message: error.message, ...(error.path && { path: error.path }), extensions: { code } };
  }
  return responseError(failureOf(member, error), error.path);
}

function unavailable(
  domain: Domain,
  member: string,
  { message }: Refusal,
  request: GraphQLRequest,
): GraphQLResponse {
  const failure = { code: 'SOURCE_UNAVAILABLE', message: `${message} It alone serves ${domain}.`, member };
  const paths = rootKeys(request).map((key) => [key]);
  return {
    data: null,
    errors: paths.length > 0 ? paths.map((path) => responseError(failure, path)) : [responseError(failure)],
  };
}

/** The response keys of the operation's root fields; none if it is no operation. */
function rootKeys({ query, operationName }: GraphQLRequest): string[] {
  try {
    const document = parse(query);
    const fragments = new Map(
      document.definitions.flatMap((node) =>
        node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
      ),
    );
    const operation = getOperationAST(document, operationName);
    return operation ? [...new Set(keysOf(operation.selectionSet, fragments, new Set()))] : [];
  } catch {
    return [];
  }
}

function keysOf(
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  visited: Set<string>,
): string[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [(selection.alias ?? selection.name).value];
    if (selection.kind === Kind.INLINE_FRAGMENT) return keysOf(selection.selectionSet, fragments, visited);
    const fragment = fragments.get(selection.name.value);
    if (!fragment || visited.has(selection.name.value)) return [];
    visited.add(selection.name.value);
    return keysOf(fragment.selectionSet, fragments, visited);
  });
}
