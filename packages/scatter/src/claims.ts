import { parseRecordId, type RecordType } from '@observer-graph/contract';
import type { RawObject } from './check.ts';
import { codesOf, type ScatterMember } from './member.ts';

/** Why a member may not say this of a record of its own; null if it may. */
export type ClaimCheck = (node: RawObject) => string | null;

const checks = new WeakMap<ScatterMember, Map<RecordType, ClaimCheck>>();

/** Checks that a member speaks of its own records, and for nobody else. */
export function claimCheck(member: ScatterMember, record: RecordType): ClaimCheck {
  // Whoever stands behind a hub may change.
  if (member.hub) return newClaimCheck(member, record);
  let ofMember = checks.get(member);
  if (!ofMember) {
    ofMember = new Map();
    checks.set(member, ofMember);
  }
  const check = ofMember.get(record) ?? newClaimCheck(member, record);
  ofMember.set(record, check);
  return check;
}

function newClaimCheck(member: ScatterMember, record: RecordType): ClaimCheck {
  const codes = codesOf(member);
  const prefixes = codes.map((code) => `${encodeURIComponent(code)}:${record.slug}:`);
  const speakerKey = record.fields.get('organization')?.key ?? 'id';

  return (node) => {
    const owner = ownerOf(node[record.key], record, codes, prefixes);
    if (owner === null) return 'with an id that is not its own';
    const { member: holder, holding, organization } = node;
    if (typeof holder === 'string' && holder !== owner) return 'said to be held by another member';
    if (holding === undefined || holding === 'COPY') return null;
    // By its key alone: whatever else stands there, nobody asked for.
    const speaker =
      typeof organization === 'object' ? (organization as RawObject | null)?.[speakerKey] : null;
    // A withdrawn record has no content: it puts words into nobody's mouth.
    if (typeof speaker !== 'string') return holding === 'ORIGINAL' ? 'called an original of nobody' : null;
    return member.organizations.has(speaker)
      ? null
      : 'not marked as a copy, of an organisation that it does not speak for';
  };
}

/** The code of the member whose id it is, if it is one of these. */
function ownerOf(
  id: unknown,
  record: RecordType,
  codes: readonly string[],
  prefixes: readonly string[],
): string | null {
  if (typeof id !== 'string') return null;
  for (let at = 0; at < prefixes.length; at++) {
    const prefix = prefixes[at] as string;
    if (id.startsWith(prefix) && isPlain(id, prefix.length)) return codes[at] as string;
  }
  const parsed = parseRecordId(id);
  return parsed?.slug === record.slug && codes.includes(parsed.member) ? parsed.member : null;
}

/** By the codes of ASCII: letters, digits and what needs no escape in an id; a comma needs one in a source. */
const plain = 1;
const comma = 2;
const kinds = Uint8Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code);
  return char === ',' ? comma : /[\w.-]/.test(char) ? plain : 0;
});
const colon = ':'.charCodeAt(0);

/** Whether the rest of an id, source and key, has nothing that could be written otherwise. */
function isPlain(id: string, start: number): boolean {
  let source = 0;
  for (let at = start; at < id.length; at++) {
    const code = id.charCodeAt(at);
    const kind = kinds[code];
    if (kind === plain || (kind === comma && source > 0)) continue;
    if (code !== colon || source > 0 || at === start) return false;
    source = at;
  }
  return source > 0;
}
