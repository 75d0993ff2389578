import type pg from 'pg';
import type { Cells } from '../dialect.ts';
import { ReadOnlyQuery } from './read-only-query.ts';
import type { NamedStatement } from './statement-names.ts';

/**
 * Runs a statement, but does not wait for ever: a server that no longer answers does not cancel its own statements. The
 * connection is then of no more use.
 *
 * @throws whatever the server says, or that it says nothing
 */
export function answerOf(
  client: pg.PoolClient,
  { name, text, values }: NamedStatement,
  limitMs: number,
): Promise<pg.QueryResult> {
  return new Promise((resolve, reject) => {
    const asked = new Asked({ resolve, reject }, limitMs);
    client.query({ name, text, values: [...values] }, (error, result) => asked.answer(error, result));
  });
}

/** The rows of a SELECT of texts alone, which cannot write. @throws like {@link answerOf} */
export function cellsOf(
  client: pg.PoolClient,
  statement: NamedStatement,
  limitMs: number,
): Promise<readonly Cells[]> {
  return new Promise((resolve, reject) => {
    const asked = new Asked<readonly Cells[]>({ resolve, reject }, limitMs);
    client.query(new ReadOnlyQuery(statement, false, asked));
  });
}

export interface Described {
  readonly fields: readonly pg.FieldDef[];
  readonly rows: readonly Cells[];
}

/** Like {@link cellsOf}, with the columns. */
export function describedOf(
  client: pg.PoolClient,
  statement: NamedStatement,
  limitMs: number,
): Promise<Described> {
  return new Promise((resolve, reject) => {
    const asked = new Asked<Described>({ resolve, reject }, limitMs);
    const query = new ReadOnlyQuery(statement, true, {
      answer: (error, rows) => asked.answer(error, { fields: query.fields, rows }),
    });
    client.query(query);
  });
}

interface Settling<Result> {
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Lets go of its promise when it is settled, as pg's own promises and timers do not: where the collector has taken them for
 * long-lived, the rows that they still refer to stay as long as they do.
 */
class Asked<Result> {
  readonly #timer: NodeJS.Timeout;
  #settling: Settling<Result> | null;

  constructor(settling: Settling<Result>, limitMs: number) {
    this.#settling = settling;
    this.#timer = setTimeout(Asked.#expire, limitMs, this);
  }

  answer(error: Error | null, result: Result): void {
    const settling = this.#end();
    if (error) settling?.reject(error);
    else settling?.resolve(result);
  }

  static #expire(asked: Asked<unknown>): void {
    asked.#end()?.reject(new Error('The server did not answer in time.'));
  }

  #end(): Settling<Result> | null {
    const settling = this.#settling;
    this.#settling = null;
    clearTimeout(this.#timer);
    return settling;
  }
}
