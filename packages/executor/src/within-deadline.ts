import { type Call, ExecutorError } from './executor.ts';
import { longestTimer } from './longest-timer.ts';

/**
 * Waits for work, but not past the call's deadline, nor when nobody waits for the call any more.
 *
 * @param name who is waited for, as clients will see it
 * @param work is given a signal that aborts when its result is no longer of use; waiting ends then, even if it goes on
 * @throws {ExecutorError} TIMEOUT or CANCELLED; whatever `work` throws before that
 */
export async function withinDeadline<Result>(
  { deadline, signal }: Pick<Call, 'deadline' | 'signal'>,
  name: string,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const started = Date.now();
  const controller = new AbortController();
  let stop = () => {};
  const ended = new Promise<never>((_, reject) => {
    const end = (error: ExecutorError) => {
      reject(error);
      controller.abort(error);
    };
    const cancel = () => end(cancelled(name));
    const expire = () => end(expired(name, started, deadline));
    if (signal.aborted) return cancel();
    if (deadline <= started) return expire();
    const timer = setTimeout(expire, Math.min(deadline - started, longestTimer));
    signal.addEventListener('abort', cancel, { once: true });
    stop = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
    };
  });
  // Where the work is not begun or wins, nobody else looks at this promise.
  ended.catch(() => {});
  if (controller.signal.aborted) return ended;
  try {
    return await Promise.race([work(controller.signal), ended]);
  } finally {
    stop();
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
