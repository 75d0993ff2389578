import { setMaxListeners } from 'node:events';
import { type Call, ExecutorError } from '@observer-graph/executor';

// The longest that setTimeout can wait.
const longestTimer = 2 ** 31 - 1;

/** Waiting for all members of a round at once: one timer and one listener, however many they are. */
export class Waiting {
  /** Aborts when nobody waits any more. */
  readonly signal: AbortSignal;
  private readonly controller = new AbortController();
  private readonly caller: AbortSignal;
  private readonly timer: NodeJS.Timeout | null = null;
  private readonly ended: Promise<void>;
  private end = () => {};
  private readonly cancel: () => void;
  private errorOf: ((name: string) => ExecutorError) | null = null;

  constructor({ deadline, signal }: Pick<Call, 'deadline' | 'signal'>) {
    this.signal = this.controller.signal;
    this.caller = signal;
    // Every member's connection listens.
    setMaxListeners(0, this.signal);
    this.ended = new Promise((resolve) => {
      this.end = resolve;
    });
    const started = Date.now();
    this.cancel = () =>
      this.stop((name) => new ExecutorError('CANCELLED', `${name}: nobody waits for the answer any more.`));
    if (signal.aborted) this.cancel();
    else if (deadline <= started) {
      this.stop((name) => new ExecutorError('TIMEOUT', `${name}: no time was left to ask.`));
    } else {
      const seconds = Math.round((deadline - started) / 100) / 10;
      const expire = () =>
        this.stop((name) => new ExecutorError('TIMEOUT', `${name}: no answer within ${seconds} s.`));
      this.timer = setTimeout(expire, Math.min(deadline - started, longestTimer));
      signal.addEventListener('abort', this.cancel, { once: true });
    }
  }

  /**
   * Waits for one.
   *
   * @param name who is waited for, as clients will see it
   * @throws {ExecutorError} TIMEOUT or CANCELLED; whatever `work` throws before that
   */
  async for<Result>(name: string, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    this.throwIfEnded(name);
    let result: Result | undefined;
    try {
      result = await Promise.race([work(this.signal), this.ended as Promise<never>]);
    } catch (error) {
      this.throwIfEnded(name);
      throw error;
    }
    // Whatever came in the moment of the end came because of it.
    this.throwIfEnded(name);
    return result as Result;
  }

  private throwIfEnded(name: string): void {
    if (this.errorOf) throw this.errorOf(name);
  }

  /** To be called when all have answered. */
  close(): void {
    if (this.timer) clearTimeout(this.timer);
    this.caller.removeEventListener('abort', this.cancel);
  }

  private stop(errorOf: (name: string) => ExecutorError): void {
    this.errorOf = errorOf;
    this.end();
    this.controller.abort();
  }
}
