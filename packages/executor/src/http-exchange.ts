import { isUtf8 } from 'node:buffer';
import type { Dispatcher, Pool } from 'undici';
import { type ByteShare, smallAnswer } from './byte-budget.ts';
import { ExecutorError } from './executor.ts';

export const noRoom =
  'its answer was given up, because too much of other answers is being held here already; ask for less, or later.';

/** Who waits for the text of an answer. */
export interface Waiter {
  answered(text: string): void;
  failed(error: ExecutorError): void;
}

export interface ExchangeOptions {
  readonly pool: Pool;
  readonly request: Dispatcher.DispatchOptions;
  /** Who answers, as clients will see it in messages. */
  readonly name: string;
  /** The longest answer that is read. */
  readonly maxBytes: number;
  /** Where there must be room for a long answer; null: there always is. */
  readonly budget: ByteShare | null;
  /** Whether to send the request once more if the connection fails before any byte of the answer. */
  readonly mayResend: boolean;
  /** What others can join, by a key; this one under {@link key}, until it ends. */
  readonly underWay: Map<string, HttpExchange>;
  readonly key: string | null;
}

/**
 * A request under way and its answer, read as text with no stream in between, for one or several who wait.
 *
 * An object with methods, and no closures: there are several of these in each request of a client.
 */
export class HttpExchange implements Dispatcher.DispatchHandler {
  readonly #options: ExchangeOptions;
  #waiters: Waiter[] = [];
  #mayResend: boolean;
  #controller: Dispatcher.DispatchController | undefined;
  #hasEnded = false;
  #chunks: Buffer[] = [];
  #bytes = 0;
  #held = 0;

  constructor(options: ExchangeOptions) {
    this.#options = options;
    this.#mayResend = options.mayResend;
  }

  send(): void {
    const { pool, request } = this.#options;
    pool.dispatch(request, this);
  }

  join(waiter: Waiter): void {
    this.#waiters.push(waiter);
  }

  /** One waits no longer; when nobody does, the exchange is cut off. */
  leave(waiter: Waiter): void {
    const at = this.#waiters.indexOf(waiter);
    if (at < 0) return;
    this.#waiters.splice(at, 1);
    if (this.#waiters.length === 0 && this.#end()) this.#controller?.abort(new Error('Nobody waits.'));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#hasEnded) controller.abort(new Error('Nobody waits.'));
  }

  onResponseStart(
    _: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    this.#mayResend = false;
    // https://graphql.github.io/graphql-over-http/draft/: a status that is not 2xx says nothing about a body of
    // `application/json`, which may be a proxy's.
    if ((status < 200 || status >= 300) && !isGraphQL(headers['content-type']))
      this.#refuse('UNREACHABLE', `answered with HTTP status ${status}.`);
    else if (isEncoded(headers['content-encoding']))
      this.#refuse('MALFORMED', 'answered with something compressed, which was not asked for.');
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    const { maxBytes, budget } = this.#options;
    if (this.#bytes > maxBytes) this.#refuse('MALFORMED', `answered with more than ${maxBytes} bytes.`);
    else if (budget && this.#bytes > smallAnswer && !this.#hold(budget)) this.#refuse('SKIPPED', noRoom);
  }

  #hold(budget: ByteShare): boolean {
    if (this.#hasEnded) return true;
    const hasRoom = budget.take(this.#bytes - this.#held);
    if (hasRoom) this.#held = this.#bytes;
    return hasRoom;
  }

  onResponseEnd(): void {
    if (!this.#end()) return;
    const chunks = this.#chunks;
    const [first] = chunks;
    const whole = first && chunks.length === 1 ? first : Buffer.concat(chunks, this.#bytes);
    const waiters = this.#released();
    if (!isUtf8(whole)) {
      const { name } = this.#options;
      const error = new ExecutorError('MALFORMED', `${name}: answered with text that is not UTF-8.`);
      for (const waiter of waiters) waiter.failed(error);
      return;
    }
    const text = whole.toString('utf8');
    for (const waiter of waiters) waiter.answered(text);
  }

  onResponseError(_: unknown, cause: Error): void {
    if (this.#hasEnded) return;
    if (this.#mayResend) {
      this.#mayResend = false;
      this.send();
      return;
    }
    this.#fail(new ExecutorError('UNREACHABLE', `${this.#options.name}: the connection failed.`, { cause }));
  }

  #refuse(code: 'UNREACHABLE' | 'MALFORMED' | 'SKIPPED', what: string): void {
    const error = new ExecutorError(code, `${this.#options.name}: ${what}`);
    this.#fail(error);
    this.#controller?.abort(error);
  }

  #fail(error: ExecutorError): void {
    if (!this.#end()) return;
    for (const waiter of this.#released()) waiter.failed(error);
  }

  /** Who waits. Lets go of them and of what has come: this may be referred to for longer, by a table that is used no more. */
  #released(): readonly Waiter[] {
    const waiters = this.#waiters;
    this.#waiters = [];
    this.#chunks = [];
    return waiters;
  }

  /** @returns whether it had not ended before */
  #end(): boolean {
    if (this.#hasEnded) return false;
    this.#hasEnded = true;
    const { budget, key, underWay } = this.#options;
    budget?.give(this.#held);
    this.#held = 0;
    if (key !== null && underWay.get(key) === this) underWay.delete(key);
    return true;
  }
}

function isGraphQL(contentType: string | string[] | undefined): boolean {
  return (
    String(contentType ?? '')
      .split(';')[0]
      ?.trim()
      .toLowerCase() === 'application/graphql-response+json'
  );
}

function isEncoded(encoding: string | string[] | undefined): boolean {
  return encoding !== undefined && String(encoding).trim().toLowerCase() !== 'identity';
}
