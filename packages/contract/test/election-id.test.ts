import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { electionId, parseElectionId, recordType } from '../src/index.ts';

fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? 1) });

const kinds = recordType('Election').fields.get('kind')?.values ?? [];

describe('electionId', () => {
  it.each([
    {
      key: { country: 'GE', calledFor: '2024-10-26', kind: 'PARLIAMENTARY' },
      id: 'GE-2024-10-26-parliamentary',
    },
    {
      key: { country: 'KE', calledFor: '2013-10-17', kind: 'BY_ELECTION', area: 'Kibwezi West' },
      id: 'KE-2013-10-17-by-election-Kibwezi%20West',
    },
    {
      key: { country: 'RU', calledFor: '2021-09-19', kind: 'REGIONAL', area: 'RU-SPE' },
      id: 'RU-2021-09-19-regional-RU-SPE',
    },
  ])('writes $id, and reads it again', ({ key, id }) => {
    expect(electionId(key)).toBe(id);
    expect(parseElectionId(id)).toEqual(key);
  });

  it.each([
    { wrong: { country: 'ge' }, message: 'country code' },
    { wrong: { country: 'GEO' }, message: 'country code' },
    { wrong: { calledFor: '2024-02-30' }, message: 'no day' },
    { wrong: { calledFor: '2024' }, message: 'no day' },
    { wrong: { kind: 'parliamentary' }, message: 'no kind of election' },
    { wrong: { area: '' }, message: 'area is empty' },
  ])('refuses $wrong', ({ wrong, message }) => {
    const key = { country: 'GE', calledFor: '2024-10-26', kind: 'PARLIAMENTARY', ...wrong };
    expect(() => electionId(key)).toThrow(message);
  });

  it('tells every kind from every other, with an area or without', () => {
    const slugs = kinds.map((kind) => kind.toLowerCase().replaceAll('_', '-'));
    for (const slug of slugs) {
      expect(slugs.filter((other) => other.startsWith(`${slug}-`))).toEqual([]);
    }
  });
});

describe('parseElectionId', () => {
  it('inverts electionId, whatever the area', () => {
    const day = fc.date({ min: new Date('1800-01-01'), max: new Date('2200-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(
        fc.constantFrom('GE', 'XK', 'EU'),
        day,
        fc.constantFrom(...kinds),
        fc.option(fc.string({ unit: 'grapheme', minLength: 1 }), { nil: undefined }),
        (country, date, kind, area) => {
          const key = {
            country,
            calledFor: date.toISOString().slice(0, 10),
            kind,
            ...(area !== undefined && { area }),
          };
          expect(parseElectionId(electionId(key))).toEqual(key);
        },
      ),
    );
  });

  it.each([
    '',
    'GE',
    'GE-2024-10-26',
    'GE-2024-10-26-',
    'GE-2024-10-26-PARLIAMENTARY',
    'GE-2024-10-26-coronation',
    'GE-2024-13-26-parliamentary',
    'GE-2024-02-30-parliamentary',
    'ge-2024-10-26-parliamentary',
    'GE-2024-10-26-parliamentary-',
    'GE-2024-10-26-parliamentary-a b',
    'GE-2024-10-26-parliamentary-%61',
    'GE-2024-10-26-parliamentary-%',
    'GE-2024-10-26-parliamentary\n',
  ])('knows that %j is none', (id) => {
    expect(parseElectionId(id)).toBeNull();
  });
});
