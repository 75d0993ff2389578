import { type CsvRow, csvOf } from './data-source.ts';

/** What the sources of real data call countries that ISO 3166 knows under another name. */
const otherNames: Readonly<Record<string, string>> = {
  'Bosnia and Herzegovina': 'BA',
  Burma: 'MM',
  'Cambodia (Kampuchea)': 'KH',
  Congo: 'CG',
  "Côte d'Ivoire": 'CI',
  'Democratic Republic of the Congo': 'CD',
  'DR Congo (Zaire)': 'CD',
  'Ivory Coast': 'CI',
  Kosovo: 'XK',
  Macedonia: 'MK',
  'Madagascar (Malagasy)': 'MG',
  'Myanmar (Burma)': 'MM',
  'Republic of the Congo': 'CG',
  'Russia (Soviet Union)': 'RU',
  'Serbia (Yugoslavia)': 'RS',
  'Timor Leste': 'TL',
  Turkey: 'TR',
  'West Bank / Gaza': 'PS',
  'Yemen (North Yemen)': 'YE',
  'Zimbabwe (Rhodesia)': 'ZW',
};

/** Countries by the names and numbers under which other data sets know them. */
export interface Countries {
  readonly rows: readonly CsvRow[];
  /** ISO 3166-1 alpha-2 (or XK) of a name; null if nobody is called so. */
  readonly ofName: (name: string) => string | null;
  /** Of ISO's number, with or without noughts before it. */
  readonly ofNumber: (number: string) => string | null;
}

export function readCountries(dataSource: string): Countries {
  const rows = csvOf(dataSource, 'iso3166/country-codes.csv').filter((row) =>
    /^[A-Z]{2}$/.test(row['ISO3166-1-Alpha-2'] ?? ''),
  );
  const names = new Map(Object.entries(otherNames));
  const numbers = new Map<string, string>();
  for (const row of rows) {
    const code = row['ISO3166-1-Alpha-2'] ?? '';
    for (const column of ['CLDR display name', 'official_name_en', 'UNTERM English Short']) {
      const name = row[column]?.replace(/ \(the\)$/, '').trim();
      if (name && !names.has(name)) names.set(name, code);
    }
    numbers.set(String(Number(row['ISO3166-1-numeric'])), code);
  }
  return {
    rows,
    ofName: (name) => names.get(name.trim()) ?? null,
    ofNumber: (number) => numbers.get(String(Number(number))) ?? null,
  };
}
