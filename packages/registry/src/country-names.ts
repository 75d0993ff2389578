import type { Names } from './records.ts';

/** The languages in which countries are named where the files do not name them: CLDR has these for all. */
const languages = [
  'en',
  'ar',
  'az',
  'be',
  'bg',
  'bs',
  'cs',
  'de',
  'el',
  'es',
  'fa',
  'fr',
  'hr',
  'hu',
  'hy',
  'id',
  'it',
  'ka',
  'kk',
  'ky',
  'mk',
  'my',
  'nl',
  'pl',
  'pt',
  'ro',
  'ru',
  'sl',
  'sq',
  'sr',
  'sr-Latn',
  'sw',
  'tr',
  'uk',
  'ur',
  'uz',
  'zh',
];

const displayNames = languages.map(
  (language) => [language, new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })] as const,
);

/** A country's names as the Unicode CLDR of this Node has them. */
export function countryNames(code: string): Names {
  return Object.fromEntries(
    displayNames.flatMap(([language, names]) => {
      // Where the data of a language is not installed, the default language would answer in its place.
      const found = names.resolvedOptions().locale === language ? names.of(code) : undefined;
      return found === undefined ? [] : [[language, found]];
    }),
  );
}
