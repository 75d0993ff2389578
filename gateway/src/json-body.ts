import type { IncomingMessage } from 'node:http';
import { isDeeper, maxDepth, RequestTooLongError, requestText } from '@observer-graph/executor';
import { RequestError } from './request-error.ts';

/**
 * Reads a request's body.
 *
 * @returns undefined if it is not said to be JSON: that is what a foreign page's form can send
 * @throws {RequestError} if it is too long or not JSON
 */
export async function jsonBody(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    request.resume();
    return undefined;
  }
  const text = await requestText(request, maxBytes).catch((error: unknown) => {
    if (!(error instanceof RequestTooLongError)) throw error;
    throw new RequestError(413, 'QUERY_TOO_LARGE', `A request may have at most ${maxBytes} bytes.`);
  });
  if (isDeeper(text, maxDepth)) {
    throw new RequestError(400, 'BAD_REQUEST', `The body is nested more than ${maxDepth} deep.`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new RequestError(
      400,
      'BAD_REQUEST',
      'The body is not JSON. Send {"query": "…", "variables": {…}}.',
    );
  }
}
