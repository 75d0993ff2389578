import type { ConstantLink, ElectionLookup, Link, LinkedSource } from '../link.ts';

/** What the registry was asked for, and the ids of the elections that it has. */
export interface FoundElections {
  readonly source: LinkedSource;
  readonly field: string;
  readonly lookup: ElectionLookup;
  readonly ids: readonly string[];
}

/** Whether a link has to be told of elections before it is opened. */
export function hasLookups({ sources }: Link): boolean {
  return sources.some(({ fields }) => [...fields.values()].some((link) => 'lookup' in link));
}

/**
 * A link with its elections looked up. One that is not found, or not found alone, stays unknown.
 *
 * @param find the ids of all elections of a country, year and kind; whatever it throws is thrown
 */
export async function withElections(
  link: Link,
  find: (lookup: ElectionLookup) => Promise<readonly string[]>,
): Promise<{ readonly link: Link; readonly found: readonly FoundElections[] }> {
  const found: FoundElections[] = [];
  const sources: LinkedSource[] = [];
  for (const source of link.sources) {
    const fields = new Map(source.fields);
    for (const [name, field] of source.fields) {
      if (field.kind !== 'constant' || !field.lookup) continue;
      const ids = await find(field.lookup);
      found.push({ source, field: name, lookup: field.lookup, ids });
      fields.set(name, resolved(ids));
    }
    sources.push({ ...source, fields });
  }
  return { link: { ...link, sources }, found };
}

function resolved(ids: readonly string[]): ConstantLink {
  return { kind: 'constant', value: ids.length === 1 ? (ids[0] ?? null) : null };
}
