import type { IncomingMessage } from 'node:http';

/** The request is longer than is read. */
export class BodyTooLongError extends Error {
  override readonly name = 'BodyTooLongError';
}

/**
 * Reads a request's body as UTF-8.
 *
 * @throws {BodyTooLongError} as soon as it is longer than `maxBytes`; the rest is not read
 */
export async function requestBody(request: IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // The connection stays, so that the answer can say what is wrong.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new BodyTooLongError(`The request is longer than ${maxBytes} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
