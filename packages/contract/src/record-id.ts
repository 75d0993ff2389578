/** The parts of an owned record's id. */
export interface RecordId {
  /** The code of the member that owns it. */
  readonly member: string;
  /** The record type's slug, for example `finding`. */
  readonly slug: string;
  /** The name of the source in the member's link file. */
  readonly source: string;
  /** The row's key; several of a composite one. */
  readonly keys: readonly string[];
}

/**
 * The id of an owned record, `<member>:<slug>:<source>:<key>`; stable for ever, because every part is.
 *
 * @param keys the row's key as text, not empty; the parts of a composite key in the order of the link file
 * @throws {RangeError} if a part other than a key is empty, or there is no key
 */
export function recordId(member: string, slug: string, source: string, keys: readonly string[]): string {
  if (member === '' || slug === '' || source === '' || keys.length === 0) {
    throw new RangeError('A record id needs a member, a type, a source and a key.');
  }
  return `${encodePart(member)}:${encodePart(slug)}:${encodePart(source)}:${keys.map(encodePart).join(',')}`;
}

/** @returns null if the text is no record id, or is one that {@link recordId} would write otherwise */
export function parseRecordId(id: string): RecordId | null {
  const parts = id.split(':');
  if (parts.length !== 4) return null;
  const [member, slug, source] = parts.slice(0, 3).map(decodePart);
  const keys = (parts[3] ?? '').split(',').map(decodePart);
  if (!member || !slug || !source || !keys.every((key) => key !== null)) return null;
  return recordId(member, slug, source, keys) === id ? { member, slug, source, keys } : null;
}

const recordIdShape = /^([^:]+):[^:]+:[^:]+:[^:]*$/;

/**
 * The code of the member that owns the record of an id. Cheaper than {@link parseRecordId}, since only the prefix is
 * decoded.
 *
 * @returns null if the text does not look like an owned record's id
 */
export function memberOfId(id: string): string | null {
  const member = recordIdShape.exec(id)?.[1];
  return member === undefined ? null : decodePart(member);
}

/** What needs no escape stays readable; `:`, `,` and `%` always become escapes. */
function encodePart(part: string): string {
  return plain.test(part) ? part : encodeURIComponent(part);
}

const plain = /^[\w.-]*$/;

function decodePart(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
