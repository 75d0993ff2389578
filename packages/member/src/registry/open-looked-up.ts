import {
  type Link,
  OpenError,
  type OpenLink,
  openLink,
  type ServedOptions,
} from '@observer-graph/source-sql';
import { lookUpElections, unmatchedMessage } from './look-up-elections.ts';

/**
 * Opens a link with its elections looked up.
 *
 * @param tell told of each that is not one election in the registry
 * @throws {OpenError} `REGISTRY_UNREACHABLE`, and all that `openLink` throws
 */
export async function openLookedUp(
  link: Link,
  registry: string | undefined,
  tell: (message: string) => void,
  options: ServedOptions = {},
): Promise<OpenLink> {
  return openLink(await withLookedUp(link, registry, tell), options);
}

/** @throws {OpenError} `REGISTRY_UNREACHABLE` */
export async function withLookedUp(
  link: Link,
  registry: string | undefined,
  tell: (message: string) => void,
): Promise<Link> {
  const found = await lookUpElections(link, registry).catch((cause: Error) => {
    const message = `The elections of ${link.file} cannot be looked up: ${cause.message}.`;
    throw new OpenError('REGISTRY_UNREACHABLE', message, [], { cause });
  });
  for (const each of found.unmatched) {
    const where = `${link.file}:${each.source.line}: source "${each.source.name}"`;
    tell(`${where}: ${unmatchedMessage(each, found.unasked)}`);
  }
  return found.link;
}
