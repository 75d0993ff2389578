/** Milliseconds after its own limit in which the server can still say that a statement took too long. */
export const graceMs = 2_000;

interface Settling<Result> {
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Who waits for a statement's answer, but not for ever: a server that no longer answers does not cancel its own statements. The
 * connection is then of no more use.
 *
 * Lets go of its promise when it is settled, as the drivers' own promises and timers do not: where the collector has taken them
 * for long-lived, the rows that they still refer to stay as long as they do.
 */
export class Asked<Result> {
  readonly #timer: NodeJS.Timeout;
  #settling: Settling<Result> | null;

  constructor(settling: Settling<Result>, limitMs: number) {
    this.#settling = settling;
    this.#timer = setTimeout(Asked.#expire, limitMs, this);
  }

  answer(result: Result): void {
    this.#end()?.resolve(result);
  }

  fail(error: unknown): void {
    this.#end()?.reject(error);
  }

  static #expire(asked: Asked<unknown>): void {
    asked.fail(new Error('The server did not answer in time.'));
  }

  #end(): Settling<Result> | null {
    const settling = this.#settling;
    this.#settling = null;
    clearTimeout(this.#timer);
    return settling;
  }
}
