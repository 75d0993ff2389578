import Libsql from 'libsql/promise';
import type { DatabaseSettings } from '../../link.ts';
import type { RawRow } from '../dialect.ts';
import { packed, unpacked } from './packed-rows.ts';

// The driver runs statements in threads of its own, one for each processor if nobody asks for more. A statement that
// takes long holds one, and must not hold up those of other databases.
process.env['TOKIO_WORKER_THREADS'] ??= '32';

/** A read-only connection to a SQLite file, for one statement at a time. None runs in the thread that asks. */
export interface SqliteConnection {
  /**
   * The rows of a SELECT whose columns are texts.
   *
   * @throws {StatementLimitError} as soon as it takes longer than the settings allow
   * @throws {Libsql.SqliteError} whatever SQLite says
   */
  all(text: string, values: readonly unknown[]): Promise<readonly RawRow[]>;
  columns(text: string): Promise<readonly StatementColumn[]>;
  /** Begins and ends transactions. */
  execute(text: string): Promise<void>;
  /** Resolves when no statement runs: one that takes too long may do so beyond its limit, until SQLite next looks up. */
  idle(): Promise<void>;
  close(): void;
}

export interface StatementColumn {
  readonly name: string;
  /** As declared; null of an expression. */
  readonly type: string | null;
  /** Of the column that it is as it stands, if it is one. */
  readonly table: string | null;
  readonly column: string | null;
}

/** A statement, or the waiting for a connection, took longer than a statement may. */
export class StatementLimitError extends Error {
  override readonly name = 'StatementLimitError';
}

interface Statement {
  columns(): StatementColumn[];
  iterate(values: readonly unknown[]): Promise<Iterable<Record<string, ArrayBuffer>>>;
}

interface Prepared {
  readonly names: readonly string[];
  readonly statement: Statement;
}

/** Prepared statements that are kept. */
const kept = 200;

/** @throws {Libsql.SqliteError} if the file is no database */
export async function openConnection({
  url,
  statementTimeoutMs,
}: DatabaseSettings): Promise<SqliteConnection> {
  const database = new Libsql(url, {});
  const statements = new Map<string, Prepared>();
  let running: Promise<unknown> = Promise.resolve();

  async function prepared(text: string): Promise<Prepared> {
    const known = statements.get(text);
    if (known) return known;
    let statement: Statement = await database.prepare(text);
    const names = statement.columns().map(({ name }) => name);
    if (names.length > 0) statement = await database.prepare(packed(text, names));
    if (statements.size >= kept) statements.delete(statements.keys().next().value ?? '');
    statements.set(text, { names, statement });
    return { names, statement };
  }

  async function rowsOf(text: string, values: readonly unknown[]): Promise<readonly RawRow[]> {
    const { names, statement } = await prepared(text);
    // The driver takes the first step in its own thread, and there is no other: the rows are packed into one.
    const [row] = await statement.iterate(values.map(bound));
    return row ? unpacked(row, names) : [];
  }

  try {
    // libsql opens for writing whatever it is told; this holds.
    await database.exec('pragma query_only = on');
    await database.exec(`pragma busy_timeout = ${Math.round(statementTimeoutMs)}`);
    await rowsOf("select name from sqlite_schema where type = 'none'", []);
  } catch (error) {
    database.close();
    throw error;
  }
  const limited = <Answer>(answer: Promise<Answer>): Promise<Answer> => {
    running = answer;
    return withinLimit(statementTimeoutMs, answer, () => database.interrupt());
  };
  return {
    all: (text, values) => limited(rowsOf(text, values)),
    columns: async (text) => (await database.prepare(text)).columns(),
    execute: (text) => limited(database.exec(text)),
    async idle() {
      await running.catch(() => {});
    },
    close: () => database.close(),
  };
}

/** libsql makes a REAL of every number. */
function bound(value: unknown): unknown {
  return typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : value;
}

async function withinLimit<Answer>(
  limitMs: number,
  answer: Promise<Answer>,
  interrupt: () => void,
): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    // Again and again, since a statement that still waits for a thread does not notice.
    timer = setInterval(() => {
      interrupt();
      reject(new StatementLimitError(`The statement took longer than ${limitMs} ms.`));
    }, limitMs);
  });
  const ended = () => clearInterval(timer);
  answer.then(ended, ended);
  return Promise.race([answer, late]);
}
