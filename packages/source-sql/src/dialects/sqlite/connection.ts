import Libsql from 'libsql';
import type { DatabaseSettings } from '../../link.ts';
import { prepareTexts } from './texts.mjs';

/** A read-only connection to a SQLite file. */
export interface SqliteConnection {
  all(text: string, parameters: readonly unknown[]): Promise<readonly unknown[]>;
  columns(text: string): Promise<readonly { readonly name: string; readonly type: string | null }[]>;
  close(): Promise<void>;
}

/** Prepared statements that are kept. */
const kept = 200;

/** A connection in this thread: a statement is over before anything else happens. */
export async function directConnection({
  url,
  statementTimeoutMs,
}: DatabaseSettings): Promise<SqliteConnection> {
  const connection = new Libsql(url);
  const statements = new Map<string, ReturnType<typeof prepareTexts>>();
  const prepared = (text: string) => {
    let statement = statements.get(text);
    if (!statement) {
      statement = prepareTexts(connection, text);
      if (statements.size >= kept) statements.delete(statements.keys().next().value ?? '');
      statements.set(text, statement);
    }
    return statement;
  };
  try {
    // libsql opens for writing whatever it is told; this holds.
    connection.exec('pragma query_only = on');
    connection.exec(`pragma busy_timeout = ${Math.round(statementTimeoutMs)}`);
    connection.prepare('select count(*) from sqlite_schema').all();
  } catch (error) {
    connection.close();
    throw error;
  }
  return {
    all: async (text, parameters) => prepared(text).all(parameters),
    columns: async (text) => connection.prepare(text).columns(),
    close: async () => {
      connection.close();
    },
  };
}
