import { parseElectionId } from './election-id.ts';
import { isoDate, isoInstant } from './iso-time.ts';
import type { FilterField, RecordField, RecordType } from './model.ts';
import { recordTypes } from './models.ts';
import { parseRecordId } from './record-id.ts';

/** Characters that a search may have: databases refuse longer ones, or take long, or find nothing, each its own way. */
const mostSearched = 500;

/**
 * What is wrong with a filter's values, in words for clients; null if nothing is. A value that nothing can have, such as
 * the country `georgia`, would otherwise find nothing, and that would look like an answer.
 *
 * @param filter values by the names of the record type's filter fields, as the client gave them
 */
export function filterMistake(record: RecordType, filter: Readonly<Record<string, unknown>>): string | null {
  for (const field of record.filters.values()) {
    const given = filter[field.name] ?? null;
    const tooLong = field.op === 'TEXT' && given !== null ? searchMistake(field.name, [given].flat()) : null;
    if (tooLong) return tooLong;
    const form = given === null ? null : formOf(field, record);
    if (!form) continue;
    for (const value of [given].flat()) {
      if (!form.fits(String(value))) {
        return `\`${field.name}\` is ${JSON.stringify(value)}; it is ${form.expected}.`;
      }
    }
  }
  return null;
}

function searchMistake(name: string, texts: readonly unknown[]): string | null {
  const characters = texts.reduce<number>((sum, text) => sum + String(text).length, 0);
  if (characters <= mostSearched) return null;
  return `\`${name}\` has ${characters} characters; it can have ${mostSearched}, all its texts together. Search for fewer words.`;
}

interface Form {
  readonly expected: string;
  fits(text: string): boolean;
}

const instant: Form = {
  expected: 'an instant as 2024-10-26T05:00:00Z',
  fits: (text) => isoInstant(text) !== null,
};
const day: Form = { expected: 'a day as 2024-10-26', fits: (text) => isoDate(text) !== null };
const country: Form = {
  expected: 'the two capital letters of ISO 3166-1, as GE',
  fits: (text) => /^[A-Z]{2}$/.test(text),
};
const election: Form = {
  expected: "an election's id, as GE-2024-10-26-parliamentary",
  fits: (text) => parseElectionId(text) !== null,
};
const organization: Form = {
  expected: "an organisation's slug: small letters, digits and hyphens",
  fits: (text) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text),
};

function formOf({ op, fields: [name = ''] }: FilterField, record: RecordType): Form | null {
  const field = record.fields.get(name);
  if (!field) return null;
  if (op === 'FROM' || op === 'UNTIL') return field.kind === 'date' ? day : instant;
  return op === 'IN' && field.kind === 'reference' ? referenceForm(field) : null;
}

function referenceForm({ type }: RecordField): Form | null {
  if (type === 'Country') return country;
  if (type === 'Election') return election;
  if (type === 'Organization') return organization;
  const slug = recordTypes.get(type)?.slug ?? type.toLowerCase();
  return {
    expected: `the id of a ${slug}, as golos:${slug}:reports:17`,
    fits: (text) => parseRecordId(text)?.slug === slug,
  };
}
