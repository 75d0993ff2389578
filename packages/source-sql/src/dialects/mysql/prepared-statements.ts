import type mysql from 'mysql2';
import type { Cells } from '../dialect.ts';

/** Statements that stay prepared in a connection; `mysql2` closes those that were prepared first. */
export const keptStatements = 200;

/** Rows by the places of their columns. */
export interface Rows {
  readonly rows: readonly Cells[];
  readonly fields: readonly mysql.FieldPacket[];
}

/** Who waits for a statement's rows, and for how long. */
class Waiting {
  readonly #resolve: (rows: Rows) => void;
  readonly #reject: (error: unknown) => void;
  readonly #timer: NodeJS.Timeout;

  constructor(
    connection: mysql.PoolConnection,
    limitMs: number,
    resolve: (rows: Rows) => void,
    reject: (error: unknown) => void,
  ) {
    this.#resolve = resolve;
    this.#reject = reject;
    this.#timer = setTimeout(() => {
      connection.destroy();
      reject(new Error(`The server did not answer within ${limitMs} ms.`));
    }, limitMs);
  }

  execute(statement: mysql.PrepareStatementInfo, values: readonly unknown[]): void {
    statement.execute(values, (error: unknown, rows: unknown, fields: mysql.FieldPacket[]) => {
      if (error) return this.fail(error);
      clearTimeout(this.#timer);
      this.#resolve({ rows: rows as readonly Cells[], fields });
    });
  }

  fail(error: unknown): void {
    clearTimeout(this.#timer);
    this.#reject(error);
  }
}

/**
 * A connection's prepared statements by their texts. `mysql2`'s own `execute` prepares as well, but looks for what it has prepared
 * by a text that it makes anew each time, and takes twice as long to send it.
 */
export class PreparedStatements {
  readonly #connection: mysql.PoolConnection;
  readonly #byText = new Map<string, mysql.PrepareStatementInfo>();

  constructor(connection: mysql.PoolConnection) {
    this.#connection = connection;
  }

  /**
   * @param limitMs after which the connection is of no use any more
   * @throws whatever the server or the network fails by
   */
  execute(text: string, values: readonly unknown[], limitMs: number): Promise<Rows> {
    return new Promise((resolve, reject) => {
      const waiting = new Waiting(this.#connection, limitMs, resolve, reject);
      const known = this.#byText.get(text);
      if (known) return waiting.execute(known, values);
      this.#connection.prepare(text, (error, statement) => {
        if (error) return waiting.fail(error);
        this.#keep(text, statement);
        waiting.execute(statement, values);
      });
    });
  }

  #keep(text: string, statement: mysql.PrepareStatementInfo): void {
    this.#byText.set(text, statement);
    // What was prepared first is closed by now.
    if (this.#byText.size > keptStatements) this.#byText.delete(this.#byText.keys().next().value as string);
  }
}
