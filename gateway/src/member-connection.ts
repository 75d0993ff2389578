import {
  type Executor,
  ExecutorError,
  type HttpExecutor,
  httpExecutor,
  memberGuard,
} from '@observer-graph/executor';
import { endpointOf } from './card.ts';
import type { Limits } from './limits.ts';

/** The connections to one member, and how it has been answering. */
export interface MemberConnection {
  /** Asks the member at a path below its base URL. */
  readonly executor: (path: string) => Executor;
  readonly state: () => 'UP' | 'DOWN' | 'UNKNOWN';
  readonly lastAnswerAt: () => Date | null;
  /** To be told of what was asked of the member by other ways. */
  readonly answered: () => void;
  readonly failed: () => void;
  readonly close: () => Promise<void>;
}

/**
 * @param limits.deadlineMs milliseconds for one answer, so that others, asked later, have time left
 * @param onAnswer told after each answer that was in order
 */
export function memberConnection(
  { code, url }: { readonly code: string; readonly url: string },
  { deadlineMs, maxBytes }: Pick<Limits, 'deadlineMs' | 'maxBytes'>,
  onAnswer: () => void,
): MemberConnection {
  // One for all domains, and for as long as the member's URL stays the same.
  const guard = memberGuard({ name: code });
  const http = new Map<string, HttpExecutor>();
  const executors = new Map<string, Executor>();
  let state: 'UP' | 'DOWN' | 'UNKNOWN' = 'UNKNOWN';
  let lastAnswerAt: Date | null = null;
  const answered = () => {
    state = 'UP';
    lastAnswerAt = new Date();
  };
  const failed = () => {
    state = 'DOWN';
  };

  const watched =
    (ask: Executor): Executor =>
    async (request, call) => {
      try {
        const deadline = Math.min(call.deadline, Date.now() + deadlineMs);
        const response = await ask(request, { ...call, deadline });
        answered();
        onAnswer();
        return response;
      } catch (error) {
        // That nobody waits any more, or that it was not asked, says nothing of the member.
        if (!(error instanceof ExecutorError && ['CANCELLED', 'SKIPPED'].includes(error.code))) failed();
        throw error;
      }
    };

  return {
    executor: (path) => {
      const known = executors.get(path);
      if (known) return known;
      const own = httpExecutor({ url: endpointOf(url, path), name: code, maxBytes });
      const executor = watched(guard(own));
      http.set(path, own);
      executors.set(path, executor);
      return executor;
    },
    state: () => state,
    lastAnswerAt: () => lastAnswerAt,
    answered: () => {
      answered();
      guard.retry();
    },
    failed,
    close: async () => {
      await Promise.all([...http.values()].map((executor) => executor.close()));
    },
  };
}
