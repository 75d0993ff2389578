import { setMaxListeners } from 'node:events';
import {
  type Call,
  ExecutorError,
  type ExecutorErrorCode,
  type GraphQLRequest,
  type GraphQLResponse,
  longestTimer,
  type SourceState,
} from '@observer-graph/executor';
import { type Answer, type Refusal, read, refused } from './answer.ts';
import type { ScatterMember } from './member.ts';

/** One member, and what it is asked. */
export interface Ask {
  readonly member: ScatterMember;
  readonly request: GraphQLRequest;
}

export type RoundCall = Pick<Call, 'viewer' | 'deadline' | 'signal'> & Required<Pick<Call, 'hold'>>;

/**
 * Asks members all at once and waits for all of them, but not past the deadline, nor when nobody waits any more.
 *
 * @returns one answer for each, in their order. Never rejects: that nobody answers is an answer too
 */
export function askAll(asks: readonly Ask[], call: RoundCall): Promise<readonly Answer[]> {
  return asks.length === 0
    ? Promise.resolve([])
    : new Promise((resolve) => new Asking(asks, call, resolve).begin());
}

const stateOf: Readonly<Record<ExecutorErrorCode, SourceState>> = {
  TIMEOUT: 'TIMEOUT',
  UNREACHABLE: 'ERROR',
  CANCELLED: 'ERROR',
  MALFORMED: 'VIOLATION',
  SKIPPED: 'SKIPPED',
};

export function refusalOf(member: string, error: unknown): Refusal {
  return error instanceof ExecutorError
    ? { state: stateOf[error.code], message: error.message }
    : { state: 'ERROR', message: `${member}: could not be asked.` };
}

// What a member has to report of itself stands in its answer.
const noReport = () => {};

/** One timer and one listener for all of them, however many they are. */
class Asking {
  private readonly asks: readonly Ask[];
  private readonly call: RoundCall;
  private readonly resolve: (answers: readonly Answer[]) => void;
  private readonly answers: (Answer | null)[];
  private readonly started = performance.now();
  private readonly controller = new AbortController();
  // A function, not an object with `handleEvent`: what Node makes of that outlives the request until old space is collected,
  // and all that was answered with it.
  private readonly cancel = () => this.end('ERROR', 'nobody waits for the answer any more.');
  private timer: NodeJS.Timeout | null = null;
  private open: number;

  constructor(asks: readonly Ask[], call: RoundCall, resolve: (answers: readonly Answer[]) => void) {
    this.asks = asks;
    this.call = call;
    this.resolve = resolve;
    this.answers = new Array(asks.length).fill(null);
    this.open = asks.length;
  }

  begin(): void {
    const { deadline, signal, viewer, hold } = this.call;
    const left = deadline - Date.now();
    if (signal.aborted) {
      this.cancel();
      return;
    }
    if (left <= 0) {
      this.end('TIMEOUT', 'no time was left to ask.');
      return;
    }
    signal.addEventListener('abort', this.cancel, { once: true });
    const seconds = Math.round(left / 100) / 10;
    this.timer = setTimeout(
      () => this.end('TIMEOUT', `no answer within ${seconds} s.`),
      Math.min(left, longestTimer),
    );
    // Every member's connection listens.
    if (this.asks.length > 5) setMaxListeners(0, this.controller.signal);
    const call = { viewer, signal: this.controller.signal, deadline, report: noReport, hold };
    for (let index = 0; index < this.asks.length; index++) {
      const { member, request } = this.asks[index] as Ask;
      try {
        member.executor(request, call).then(
          (response) => this.received(index, response),
          (error: unknown) => this.failed(index, error),
        );
      } catch (error) {
        this.failed(index, error);
      }
    }
  }

  private received(index: number, response: GraphQLResponse): void {
    try {
      this.answered(index, read((this.asks[index] as Ask).member, response));
    } catch (error) {
      this.failed(index, error);
    }
  }

  private failed(index: number, error: unknown): void {
    this.answered(index, refused(refusalOf((this.asks[index] as Ask).member.code, error)));
  }

  private answered(index: number, reading: Pick<Answer, 'refusal' | 'data' | 'others'>): void {
    // Whatever comes after the end came because of it.
    if (this.open === 0 || this.answers[index]) return;
    const { refusal, data, others } = reading;
    const { member } = this.asks[index] as Ask;
    const latencyMs = refusal?.state === 'SKIPPED' ? null : Math.round(performance.now() - this.started);
    this.answers[index] = { member, latencyMs, refusal, data, others };
    this.open -= 1;
    if (this.open === 0) this.finish();
  }

  /** Those who have not answered by now did not answer. */
  private end(state: SourceState, why: string): void {
    for (const [index, { member }] of this.asks.entries()) {
      if (!this.answers[index]) this.answered(index, refused({ state, message: `${member.code}: ${why}` }));
    }
    this.controller.abort();
  }

  private finish(): void {
    if (this.timer) clearTimeout(this.timer);
    this.call.signal.removeEventListener('abort', this.cancel);
    this.resolve(this.answers as readonly Answer[]);
  }
}
