import {
  type FoundElections,
  hasLookups,
  isConstantLookup,
  type Link,
  type LookupParts,
  withElections,
} from '@observer-graph/source-sql';
import { registryClient } from './registry-client.ts';

export interface LookedUp {
  readonly link: Link;
  /** What was looked for and is not one election: none, or several. Of what rows look for: where there is none at all. */
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
  const { link: resolved, found } = await withElections(link, (wanted) => client.electionsHeld(wanted));
  const unmatched = found.filter(({ by, elections }) =>
    isConstantLookup(by) ? elections.length !== 1 : elections.length === 0,
  );
  return { link: resolved, unmatched, unasked: false };
}

/** What became of a lookup, in a sentence. */
export function unmatchedMessage({ field, by, elections }: FoundElections, unasked: boolean): string {
  const wanted = wantedText(by);
  if (unasked) {
    return `${field} is looked up (${wanted}), and nobody says where: unknown, shown as null. Give 'registry' in the file, or --registry.`;
  }
  if (elections.length > 0) {
    const ids = elections.map(({ id }) => id);
    return `${field}: the registry has ${ids.length} elections ${wanted} (${ids.join(', ')}): unknown, shown as null. Name the one that is meant with { constant: … }.`;
  }
  const none = `${field}: the registry has no election ${wanted}: unknown, shown as null.`;
  return isConstantLookup(by)
    ? `${none} Name it with { constant: … }, or have it registered.`
    : `${none} Have them registered.`;
}

/** `PARLIAMENTARY 2021 in RU`; of what comes from a column, its name: `kind from type`. */
function wantedText(by: LookupParts): string {
  const text = (name: keyof LookupParts) => {
    const part = by[name];
    return part?.kind === 'column' ? `${name} from ${part.column}` : String(part?.value);
  };
  return isConstantLookup(by)
    ? `${text('kind')} ${text('year')} in ${text('country')}`
    : [text('kind'), text('year'), text('country')].join(', ');
}
