import { type FoundElections, hasLookups, type Link, withElections } from '@observer-graph/source-sql';
import { registryClient } from './registry-client.ts';

export interface LookedUp {
  readonly link: Link;
  /** What was looked for and is not one election: none, or several. */
  readonly unmatched: readonly FoundElections[];
  /** Whether nobody was there to ask. */
  readonly unasked: boolean;
}

/**
 * A link with the elections that its file looks up, each of them one in the registry, or unknown.
 *
 * @param url goes before the `registry` of the file
 * @throws {Error} if the registry does not answer, in words for an administrator
 */
export async function lookUpElections(link: Link, url = link.registry): Promise<LookedUp> {
  if (!hasLookups(link)) return { link, unmatched: [], unasked: false };
  if (url === undefined) {
    const { link: unknown, found } = await withElections(link, async () => []);
    return { link: unknown, unmatched: found, unasked: true };
  }
  const client = await registryClient(url);
  const { link: resolved, found } = await withElections(link, (lookup) => client.electionsIn(lookup));
  return { link: resolved, unmatched: found.filter(({ ids }) => ids.length !== 1), unasked: false };
}

/** What became of a lookup, in a sentence. */
export function unmatchedMessage({ field, lookup, ids }: FoundElections, unasked: boolean): string {
  const wanted = `${lookup.kind} ${lookup.year} in ${lookup.country}`;
  if (unasked) {
    return `${field} is looked up (${wanted}), and nobody says where: unknown, shown as null. Give 'registry' in the file, or --registry.`;
  }
  return ids.length === 0
    ? `${field}: the registry has no election ${wanted}: unknown, shown as null. Name it with { constant: … }, or have it registered.`
    : `${field}: the registry has ${ids.length} elections ${wanted} (${ids.join(', ')}): unknown, shown as null. Name the one that is meant with { constant: … }.`;
}
