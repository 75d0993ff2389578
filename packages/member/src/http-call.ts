import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type Call,
  type Executor,
  ExecutorError,
  type GraphQLRequest,
  type GraphQLResponse,
  publicViewer,
  untilDeadline,
  type Waiting,
} from '@observer-graph/executor';

/** Milliseconds for an answer if the caller does not say how long it waits, and at most. */
const longestMs = 30_000;

/**
 * Executes a request from afar, for as long as its caller waits: until its deadline passes or it hangs up. Whoever calls from
 * afar is one of the public.
 *
 * @param name who answers, as clients will see it
 */
export async function answerTo(
  request: IncomingMessage,
  response: ServerResponse,
  executor: Executor,
  name: string,
  asked: GraphQLRequest,
): Promise<GraphQLResponse> {
  const deadline = deadlineOf(request);
  try {
    return await untilDeadline(deadline, name, (waiting) => {
      response.on('close', () => waiting.cancel());
      if (response.destroyed) waiting.cancel();
      return executor(asked, new HttpCall(deadline, waiting));
    });
  } catch (error) {
    if (!(error instanceof ExecutorError)) throw error;
    return { errors: [{ message: error.message, extensions: { code: 'SOURCE_UNAVAILABLE' } }] };
  }
}

/** The signal is made where somebody asks for it. */
class HttpCall implements Call {
  readonly viewer = publicViewer;
  readonly asText = true;
  readonly deadline: number;
  readonly #waiting: Pick<Waiting<unknown>, 'signal'>;

  constructor(deadline: number, waiting: Pick<Waiting<unknown>, 'signal'>) {
    this.deadline = deadline;
    this.#waiting = waiting;
  }

  get signal(): AbortSignal {
    return this.#waiting.signal;
  }

  report(): void {}
}

function deadlineOf({ headers }: IncomingMessage): number {
  const header = headers['observer-graph-deadline-ms'];
  const wanted = typeof header === 'string' && /^\d{1,9}$/.test(header) ? Number(header) : longestMs;
  return Date.now() + Math.min(wanted, longestMs);
}
