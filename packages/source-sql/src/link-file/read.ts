import { readFile } from 'node:fs/promises';
import type { DatabaseSettings, Link } from '../link.ts';
import type { Environment } from './environment.ts';
import { parseLink } from './parse.ts';
import { LinkFileError } from './problems.ts';

/**
 * Reads and checks a link file; {@link parseLink} has the format.
 *
 * @param options.database goes before what the file says of its database, which then need not say it
 * @throws {LinkFileError} with all mistakes, or that it cannot be read
 */
export async function readLinkFile(
  path: string,
  { env, database }: { readonly env: Environment; readonly database?: Partial<DatabaseSettings> },
): Promise<Link> {
  return parseLink(await textOf(path), { file: path, env, ...(database && { database }) });
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : code;
    throw new LinkFileError(path, [{ line: 1, column: 1, path: '', message: `cannot be read: ${why}.` }], {
      cause,
    });
  }
}
