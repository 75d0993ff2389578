import type { Database } from './dialects/dialect.ts';
import { OpenError } from './errors.ts';
import type { Link } from './link.ts';
import { openDatabase } from './open-database.ts';

/** @throws {OpenError} `DATABASE_UNREACHABLE` or `FILES_UNREADABLE` */
export async function connect({ file, member, database }: Link): Promise<Database> {
  try {
    return await openDatabase(database);
  } catch (cause) {
    if (cause instanceof OpenError) throw cause;
    const reason = reasonOf(cause);
    throw new OpenError(
      'DATABASE_UNREACHABLE',
      `The ${database.named ?? database.dialect} database of "${member}" cannot be opened${reason}. See that ${database.dialect === 'sqlite' ? 'its file is there' : 'it runs'}, and that \`database\` in ${file} is right.`,
      [],
      { cause },
    );
  }
}

/** A short code as drivers have it (`ECONNREFUSED`, `28P01`); their messages may hold hosts, names and passwords. */
function reasonOf(cause: unknown): string {
  const code = (cause as { code?: unknown }).code;
  return typeof code === 'string' && /^\w+$/.test(code) ? ` (${code})` : '';
}
