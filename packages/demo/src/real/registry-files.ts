// GNDEM's organisations, ParlGov's elections and ISO's countries as files that the registry imports.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Countries } from './countries.ts';
import { csvOf } from './data-source.ts';

interface Organization {
  readonly id: string;
  readonly name: string;
  readonly shortName?: string;
  readonly kind: string;
  readonly country?: string;
  readonly networks?: readonly string[];
  readonly website?: string;
}

/** Networks that GNDEM's list refers to by names other than its own ids. */
const networkIds: Readonly<Record<string, string>> = {
  'Acuerdo de Lima': 'acuerdo-de-lima',
  'SADC ESN': 'sadc-esn',
};

/** Whoever the members' records are of and GNDEM does not list. */
const others: readonly Organization[] = [
  { id: 'golos', name: 'Golos', kind: 'CITIZEN', country: 'RU' },
  {
    id: 'democracy-in-action',
    name: 'Democracy in Action',
    shortName: 'DiA',
    kind: 'CITIZEN',
    country: 'XK',
  },
  { id: 'ucdp', name: 'Uppsala Conflict Data Program', shortName: 'UCDP', kind: 'INTERNATIONAL_NGO' },
  { id: 'european-union', name: 'European Union', shortName: 'EU', kind: 'INTERGOVERNMENTAL' },
  { id: 'carter-center', name: 'The Carter Center', kind: 'INTERNATIONAL_NGO' },
  { id: 'opora', name: 'Civil Network OPORA', kind: 'CITIZEN', country: 'UA' },
  { id: 'promo-lex', name: 'Association Promo-LEX', kind: 'CITIZEN', country: 'MD' },
  {
    id: 'isfed',
    name: 'International Society for Fair Elections and Democracy',
    shortName: 'ISFED',
    kind: 'CITIZEN',
    country: 'GE',
  },
];

const moreElections = [
  {
    country: 'RU',
    kind: 'PARLIAMENTARY',
    heldOn: '2021-09-19',
    status: 'HELD',
    name: 'Elections to the State Duma, Russia 2021',
  },
  {
    country: 'RU',
    kind: 'REGIONAL',
    area: 'RU-SPE',
    heldOn: '2021-09-19',
    status: 'HELD',
    name: 'Elections to the Legislative Assembly of St Petersburg 2021',
  },
  {
    country: 'XK',
    kind: 'LOCAL',
    heldOn: '2013-11-03',
    rounds: ['2013-11-03', '2013-12-01'],
    status: 'HELD',
    name: 'Local elections, Kosovo 2013',
  },
  {
    country: 'XK',
    kind: 'PARLIAMENTARY',
    heldOn: '2014-06-08',
    status: 'HELD',
    name: 'Elections to the Assembly, Kosovo 2014',
  },
];

/** @returns the directory with the files, below the one given */
export function writeRegistryFiles(dataSource: string, directory: string, countries: Countries): string {
  const target = join(directory, 'registry-import');
  mkdirSync(target, { recursive: true });
  const write = (kind: string, records: readonly unknown[]) =>
    writeFileSync(join(target, `${kind}.yaml`), stringify(records));
  write('countries', isoCountries(countries));
  write('organizations', organizations(dataSource, countries));
  write('elections', [...elections(dataSource, countries), ...moreElections]);
  return target;
}

function isoCountries({ rows }: Countries): unknown[] {
  const languages: Readonly<Record<string, string>> = {
    ar: 'official_name_ar',
    es: 'official_name_es',
    fr: 'official_name_fr',
    ru: 'official_name_ru',
    zh: 'official_name_cn',
  };
  return rows.map((row) => {
    const names = Object.entries(languages).flatMap(([language, column]) =>
      row[column] ? [[language, row[column]]] : [],
    );
    return {
      code: row['ISO3166-1-Alpha-2'],
      name: { en: row['CLDR display name'] || row['official_name_en'], ...Object.fromEntries(names) },
      ...(row['Region Name'] && { region: row['Region Name'] }),
      ...(row['Sub-region Name'] && { subregion: row['Sub-region Name'] }),
    };
  });
}

function organizations(dataSource: string, countries: Countries): Organization[] {
  const rows = csvOf(dataSource, 'gndem/gndem_members.csv');
  const found = new Map<string, Organization>(others.map((organization) => [organization.id, organization]));
  const networkOf = (name: string): string => networkIds[name] ?? slugOf(name);
  const networks = new Set(rows.flatMap((row) => networksOf(row['regional_network'])).map(networkOf));
  for (const row of rows) {
    const id = slugOf(row['slug'] ?? '');
    if (found.has(id)) continue;
    const country = countries.ofName(row['country'] ?? '');
    const regional = row['country'] === 'regional' || row['country'] === 'global' || networks.has(id);
    const website = row['website']?.trim() ?? '';
    const memberOf = networksOf(row['regional_network'])
      .map(networkOf)
      .filter((network) => network !== id);
    found.set(id, {
      id,
      name: row['name'] || id,
      ...(row['acronym'] && { shortName: row['acronym'] }),
      kind: regional ? 'NETWORK' : 'CITIZEN',
      ...(country && { country }),
      ...(memberOf.length > 0 && { networks: memberOf }),
      ...(/^https?:\/\/[^\s]+$/.test(website) && { website }),
    });
  }
  for (const network of networks) {
    if (!found.has(network))
      found.set(network, { id: network, name: network.toUpperCase(), kind: 'NETWORK' });
  }
  return [...found.values()];
}

function networksOf(cell: string | undefined): string[] {
  return (cell ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'null');
}

function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

function elections(dataSource: string, countries: Countries): unknown[] {
  const byId = new Map(
    csvOf(dataSource, 'parlgov/country.csv').map((row) => [
      row['id'] ?? '',
      { code: countries.ofNumber(row['iso_numeric'] ?? ''), name: row['name'] },
    ]),
  );
  return csvOf(dataSource, 'parlgov/election.csv').flatMap((row) => {
    const country = byId.get(row['country_id'] ?? '');
    if (!country?.code) return [];
    const european = row['type_id'] === '1';
    return [
      {
        country: country.code,
        kind: european ? 'SUPRANATIONAL' : 'PARLIAMENTARY',
        heldOn: row['date'],
        status: 'HELD',
        name: `${european ? 'European Parliament elections' : 'Parliamentary elections'}, ${country.name} ${row['date']?.slice(0, 4)}`,
        identifiers: [`parlgov:${row['id']}`],
      },
    ];
  });
}
