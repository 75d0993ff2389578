import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type Executor,
  type GraphQLRequest,
  type GraphQLResponse,
  RecentlyUsed,
  RequestTooLongError,
  requestFrom,
  requestText,
  sendText,
} from '@observer-graph/executor';
import { GraphQLError } from 'graphql';
import { createHandler, type RequestParams } from 'graphql-http';
import { answerTo } from './http-call.ts';

const maxRequestBytes = 1024 * 1024;

/** Ways in which clients state their media types that are remembered, and the characters that they have together at most. */
const kept = { ways: 100, characters: 20_000 };

export type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * GraphQL over HTTP for one domain of a member.
 *
 * graphql-http says what is answered to whom, in which form. What it said to media types once, it would say again: a
 * request with the same ones that has nothing wrong with it, nor its answer, is answered without it.
 *
 * @see https://graphql.github.io/graphql-over-http/draft/
 */
export function graphqlRoute(executor: Executor, member: string): Route {
  /** By the media types of a POST, the headers of an answer with data alone. */
  const forms = new RecentlyUsed<Headers>(kept.ways, kept.characters);
  const handler = createHandler<IncomingMessage, Exchange>({
    onSubscribe: async ({ context }, params) => {
      const found = context.found ?? (await context.answer(requestOf(params)));
      context.text = textOf(found);
      // graphql-http would look at every value of it by itself.
      return context.text === null ? resultOf(found) : { data: {} };
    },
  });
  return async (request, response) => {
    const body = await bodyOf(request, response);
    if (body === null) return;
    const exchange = new Exchange((asked) => answerTo(request, response, executor, member, asked));
    const way = `${request.method} ${request.headers['content-type']} ${request.headers.accept}`;
    const form = forms.get(way);
    const asked = form && soundRequest(body);
    if (asked) {
      exchange.found = await exchange.answer(asked);
      const text = textOf(exchange.found);
      if (text !== null) return sendText(response, 200, form, text);
    }
    const [text, { status, headers }] = await handler({
      url: request.url ?? '',
      method: request.method ?? '',
      headers: request.headers,
      body,
      raw: request,
      context: exchange,
    });
    if (exchange.text !== null && request.method === 'POST') forms.set(way, headers ?? {});
    sendText(response, status, headers ?? {}, exchange.text ?? text ?? '');
  };
}

type Headers = Readonly<Record<string, string>>;

/** One request and its answer, as far as they are known. */
class Exchange {
  readonly answer: (asked: GraphQLRequest) => Promise<GraphQLResponse>;
  found: GraphQLResponse | null = null;
  /** The answer as it is sent, where nothing is wrong with it. */
  text: string | null = null;

  constructor(answer: Exchange['answer']) {
    this.answer = answer;
  }
}

/** @returns null for one that is too long, which has been answered */
async function bodyOf(request: IncomingMessage, response: ServerResponse): Promise<string | null> {
  try {
    return await requestText(request, maxRequestBytes);
  } catch (error) {
    if (!(error instanceof RequestTooLongError)) throw error;
    response
      .writeHead(413, { 'content-type': 'application/json; charset=utf-8', connection: 'close' })
      .end(JSON.stringify({ errors: [{ message: error.message }] }));
    return null;
  }
}

/** @returns null where graphql-http has something to say about it */
function soundRequest(body: string): GraphQLRequest | null {
  try {
    return requestFrom(JSON.parse(body));
  } catch {
    return null;
  }
}

function requestOf({ query, variables, operationName }: RequestParams): GraphQLRequest {
  if (operationName) return { query, variables: variables ?? {}, operationName };
  return variables ? { query, variables } : { query };
}

/** @returns null where there is more to say than data */
function textOf({ data, dataText, errors }: GraphQLResponse): string | null {
  if (errors) return null;
  if (dataText !== undefined) return `{"data":${dataText}}`;
  return data ? `{"data":${JSON.stringify(data)}}` : null;
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
