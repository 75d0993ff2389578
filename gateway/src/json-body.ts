import type { IncomingMessage } from 'node:http';
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
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) {
      throw new RequestError(413, 'QUERY_TOO_LARGE', `A request may have at most ${maxBytes} bytes.`);
    }
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new RequestError(
      400,
      'BAD_REQUEST',
      'The body is not JSON. Send {"query": "…", "variables": {…}}.',
    );
  }
}
