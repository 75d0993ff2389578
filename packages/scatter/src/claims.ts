import { parseRecordId, type RecordType } from '@observer-graph/contract';
import { isObject, type RawObject } from './check.ts';
import { codesOf, type ScatterMember } from './member.ts';

/** Why a member may not say this of a record of its own; null if it may. */
export type ClaimCheck = (node: RawObject) => string | null;

/** Checks that a member speaks of its own records, and for nobody else. */
export function claimCheck(member: ScatterMember, record: RecordType): ClaimCheck {
  const codes = codesOf(member);
  const prefixes = codes.map((code) => `${encodeURIComponent(code)}:${record.slug}:`);

  /** The code of the member whose id it is, if it is one of these. */
  const ownerOf = (id: unknown): string | null => {
    if (typeof id !== 'string') return null;
    for (const [index, prefix] of prefixes.entries()) {
      if (id.startsWith(prefix) && isPlain(id, prefix.length)) return codes[index] as string;
    }
    const parsed = parseRecordId(id);
    return parsed?.slug === record.slug && codes.includes(parsed.member) ? parsed.member : null;
  };

  return (node) => {
    const owner = ownerOf(node[record.key]);
    if (owner === null) return 'with an id that is not its own';
    const { member: holder, holding, organization } = node;
    if (typeof holder === 'string' && holder !== owner) return 'said to be held by another member';
    if (holding === undefined || holding === 'COPY') return null;
    const speaker = isObject(organization) ? Object.values(organization)[0] : null;
    // A withdrawn record has no content: it puts words into nobody's mouth.
    if (typeof speaker !== 'string') return holding === 'ORIGINAL' ? 'called an original of nobody' : null;
    return member.organizations.has(speaker)
      ? null
      : 'not marked as a copy, of an organisation that it does not speak for';
  };
}

const plain = /^[\w.-]+:[\w.,-]*$/;

/** Whether the rest of an id, source and key, has nothing that could be written otherwise. */
function isPlain(id: string, start: number): boolean {
  return plain.test(id.slice(start));
}
