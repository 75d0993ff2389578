import { Pool } from 'undici';
import { type Call, type Executor, ExecutorError, type GraphQLResponse } from './executor.ts';
import { isDeeper } from './is-deeper.ts';
import { ConnectionError, type TextResponse, textResponse } from './text-response.ts';
import { withinDeadline } from './within-deadline.ts';

export interface HttpExecutorOptions {
  /** The GraphQL endpoint. */
  readonly url: string;
  /** Who answers there, as clients will see it in messages. */
  readonly name: string;
  /** The longest answer that is read. @default 16 MiB */
  readonly maxBytes?: number;
  /** Connections open at once. @default 16 */
  readonly connections?: number;
}

export interface HttpExecutor extends Executor {
  /** Ends the connections; what is under way is cut off. */
  close(): Promise<void>;
}

/** How deep an answer may be; what the contract has is a tenth of it. */
const maxDepth = 100;

/**
 * Sends requests to a GraphQL endpoint over HTTP, with connections of its own.
 *
 * A request is sent once more if the connection fails before any byte of the answer: that is what the end of an idle
 * connection looks like; but a mutation only once. The viewer is not sent.
 */
export function httpExecutor({
  url,
  name,
  maxBytes = 16 * 1024 * 1024,
  connections = 16,
}: HttpExecutorOptions): HttpExecutor {
  const { origin, pathname, search } = new URL(url);
  // The deadline of each call is the only limit of time.
  const pool = new Pool(origin, { connections, headersTimeout: 0, bodyTimeout: 0 });

  const send = (body: string, call: Call, signal: AbortSignal): Promise<TextResponse> =>
    textResponse({
      pool,
      request: {
        method: 'POST',
        path: `${pathname}${search}`,
        headers: {
          ...call.headers,
          'content-type': 'application/json',
          accept: 'application/graphql-response+json, application/json;q=0.9',
          'observer-graph-deadline-ms': String(Math.max(0, Math.round(call.deadline - Date.now()))),
        },
        body,
      },
      signal,
      check: (response) => checkHead(response, name),
      checkBytes(bytes) {
        if (bytes <= maxBytes) return;
        throw new ExecutorError('MALFORMED', `${name}: answered with more than ${maxBytes} bytes.`);
      },
    });

  const execute: Executor = (request, call) =>
    withinDeadline(call, name, async (signal) => {
      const body = JSON.stringify(request);
      try {
        const { text } = await send(body, call, signal).catch((error: unknown) => {
          const mayResend =
            error instanceof ConnectionError && !error.hasBegun && !/\bmutation\b/.test(request.query);
          if (signal.aborted || !mayResend) throw error;
          return send(body, call, signal);
        });
        return responseOf(text, name);
      } catch (cause) {
        if (cause instanceof ExecutorError) throw cause;
        throw new ExecutorError('UNREACHABLE', `${name}: the connection failed.`, { cause });
      }
    });

  return Object.assign(execute, { close: () => pool.destroy() });
}

function checkHead(
  { statusCode, headers }: Pick<TextResponse, 'statusCode' | 'headers'>,
  name: string,
): void {
  const type = String(headers['content-type'] ?? '')
    .split(';')[0]
    ?.trim()
    .toLowerCase();
  // https://graphql.github.io/graphql-over-http/draft/: a status that is not 2xx says nothing about a body of
  // `application/json`, which may be a proxy's.
  const ok = statusCode >= 200 && statusCode < 300;
  if (type !== 'application/graphql-response+json' && !ok) {
    throw new ExecutorError('UNREACHABLE', `${name}: answered with HTTP status ${statusCode}.`);
  }
}

function responseOf(text: string, name: string): GraphQLResponse {
  if (isDeeper(text, maxDepth)) {
    throw new ExecutorError(
      'MALFORMED',
      `${name}: answered with something nested more than ${maxDepth} deep.`,
    );
  }
  const response = parsed(text);
  if (!response)
    throw new ExecutorError('MALFORMED', `${name}: answered with something that is not GraphQL.`);
  return response;
}

function parsed(text: string): GraphQLResponse | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  return isResponse(value) ? value : null;
}

/**
 * Whether a value has the form of a GraphQL response: data that is an object or null, errors that have messages, and at
 * least one of the two.
 */
export function isResponse(value: unknown): value is GraphQLResponse {
  if (!isObject(value)) return false;
  const { data, errors } = value;
  if (data === undefined && errors === undefined) return false;
  if (data !== undefined && data !== null && !isObject(data)) return false;
  return (
    errors === undefined ||
    (Array.isArray(errors) &&
      errors.every((error: unknown) => isObject(error) && typeof error['message'] === 'string'))
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
