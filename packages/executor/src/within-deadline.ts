import { type Call, ExecutorError } from './executor.ts';
import { longestTimer } from './longest-timer.ts';

/**
 * Waits for work, but not past the call's deadline, nor when nobody waits for the call any more.
 *
 * @param name who is waited for, as clients will see it
 * @param work is given a signal that aborts when its result is no longer of use; waiting ends then, even if it goes on
 * @throws {ExecutorError} TIMEOUT or CANCELLED; whatever `work` throws before that
 */
export function withinDeadline<Result>(
  { deadline, signal }: Pick<Call, 'deadline' | 'signal'>,
  name: string,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  if (signal.aborted) return Promise.reject(cancelled(name));
  return untilDeadline(deadline, name, (waiting) => {
    waiting.heed(signal);
    return work(waiting.signal);
  });
}

/**
 * Like {@link withinDeadline}, for whoever has no signal but ends the waiting itself.
 *
 * @param deadline in milliseconds since 1970
 */
export function untilDeadline<Result>(
  deadline: number,
  name: string,
  work: (waiting: Waiting<Result>) => Promise<Result>,
): Promise<Result> {
  const started = Date.now();
  if (deadline <= started) return Promise.reject(expired(name, started, deadline));
  return new Promise((resolve, reject) => {
    const waiting = new Waiting<Result>(name, started, deadline, { resolve, reject });
    try {
      waiting.waitFor(work(waiting));
    } catch (error) {
      reject(error);
      waiting.cancel();
    }
  });
}

interface Settling<Result> {
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Waits for work until a deadline. Lets go of its promise when it ends. The collector takes for long-lived what was waited for while it ran a few times; results
 * that such things still refer to stay as long as they do, and of long answers the collecting cost more than the answering.
 */
export class Waiting<Result> implements EventListenerObject {
  readonly #name: string;
  readonly #started: number;
  readonly #deadline: number;
  readonly #timer: NodeJS.Timeout;
  #settling: Settling<Result> | null;
  #heeded: AbortSignal | null = null;
  #inner: AbortController | null = null;
  #gaveUp: ExecutorError | null = null;

  constructor(name: string, started: number, deadline: number, settling: Settling<Result>) {
    this.#name = name;
    this.#started = started;
    this.#deadline = deadline;
    this.#settling = settling;
    this.#timer = setTimeout(Waiting.#expire, Math.min(deadline - started, longestTimer), this);
  }

  /** Aborts when the result is no longer of use. Made where somebody asks for it, since most answers are there without. */
  get signal(): AbortSignal {
    if (!this.#inner) {
      this.#inner = new AbortController();
      if (this.#gaveUp) this.#inner.abort(this.#gaveUp);
    }
    return this.#inner.signal;
  }

  waitFor(work: Promise<Result>): void {
    work.then(
      (result) => this.#end()?.resolve(result),
      (error) => this.#end()?.reject(error),
    );
  }

  /** Ends the waiting when a signal aborts. */
  heed(signal: AbortSignal): void {
    this.#heeded = signal;
    signal.addEventListener('abort', this, { once: true });
  }

  handleEvent(): void {
    this.cancel();
  }

  /** Nobody waits for the call any more. */
  cancel(): void {
    if (this.#settling) this.#giveUp(cancelled(this.#name));
  }

  static #expire(waiting: Waiting<unknown>): void {
    waiting.#giveUp(expired(waiting.#name, waiting.#started, waiting.#deadline));
  }

  #giveUp(error: ExecutorError): void {
    const settling = this.#end();
    if (!settling) return;
    this.#gaveUp = error;
    settling.reject(error);
    this.#inner?.abort(error);
  }

  /** @returns null if the waiting has ended before */
  #end(): Settling<Result> | null {
    const settling = this.#settling;
    if (!settling) return null;
    this.#settling = null;
    clearTimeout(this.#timer);
    this.#heeded?.removeEventListener('abort', this);
    return settling;
  }
}

/** Nobody waits for the call any more. */
export function cancelled(name: string): ExecutorError {
  return new ExecutorError('CANCELLED', `${name}: nobody waits for the answer any more.`);
}

/** @param started when the waiting began, in milliseconds since 1970 like the deadline */
export function expired(name: string, started: number, deadline: number): ExecutorError {
  const what =
    deadline <= started ? 'no time was left to ask.' : `no answer within ${seconds(deadline - started)}.`;
  return new ExecutorError('TIMEOUT', `${name}: ${what}`);
}

function seconds(milliseconds: number): string {
  return `${Math.max(0, Math.round(milliseconds / 100) / 10)} s`;
}
