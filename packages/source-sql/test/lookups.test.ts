import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Filter } from '@observer-graph/source';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  inspectLink,
  type Link,
  type OpenLink,
  openLink,
  parseLink,
  type RegisteredElection,
  readLinkFile,
  type WantedElections,
  withElections,
  writeSnapshot,
} from '../src/index.ts';
import { servers, type TestDatabase } from './support/servers.ts';

const registered: readonly RegisteredElection[] = [
  { id: 'GE-2020-10-31-parliamentary', country: 'GE', year: 2020, kind: 'PARLIAMENTARY' },
  { id: 'GE-2024-10-26-parliamentary', country: 'GE', year: 2024, kind: 'PARLIAMENTARY' },
  { id: 'GE-2024-10-26-local', country: 'GE', year: 2024, kind: 'LOCAL' },
  { id: 'GE-2024-10-26-local-ab', country: 'GE', year: 2024, kind: 'LOCAL' },
  { id: 'MD-2024-10-20-presidential', country: 'MD', year: 2024, kind: 'PRESIDENTIAL' },
  { id: 'MD-2024-10-20-referendum', country: 'MD', year: 2024, kind: 'REFERENDUM' },
];

const find = async ({ country, year, kind }: WantedElections) =>
  registered.filter(
    (election) =>
      (country?.includes(election.country) ?? true) &&
      (year?.includes(String(election.year)) ?? true) &&
      (kind?.includes(election.kind) ?? true),
  );

describe.each(['postgres', 'mysql', 'sqlite'] as const)('Elections looked up by columns of %s', (dialect) => {
  let database: TestDatabase;
  let link: Link;
  let open: OpenLink;
  let folder: string;

  const linkText = `
member: m1
database: { dialect: ${dialect}, url: $URL }
defaults: { organization: isfed, timezone: Asia/Tbilisi }
findings:
  by-words:
    from: report
    key: id
    fields: { kind: { constant: INCIDENT }, title: title, country: land, elections: { lookup: { year: { column: held, empty: 0 }, kind: { column: type, values: { parl: PARLIAMENTARY, mun: LOCAL, pres: PRESIDENTIAL } } } } }
    visibility: { column: open, values: { yes: PUBLIC } }
  by-time:
    from: report
    key: id
    fields: { kind: { constant: INCIDENT }, title: title, country: { constant: GE }, elections: { lookup: { year: { column: seen${dialect === 'sqlite' ? ', format: native' : ''} }, kind: PARLIAMENTARY } } }
    visibility: PUBLIC
  by-seconds:
    from: report
    key: id
    fields: { kind: { constant: INCIDENT }, title: title, country: { constant: GE }, elections: { lookup: { country: { column: land, values: { G: GE }, otherwise: GE }, year: { column: seconds, format: unix-seconds }, kind: PARLIAMENTARY } } }
    visibility: PUBLIC
  two-at-once:
    from: report
    key: id
    fields:
      kind: { constant: INCIDENT }
      title: title
      country: land
      elections:
        - { lookup: { year: { column: season, values: { autumn24: 2024 } }, kind: PRESIDENTIAL } }
        - { lookup: { year: { column: season, values: { autumn24: 2024 } }, kind: { constant: REFERENDUM } } }
        - { lookup: { country: GE, year: 2020, kind: PARLIAMENTARY } }
    visibility: PUBLIC
recommendations:
  advice:
    from: report
    key: id
    fields: { text: title, country: land, election: { lookup: { year: { column: held }, kind: { column: type, values: { parl: PARLIAMENTARY }, otherwise: LOCAL } } } }
    visibility: PUBLIC
`;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lookups-'));
    database = await servers[dialect]();
    const time = { postgres: 'timestamptz', mysql: 'timestamp null', sqlite: 'text' }[dialect];
    await database.execute(
      `create table report (id int not null primary key, title varchar(20), land varchar(9), held int, type varchar(9), season varchar(9), seen ${time}, seconds bigint, open varchar(3))`,
    );
    const utc = dialect === 'mysql' ? '' : 'Z';
    const row = (id: number, land: string | null, held: number | null, type: string | null, more = {}) => ({
      id,
      title: `Report ${id}`,
      land,
      held,
      type,
      season: null,
      seen: null,
      seconds: null,
      open: 'yes',
      ...more,
    });
    // 2023-12-31 20:00 in UTC is midnight in Tbilisi. A day of SQLite is that which its text begins with.
    const eve = dialect === 'sqlite' ? '2023-12-31 23:59:59' : `2023-12-31 19:59:59${utc}`;
    const newYear = dialect === 'sqlite' ? '2024-01-01 00:00:00' : `2023-12-31 20:00:00${utc}`;
    await database.insert('report', [
      row(1, 'GE', 2024, 'parl', { seen: newYear, seconds: 1704052800 }),
      row(2, 'GE', 2020, 'parl', { seen: eve, seconds: 1704052799 }),
      row(3, 'GE', 2024, 'mun', { seen: `2020-06-01 12:00:00${utc}`, seconds: 1591012800 }),
      row(4, 'GE', 2019, 'parl'),
      row(5, 'MD', 2024, 'pres', { season: 'autumn24' }),
      row(6, 'ge', 2024, 'parl'),
      row(7, 'GE', 0, 'parl'),
      row(8, null, 2024, 'parl'),
      row(9, 'GE', 2024, 'PARL'),
      row(10, 'GE', 2024, 'parl', { open: 'no' }),
    ]);
    const file = parseLink(linkText, { file: 'member.yaml', env: { URL: database.settings.url } });
    link = (await withElections(file, find)).link;
    open = await openLink(link);
  });
  afterAll(async () => {
    await open?.close();
    await database?.drop();
    rmSync(folder, { recursive: true });
  });

  const [parl20, parl24] = ['GE-2020-10-31-parliamentary', 'GE-2024-10-26-parliamentary'];
  const [pres24, vote24] = ['MD-2024-10-20-presidential', 'MD-2024-10-20-referendum'];
  const expected: Readonly<Record<string, readonly (readonly string[] | null)[]>> = {
    'by-words': [[parl24], [parl20], null, null, [pres24], null, null, null, null],
    'by-time': [[parl24], null, [parl20], ...Array(7).fill(null)],
    'by-seconds': [[parl24], null, [parl20], ...Array(7).fill(null)],
    'two-at-once': Array.from({ length: 10 }, (_, index) =>
      index === 4 ? [pres24, vote24, parl20] : [parl20],
    ),
  };

  /** The elections of the public's records, by source and number. */
  async function elections(of: OpenLink, filter: Filter = {}): Promise<Record<string, (string[] | null)[]>> {
    const source = of.sourceFor('Finding')?.({ level: 'PUBLIC' });
    const want = new Set(['elections']);
    const page = await source?.list({ filter, order: 'OBSERVED_DESC', page: { first: 100 }, want });
    const rows = (page?.edges ?? []).map(({ node }) => {
      const [, , name = '', key] = String(node['id']).split(':');
      return { name, key: Number(key), elections: node['elections'] as string[] | null };
    });
    rows.sort((one, other) => one.key - other.key);
    return Object.fromEntries(
      Object.keys(expected).map((name) => [
        name,
        rows.filter((row) => row.name === name).map((row) => row.elections),
      ]),
    );
  }

  it('are those of each row, and unknown where the registry has none or several', async () => {
    expect(await elections(open)).toEqual(expected);
  });

  it.each([
    { of: 'one election', ids: [parl24] },
    { of: 'another', ids: [parl20] },
    { of: 'several elections', ids: [parl20, pres24, vote24] },
    { of: 'one that nobody can tell from another', ids: ['GE-2024-10-26-local'] },
    { of: 'one that is not registered', ids: ['GE-2019-10-31-parliamentary'] },
  ])('are found by a filter as they are shown: $of', async ({ ids }) => {
    const shown = Object.fromEntries(
      Object.entries(expected).map(([name, rows]) => [
        name,
        rows.filter((row) => row?.some((id) => ids.includes(id))),
      ]),
    );
    expect(await elections(open, { election: ids })).toEqual(shown);
    const source = open.sourceFor('Finding')?.({ level: 'PUBLIC' });
    expect(await source?.count({ election: ids })).toBe(Object.values(shown).flat().length);
  });

  it('are counted, covered, and listed under each of them', async () => {
    const source = open.sourceFor('Finding')?.({ level: 'PUBLIC' });
    const counts = new Map<string | null, number>();
    for (const row of Object.values(expected).flat()) {
      for (const id of row ?? [null]) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    const { total, buckets } = (await source?.summarize({ filter: {}, by: ['ELECTION'] })) ?? {};
    expect(total).toBe(39);
    expect(new Map(buckets?.map(({ keys, count }) => [keys[0] ?? null, count]))).toEqual(counts);
    expect((await source?.coverage())?.elections).toEqual([parl20, parl24, pres24, vote24]);
    const pages = await source?.pages('election', [pres24, parl24, 'GE-2024-10-26-local'], {
      filter: {},
      order: 'OBSERVED_DESC',
      page: { first: 50 },
      want: new Set(),
    });
    expect(pages?.map(({ edges }) => edges.length)).toEqual([2, 3, 0]);
  });

  it('fill a field of one election too', async () => {
    const source = open.sourceFor('Recommendation')?.({ level: 'PUBLIC' });
    const ids = [1, 3, 5].map((id) => `m1:recommendation:advice:${id}`);
    const found = await source?.byIds(ids, new Set(['election']));
    expect(found?.map((record) => record?.['election'])).toEqual([parl24, null, null]);
    expect(await source?.count({ election: [parl24] })).toBe(2);
  });

  it('tell nothing of rows that a viewer may not see', async () => {
    const as = (level: 'PUBLIC' | 'OWNER') =>
      open.sourceFor('Finding')?.(level === 'OWNER' ? { level, member: 'm1' } : { level });
    const hidden = ['m1:finding:by-words:10'];
    expect(await as('PUBLIC')?.byIds(hidden, new Set(['elections']))).toEqual([null]);
    expect(await as('OWNER')?.byIds(hidden, new Set(['elections']))).toMatchObject([{ elections: [parl24] }]);
    expect(await as('OWNER')?.count({ election: [parl24] })).toBe(4);
    expect(await as('PUBLIC')?.count({ election: [parl24] })).toBe(3);
  });

  it('are the same in a snapshot', async () => {
    const { linkFile } = await writeSnapshot(link, { to: join(folder, `${dialect}.sqlite`) });
    const copy = await openLink(await readLinkFile(linkFile, { env: {} }));
    try {
      expect(await elections(copy)).toEqual(expected);
    } finally {
      await copy.close();
    }
  });

  it('are named to an inspection where they are not one', async () => {
    const inspection = await inspectLink(link);
    try {
      const [byWords, byTime] = inspection.sources;
      const told = (await byWords?.notOneElection())?.map(
        ({ country, year, kind, rows, ids }) => `${rows}: ${kind} ${year} in ${country} ${ids}`,
      );
      expect(told?.sort()).toEqual([
        '1: LOCAL 2024 in GE GE-2024-10-26-local,GE-2024-10-26-local-ab',
        '1: PARLIAMENTARY 2019 in GE ',
        '1: PARLIAMENTARY 2024 in ge ',
        '1: PARLIAMENTARY 2024 in null ',
        '1: PARLIAMENTARY null in GE ',
        '1: null 2024 in GE ',
      ]);
      expect(await byTime?.notOneElection()).toMatchObject([
        { field: 'elections', year: null, rows: 7, ids: [] },
        { field: 'elections', country: 'GE', year: '2023', kind: 'PARLIAMENTARY', rows: 1, ids: [] },
      ]);
    } finally {
      await inspection.close();
    }
  });

  const columns = {
    postgres: { day: 'date', wall: 'timestamp', instant: 'timestamptz', small: 'smallint', year: 'int' },
    mysql: { day: 'date', wall: 'datetime', instant: 'timestamp null', small: 'smallint', year: 'year' },
    sqlite: { day: 'date', wall: 'text', instant: 'text', small: 'smallint', year: 'year' },
  }[dialect];
  const native = dialect === 'sqlite' ? ', format: native' : '';
  it.each([
    {
      name: 'day',
      type: columns.day,
      year: `{ column: day${native} }`,
      values: ['2024-01-01', '2024-12-31', '2023-12-31'],
    },
    {
      name: 'wall',
      type: columns.wall,
      year: `{ column: wall${native} }`,
      values: ['2024-01-01 00:00:00', '2024-12-31 23:59:59', '2025-01-01 00:00:00'],
    },
    {
      name: 'instant',
      type: columns.instant,
      year: `{ column: instant${native}, timezone: America/New_York }`,
      values: ['2024-01-01 05:00:00', '2025-01-01 04:59:59', '2024-01-01 04:59:59'].map((time, index) =>
        // The day that a text of SQLite begins with is its own.
        dialect === 'sqlite'
          ? ['2024-01-01', '2024-12-31', '2023-12-31'][index]
          : dialect === 'mysql'
            ? time
            : `${time}Z`,
      ),
    },
    { name: 'small', type: columns.small, year: '{ column: small }', values: [2024, 2024, 2023] },
    { name: 'year', type: columns.year, year: '{ column: year }', values: [2024, 2024, 2023] },
    { name: 'word', type: 'varchar(20)', year: '{ column: word }', values: ['2024', '2024', '24'] },
    {
      name: 'tenths',
      type: 'decimal(6, 1)',
      year: '{ column: tenths }',
      values: ['2024.0', '2024', '2024.5'],
    },
    {
      name: 'ms',
      type: 'bigint',
      year: '{ column: ms, format: unix-milliseconds, timezone: Asia/Kathmandu }',
      values: [1704046500000, 1735668899999, 1704046499999],
    },
    {
      name: 'season',
      type: 'varchar(20)',
      year: '{ column: season, values: { spring: 2020 }, otherwise: 2024, empty: none }',
      values: ['autumn', 'Spring', 'spring'],
    },
  ])('have the year of a column: $name', async ({ name, type, year, values }) => {
    const table = `of_${name}`;
    await database.execute(`create table ${table} (id int not null primary key, ${name} ${type})`);
    await database.insert(
      table,
      [...values, null].map((value, index) => ({ id: index + 1, [name]: value })),
    );
    const text = `
member: m1
database: { dialect: ${dialect}, url: $URL }
defaults: { organization: isfed, country: GE }
findings: { visits: { from: ${table}, key: id, fields: { kind: { constant: INCIDENT }, title: id, elections: { lookup: { year: ${year}, kind: PARLIAMENTARY } } }, visibility: PUBLIC } }`;
    const file = parseLink(text, { file: 'member.yaml', env: { URL: database.settings.url } });
    const opened = await openLink((await withElections(file, find)).link);
    try {
      const source = opened.sourceFor('Finding')?.({ level: 'PUBLIC' });
      const ids = [1, 2, 3, 4].map((key) => `m1:finding:visits:${key}`);
      const found = await source?.byIds(ids, new Set(['elections']));
      const other = name === 'season' ? [parl20] : null;
      expect(found?.map((record) => record?.['elections'])).toEqual([[parl24], [parl24], other, null]);
      expect(await source?.count({ election: [parl24] })).toBe(2);
      expect(await source?.count({ election: [parl20] })).toBe(other ? 1 : 0);
      const { buckets } = (await source?.summarize({ filter: {}, by: ['ELECTION'] })) ?? {};
      expect(buckets).toContainEqual({ keys: [parl24], count: 2 });
    } finally {
      await opened.close();
    }
  });
});
