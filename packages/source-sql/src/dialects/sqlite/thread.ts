import { Worker } from 'node:worker_threads';
import type { DatabaseSettings } from '../../link.ts';
import type { SqliteConnection } from './connection.ts';

/** The thread's error, as the driver has it. */
class SqliteThreadError extends Error {
  override readonly name = 'SqliteThreadError';
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** A database in a thread of its own. A statement that takes too long is left alone with its thread, and the next has a new one. */
export async function threadConnection(settings: DatabaseSettings): Promise<SqliteConnection> {
  let thread = startThread(settings);
  let closed = false;
  const ask = <Answer>(question: object): Promise<Answer> => {
    if (thread.ended() && !closed) {
      thread = startThread(settings);
      thread.ask({ ask: 'open' }).catch(() => {});
    }
    return thread.ask(question) as Promise<Answer>;
  };
  try {
    await thread.ask({ ask: 'open' });
  } catch (error) {
    await thread.end();
    throw error;
  }
  return {
    all: (text, parameters) => ask({ ask: 'all', text, parameters }),
    columns: (text) => ask({ ask: 'columns', text }),
    async close() {
      closed = true;
      await thread.end();
    },
  };
}

function startThread({ url, statementTimeoutMs }: DatabaseSettings) {
  const worker = new Worker(new URL('worker.mjs', import.meta.url), {
    workerData: { url, busyTimeoutMs: statementTimeoutMs },
    // Not what loads this process's TypeScript.
    execArgv: [],
  });
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  let ended = false;
  const end = (error: Error) => {
    ended = true;
    for (const { reject, timer } of waiting.values()) {
      clearTimeout(timer);
      reject(error);
    }
    waiting.clear();
  };
  worker.on('message', ({ id, answer, failed }) => {
    const question = waiting.get(id);
    if (!question) return;
    waiting.delete(id);
    clearTimeout(question.timer);
    if (waiting.size === 0) worker.unref();
    if (failed) question.reject(new SqliteThreadError(failed.message, failed.code));
    else question.resolve(answer);
  });
  worker.on('error', end);
  worker.on('exit', () => end(new SqliteThreadError('The thread ended.', 'SQLITE_INTERRUPT')));
  const ask = (question: object) =>
    new Promise<unknown>((resolve, reject) => {
      const id = ++asked;
      const timer = setTimeout(() => {
        end(new SqliteThreadError('The statement took too long.', 'SQLITE_INTERRUPT'));
        void worker.terminate();
      }, statementTimeoutMs);
      waiting.set(id, { resolve, reject, timer });
      worker.ref();
      worker.postMessage({ id, ...question });
    });
  return {
    ask,
    ended: () => ended,
    async end() {
      if (ended) return;
      await ask({ ask: 'close' }).catch(() => {});
      await worker.terminate();
    },
  };
}
