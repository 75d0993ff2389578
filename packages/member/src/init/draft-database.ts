import { type DatabaseSettings, type Dialect, inspectDatabase, OpenError } from '@observer-graph/source-sql';
import { draftLink } from './draft-link.ts';

export interface DraftDatabaseOptions {
  readonly member: string | null;
  /** Told what is being looked at, often. */
  readonly progress?: (what: string) => void;
}

/**
 * Looks at a database and drafts its link file.
 *
 * @throws {Error} if it cannot be read, in the words of its driver, or has no tables
 */
export async function draftDatabase(
  settings: DatabaseSettings,
  { member, progress = () => {} }: DraftDatabaseOptions,
): Promise<string> {
  const inspection = await inspectDatabase(settings).catch((cause: unknown) => {
    throw unreadable(settings, cause);
  });
  try {
    const tables = await inspection
      .tables((table, done, of) => progress(`table ${done + 1} of ${of}: ${table}`))
      .catch((cause: unknown) => {
        throw unreadable(settings, cause);
      });
    if (tables.length === 0) throw new Error('The database has no tables that this login can see.');
    return await draftLink(tables, {
      dialect: settings.dialect,
      member,
      files: settings.files !== undefined,
      sample: (select) => inspection.select(select),
      progress: (table) => progress(`drafting ${table}`),
    });
  } finally {
    await inspection.close();
  }
}

/** The database's own words are for its administrator, who names it; a password, should they have it, is for no screen. */
function unreadable({ dialect, url }: DatabaseSettings, cause: unknown): Error {
  // Of files, which says all that is wrong with them.
  if (cause instanceof OpenError) return cause;
  const { code, message } = cause as { code?: unknown; message?: unknown };
  const known = typeof code === 'string' && /^\w+$/.test(code) ? ` (${code})` : '';
  const words = typeof message === 'string' ? withoutPassword(message, url).trim().replace(/\.$/, '') : '';
  const why = words === '' ? '' : `: ${words}`;
  return new Error(`The ${dialect} database cannot be read${known}${why}. ${remedies[dialect]}`, { cause });
}

const serverRemedy = 'See that it runs, and that the URL, its user and its password are right.';
const remedies: Readonly<Record<Dialect, string>> = {
  postgres: serverRemedy,
  mysql: serverRemedy,
  sqlite: 'Name an SQLite file, or CSV files or a folder of them.',
};

function withoutPassword(message: string, url: string): string {
  const { password } = URL.canParse(url) ? new URL(url) : { password: '' };
  if (password === '') return message;
  return message.replaceAll(password, '[…]').replaceAll(decoded(password), '[…]');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
