import { createMember, serveMember } from '@observer-graph/member';
import { openLink } from '@observer-graph/source-sql';
import { openRegistry } from './registry.ts';
import { registryLink } from './registry-link.ts';

export interface ServeRegistryOptions {
  /** The path of an SQLite file, made if it is not there, or a `postgres://` URL. */
  readonly database: string;
  /** 0: any free port. */
  readonly port: number;
  /** @default '127.0.0.1' */
  readonly host?: string;
  /** Told of what went wrong inside, which clients are not told. */
  readonly onError?: (error: unknown) => void;
}

export interface ServedRegistry {
  /** Without a slash at its end: what the federation file names. */
  readonly url: string;
  /** Lets the requests under way end, and closes the database. */
  close(): Promise<void>;
}

/**
 * Serves the registry like any other member, by a link file of its own. What is imported while it serves is seen at once.
 *
 * @throws {RegistryError} if the database cannot be reached or opened
 * @throws {Error} if the port is taken
 */
export async function serveRegistry({
  database,
  port,
  host,
  onError = () => {},
}: ServeRegistryOptions): Promise<ServedRegistry> {
  // The first use makes the tables; the member itself only reads.
  await (await openRegistry({ database })).close();
  const description = await registryLink(database);
  const link = await openLink(description);
  try {
    const member = createMember({ code: description.member, link, onError });
    const served = await serveMember({ member, port, onError, ...(host !== undefined && { host }) });
    return {
      url: served.url,
      close: async () => {
        await served.close();
        await link.close();
      },
    };
  } catch (error) {
    await link.close();
    throw error;
  }
}
