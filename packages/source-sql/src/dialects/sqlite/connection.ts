import Libsql from 'libsql/promise';
import type { DatabaseSettings } from '../../link.ts';
import type { RawRow } from '../dialect.ts';
import { FileReplacedError, fileState } from './file-state.ts';
import { packed, unpacked } from './packed-rows.ts';

// The driver runs statements in threads of its own, one for each processor if nobody asks for more. A statement that
// takes long holds one, and must not hold up those of other databases.
process.env['TOKIO_WORKER_THREADS'] ??= '32';

/** A read-only connection to a SQLite file, which runs one statement after the other. None runs in the thread that asks. */
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
  /** When no statement runs any more; it is not waited for. */
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

interface OpenFile {
  readonly inTransaction: boolean;
  prepare(text: string): Promise<Statement>;
  exec(text: string): Promise<void>;
  interrupt(): void;
  close(): void;
}

interface Prepared {
  readonly columns: readonly StatementColumn[];
  /** As it was asked, and with its rows packed into one. Both are kept, whichever is used. */
  readonly statements: readonly Statement[];
}

/** Prepared statements of one opening of the file. */
const most = 200;
const interruptEveryMs = 50;

/**
 * @param file which it must be, as {@link fileState} tells it; any if absent
 * @throws {Libsql.SqliteError} if the file is no database
 * @throws {FileReplacedError} if it is another
 */
export async function openConnection(settings: DatabaseSettings, file?: string): Promise<SqliteConnection> {
  const { statementTimeoutMs } = settings;
  let database = await openFile(settings, file);
  // None is ever let go while the file is open: the collector would end it in this thread, and wait there for the
  // statement that runs.
  const known = new Map<string, Prepared>();
  let running: Promise<unknown> = Promise.resolve();

  async function prepared(text: string): Promise<Prepared> {
    const found = known.get(text);
    if (found) return found;
    if (known.size >= most && !database.inTransaction) await openAnew();
    const asked: Statement = await database.prepare(text);
    const columns = asked.columns();
    const names = columns.map(({ name }) => name);
    const statements = names.length === 0 ? [asked] : [asked, await database.prepare(packed(text, names))];
    known.set(text, { columns, statements });
    return { columns, statements };
  }

  async function openAnew(): Promise<void> {
    try {
      const next = await openFile(settings, file);
      database.close();
      database = next;
      known.clear();
    } catch (error) {
      if (!(error instanceof FileReplacedError)) throw error;
    }
  }

  async function rowsOf(text: string, values: readonly unknown[]): Promise<readonly RawRow[]> {
    const { columns, statements } = await prepared(text);
    // The driver takes the first step in its own thread, and there is no other: the rows are packed into one.
    const [row] = (await statements.at(-1)?.iterate(values.map(bound))) ?? [];
    return row
      ? unpacked(
          row,
          columns.map(({ name }) => name),
        )
      : [];
  }

  /** After what still runs: SQLite ends all that begins before an interrupted statement has ended. */
  const limited = <Answer>(work: () => Promise<Answer>): Promise<Answer> => {
    const answer = running.then(work, work);
    running = answer;
    return withinLimit(statementTimeoutMs, answer, () => database.interrupt());
  };
  return {
    all: (text, values) => limited(() => rowsOf(text, values)),
    columns: (text) => limited(async () => (await prepared(text)).columns),
    execute: (text) => limited(() => database.exec(text)),
    async idle() {
      await running.catch(() => {});
    },
    close() {
      const close = () => database.close();
      running.then(close, close);
    },
  };
}

async function openFile({ url, statementTimeoutMs }: DatabaseSettings, file?: string): Promise<OpenFile> {
  const refuseOther = async () => {
    if (file !== undefined && (await fileState(url))?.files !== file) throw new FileReplacedError();
  };
  // libsql would make a file where there is none.
  await refuseOther();
  const database = new Libsql(url, {}) as unknown as OpenFile;
  try {
    // libsql opens for writing whatever it is told; this holds.
    await database.exec('pragma query_only = on');
    await database.exec(`pragma busy_timeout = ${Math.round(statementTimeoutMs)}`);
    await database.exec('select count(*) from sqlite_schema');
    await refuseOther();
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
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
    timer = setTimeout(() => {
      interrupt();
      // Again and again, since a statement that has not begun yet does not notice.
      timer = setInterval(interrupt, interruptEveryMs);
      reject(new StatementLimitError(`The statement took longer than ${limitMs} ms.`));
    }, limitMs);
  });
  const ended = () => clearInterval(timer);
  answer.then(ended, ended);
  return Promise.race([answer, late]);
}
