import type pg from 'pg';
import type { Cells } from '../dialect.ts';

/** Who waits for a query's rows. */
export interface Waiting {
  answer(error: Error | null, rows: readonly Cells[]): void;
}

/** pg's connection, as far as its own queries use it and its types do not say. */
interface Wire {
  readonly stream: { cork(): void; uncork(): void };
  readonly parsedStatements: Readonly<Record<string, string | undefined>>;
  parse(statement: { readonly name: string; readonly text: string }): void;
  bind(values: { readonly statement: string; readonly values: readonly (string | null)[] }): void;
  execute(portal: Readonly<Record<string, never>>): void;
  sync(): void;
}

/**
 * A SELECT of texts, in the extended query protocol. Unlike pg's own queries it does not have the columns described to it, since
 * who asks knows them, and hands the rows on as they were read.
 *
 * @see https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-EXT-QUERY
 */
export class CellsQuery implements pg.Submittable {
  /** Under which it is prepared; empty: it is not. pg remembers by both what each connection has. */
  readonly name: string;
  readonly text: string;
  readonly #values: readonly unknown[];
  readonly #rows: Cells[] = [];
  readonly #waiting: Waiting;

  constructor(name: string, text: string, values: readonly unknown[], waiting: Waiting) {
    this.name = name;
    this.text = text;
    this.#values = values;
    this.#waiting = waiting;
  }

  submit(connection: pg.Connection): void {
    const wire = connection as unknown as Wire;
    const { name, text } = this;
    wire.stream.cork();
    if (name === '' || wire.parsedStatements[name] === undefined) wire.parse({ name, text });
    wire.bind({ statement: name, values: this.#values.map(textOf) });
    wire.execute({});
    wire.sync();
    wire.stream.uncork();
  }

  handleDataRow({ fields }: { readonly fields: Cells }): void {
    this.#rows.push(fields);
  }

  handleReadyForQuery(): void {
    this.#waiting.answer(null, this.#rows);
  }

  handleError(error: Error): void {
    this.#waiting.answer(error, []);
  }

  handleRowDescription(): void {}
  handleCommandComplete(): void {}
  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}
  handleCopyInResponse(): void {}
  handleCopyData(): void {}
}

function textOf(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}
