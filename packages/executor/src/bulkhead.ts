import { type Call, type Executor, ExecutorError } from './executor.ts';
import type { Guard } from './guard.ts';
import { withinDeadline } from './within-deadline.ts';

export interface BulkheadOptions {
  /** Who answers, as clients will see it in messages. */
  readonly name: string;
  /** Requests under way at once. @default 32 */
  readonly inFlight?: number;
  /** Requests that wait for one of those to end. @default 64 */
  readonly waiting?: number;
  /** The longest that one waits, in milliseconds. @default 500 */
  readonly longestWaitMs?: number;
}

/**
 * Keeps one who is slow from holding everybody's requests: only so many are under way at once, a few more wait, first come
 * first served, and any beyond reject with SKIPPED.
 */
export function bulkhead({ name, inFlight = 32, waiting = 64, longestWaitMs = 500 }: BulkheadOptions): Guard {
  let underWay = 0;
  const queue = new Set<() => void>();

  const full = () =>
    new ExecutorError(
      'SKIPPED',
      `${name}: not asked, because ${underWay} requests to it are under way already.`,
    );

  /** Resolves when it is this request's turn, which it then has. */
  const turn = async (call: Call): Promise<void> => {
    if (underWay < inFlight) {
      underWay += 1;
      return;
    }
    if (queue.size >= waiting) throw full();
    let begin = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    queue.add(begin);
    const deadline = Math.min(call.deadline, Date.now() + longestWaitMs);
    try {
      await withinDeadline({ deadline, signal: call.signal }, name, () => begun);
    } catch (error) {
      // The turn may have come in the very moment: then it is the next one's.
      if (!queue.delete(begin)) end();
      throw error instanceof ExecutorError && error.code === 'TIMEOUT' ? full() : error;
    }
  };

  const end = () => {
    const [next] = queue;
    if (!next) {
      underWay -= 1;
      return;
    }
    queue.delete(next);
    next();
  };

  return (ask: Executor): Executor =>
    async (request, call) => {
      await turn(call);
      try {
        return await ask(request, call);
      } finally {
        end();
      }
    };
}
