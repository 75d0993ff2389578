import type { Database } from './dialects/dialect.ts';
import type { Link, LinkedSource } from './link.ts';

/** A source's statements that run took all of its connections for longer than a statement may take. */
export class ShareInUseError extends Error {
  override readonly name = 'ShareInUseError';
}

/**
 * A database as one of several sources uses it: with at most `most` statements at once, so that those that take long hold up
 * no other source's. The rest wait, but not longer than a statement may take.
 */
function databaseShare(database: Database, most: number, limitMs: number): Database {
  const waiting = new Set<() => void>();
  let running = 0;

  const turn = () =>
    new Promise<void>((resolve, reject) => {
      const begin = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        waiting.delete(begin);
        reject(new ShareInUseError(`Statements before it took longer than ${limitMs} ms.`));
      }, limitMs);
      waiting.add(begin);
    });
  const ended = () => {
    const [next] = waiting;
    if (!next) running--;
    else {
      waiting.delete(next);
      next();
    }
  };
  const inTurn =
    <Question, Answer>(ask: (question: Question) => Promise<Answer>) =>
    async (question: Question): Promise<Answer> => {
      if (running < most) running++;
      else await turn();
      try {
        return await ask(question);
      } finally {
        ended();
      }
    };
  return {
    ...database,
    run: inTurn(database.run),
    cells: inTurn(database.cells),
    isUnavailable: (error) => error instanceof ShareInUseError || database.isUnavailable(error),
  };
}

const shares = new WeakMap<Database, Map<string, Database>>();

/** A database as one of a link's sources uses it: the same each time. */
export function shareFor(database: Database, { record, name }: LinkedSource, link: Link): Database {
  const known = shares.get(database) ?? new Map<string, Database>();
  shares.set(database, known);
  const key = `${record.name} ${name}`;
  const { poolSize, statementTimeoutMs } = link.database;
  const share =
    known.get(key) ?? databaseShare(database, shareOf(poolSize, link.sources.length), statementTimeoutMs);
  known.set(key, share);
  return share;
}

/** How many of a pool's connections each of several sources may use at once: always one is left, if there are two. */
function shareOf(poolSize: number, sources: number): number {
  return sources === 1 ? poolSize : Math.ceil(poolSize / 2);
}
