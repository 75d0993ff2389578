import {
  type ByteShare,
  type Executor,
  ExecutorError,
  type HttpExecutor,
  httpExecutor,
  memberGuard,
} from '@observer-graph/executor';
import { endpointOf } from './card.ts';
import { failureText } from './failure-text.ts';
import type { Log } from './log.ts';

/** The connections to one member, and how it has been answering. */
export interface MemberConnection {
  /** Asks the member at a path below its base URL. */
  readonly executor: (path: string) => Executor;
  readonly state: () => 'UP' | 'DOWN' | 'UNKNOWN';
  /** Why it is down, fit for clients; null if it is not. */
  readonly failure: () => string | null;
  readonly lastAnswerAt: () => Date | null;
  /** To be told of what was asked of the member by other ways. */
  readonly answered: (message?: string) => void;
  readonly failed: (error: Error) => void;
  readonly close: () => Promise<void>;
}

/** Milliseconds that must have been given for an answer before its lateness says something of the member. */
const patienceMs = 1_000;
/** Milliseconds in which a member that goes down again is told of once. */
const quietMs = 60_000;

export interface MemberConnectionOptions {
  /** Milliseconds for one answer, so that others, asked later, have time left. */
  readonly deadlineMs: number;
  readonly maxBytes: number;
  /** Where there must be room for its long answers. */
  readonly budget: ByteShare;
  /** Told when the member goes down and when it is back. */
  readonly log: Log;
  /** Told after each answer that was in order. */
  readonly onAnswer: () => void;
}

export function memberConnection(
  { code, url }: { readonly code: string; readonly url: string },
  { deadlineMs, maxBytes, budget, log, onAnswer }: MemberConnectionOptions,
): MemberConnection {
  // One for all domains, and for as long as the member's URL stays the same.
  const guard = memberGuard({ name: code });
  const http = new Map<string, HttpExecutor>();
  const executors = new Map<string, Executor>();
  let state: 'UP' | 'DOWN' | 'UNKNOWN' = 'UNKNOWN';
  let failure: string | null = null;
  let lastAnswerAt: Date | null = null;
  /** What the operator has been told last, and when that was that the member went down. */
  let told: 'UP' | 'DOWN' | null = null;
  let toldDownAt = Number.NEGATIVE_INFINITY;
  const answered = (message?: string) => {
    state = 'UP';
    failure = null;
    lastAnswerAt = new Date();
    if (told === 'UP' || (told === null && message === undefined)) return;
    told = 'UP';
    log.info(message ?? `${code}: answers again`);
  };
  const failed = (error: Error) => {
    state = 'DOWN';
    failure = error.message;
    if (told === 'DOWN' || Date.now() - toldDownAt < quietMs) return;
    told = 'DOWN';
    toldDownAt = Date.now();
    log.warn(`${failureText(error)} Its URL is ${withoutLogin(url)}.`);
  };

  const watched =
    (ask: Executor): Executor =>
    async (request, call) => {
      const started = Date.now();
      try {
        const deadline = Math.min(call.deadline, started + deadlineMs);
        const response = await ask(request, { ...call, deadline });
        answered();
        onAnswer();
        return response;
      } catch (error) {
        if (tellsOfMember(error, Date.now() - started)) failed(failureOf(error, code));
        throw error;
      }
    };

  return {
    executor: (path) => {
      const known = executors.get(path);
      if (known) return known;
      const own = httpExecutor({
        url: endpointOf(url, path),
        name: code,
        maxBytes,
        budget,
        sharing: true,
      });
      const executor = watched(guard(own));
      http.set(path, own);
      executors.set(path, executor);
      return executor;
    },
    state: () => state,
    failure: () => failure,
    lastAnswerAt: () => lastAnswerAt,
    answered: (message) => {
      answered(message);
      guard.retry();
    },
    failed,
    close: async () => {
      await Promise.all([...http.values()].map((executor) => executor.close()));
    },
  };
}

/** That nobody waits any more, that it was not asked, or had hardly any time, says nothing of the member. */
function tellsOfMember(error: unknown, waitedMs: number): boolean {
  if (!(error instanceof ExecutorError)) return true;
  if (error.code === 'CANCELLED' || error.code === 'SKIPPED') return false;
  return error.code !== 'TIMEOUT' || waitedMs >= patienceMs;
}

function failureOf(cause: unknown, code: string): Error {
  return cause instanceof ExecutorError ? cause : new Error(`${code}: could not be asked.`, { cause });
}

/** A URL for the log. */
export function withoutLogin(url: string): string {
  const { origin, pathname } = new URL(url);
  return pathname === '/' ? origin : origin + pathname;
}
