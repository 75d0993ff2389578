import type mysql from 'mysql2';
import { Asked } from '../asked.ts';
import type { Cells } from '../dialect.ts';
import type { Told } from '../named-rows.ts';

/** Statements that stay prepared in a connection; `mysql2` closes those that were prepared first. */
export const keptStatements = 200;

type Rows = Told<mysql.FieldPacket>;

/**
 * A connection's prepared statements by their texts. `mysql2`'s own `execute` prepares as well, but looks for what it has prepared
 * by a text that it makes anew each time.
 */
export class PreparedStatements {
  readonly #connection: mysql.PoolConnection;
  readonly #byText = new Map<string, mysql.PrepareStatementInfo>();

  constructor(connection: mysql.PoolConnection) {
    this.#connection = connection;
  }

  /** @throws whatever the server says, or that it says nothing within `limitMs` */
  execute(text: string, values: readonly unknown[], limitMs: number): Promise<Rows> {
    return new Promise((resolve, reject) => {
      const asked = new Asked<Rows>({ resolve, reject }, limitMs);
      const known = this.#byText.get(text);
      if (known) return execute(known, values, asked);
      this.#connection.prepare(text, (error, statement) => {
        if (error) return asked.fail(error);
        this.#keep(text, statement);
        execute(statement, values, asked);
      });
    });
  }

  #keep(text: string, statement: mysql.PrepareStatementInfo): void {
    this.#byText.set(text, statement);
    // What was prepared first is closed by now.
    if (this.#byText.size > keptStatements) this.#byText.delete(this.#byText.keys().next().value as string);
  }
}

function execute(
  statement: mysql.PrepareStatementInfo,
  values: readonly unknown[],
  asked: Asked<Rows>,
): void {
  statement.execute(values, (error: unknown, rows: unknown, fields: mysql.FieldPacket[]) =>
    error ? asked.fail(error) : asked.answer({ rows: rows as readonly Cells[], fields }),
  );
}
