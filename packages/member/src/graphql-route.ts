import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type Call,
  type Executor,
  ExecutorError,
  type GraphQLResponse,
  publicViewer,
  withinDeadline,
} from '@observer-graph/executor';
import { GraphQLError } from 'graphql';
import { createHandler, type RequestParams } from 'graphql-http';
import { BodyTooLongError, requestBody } from './request-body.ts';

const maxRequestBytes = 1024 * 1024;

/** Milliseconds for an answer if the caller does not say how long it waits, and at most. */
const longestMs = 30_000;

export type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

interface Answering {
  readonly call: Call;
  /** The answer as it is sent, where nothing is wrong with it. */
  text: string | null;
}

/**
 * GraphQL over HTTP for one domain of a member. Whoever calls from afar is one of the public.
 *
 * @see https://graphql.github.io/graphql-over-http/draft/
 */
export function graphqlRoute(executor: Executor, member: string): Route {
  const handler = createHandler<IncomingMessage, Answering>({
    onSubscribe: async ({ raw, context }, params) => {
      const call = { ...context.call, deadline: deadlineOf(raw) };
      const found = await answer(executor, member, params, call);
      const data = found.dataText ?? (found.data ? JSON.stringify(found.data) : null);
      if (found.errors || data === null) return resultOf(found);
      // graphql-http would look at every value of it by itself.
      context.text = `{"data":${data}}`;
      return { data: {} };
    },
  });
  return async (request, response) => {
    const controller = new AbortController();
    response.on('close', () => {
      if (!response.writableFinished) controller.abort();
    });
    const call = {
      viewer: publicViewer,
      signal: controller.signal,
      deadline: 0,
      report: () => {},
      asText: true,
    };
    const context: Answering = { call, text: null };
    try {
      const body = await requestBody(request, maxRequestBytes);
      const [text, { status, statusText, headers }] = await handler({
        url: request.url ?? '',
        method: request.method ?? '',
        headers: request.headers,
        body,
        raw: request,
        context,
      });
      const answered = context.text ?? text ?? '';
      // With its length the answer goes out in one piece, and not in chunks.
      const length = Buffer.byteLength(answered);
      response.writeHead(status, statusText, { ...headers, 'content-length': length });
      // What is ASCII alone needs no encoding.
      response.end(answered, length === answered.length ? 'latin1' : 'utf8');
    } catch (error) {
      if (!(error instanceof BodyTooLongError)) throw error;
      response
        .writeHead(413, { 'content-type': 'application/json; charset=utf-8', connection: 'close' })
        .end(JSON.stringify({ errors: [{ message: error.message }] }));
    }
  };
}

async function answer(
  executor: Executor,
  member: string,
  { query, variables, operationName }: RequestParams,
  call: Call,
): Promise<GraphQLResponse> {
  const request = {
    query,
    ...(variables && { variables }),
    ...(operationName && { operationName }),
  };
  try {
    return await withinDeadline(call, member, (signal) => executor(request, { ...call, signal }));
  } catch (error) {
    if (!(error instanceof ExecutorError)) throw error;
    return { errors: [{ message: error.message, extensions: { code: 'SOURCE_UNAVAILABLE' } }] };
  }
}

/** In the forms that graphql-http tells apart: a result with data, and a request that could not be executed. */
function resultOf({ dataText, data: known, errors = [] }: GraphQLResponse) {
  const data = dataText === undefined ? known : JSON.parse(dataText);
  const graphqlErrors = errors.map(
    ({ message, path, extensions }) =>
      new GraphQLError(message, { path: path ?? null, extensions: extensions ?? null }),
  );
  if (data === undefined) return graphqlErrors;
  return {
    data: data as Record<string, unknown> | null,
    ...(errors.length > 0 && { errors: graphqlErrors }),
  };
}

function deadlineOf({ headers }: IncomingMessage): number {
  const header = headers['observer-graph-deadline-ms'];
  const wanted = typeof header === 'string' && /^\d{1,9}$/.test(header) ? Number(header) : longestMs;
  return Date.now() + Math.min(wanted, longestMs);
}
