/** A connection that had served before was found closed. Nothing but reading happens on it, so it can be tried again. */
export class StaleConnectionError extends Error {
  override readonly name = 'StaleConnectionError';

  constructor(cause: unknown) {
    super('The connection was closed.', { cause });
  }
}

/**
 * Runs a statement again while it meets connections that a restart, or an idle limit in between, has closed: at most as
 * often as a pool can hold such.
 *
 * @throws whatever the last attempt met
 */
export function withFreshConnection<Result>(poolSize: number, run: () => Promise<Result>): Promise<Result> {
  return run().catch((error: unknown) => {
    if (!(error instanceof StaleConnectionError)) throw error;
    if (poolSize === 0) throw error.cause;
    return withFreshConnection(poolSize - 1, run);
  });
}
