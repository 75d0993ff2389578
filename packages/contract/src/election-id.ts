import { recordType } from './models.ts';

/** What identifies an election for ever, even if it is postponed. */
export interface ElectionKey {
  /** ISO 3166-1 alpha-2, or XK or EU. */
  readonly country: string;
  /** The day for which it was first called, `2024-10-26`. */
  readonly calledFor: string;
  /** One of the contract's `ElectionKind`, for example `BY_ELECTION`. */
  readonly kind: string;
  /** ISO 3166-2, or a name, where it is not held in the whole country. */
  readonly area?: string;
}

/**
 * The id of an election, `<country>-<date first called for>-<kind>[-<area>]`.
 *
 * @throws {RangeError} names the part that is wrong
 */
export function electionId({ country, calledFor, kind, area }: ElectionKey): string {
  if (!isCountryCode(country))
    throw new RangeError(`"${country}" is no country code; it is two capital letters.`);
  if (!isDay(calledFor)) throw new RangeError(`"${calledFor}" is no day; write it as 2024-10-26.`);
  const slug = slugOf.get(kind);
  if (slug === undefined) {
    throw new RangeError(`"${kind}" is no kind of election; there are ${[...slugOf.keys()].join(', ')}.`);
  }
  if (area === '') throw new RangeError('The area is empty; leave it out where it is the whole country.');
  const base = `${country}-${calledFor}-${slug}`;
  return area === undefined ? base : `${base}-${encodeURIComponent(area)}`;
}

/** @returns null if the text is no election id, or is one that {@link electionId} would write otherwise */
export function parseElectionId(id: string): ElectionKey | null {
  const [, country, calledFor, rest] = /^([A-Z]{2})-(\d{4}-\d{2}-\d{2})-(.+)$/.exec(id) ?? [];
  if (country === undefined || calledFor === undefined || rest === undefined || !isDay(calledFor))
    return null;
  for (const [kind, slug] of slugOf) {
    if (rest === slug) return { country, calledFor, kind };
    if (!rest.startsWith(`${slug}-`)) continue;
    const area = decoded(rest.slice(slug.length + 1));
    return area ? { country, calledFor, kind, area } : null;
  }
  return null;
}

/** No slug is the beginning of another up to a hyphen, so the first that fits is the only one (a test holds that). */
const slugOf: ReadonlyMap<string, string> = new Map(
  (recordType('Election').fields.get('kind')?.values ?? []).map((kind) => [
    kind,
    kind.toLowerCase().replaceAll('_', '-'),
  ]),
);

function isCountryCode(text: string): boolean {
  return /^[A-Z]{2}$/.test(text);
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Null unless the text is what `encodeURIComponent` makes, so that one election has one id. */
function decoded(text: string): string | null {
  try {
    const area = decodeURIComponent(text);
    return encodeURIComponent(area) === text ? area : null;
  } catch {
    return null;
  }
}
