import { type Link, openLink, parseLink } from '@observer-graph/source-sql';
import { beforeAll, describe, expect, it } from 'vitest';
import { usedColumns } from '../../src/check/column-links.ts';
import { draftDatabase } from '../../src/init/draft-database.ts';
import { settingsOf } from '../../src/init-command.ts';
import { type DraftMeasure, layoutExamples, measureDraft } from '../layouts/drafts.ts';
import { type KitDatabase, mariadb, postgres, sqlite } from './databases.ts';

describe.each(layoutExamples)('member init on the database of $example', (example) => {
  let measure: DraftMeasure;
  beforeAll(async () => {
    measure = await measureDraft(example);
  }, 120_000);

  it('proposes the tables whose rows are records', () => {
    expect(measure.tables.missed).toEqual([]);
  });

  it('proposes two thirds of the columns that a person links, each for a field that they fill', () => {
    const { right, missed } = measure.columns;
    expect((right.length - missed.length) / right.length, missed.join('\n')).toBeGreaterThanOrEqual(2 / 3);
  });

  it('shows nothing to anybody, and nothing about people', () => {
    const link = parseLink(measure.draft, {
      file: 'draft.yaml',
      env: { DATABASE_URL: urls[example.dialect] },
    });
    expect(link.sources.map(({ visibility }) => visibility)).toEqual(
      link.sources.map(() => [{ kind: 'constant', level: 'OWNER' }]),
    );
    const columns = link.sources.flatMap((source) => usedColumns(source).map((used) => used.link.column));
    expect(columns.filter((column) => people.test(column))).toEqual([]);
  });
});

/** To parse by; nothing is connected to. */
const urls = { postgres: 'postgres://host/name', mysql: 'mysql://host/name', sqlite: 'file.sqlite' };
const people =
  /email|phone|password|(first|last|full|user)_?name|observer_(name|id)|author|witness|deshm|violator|emri/i;

describe('member init on databases of other shapes', () => {
  it.each([
    {
      language: 'Ukrainian',
      table:
        'create table "порушення" (id integer primary key, "назва" text, "опис" text, "дата" text, "область" text, "дільниця" text, "категорія" text, "перевірено" integer, "телефон" text)',
      row: `insert into "порушення" values (1, 'Підкуп', 'Бачили підкуп', '2019-03-31', 'Київська', '12', 'підкуп', 1, '050'), (2, 'Тиск', 'Тиск', '2019-03-31', 'Львівська', '13', 'інше', 0, '050')`,
      finds: [
        'title: назва',
        'description: опис',
        'observedAt: дата',
        'place.path: область',
        'place.name: дільниця',
        'themes: категорія',
        'verification: перевірено',
      ],
    },
    {
      language: 'Georgian in Latin letters',
      table:
        'create table darghvevebi (id integer primary key, satauri text, aghtsera text, tarighi text, raioni text, ubani text, damkvirvebeli_telefon text)',
      row: `insert into darghvevebi values (1, 'ა', 'ბ', '2024-10-26', 'გორი', '12', '599'), (2, 'გ', 'დ', '2024-10-26', 'გორი', '13', '599')`,
      finds: [
        'title: satauri',
        'description: aghtsera',
        'observedAt: tarighi',
        'place.path: raioni',
        'place.name: ubani',
      ],
    },
    {
      language: 'Albanian',
      table:
        'create table shkeljet (id integer primary key, titulli text, pershkrimi text, data text, komuna text, vendvotimi text, kategoria text, emri text)',
      row: `insert into shkeljet values (1, 'a', 'b', '2021-04-25', 'Tiranë', '1', 'Dhunë', 'Arben'), (2, 'c', 'd', '2021-04-25', 'Vlorë', '2', 'Dhunë', 'Besa')`,
      finds: [
        'title: titulli',
        'description: pershkrimi',
        'observedAt: data',
        'place.path: komuna',
        'place.name: vendvotimi',
        'themes: kategoria',
      ],
    },
  ])('reads names in $language', async ({ table, row, finds }) => {
    const { sources } = await drafted(`${table}; ${row};`);
    expect(sources.map(({ record }) => record.name)).toEqual(['Finding']);
    expect(fieldsOf(sources)).toEqual(expect.arrayContaining(finds));
    expect(fieldsOf(sources)).toHaveLength(finds.length);
  });

  it('takes assessments to the recommendations that they point to', async () => {
    const { sources } = await drafted(`
      create table recommendation (id integer primary key, text text, year integer, priority text);
      create table assessment (id integer primary key, recommendation_id integer references recommendation (id), status text, comment text, assessed_on text);
      insert into recommendation values (1, 'Lower the limits.', 2018, 'High'), (2, 'Train the commissions.', 0, 'Low');
      insert into assessment values (1, 1, 'Partially implemented', 'A draft law.', '2020-05-01');`);
    expect(sources.map(({ record, name }) => `${record.name} ${name}`)).toEqual([
      'Recommendation recommendation',
      'Assessment assessment',
    ]);
    expect(fieldsOf(sources)).toEqual(
      expect.arrayContaining([
        'recommendation: recommendation_id',
        'status: status',
        'rationale: comment',
        'assessedOn: assessed_on',
        'issuedOn: year',
        'text: text',
        'priority: priority',
      ]),
    );
  });

  it('takes a column that may say who is to see a row for no question of a checklist', async () => {
    const questions = ['queue', 'list_missing', 'box_open', 'police', 'agitation', 'power_cut'];
    const columns = [...questions, 'published'];
    const database = await sqlite(`
      create table checklist (id integer primary key, station text, ${columns.map((name) => `${name} text`).join(', ')});
      insert into checklist values (1, '12', ${columns.map(() => "'yes'").join(', ')}), (2, '13', ${columns.map(() => "'no'").join(', ')});`);
    const { draft } = await draftOf(database).finally(() => database.drop());
    const ticked = draft.slice(draft.indexOf('checklist-ticked:'), draft.indexOf('checklist-totals:'));
    expect(ticked).toContain('which of the 6 questions are findings?');
    expect(ticked).toContain("SELECT 'queue' AS question");
    expect(ticked).not.toContain('published');
  });

  it('finds the places around a place by its parents, and by the path of their keys', async () => {
    const { sources } = await drafted(`
      create table place (id integer primary key, name text, parent_id integer);
      create table district (id integer primary key, name text, ancestry text);
      create table incident (id integer primary key, title text, place_id integer);
      create table complaint (id integer primary key, title text, district_id integer);
      insert into place values (1, 'Georgia', null), (2, 'Kakheti', 1), (3, 'Telavi', 2);
      insert into district values (1, 'Georgia', null), (2, 'Kakheti', '1'), (3, 'Telavi', '1/2');
      insert into incident values (1, 'a', 3); insert into complaint values (1, 'b', 3);`);
    expect(fieldsOf(sources)).toEqual(
      expect.arrayContaining(['place.path: place_path', 'place.name: place_label']),
    );
    expect(fieldsOf(sources).filter((field) => field === 'place.path: place_path')).toHaveLength(2);
  });

  it('has the places around a place by their size, and none of them for its name', async () => {
    const database = await sqlite(`
      create table polling_stations (id integer primary key, ps_code text, town text, municipality text, region_name text);
      create table violations (id integer primary key, title text, polling_station_id integer references polling_stations (id));
      insert into polling_stations values (1, '12-07', 'Telavi', 'Telavi', 'Kakheti');
      insert into violations values (1, 'a', 1);`);
    const { draft, link } = await draftOf(database).finally(() => database.drop());
    expect(fieldsOf(link.sources).filter((field) => field.startsWith('place.'))).toEqual([
      'place.path: place_region_name',
      'place.path: place_municipality',
      'place.path: place_town',
      'place.name: place_label',
    ]);
    expect(draft).toContain('place.ps_code AS place_label');
    expect(draft).toContain('- { column: place_region_name } # decide: is the largest place the first?');
  });

  it.each([
    {
      first: 'longitude',
      points: [
        [44.79, 41.72],
        [0, 0],
        [120.5, -8],
      ],
      latitude: 'ST_Y',
      longitude: 'ST_X',
    },
    {
      first: 'latitude',
      points: [
        [41.72, 44.79],
        [-8, 120.5],
      ],
      latitude: 'ST_X',
      longitude: 'ST_Y',
    },
  ])('takes points of MySQL apart, the $first first', async ({ points, latitude, longitude }) => {
    const database = await mariadb(`
      create table incident (id int primary key, title varchar(50), spot point, area polygon);
      insert into incident values ${points.map(([x, y], id) => `(${id}, 'a', point(${x}, ${y}), null)`)}, (9, 'b', null,
        st_polyfromtext('POLYGON((0 0, 1 0, 1 1, 0 0))'));`);
    try {
      const { link, draft } = await draftOf(database);
      expect(fieldsOf(link.sources)).toEqual(
        expect.arrayContaining(['place.latitude: point_latitude', 'place.longitude: point_longitude']),
      );
      expect(draft).toContain(`${latitude}(t.spot) AS point_latitude`);
      expect(draft).toContain(`${longitude}(t.spot) AS point_longitude`);
    } finally {
      await database.drop();
    }
  });
});

it('drafts a table and columns whose names have lines, as headings of spreadsheets do', async () => {
  const database = await sqlite(`
    create table "report
(all: #1)" (id integer primary key, "title
of it" text, description text, category text, "# odd
name" text);
    insert into "report
(all: #1)" values (1, 'One', 'Seen at the door', 'fraud', 'x'), (2, 'Two', 'Seen outside', 'voting', 'y');`);
  try {
    const { link } = await draftOf(database);
    expect(fieldsOf(link.sources)).toContain('title: title\nof it');
  } finally {
    await database.drop();
  }
});

it('drafts tables of a schema whose name is quoted, and what they refer to', async () => {
  const database = await postgres(`
    create schema "Другая схема";
    create table "Другая схема"."участки" (id int primary key, name text);
    insert into "Другая схема"."участки" values (1, 'УИК 12'), (2, 'УИК 13');
    create table "Другая схема"."отчёты" (id int primary key, title text, description text, category text, station_id int references "Другая схема"."участки");
    insert into "Другая схема"."отчёты" values (1, 'Один', 'Вброс', 'fraud', 1), (2, 'Два', 'Очередь', 'voting', 2);`);
  try {
    const { draft, link } = await draftOf(database);
    expect(draft).toContain('FROM "Другая схема"."отчёты" t');
    expect(fieldsOf(link.sources)).toEqual(
      expect.arrayContaining(['title: title', 'place.name: place_label']),
    );
  } finally {
    await database.drop();
  }
});

async function drafted(statements: string): Promise<Link> {
  const database = await sqlite(statements);
  try {
    return (await draftOf(database)).link;
  } finally {
    await database.drop();
  }
}

async function draftOf({ url }: KitDatabase): Promise<{ draft: string; link: Link }> {
  const draft = await draftDatabase(settingsOf(url), { member: 'golos' });
  const link = parseLink(draft, { file: 'draft.yaml', env: { DATABASE_URL: url } });
  await (await openLink(link)).close();
  return { draft, link };
}

function fieldsOf(sources: Link['sources']): string[] {
  return sources.flatMap((source) =>
    usedColumns(source).map(({ path, link: { column } }) => `${path}: ${column}`),
  );
}
