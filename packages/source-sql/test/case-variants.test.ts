import { expect, it } from 'vitest';
import { caseVariants, regularExpression } from '../src/case-variants.ts';

it.each([
  [
    'да',
    [
      ['д', 'Д'],
      ['а', 'А'],
    ],
  ],
  // The last is the sign of the unit kelvin.
  ['K', [['k', 'K', '\u212a']]],
  ['ს', [['ს', 'Ს']]],
  ['ß', [['ß', 'ẞ']]],
  ['İ1', [['İ'], ['1']]],
])('knows all letters that become those of %s', (text, variants) => {
  expect(caseVariants(text)).toEqual(variants);
});

it('escapes what a regular expression would take for more than a letter', () => {
  expect(regularExpression('a.b*[1]')).toBe('[aA]\\.[bB]\\*\\[1\\]');
});
