import type { Database } from './dialects/dialect.ts';
import { type Link, type LinkedSource, nameOfSource } from './link.ts';

/** No connection was left to a source for longer than a statement may take. */
export class ShareInUseError extends Error {
  override readonly name = 'ShareInUseError';
}

/** A source, as those that share its database with it see it. */
interface Sharer {
  running: number;
  /** Whether its last statement took long. */
  slow: boolean;
}

interface Turn {
  readonly sharer: Sharer;
  /** Whether nobody waits for its answer. */
  readonly inBackground: boolean;
  begin(): void;
}

/** Of the time that a statement may take, from when on it has taken long. */
const slowFrom = 1 / 10;

/**
 * The connections of a database, of which its sources run no more statements at once, so that those that take long hold up no
 * other source's. One source has half of them at most. And the last goes to a source that runs nothing and whose last statement
 * was answered soon: several slow ones together leave it to the others. Who gets none waits, but not longer than a statement may
 * take.
 */
class DatabaseShares {
  readonly #database: Database;
  readonly #connections: number;
  /** Whether there is but one source. */
  readonly #alone: boolean;
  /** Of one source. */
  readonly #most: number;
  readonly #limitMs: number;
  readonly #waiting = new Set<Turn>();
  #running = 0;

  constructor(database: Database, link: Link) {
    const { poolSize, statementTimeoutMs } = link.database;
    this.#database = database;
    this.#connections = poolSize;
    this.#alone = link.sources.length === 1;
    this.#most = this.#alone ? poolSize : Math.ceil(poolSize / 2);
    this.#limitMs = statementTimeoutMs;
  }

  /** The database for one source: for those who wait for an answer, and for what nobody waits for. */
  share(): Share {
    const sharer: Sharer = { running: 0, slow: false };
    return { inTurn: this.#shared(sharer, false), inBackground: this.#shared(sharer, true) };
  }

  #shared(sharer: Sharer, inBackground: boolean): Database {
    const database = this.#database;
    const inTurn =
      <Question, Answer>(ask: (question: Question) => Promise<Answer>) =>
      async (question: Question): Promise<Answer> => {
        if (this.#mayBegin({ sharer, inBackground })) this.#begin(sharer);
        else await this.#turn(sharer, inBackground);
        const begun = performance.now();
        try {
          return await ask(question);
        } finally {
          sharer.slow = performance.now() - begun > slowFrom * this.#limitMs;
          this.#end(sharer);
        }
      };
    return {
      ...database,
      run: inTurn(database.run),
      cells: inTurn(database.cells),
      isUnavailable: (error) => error instanceof ShareInUseError || database.isUnavailable(error),
    };
  }

  #mayBegin({ sharer, inBackground }: Pick<Turn, 'sharer' | 'inBackground'>): boolean {
    const free = this.#connections - this.#running;
    if (free === 0 || sharer.running >= this.#most) return false;
    if (free > 1 || this.#running === 0) return true;
    return !inBackground && (this.#alone || (sharer.running === 0 && !sharer.slow));
  }

  #begin(sharer: Sharer): void {
    this.#running++;
    sharer.running++;
  }

  #end(sharer: Sharer): void {
    this.#running--;
    sharer.running--;
    for (let next = this.#next(); next; next = this.#next()) next.begin();
  }

  /** Whose source runs least; of several, who has waited longest. */
  #next(): Turn | undefined {
    let next: Turn | undefined;
    for (const turn of this.#waiting) {
      if (this.#mayBegin(turn) && (!next || turn.sharer.running < next.sharer.running)) next = turn;
    }
    return next;
  }

  #turn(sharer: Sharer, inBackground: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const turn: Turn = {
        sharer,
        inBackground,
        begin: () => {
          clearTimeout(timer);
          this.#waiting.delete(turn);
          this.#begin(sharer);
          resolve();
        },
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(turn);
        reject(new ShareInUseError(`Statements before it took longer than ${this.#limitMs} ms.`));
      }, this.#limitMs);
      this.#waiting.add(turn);
    });
  }
}

/** A database as one source uses it. */
interface Share {
  readonly inTurn: Database;
  /** Never with the last free connection, unless all are. */
  readonly inBackground: Database;
}

const known = new WeakMap<
  Database,
  { readonly all: DatabaseShares; readonly bySource: Map<string, Share> }
>();

/** A database as one of a link's sources uses it: the same each time. */
export function shareFor(database: Database, source: LinkedSource, link: Link): Database {
  const shares = known.get(database) ?? { all: new DatabaseShares(database, link), bySource: new Map() };
  known.set(database, shares);
  const key = nameOfSource(source);
  const share = shares.bySource.get(key) ?? shares.all.share();
  shares.bySource.set(key, share);
  backgrounds.set(share.inTurn, share.inBackground);
  return share.inTurn;
}

const backgrounds = new WeakMap<Database, Database>();

/** A source's share of a database, for statements that are to hold up nobody's. */
export function inBackground(share: Database): Database {
  return backgrounds.get(share) ?? share;
}
