import type { DatabaseSettings } from '../../link.ts';
import { openConnection, type SqliteConnection, StatementLimitError } from './connection.ts';
import { FileReplacedError } from './file-state.ts';

/** Connections to one SQLite file: opened when they are needed, and never more at once than the settings allow. */
export interface ConnectionPool {
  /** @throws {StatementLimitError} if no connection is free within the time that a statement may take */
  use<Answer>(work: (connection: SqliteConnection) => Promise<Answer>): Promise<Answer>;
  /** After the last answer. */
  close(): Promise<void>;
}

/**
 * @param file which it is, as {@link fileState} tells it: no connection is ever to another that took its place
 * @throws {Error} if the file is no database
 */
export async function connectionPool(settings: DatabaseSettings, file: string): Promise<ConnectionPool> {
  const { poolSize, statementTimeoutMs } = settings;
  const free = [await openConnection(settings, file)];
  const all = new Set(free);
  const waiting = new Set<(connection: SqliteConnection) => void>();
  const answers = new Set<Promise<unknown>>();
  let opening = 0;

  async function take(): Promise<SqliteConnection> {
    const next = free.pop();
    if (next) return next;
    if (all.size + opening >= poolSize) return whenFree();
    opening++;
    try {
      const connection = await openConnection(settings, file);
      all.add(connection);
      return connection;
    } catch (error) {
      if (!(error instanceof FileReplacedError)) throw error;
    } finally {
      opening--;
    }
    return free.pop() ?? whenFree();
  }
  const whenFree = () =>
    new Promise<SqliteConnection>((resolve, reject) => {
      const receive = (connection: SqliteConnection) => {
        clearTimeout(timer);
        resolve(connection);
      };
      const timer = setTimeout(() => {
        waiting.delete(receive);
        reject(new StatementLimitError(`No connection was free within ${statementTimeoutMs} ms.`));
      }, statementTimeoutMs);
      waiting.add(receive);
    });
  const giveBack = (connection: SqliteConnection) => {
    const [first] = waiting;
    if (!first) free.push(connection);
    else {
      waiting.delete(first);
      first(connection);
    }
  };
  async function answered<Answer>(work: (connection: SqliteConnection) => Promise<Answer>): Promise<Answer> {
    const connection = await take();
    try {
      return await work(connection);
    } finally {
      void connection.idle().then(() => giveBack(connection));
    }
  }
  return {
    use(work) {
      const answer = answered(work);
      const forget = () => answers.delete(answer);
      answers.add(answer);
      answer.then(forget, forget);
      return answer;
    },
    async close() {
      await Promise.allSettled(answers);
      for (const connection of all) connection.close();
    },
  };
}
