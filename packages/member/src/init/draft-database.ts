import { type DatabaseSettings, inspectDatabase } from '@observer-graph/source-sql';
import { draftLink } from './draft-link.ts';

export interface DraftDatabaseOptions {
  readonly member: string | null;
  /** Told what is being looked at, often. */
  readonly progress?: (what: string) => void;
}

/**
 * Looks at a database and drafts its link file.
 *
 * @throws {Error} if it cannot be read, or has no tables; the driver's own message stays its `cause`
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

/** A driver's code says enough; its message may name hosts and users. */
function unreadable({ dialect }: DatabaseSettings, cause: unknown): Error {
  const { code } = cause as { code?: unknown };
  const known = typeof code === 'string' && /^\w+$/.test(code) ? ` (${code})` : '';
  const why = cause instanceof Error && dialect === 'sqlite' ? `: ${cause.message}` : '';
  return new Error(
    `The ${dialect} database cannot be read${known}${why}. See that it runs, and that the URL, its user and its password are right.`,
    { cause },
  );
}
