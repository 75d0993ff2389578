import type pg from 'pg';
import type { Cells } from '../dialect.ts';
import type { NamedStatement } from './statement-names.ts';

/** Who waits for a query's rows. */
export interface Waiting {
  answer(rows: readonly Cells[]): void;
  fail(error: Error): void;
}

/** pg's connection, as far as its own queries use it and its types do not say. */
interface Wire {
  readonly stream: { cork(): void; uncork(): void };
  readonly parsedStatements: Readonly<Record<string, string | undefined>>;
  parse(statement: { readonly name: string; readonly text: string }): void;
  bind(values: { readonly statement: string; readonly values: readonly (string | null)[] }): void;
  describe(portal: { readonly type: 'P' }): void;
  execute(portal: Readonly<Record<string, never>>): void;
  sync(): void;
}

/** What stands around each query. A connection prepares both before its first query, and whoever has an error ends it. */
export const transaction = {
  begin: { name: 'begin', text: 'begin read only', values: [] },
  end: { name: 'end', text: 'rollback', values: [] },
} as const satisfies Readonly<Record<string, NamedStatement>>;

/**
 * A SELECT of texts in a transaction of its own, in the extended query protocol, all in one message. A session that only reads
 * would not be enough: a function in the SELECT may change its settings, but not that of a transaction that has begun to read;
 * and what it has changed is as before when the transaction is rolled back.
 *
 * Unlike pg's own queries it has the columns described only to who does not know them, and hands the rows on as they were read.
 *
 * @see https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-EXT-QUERY
 */
export class ReadOnlyQuery implements pg.Submittable {
  /** Under which it is prepared; empty: it is not. pg remembers by both what each connection has. */
  readonly name: string;
  readonly text: string;
  /** If they were to be described. */
  fields: readonly pg.FieldDef[] = [];
  readonly #values: readonly unknown[];
  readonly #described: boolean;
  readonly #rows: Cells[] = [];
  readonly #waiting: Waiting;

  constructor({ name, text, values }: NamedStatement, described: boolean, waiting: Waiting) {
    this.name = name;
    this.text = text;
    this.#values = values;
    this.#described = described;
    this.#waiting = waiting;
  }

  submit(connection: pg.Connection): void {
    const wire = connection as unknown as Wire;
    const { name, text } = this;
    wire.stream.cork();
    execute(wire, transaction.begin.name, transaction.begin.values);
    if (name === '' || wire.parsedStatements[name] === undefined) wire.parse({ name, text });
    wire.bind({ statement: name, values: this.#values.map(textOf) });
    if (this.#described) wire.describe({ type: 'P' });
    wire.execute({});
    execute(wire, transaction.end.name, transaction.end.values);
    wire.sync();
    wire.stream.uncork();
  }

  handleRowDescription({ fields }: { readonly fields: readonly pg.FieldDef[] }): void {
    this.fields = fields;
  }

  handleDataRow({ fields }: { readonly fields: Cells }): void {
    this.#rows.push(fields);
  }

  handleReadyForQuery(): void {
    this.#waiting.answer(this.#rows);
  }

  handleError(error: Error): void {
    this.#waiting.fail(error);
  }

  handleCommandComplete(): void {}
  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}
  handleCopyInResponse(): void {}
  handleCopyData(): void {}
}

function execute(wire: Wire, statement: string, values: readonly string[]): void {
  wire.bind({ statement, values });
  wire.execute({});
}

function textOf(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}
