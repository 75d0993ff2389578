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

/** A short code as drivers have it, and what it means; their own messages may hold hosts, names and passwords. */
function reasonOf(cause: unknown): string {
  const code = (cause as { code?: unknown }).code;
  if (typeof code !== 'string' || !/^\w+$/.test(code)) return '';
  const meaning = meanings.get(code);
  return meaning === undefined ? ` (${code})` : ` (${code}: ${meaning})`;
}

const refused = 'its server refuses the user or the password';
const noDatabase = 'its server has no database of that name';
const noHost = 'there is no such host';
const full = 'its server has no connection left';
const untrusted = "its server's certificate is not trusted here";

/**
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 * @see https://mariadb.com/docs/server/reference/error-codes/mariadb-error-code-reference
 */
const meanings: ReadonlyMap<string, string> = new Map([
  ['28P01', refused],
  ['28000', refused],
  ['ER_ACCESS_DENIED_ERROR', refused],
  ['ER_ACCESS_DENIED_NO_PASSWORD_ERROR', refused],
  ['3D000', noDatabase],
  ['ER_BAD_DB_ERROR', noDatabase],
  ['ER_DBACCESS_DENIED_ERROR', 'its user may not use that database'],
  ['42501', 'its user may not use that database'],
  ['53300', full],
  ['ER_CON_COUNT_ERROR', full],
  ['ER_TOO_MANY_USER_CONNECTIONS', full],
  ['57P03', 'its server is starting or stopping'],
  ['ECONNREFUSED', 'nothing listens at that host and port'],
  ['ETIMEDOUT', 'nothing answers at that host and port in time'],
  ['EHOSTUNREACH', 'no way leads to that host'],
  ['ENOTFOUND', noHost],
  ['EAI_AGAIN', noHost],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', untrusted],
  ['SELF_SIGNED_CERT_IN_CHAIN', untrusted],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', untrusted],
  ['SQLITE_NOTADB', 'that file is no SQLite database'],
  ['SQLITE_PERM', 'this account may not read that file'],
]);
