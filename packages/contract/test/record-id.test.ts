import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memberOfId, parseRecordId, recordId } from '../src/index.ts';

fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? 1) });

const text = fc.string({ unit: 'grapheme', minLength: 1 });

describe('recordId', () => {
  it('joins member, type, source and key', () => {
    expect(recordId('golos', 'finding', 'reports', ['17'])).toBe('golos:finding:reports:17');
  });

  it('escapes what separates, so that a composite key stays one', () => {
    expect(recordId('dia', 'finding', 'round 1', ['a:b', 'c,d'])).toBe('dia:finding:round%201:a%3Ab,c%2Cd');
  });

  it.each([
    { parts: ['', 'finding', 'reports'], why: 'no member' },
    { parts: ['golos', '', 'reports'], why: 'no type' },
    { parts: ['golos', 'finding', ''], why: 'no source' },
  ])('refuses $why', ({ parts: [member = '', slug = '', source = ''] }) => {
    expect(() => recordId(member, slug, source, ['1'])).toThrow(RangeError);
  });

  it('refuses a record without a key', () => {
    expect(() => recordId('golos', 'finding', 'reports', [])).toThrow(RangeError);
  });
});

describe('parseRecordId', () => {
  it('inverts recordId, whatever the parts', () => {
    fc.assert(
      fc.property(
        text,
        text,
        text,
        fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }),
        (member, slug, source, keys) => {
          const id = recordId(member, slug, source, keys);
          expect(parseRecordId(id)).toEqual({ member, slug, source, keys });
          expect(memberOfId(id)).toBe(member);
        },
      ),
    );
  });

  it.each([
    '',
    'golos',
    'golos:finding:reports',
    'golos:finding:reports:1:2',
    ':finding:reports:1',
    'golos:finding::1',
    'golos:finding:reports:%',
    'golos:finding:reports:%e4',
    'golos:finding:reports:a b',
    'golos:finding:reports:%31',
    'golos:finding:reports:%2f',
  ])('knows that %j is none', (id) => {
    expect(parseRecordId(id)).toBeNull();
  });

  it('says null or what recordId writes again, whatever the text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', ':', ',', '%', '3A', '2c', 'é')), (pieces) => {
        const id = pieces.join('');
        const parsed = parseRecordId(id);
        if (parsed) expect(recordId(parsed.member, parsed.slug, parsed.source, parsed.keys)).toBe(id);
      }),
    );
  });
});

describe('memberOfId', () => {
  it.each(['', 'GE', 'GE-2024-10-26-parliamentary', ':a:b:c', '%:finding:reports:1', 'a:b:c:d:e'])(
    'finds no member in %j',
    (id) => {
      expect(memberOfId(id)).toBeNull();
    },
  );
});
