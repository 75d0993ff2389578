import { type Call, type Executor, ExecutorError } from './executor.ts';
import type { Guard } from './guard.ts';

export interface BreakerOptions {
  /** Who answers, as clients will see it in messages. */
  readonly name: string;
  /** How many requests in a row fail before no more are sent. @default 5 */
  readonly failures?: number;
  /** Milliseconds until one request is let through to see whether it answers again; twice as many after each that fails. @default 5000 */
  readonly restMs?: number;
  /** The longest such time. @default 60000 */
  readonly longestRestMs?: number;
  /** Milliseconds that must have been given for an answer before its lateness counts as a failure. @default 1000 */
  readonly patienceMs?: number;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: () => number;
}

export interface Breaker extends Guard {
  /** Lets the next request through as an attempt, because something tells that an answer is likely. */
  readonly retry: () => void;
}

/** What is known of failures since the last answer. */
interface Failing {
  count: number;
  /** When the first of them failed. */
  readonly since: number;
  last: string;
}

/**
 * A circuit breaker: who failed several times in a row is left alone for a while, and then asked once, by one request; as
 * soon as one is answered, all are sent again. What is not sent rejects with SKIPPED, and the message says since when and
 * why.
 *
 * Any GraphQL response counts as an answer, errors too.
 */
export function breaker({
  name,
  failures = 5,
  restMs = 5_000,
  longestRestMs = 60_000,
  patienceMs = 1_000,
  now = Date.now,
}: BreakerOptions): Breaker {
  let failing: Failing | null = null;
  /** Null while requests are let through. */
  let retryAt: number | null = null;
  let rest = restMs;
  let probing = false;
  /** Several who share one request are told of its failure by one error. */
  let counted: unknown;

  const closed = () => {
    failing = null;
    retryAt = null;
    rest = restMs;
  };

  const failed = (message: string, isProbe: boolean) => {
    failing ??= { count: 0, since: now(), last: message };
    failing.count += 1;
    failing.last = message;
    if (failing.count < failures) return;
    // Requests that were under way when it opened do not make the rest longer.
    if (retryAt !== null && !isProbe) return;
    if (isProbe) rest = Math.min(2 * rest, longestRestMs);
    retryAt = now() + rest;
  };

  const refusal = (): ExecutorError => {
    const { count, since, last } = failing as Failing;
    const cause = last.startsWith(`${name}: `) ? last.slice(name.length + 2) : last;
    return new ExecutorError(
      'SKIPPED',
      `${name}: not asked, because it has failed ${count} times in a row since ${new Date(since).toISOString()}, last: ${cause}`,
    );
  };

  const guarded =
    (ask: Executor): Executor =>
    async (request, call) => {
      const isProbe = retryAt !== null;
      if (retryAt !== null) {
        if (probing || now() < retryAt) throw refusal();
        probing = true;
      }
      const started = now();
      try {
        const response = await ask(request, call);
        closed();
        return response;
      } catch (error) {
        if (error !== counted && tellsOfMember(error, call, now() - started, patienceMs)) {
          counted = error;
          failed((error as Error).message, isProbe);
        }
        throw error;
      } finally {
        if (isProbe) probing = false;
      }
    };
  const retry = () => {
    if (retryAt !== null) retryAt = now();
  };
  return Object.assign(guarded, { retry });
}

/** Whether it is the member that failed: not if nobody waited, it was not even asked, or it had hardly any time. */
function tellsOfMember(error: unknown, { signal }: Call, waitedMs: number, patienceMs: number): boolean {
  if (!(error instanceof ExecutorError)) return true;
  if (error.code === 'CANCELLED' || error.code === 'SKIPPED') return false;
  return error.code !== 'TIMEOUT' || (waitedMs >= patienceMs && !signal.aborted);
}
