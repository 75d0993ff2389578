import type {
  ConstantLink,
  Link,
  LinkedSource,
  LookupLink,
  LookupPart,
  LookupParts,
  RegisteredElection,
} from '../link.ts';
import { isConstantLookup, lookupsIn, partsOf, withLookups } from '../lookup-parts.ts';

/** Which elections a lookup could find, so far as the file tells; of what is not named any. */
export type WantedElections = { readonly [Part in keyof LookupParts]?: readonly string[] };

/** A lookup, and what the registry has of all that it could find. */
export interface FoundElections {
  readonly source: LinkedSource;
  readonly field: string;
  readonly by: LookupParts;
  readonly elections: readonly RegisteredElection[];
}

/** Whether a link has to be told of elections before it is opened. */
export function hasLookups({ sources }: Link): boolean {
  return sources.some(({ fields }) =>
    [...fields.values()].some((link) => lookupsIn(link).some(({ elections }) => !elections)),
  );
}

/**
 * A link with its elections looked up. One that is not found, or not found alone, stays unknown.
 *
 * @param find all elections of the countries, years and kinds; whatever it throws is thrown
 */
export async function withElections(
  link: Link,
  find: (wanted: WantedElections) => Promise<readonly RegisteredElection[]>,
): Promise<{ readonly link: Link; readonly found: readonly FoundElections[] }> {
  const asked = new Map<string, Promise<readonly RegisteredElection[]>>();
  // Sources of one file often ask for the same.
  const findOnce = (wanted: WantedElections) => {
    const question = JSON.stringify(wanted);
    const answer = asked.get(question) ?? find(wanted);
    asked.set(question, answer);
    return answer;
  };
  const found: FoundElections[] = [];
  const sources: LinkedSource[] = [];
  for (const source of link.sources) {
    const fields = new Map(source.fields);
    for (const [name, field] of source.fields) {
      const links = new Map<LookupLink, ConstantLink | LookupLink>();
      for (const lookup of lookupsIn(field)) {
        const elections = await findOnce(wantedBy(lookup.by));
        found.push({ source, field: name, by: lookup.by, elections });
        links.set(lookup, resolved(lookup, elections));
      }
      fields.set(
        name,
        withLookups(field, (lookup) => links.get(lookup) ?? lookup),
      );
    }
    sources.push({ ...source, fields });
  }
  return { link: { ...link, sources }, found };
}

/** Whether the elections are the same of two links that were made of one file. */
export function haveSameElections(one: Link, other: Link): boolean {
  const textOf = ({ sources }: Link) => JSON.stringify(sources.map(({ fields }) => [...fields]));
  return textOf(one) === textOf(other);
}

function resolved(lookup: LookupLink, elections: readonly RegisteredElection[]): ConstantLink | LookupLink {
  if (!isConstantLookup(lookup.by)) return { ...lookup, elections };
  return { kind: 'constant', value: elections.length === 1 ? (elections[0]?.id ?? null) : null };
}

function wantedBy(by: LookupParts): WantedElections {
  return Object.fromEntries(
    partsOf(by).flatMap(({ name, link }) => {
      const words = wordsOf(link);
      return words ? [[name, words]] : [];
    }),
  );
}

/** What a part can be; null if anything. */
function wordsOf(part: LookupPart): string[] | null {
  if (part.kind === 'constant') return [String(part.value)];
  if (!part.values) return null;
  const { entries, otherwise } = part.values;
  const words = [...entries.values(), otherwise].filter((word) => word !== null && word !== undefined);
  return [...new Set(words)].sort();
}
