import type { Expr } from '../condition.ts';
import type { Column, Database } from '../dialects/dialect.ts';
import { sqliteDatabase } from '../dialects/sqlite/database.ts';
import { sqliteDialect } from '../dialects/sqlite/dialect.ts';
import { OpenError } from '../errors.ts';
import type { DatabaseSettings } from '../link.ts';
import { loadTables, stateNow } from './load-tables.ts';
import { FilesError } from './table-files.ts';

export interface CsvOptions {
  /** Milliseconds between two looks at the files. A notice from the system would miss network drives. @default 1000 */
  readonly lookEveryMs?: number;
  /** Told when changed files were loaded, or cannot be. @default console.error */
  readonly log?: (message: string) => void;
}

interface Version {
  readonly database: Database;
  readonly state: string;
  /** Closes when nobody uses it any more. */
  retire(): Promise<void>;
  use<Result>(what: (database: Database) => Promise<Result>): Promise<Result>;
}

/**
 * Files as a database: loaded now, and again when they change. What cannot be loaded, or lacks a column that was there and
 * is in use, leaves everything as it was and is logged.
 *
 * @throws {OpenError} `FILES_UNREADABLE` with every bad row
 */
export async function csvDatabase(
  settings: DatabaseSettings & { readonly files: string },
  { lookEveryMs = 1_000, log = (message) => console.error(message) }: CsvOptions = {},
): Promise<Database> {
  const { files } = settings;
  /** Of every derived table that was asked for, by its statement: a new version must have them too. */
  const asked = new Map<string, { readonly from: Expr; readonly columns: readonly Column[] }>();
  let version = await openVersion(settings).catch((error: unknown) => {
    if (!(error instanceof FilesError)) throw error;
    throw new OpenError('FILES_UNREADABLE', `${files} cannot be loaded:`, error.problems, { cause: error });
  });
  let refused: string | null = null;
  let before: string | null = version.state;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  async function look(): Promise<void> {
    const state = await stateNow(files);
    // A file that is being written changes from look to look.
    const settled = state === before;
    before = state;
    if (!settled || state === version.state || state === refused) return;
    try {
      const next = await openVersion(settings);
      const problems = await missing(next);
      if (problems.length > 0 || closed) {
        await next.retire();
        if (problems.length > 0) throw new FilesError(problems);
        return;
      }
      const last = version;
      version = next;
      refused = null;
      log(`${files} has changed and is loaded.`);
      await last.retire();
    } catch (error) {
      refused = state;
      const problems = error instanceof FilesError ? error.problems : [String(error)];
      log(
        [`${files} has changed and cannot be loaded; the rows from before stay:`, ...problems].join('\n  '),
      );
    }
  }

  async function missing(next: Version): Promise<string[]> {
    const problems: string[] = [];
    for (const { from, columns } of asked.values()) {
      try {
        const names = (await next.use((database) => database.columns(from))).map(({ name }) => name);
        const lost = columns.filter(({ name }) => !names.includes(name));
        if (lost.length > 0)
          problems.push(`there is no column ${lost.map(({ name }) => `"${name}"`).join(', ')}.`);
      } catch (error) {
        problems.push((error as Error).message);
      }
    }
    return [...new Set(problems)];
  }

  const schedule = () => {
    if (closed) return;
    timer = setTimeout(() => look().then(schedule), lookEveryMs);
    timer.unref();
  };
  schedule();
  return {
    dialect: sqliteDialect,
    run: (expression) => version.use((database) => database.run(expression)),
    cells: (expression) => version.use((database) => database.cells(expression)),
    async columns(from) {
      const columns = await version.use((database) => database.columns(from));
      asked.set(from.written(sqliteDialect.writing).text, { from, columns });
      return columns;
    },
    isUnavailable: (error) => version.database.isUnavailable(error),
    async close() {
      closed = true;
      clearTimeout(timer);
      await version.retire();
    },
  };
}

async function openVersion(settings: DatabaseSettings & { readonly files: string }): Promise<Version> {
  const loaded = await loadTables(settings.files);
  const database = await sqliteDatabase({ ...settings, url: loaded.sqliteFile }).catch(async (error) => {
    await loaded.remove();
    throw error;
  });
  let users = 0;
  let retired: (() => void) | null = null;
  return {
    database,
    state: loaded.state,
    async use(what) {
      users++;
      try {
        return await what(database);
      } finally {
        if (--users === 0) retired?.();
      }
    },
    async retire() {
      if (users > 0) {
        await new Promise<void>((resolve) => {
          retired = resolve;
        });
      }
      await database.close();
      await loaded.remove();
    },
  };
}
