import { readFileSync } from 'node:fs';

/** ISO 3166-1 alpha-2, and XK and EU: those of the seed. */
export const countryCodes: ReadonlySet<string> = new Set(
  readFileSync(new URL('../seed/countries.csv', import.meta.url), 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => line.slice(0, 2))
    .filter((code) => code !== ''),
);
