import { type RecordField, recordType } from '@observer-graph/contract';
import type { ConstantLink, FieldLink, LookupLink, LookupPart, LookupParts } from './link.ts';

/** One of the three things that an election is looked up by, and what it is in a record's fields. */
export interface NamedPart {
  readonly name: keyof LookupParts;
  readonly field: RecordField;
  readonly link: LookupPart;
}

const { fields } = recordType('Election');

/** What the parts of a lookup would be if they were fields: those that an election has, and the year as its digits. */
export const lookupFields: Readonly<Record<keyof LookupParts, RecordField>> = {
  country: fieldNamed('country'),
  year: { name: 'year', kind: 'text', list: false, required: false, type: 'year' },
  kind: fieldNamed('kind'),
};

export const partNames = ['country', 'year', 'kind'] as const;

export function partsOf(by: LookupParts): NamedPart[] {
  return partNames.map((name) => ({
    name,
    field: lookupFields[name],
    link: by[name] ?? { kind: 'constant', value: null },
  }));
}

/** Whether a lookup finds the same election in every record. */
export function isConstantLookup(by: LookupParts): boolean {
  return partsOf(by).every(({ link }) => link.kind === 'constant');
}

/** The lookups of a field. Objects have none: nothing in them refers to elections (a test holds that). */
export function lookupsIn(link: FieldLink): LookupLink[] {
  if (link.kind === 'several') return link.parts.flatMap(lookupsIn);
  return link.kind === 'lookup' ? [link] : [];
}

/** A field with others in place of its lookups. */
export function withLookups(
  link: FieldLink,
  change: (lookup: LookupLink) => ConstantLink | LookupLink,
): FieldLink {
  if (link.kind === 'lookup') return change(link);
  if (link.kind !== 'several') return link;
  return { ...link, parts: link.parts.map((part) => (part.kind === 'lookup' ? change(part) : part)) };
}

function fieldNamed(name: string): RecordField {
  const field = fields.get(name);
  if (!field) throw new RangeError(`Election has no field ${name}.`);
  return field;
}
