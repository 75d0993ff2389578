import { describe, expect, it } from 'vitest';
import { localName } from '../src/index.ts';

const names = [
  { language: 'sr', name: 'Србија' },
  { language: 'sr-Latn', name: 'Srbija' },
  { language: 'en', name: 'Serbia' },
];

describe('localName', () => {
  it.each([
    { languages: ['en'], name: 'Serbia', why: 'in the language' },
    { languages: ['SR-LATN'], name: 'Srbija', why: 'whatever the case of the tag' },
    { languages: ['sr-Latn-RS'], name: 'Srbija', why: 'in the nearest less exact language' },
    { languages: ['sr-Cyrl', 'en'], name: 'Србија', why: 'in the first language that there is one in' },
    { languages: ['ka', 'en'], name: 'Serbia', why: 'in the next language' },
    { languages: [null, undefined], name: 'Србија', why: 'else the first one' },
  ])('gives the name $why', ({ languages, name }) => {
    expect(localName(names, languages)).toBe(name);
  });

  it('is null where no name is known', () => {
    expect([localName(null, ['en']), localName([], ['en'])]).toEqual([null, null]);
  });
});
