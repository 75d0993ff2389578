import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Link, readLinkFile } from '@observer-graph/source-sql';
import { databaseLocation } from './database.ts';

const file = fileURLToPath(new URL('../link.yaml', import.meta.url));

/**
 * The registry's link file, over one database.
 *
 * @param database the path of an SQLite file, or a `postgres://` URL
 */
export async function registryLink(database: string): Promise<Link> {
  const { dialect, url } = databaseLocation(database);
  return readLinkFile(file, {
    env: {},
    database: { dialect, url: dialect === 'sqlite' ? resolve(url) : url },
  });
}
