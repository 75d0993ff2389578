import { readFile } from 'node:fs/promises';
import { type Dialect, type Link, parseLink } from '@observer-graph/source-sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkLink } from '../../src/check/check-link.ts';
import { createMember, type Served, serveMember } from '../../src/index.ts';
import { openLookedUp } from '../../src/registry/open-looked-up.ts';
import { type KitDatabase, mariadb, postgres, sqlite } from './databases.ts';

/** More elections than a page of the registry holds: those of 1,100 towns come before the others. */
const registryTables = `
  create table organization (id text primary key); insert into organization values ('golos');
  create table country (code text primary key); insert into country values ('RU'), ('CL');
  create table election (id text primary key, country text, kind text, held_on text);
  with recursive town(n) as (select 1 union all select n + 1 from town where n < 1100)
    insert into election select 'RU-2018-09-09-local-' || n, 'RU', 'LOCAL', '2018-09-09' from town;
  insert into election values
    ('RU-2021-09-19-parliamentary', 'RU', 'PARLIAMENTARY', '2021-09-19'),
    ('RU-2020-09-13-regional-spe', 'RU', 'REGIONAL', '2021-09-19'),
    ('RU-2021-09-19-regional-mos', 'RU', 'REGIONAL', '2021-09-19'),
    ('RU-2022-09-11-local', 'RU', 'LOCAL', null),
    ('CL-2009-12-13-presidential', 'CL', 'PRESIDENTIAL', '2009-12-13');
`;
const registryLink = `
member: hub
database: { dialect: sqlite, url: $DATABASE_URL }
organizations: { all: { from: organization, key: id, visibility: PUBLIC } }
countries: { all: { from: country, key: code, visibility: PUBLIC } }
elections: { all: { from: election, key: id, fields: { country: country, kind: kind, heldOn: held_on }, visibility: PUBLIC } }
`;

const servers = { postgres, mysql: mariadb, sqlite };
const reports = `
  create table report (id int primary key, title varchar(9), land varchar(9), held int, type varchar(9));
  insert into report values (1, 'a', 'RU', 2021, 'duma'), (2, 'b', 'RU', 2021, 'duma'), (3, 'c', 'RU', 2016, 'duma'), (4, 'd', 'RU', 2016, 'duma'),
    (5, 'e', 'RU', 2021, 'region'), (6, 'f', 'RU', null, 'duma'), (7, 'g', 'RU', 2022, 'town'), (8, 'h', 'CL', 2009, 'head'), (9, 'i', 'CL', 2010, 'head'), (10, 'j', 'RU', 2021, 'club');
`;
const lookup =
  '{ year: { column: held }, kind: { column: type, values: { duma: PARLIAMENTARY, region: REGIONAL, town: LOCAL, head: PRESIDENTIAL } } }';

let registryDatabase: KitDatabase;
let closeRegistry: () => Promise<void>;
let registry: Served;
beforeAll(async () => {
  registryDatabase = await sqlite(registryTables);
  const file = parseLink(registryLink, {
    file: 'registry.yaml',
    env: { DATABASE_URL: registryDatabase.url },
  });
  const open = await openLookedUp(file, undefined, () => {});
  closeRegistry = () => open.close();
  registry = await serveMember({ member: createMember({ code: 'hub', link: open }), port: 0 });
});
afterAll(async () => {
  await registry.close();
  await closeRegistry();
  await registryDatabase.drop();
});

describe.each<Dialect>(['postgres', 'mysql', 'sqlite'])('Elections looked up by rows of %s', (dialect) => {
  let database: KitDatabase;
  beforeAll(async () => {
    database = await servers[dialect](reports);
  });
  afterAll(() => database.drop());

  const linkTo = (by = lookup): Link =>
    parseLink(
      `
member: golos
database: { dialect: ${dialect}, url: $DATABASE_URL }
defaults: { organization: golos }
findings: { reports: { from: report, key: id, fields: { kind: { constant: INCIDENT }, title: title, country: land, elections: { lookup: ${by} } }, visibility: PUBLIC } }`,
      { file: 'member.yaml', env: { DATABASE_URL: database.url } },
    );

  it('are told by check, each that the registry has not or has not alone, with its rows', async () => {
    const report = await checkLink(linkTo(), { registry: registry.url });
    const about = (code: string) =>
      report.remarks
        .filter((remark) => remark.code === code)
        .map(({ field, rows, message }) => ({ field, rows, message }));
    expect(about('LOOKUP_UNMATCHED').sort((one, other) => (one.message < other.message ? -1 : 1))).toEqual([
      {
        field: 'elections',
        rows: 1,
        message: '1 row has no kind to look an election up by: unknown, shown as null.',
      },
      {
        field: 'elections',
        rows: 1,
        message: '1 row has no year to look an election up by: unknown, shown as null.',
      },
      {
        field: 'elections',
        rows: 1,
        message:
          '1 row has the election LOCAL 2022 in RU, which the registry has not: unknown, shown as null. Have it registered, or mend the rows.',
      },
      {
        field: 'elections',
        rows: 1,
        message:
          '1 row has the election PRESIDENTIAL 2010 in CL, which the registry has not: unknown, shown as null. Have it registered, or mend the rows.',
      },
      {
        field: 'elections',
        rows: 1,
        message:
          '1 row has the election REGIONAL 2021 in RU, of which the registry has 2 (RU-2020-09-13-regional-spe, RU-2021-09-19-regional-mos): unknown, shown as null. Tell them apart by their ids, in a column of the SELECT.',
      },
      {
        field: 'elections',
        rows: 2,
        message:
          '2 rows have the election PARLIAMENTARY 2016 in RU, which the registry has not: unknown, shown as null. Have it registered, or mend the rows.',
      },
    ]);
    expect(about('VALUE_NOT_MAPPED')).toMatchObject([{ field: 'elections.kind', rows: 1 }]);
    expect(report.ok).toBe(true);
    expect(report.sources[0]).toMatchObject({
      filled: { elections: 30 },
      columns: { elections: ['held', 'type'], country: ['land'] },
      unmapped: [],
    });
  });

  it('are written as the README shows it', async () => {
    const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
    const shown = /^## The election of each row.*?```yaml\n(.*?)```/ms.exec(readme)?.[1] ?? '';
    const text = `
member: golos
database: { dialect: ${dialect}, url: $DATABASE_URL }
defaults: { organization: golos }
${shown.replace('parl:', 'duma:')}`;
    const link = parseLink(text, { file: 'member.yaml', env: { DATABASE_URL: database.url } });
    const { sources } = await checkLink(link, { registry: registry.url });
    expect(sources).toMatchObject([{ filled: { elections: 20 } }]);
  });

  it('are told by check to lack a year where the column has something else', async () => {
    const { remarks } = await checkLink(linkTo('{ year: { column: type }, kind: LOCAL }'), {
      registry: registry.url,
    });
    expect(remarks.filter(({ code }) => code === 'LOOKUP_UNMATCHED')).toContainEqual({
      gravity: 'warning',
      code: 'LOOKUP_UNMATCHED',
      source: 'findings.reports',
      line: 5,
      field: 'elections',
      rows: 5,
      message:
        "5 rows have the year 'duma', which is none: unknown, shown as null. Say with 'format' that the column has times, or with 'values' what its words mean.",
    });
  });

  it('are not held against a registry that nobody asked', async () => {
    const { remarks } = await checkLink(linkTo());
    expect(remarks.filter(({ code }) => code === 'LOOKUP_UNMATCHED')).toMatchObject([
      {
        message:
          "elections is looked up (kind from type, year from held, country from land), and nobody says where: unknown, shown as null. Give 'registry' in the file, or --registry.",
      },
    ]);
  });

  it('are served as the registry knows them, by the year of their first round', async () => {
    const told: string[] = [];
    const open = await openLookedUp(linkTo(), registry.url, (message) => told.push(message));
    try {
      const source = open.sourceFor('Finding')?.({ level: 'PUBLIC' });
      const want = new Set(['elections']);
      const page = await source?.list({ filter: {}, order: 'OBSERVED_DESC', page: { first: 20 }, want });
      const found = page?.edges.flatMap(({ node }) =>
        node['elections'] ? [[node['id'], node['elections']]] : [],
      );
      expect(new Map(found as [string, string[]][])).toEqual(
        new Map([
          ['golos:finding:reports:1', ['RU-2021-09-19-parliamentary']],
          ['golos:finding:reports:2', ['RU-2021-09-19-parliamentary']],
          ['golos:finding:reports:8', ['CL-2009-12-13-presidential']],
        ]),
      );
      expect(told).toEqual([]);
    } finally {
      await open.close();
    }
  });

  it('are missed aloud where the registry has none that it could be', async () => {
    const told: string[] = [];
    const open = await openLookedUp(
      linkTo('{ year: { column: held }, kind: REFERENDUM }'),
      registry.url,
      (message) => told.push(message),
    );
    await open.close();
    expect(told).toEqual([
      'member.yaml:5: source "reports": elections: the registry has no election REFERENDUM, year from held, country from land: unknown, shown as null. Have them registered.',
    ]);
  });
});
