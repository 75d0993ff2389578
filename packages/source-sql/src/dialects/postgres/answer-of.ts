import type pg from 'pg';

/**
 * Runs a statement, but does not wait for ever: a server that no longer answers does not cancel its own statements. The
 * connection is then of no more use.
 *
 * @throws whatever the server says, or that it says nothing
 */
export function answerOf(
  client: pg.PoolClient,
  statement: pg.QueryConfig,
  limitMs: number,
): Promise<pg.QueryResult> {
  return new Promise((resolve, reject) => {
    const asked = new Asked({ resolve, reject }, limitMs);
    client.query(statement, (error, result) => asked.answer(error, result));
  });
}

interface Settling {
  resolve(result: pg.QueryResult): void;
  reject(error: unknown): void;
}

/**
 * Lets go of its promise when it is settled, as pg's own promises and timers do not: where the collector has taken them for
 * long-lived, the rows that they still refer to stay as long as they do.
 */
class Asked {
  readonly #timer: NodeJS.Timeout;
  #settling: Settling | null;

  constructor(settling: Settling, limitMs: number) {
    this.#settling = settling;
    this.#timer = setTimeout(Asked.#expire, limitMs, this);
  }

  answer(error: Error | null, result: pg.QueryResult): void {
    const settling = this.#end();
    if (error) settling?.reject(error);
    else settling?.resolve(result);
  }

  static #expire(asked: Asked): void {
    asked.#end()?.reject(new Error('The server did not answer in time.'));
  }

  #end(): Settling | null {
    const settling = this.#settling;
    this.#settling = null;
    clearTimeout(this.#timer);
    return settling;
  }
}
