import { describe, expect, it } from 'vitest';
import { LinkFileError, parseLink } from '../../src/index.ts';
import { env, linkText } from './example.ts';

const parsed = (...fields: string[]) =>
  parseLink(linkText({ fields }), { file: 'member.yaml', env }).sources[0]?.fields;

function problemsOf(...fields: string[]): string[] {
  try {
    parsed(...fields);
  } catch (error) {
    if (error instanceof LinkFileError) return error.problems.map(({ message }) => message);
    throw error;
  }
  return [];
}

describe('parseLink, of what is protected,', () => {
  it('reads what is taken out of a text, and for whom', () => {
    const fields = parsed(
      'note: { column: n, redact: { patterns: ["\\\\d{6,}"], words: [Nino], for: NETWORK } }',
    );
    expect(fields?.get('note')).toMatchObject({
      redact: { patterns: ['\\d{6,}'], words: ['Nino'], for: 'NETWORK' },
    });
  });

  it('reads coarser coordinates and times, short and with their viewers', () => {
    const fields = parsed(
      'place: { latitude: { column: lat, decimals: 2 }, longitude: { column: lon, decimals: { to: 1, for: PUBLIC } } }',
      'observedAt: { column: at, coarsen: DAY }',
      'updatedAt: { column: ch, coarsen: { to: MONTH, for: PARTNERS } }',
    );
    expect(fields?.get('observedAt')).toMatchObject({ coarsen: { to: 'DAY' } });
    expect(fields?.get('updatedAt')).toMatchObject({ coarsen: { to: 'MONTH', for: 'PARTNERS' } });
    const place = fields?.get('place');
    expect(place?.kind === 'object' && [...place.fields.values()]).toMatchObject([
      { decimals: { to: 2 } },
      { decimals: { to: 1, for: 'PUBLIC' } },
    ]);
  });

  it.each([
    ['note: { column: n, redact: { words: [] } }', 'takes nothing out: name patterns or words.'],
    ['note: { column: n, redact: { patterns: ["(a"] } }', 'is no regular expression.'],
    ['note: { column: n, redact: { words: [x], for: OWNER } }', 'must be PUBLIC, NETWORK or PARTNERS.'],
    ['severity: { column: s, redact: { words: [x] } }', 'is for text, and severity is a Severity.'],
    ['note: { column: n, decimals: 2 }', 'is for coordinates, and note is text.'],
    ['observedAt: { column: at, coarsen: WEEK }', 'must be HOUR, DAY or MONTH, or { to: DAY, for: PUBLIC }.'],
    ['note: { column: n, coarsen: DAY }', 'is for instants, and note is text.'],
  ])('refuses %s', (field, problem) => {
    expect(problemsOf(field)).toContain(problem);
  });
});
