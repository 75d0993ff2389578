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
export function requestBody(request: IncomingMessage, maxBytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const take = (chunk: Buffer) => {
      bytes += chunk.length;
      chunks.push(chunk);
      if (bytes <= maxBytes) return;
      // The connection stays, so that the answer can say what is wrong.
      request.off('data', take).pause();
      reject(new BodyTooLongError(`The request is longer than ${maxBytes} bytes.`));
    };
    request
      .on('data', take)
      .on('end', () => resolve(Buffer.concat(chunks).toString('utf8')))
      .on('error', reject);
  });
}
