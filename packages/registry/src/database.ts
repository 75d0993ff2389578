import { RegistryError } from './errors.ts';

export type Dialect = 'postgres' | 'sqlite';
export type SqlValue = string | number | null;
export type SqlRow = Readonly<Record<string, unknown>>;

/** Runs one statement; parameters are written `?` in both dialects. Dates and instants come as ISO text. */
export type Query = (sql: string, values?: readonly SqlValue[]) => Promise<readonly SqlRow[]>;

/** The registry's own database, the only one that this system ever writes to. */
export interface Database {
  readonly dialect: Dialect;
  /** Transactions follow one another, those of other processes included; one that throws leaves nothing behind. */
  transaction<T>(work: (query: Query) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface DatabaseLocation {
  readonly dialect: Dialect;
  /** A connection URL, or the path of an SQLite file. */
  readonly url: string;
}

/** @throws {RegistryError} DATABASE_UNKNOWN for a URL of any other kind than `postgres://` */
export function databaseLocation(database: string): DatabaseLocation {
  if (/^postgres(ql)?:\/\//.test(database)) return { dialect: 'postgres', url: database };
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(database)?.[1];
  if (scheme !== undefined || database === '' || database === ':memory:') {
    throw new RegistryError(
      'DATABASE_UNKNOWN',
      `The registry's database is a file's path or a postgres:// URL, not ${scheme === undefined ? `'${database}'` : `${scheme}://`}.`,
    );
  }
  return { dialect: 'sqlite', url: database };
}
