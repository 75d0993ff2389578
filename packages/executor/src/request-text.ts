import type { IncomingMessage } from 'node:http';

/** The request is longer than is read. */
export class RequestTooLongError extends Error {
  override readonly name = 'RequestTooLongError';
}

/**
 * Reads a request's body as UTF-8.
 *
 * @throws {RequestTooLongError} as soon as it is longer than `maxBytes`; the rest is not read
 */
export function requestText(request: IncomingMessage, maxBytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request
      .on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        chunks.push(chunk);
        if (bytes <= maxBytes) return;
        // The connection stays, so that the answer can say what is wrong.
        request.removeAllListeners('data').pause();
        reject(new RequestTooLongError(`The request is longer than ${maxBytes} bytes.`));
      })
      .on('end', () => resolve(chunks.length === 1 ? String(chunks[0]) : Buffer.concat(chunks).toString()))
      .on('error', reject);
  });
}
