import { recordTypes } from '@observer-graph/contract';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { linkFileJsonSchema } from '../../src/index.ts';
import { sections } from '../../src/link-file/sections.ts';
import { linkText, type Parts } from './example.ts';

interface Schema {
  readonly description?: string;
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly definitions?: Readonly<Record<string, Schema>>;
  readonly enum?: readonly unknown[];
}

const schema = linkFileJsonSchema() as Schema;
const editor = z.fromJSONSchema(schema as z.core.JSONSchema.JSONSchema);
const fields = sourceSchema('findings').properties?.['fields']?.properties ?? {};

describe('linkFileJsonSchema', () => {
  it('has a section for each record type', () => {
    expect(Object.keys(schema.properties ?? {})).toEqual([
      'member',
      'contact',
      'registry',
      'database',
      'defaults',
      ...sections.keys(),
    ]);
    expect([...sections.values()]).toEqual([...recordTypes.values()]);
  });

  it("offers a record's fields, with the contract's descriptions", () => {
    expect(Object.keys(fields)).toEqual(
      expect.arrayContaining(['title', 'severity', 'place', 'translations']),
    );
    expect(Object.keys(fields)).not.toContain('id');
    expect(Object.keys(fields)).not.toContain('visibility');
    expect(fields['severity']?.description).toBe('How grave; null is unknown, not the lowest.');
  });

  it("offers an enum's words", () => {
    expect(wordsIn(fields['severity'])).toContainEqual(['LOW', 'MEDIUM', 'HIGH', 'CRITICAL']);
  });

  it('is the same at every call', () => {
    expect(linkFileJsonSchema()).toEqual(schema);
  });

  it.each<Parts>([
    {},
    { visibility: '{ column: c, values: { "1": PUBLIC }, otherwise: NETWORK }' },
    { fields: ['severity: { column: s, values: { "1": LOW, x: null }, otherwise: HIGH }'] },
    { fields: ['place: { name: station, path: [l1, { column: l2 }] }'] },
    { fields: ['translations: [{ language: { constant: en }, title: title_en }]'] },
    { fields: ['translations: { column: t, map: { key: language, value: title } }'] },
    { fields: ['observedAt: { column: t, format: year, precision: YEAR }'] },
    { fields: ['elections: { lookup: { country: GE, year: 2024, kind: LOCAL } }'] },
    {
      fields: [
        'elections: { lookup: { year: { column: y, empty: 0 }, kind: { column: k, values: { a: LOCAL } } } }',
      ],
    },
    {
      fields: ['elections: [{ lookup: { year: { column: t, format: native }, kind: { constant: LOCAL } } }]'],
    },
    {
      fields: ['themes: { column: t, separator: ";" }'],
      source: ['embargoUntil: { column: e, timezone: UTC }'],
    },
  ])('accepts %j', (parts) => {
    expect(accepts(parts)).toBe(true);
  });

  it.each<Parts>([
    { database: '{ dialect: oracle, url: x }' },
    { visibility: 'HIDDEN' },
    { visibility: '{ column: c, values: { a: PUBLIC }, otherwise: PUBLIC }' },
    {
      fields: [
        'evidence: [{ kind: { constant: PHOTO }, access: { column: a, values: { a: OWNER }, otherwise: PUBLIC } }]',
      ],
    },
    { fields: ['titel: x'] },
    { fields: ['severity: { constant: HIHG }'] },
    { fields: ['elections: { lookup: { year: held, kind: LOCAL } }'] },
    { fields: ['elections: { lookup: { year: 2024, kind: { column: k, values: { a: LOCALS } } } }'] },
    { fields: ['elections: { lookup: { year: { column: y, separator: ";" }, kind: LOCAL } }'] },
    { fields: ['severity: { column: s, separator: ";" }'] },
    { fields: ['translations: [{ title: t }]'] },
    { fields: ['title: { column: t, timezone: UTC }'] },
    { source: ['embargo: x'] },
  ])('refuses %j', (parts) => {
    expect(accepts(parts)).toBe(false);
  });
});

/** As an editor would: by the JSON Schema alone. */
function accepts(parts: Parts): boolean {
  return editor.safeParse(parse(linkText(parts))).success;
}

function resolved(found: Schema | undefined): Schema {
  if (found?.allOf?.[0]) return resolved(found.allOf[0]);
  if (!found?.$ref) return found ?? {};
  return resolved(schema.definitions?.[found.$ref.replace('#/definitions/', '')]);
}

function sourceSchema(section: string): Schema {
  const { additionalProperties } = resolved(schema.properties?.[section]);
  return typeof additionalProperties === 'object' ? resolved(additionalProperties) : {};
}

function wordsIn(found: Schema | undefined): (readonly unknown[])[] {
  const { enum: words, anyOf = [], properties = {} } = resolved(found);
  return [...(words ? [words] : []), ...[...anyOf, ...Object.values(properties)].flatMap(wordsIn)];
}
