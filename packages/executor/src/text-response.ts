import type { Dispatcher, Pool } from 'undici';

export interface TextResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export interface TextRequest {
  readonly pool: Pool;
  readonly request: Pick<Dispatcher.DispatchOptions, 'path' | 'method' | 'headers' | 'body'>;
  readonly signal: AbortSignal;
  /**
   * Looks at the response before its body is read.
   *
   * @throws whatever the promise shall reject with; the rest is not read
   */
  readonly check: (response: Omit<TextResponse, 'text'>) => void;
  /** Told the bytes read so far, to the same end. */
  readonly checkBytes: (bytes: number) => void;
}

/** The connection failed before the response began, or in its midst. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
  readonly hasBegun: boolean;

  constructor(hasBegun: boolean, cause: unknown) {
    super('The connection failed.', { cause });
    this.hasBegun = hasBegun;
  }
}

/**
 * Sends a request and reads the response as text, with no stream in between: `pool.request` costs three times the CPU.
 *
 * @throws {ConnectionError} and whatever `check` and `checkBytes` throw
 */
export function textResponse({
  pool,
  request,
  signal,
  check,
  checkBytes,
}: TextRequest): Promise<TextResponse> {
  return new Promise((resolve, reject) => {
    let started: Dispatcher.DispatchController | undefined;
    let response: Omit<TextResponse, 'text'> | undefined;
    let bytes = 0;
    const chunks: Buffer[] = [];
    const abort = () => started?.abort(signal.reason as Error);
    const giveUp = (error: unknown) => {
      reject(error);
      started?.abort(error as Error);
    };
    signal.addEventListener('abort', abort, { once: true });
    pool.dispatch(request, {
      onRequestStart(controller) {
        started = controller;
        if (signal.aborted) abort();
      },
      onResponseStart(_, statusCode, headers) {
        response = { statusCode, headers };
        try {
          check(response);
        } catch (error) {
          giveUp(error);
        }
      },
      onResponseData(_, chunk) {
        chunks.push(chunk);
        bytes += chunk.length;
        try {
          checkBytes(bytes);
        } catch (error) {
          giveUp(error);
        }
      },
      onResponseEnd() {
        signal.removeEventListener('abort', abort);
        const [first] = chunks;
        const text =
          first && chunks.length === 1 ? first.toString('utf8') : Buffer.concat(chunks).toString('utf8');
        if (response) resolve({ ...response, text });
      },
      onResponseError(_, error) {
        signal.removeEventListener('abort', abort);
        reject(new ConnectionError(response !== undefined, error));
      },
    });
  });
}
