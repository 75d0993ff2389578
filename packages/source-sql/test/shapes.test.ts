import type { Row } from '@observer-graph/source';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectLink, openLink } from '../src/index.ts';
import type { FieldLink } from '../src/link.ts';
import { column, constant, linkOf, type SourceDraft, values } from './support/links.ts';
import { servers, type TestDatabase } from './support/servers.ts';

describe.each(['postgres', 'sqlite', 'mysql'] as const)('Over %s', (dialect) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await servers[dialect]();
  });
  afterAll(() => database?.drop());

  /** The records of one source, by an order, with all of the fields that it links. */
  async function recordsOf(
    name: string,
    draft: SourceDraft,
    order: string,
    filter = {},
  ): Promise<readonly Row[]> {
    const opened = await openLink(linkOf(database.settings, { [name]: draft }));
    try {
      const source = opened.sourceFor(draft.record ?? 'Finding')?.({ level: 'PUBLIC' });
      const want = new Set(Object.keys(draft.fields));
      const page = await source?.list({ filter, order, page: { first: 100 }, want });
      return page?.edges.map(({ node }) => node) ?? [];
    } finally {
      await opened.close();
    }
  }

  it('reads objects, lists of objects, and JSON', async () => {
    await database.execute(
      `create table shapes (id int not null primary key, title_ka text, title_en text, names text, docs text, lat numeric(8,3), doc text, page varchar(9))`,
    );
    await database.insert('shapes', [
      {
        id: 1,
        title_ka: 'კარუსელი',
        title_en: 'Carousel',
        names: '{"ka":"ა","en":"A","ru":null}',
        docs: '[{"instrument":"ICCPR","provision":25,"secret":"x"},{"provision":"of nothing"},"rubbish"]',
        lat: '41.700',
        doc: 'Report',
        page: '12',
      },
      {
        id: 2,
        title_ka: null,
        title_en: 'Only English',
        names: '[]',
        docs: '{}',
        lat: null,
        doc: null,
        page: 'xii',
      },
      {
        id: 3,
        title_ka: null,
        title_en: null,
        names: 'rubbish',
        docs: null,
        lat: null,
        doc: null,
        page: null,
      },
    ]);
    const draft: SourceDraft = {
      fields: {
        translations: {
          kind: 'objects',
          items: ['ka', 'en'].map((language) => ({
            kind: 'object' as const,
            fields: new Map<string, FieldLink>([
              ['language', constant(language)],
              ['title', column(`title_${language}`)],
            ]),
          })),
        },
        commitments: column('docs', { list: { kind: 'json' } }),
        place: { kind: 'object', fields: new Map([['latitude', column('lat')]]) },
        reference: {
          kind: 'object',
          fields: new Map([
            ['document', column('doc')],
            ['page', column('page')],
          ]),
        },
      },
    };
    expect(await recordsOf('shapes', draft, 'OBSERVED_ASC')).toEqual([
      {
        id: 'm1:finding:shapes:1',
        translations: [
          { language: 'ka', title: 'კარუსელი' },
          { language: 'en', title: 'Carousel' },
        ],
        commitments: [{ instrument: 'ICCPR', provision: '25', eos: null }],
        place: { latitude: 41.7 },
        reference: { document: 'Report', page: 12 },
      },
      {
        id: 'm1:finding:shapes:2',
        translations: [{ language: 'en', title: 'Only English' }],
        commitments: [],
        place: null,
        reference: null,
      },
      { id: 'm1:finding:shapes:3', translations: [], commitments: null, place: null, reference: null },
    ]);

    const country: SourceDraft = {
      record: 'Country',
      from: { table: 'shapes' },
      key: ['title_en'],
      fields: {
        names: column('names', { list: { kind: 'json-map', key: 'language', value: 'name' } }),
        rank: column('id'),
      },
    };
    const named = { ...country, from: { select: 'select * from shapes where title_en is not null' } };
    expect(await recordsOf('shapes', named, 'CODE_DESC')).toEqual([
      { code: 'Only English', names: [], rank: 2 },
      {
        code: 'Carousel',
        names: [
          { language: 'ka', name: 'ა' },
          { language: 'en', name: 'A' },
        ],
        rank: 1,
      },
    ]);
    expect(await recordsOf('shapes', named, 'CODE_ASC', { code: ['Carousel'], text: ['Ა'] })).toHaveLength(1);
  });

  it('reads days from dates, from times in a zone, and from words', async () => {
    const type = { postgres: ['date', 'timestamptz'], mysql: ['date', 'datetime'], sqlite: ['text', 'text'] }[
      dialect
    ];
    await database.execute(
      `create table days (id int not null primary key, day ${type[0]}, at ${type[1]}, round varchar(5))`,
    );
    await database.insert('days', [
      {
        id: 1,
        day: '2024-10-26',
        at: dialect === 'postgres' ? '2024-10-25T21:30:00Z' : '2024-10-26 00:30:00',
        round: 'I',
      },
      { id: 2, day: null, at: null, round: 'II' },
      {
        id: 3,
        day: '9999-12-31',
        at: dialect === 'postgres' ? '9999-12-31' : '9999-12-31 00:00:00',
        round: 'III',
      },
    ]);
    const draft = (link: ReturnType<typeof column>): SourceDraft => ({
      record: 'Recommendation',
      fields: { issuedOn: link },
    });
    const days = async (link: ReturnType<typeof column>, filter = {}) =>
      (await recordsOf('days', draft(link), 'ISSUED_ASC', filter)).map((row) => row['issuedOn']);
    expect(await days(column('day'))).toEqual(['2024-10-26', null, null]);
    const tbilisi = column('at', { time: { format: 'native', zone: 'Asia/Tbilisi' } });
    expect(await days(tbilisi)).toEqual(['2024-10-26', null, null]);
    expect(await days(tbilisi, { issuedFrom: '2024-10-26', issuedBefore: '2024-10-27' })).toEqual([
      '2024-10-26',
    ]);
    expect(await days(tbilisi, { issuedFrom: '2024-10-26T00:00:01Z' })).toEqual([]);
    const mapped = column('round', values({ I: '2020-10-31', II: '2020-11-21' }));
    expect(await days(mapped)).toEqual(['2020-10-31', '2020-11-21', null]);
    expect(await days(mapped, { issuedFrom: '2020-11-01' })).toEqual(['2020-11-21']);
  });

  it('counts days by their own months, whatever the month of UTC at that time', async () => {
    const type = { postgres: 'timestamptz', mysql: 'timestamp null', sqlite: 'text' }[dialect];
    await database.execute(`create table nights (id int not null primary key, at ${type}, seconds int)`);
    const z = dialect === 'mysql' ? '' : 'Z';
    // SQLite's texts begin with their day, whatever the zone.
    const native = dialect === 'sqlite' ? [] : [['at', 'native'] as const];
    await database.insert('nights', [
      { id: 1, at: `2024-10-31 19:59:59${z}`, seconds: 1730404799 },
      { id: 2, at: `2024-10-31 20:00:00${z}`, seconds: 1730404800 },
    ]);
    for (const [name, format] of [...native, ['seconds', 'unix-seconds'] as const]) {
      const fields = {
        text: constant('Publish the results.'),
        issuedOn: column(name, { time: { format, zone: 'Asia/Tbilisi' } }),
      };
      const opened = await openLink(
        linkOf(database.settings, { nights: { record: 'Recommendation', fields } }),
      );
      const source = opened.sourceFor('Recommendation')?.({ level: 'PUBLIC' });
      const { buckets } = (await source?.summarize({ filter: {}, by: ['MONTH'] })) ?? {};
      expect(buckets).toEqual([
        { keys: ['2024-10'], count: 1 },
        { keys: ['2024-11'], count: 1 },
      ]);
      await opened.close();
    }
  });

  it('sorts keys by their bytes, whatever the collation', async () => {
    await database.execute('create table texts (id varchar(20) not null)');
    const keys = ['B', 'a', 'Ä', 'Z', 'z', '10', '9', 'b ', 'ა', '😀', '\uffee', "o'b", 'a\\b', '%'];
    await database.insert(
      'texts',
      keys.map((id) => ({ id })),
    );
    const bytes = (text: string) => Buffer.from(text).toString('hex');
    const sorted = [...keys].sort((one, other) => (bytes(one) < bytes(other) ? -1 : 1));
    const idsBy = async (order: string) =>
      (await recordsOf('texts', { fields: {} }, order)).map((row) => row['id']);
    const expected = sorted.map((key) => `m1:finding:texts:${encodeURIComponent(key)}`);
    expect(await idsBy('OBSERVED_ASC')).toEqual(expected);
    expect(await idsBy('OBSERVED_DESC')).toEqual(expected.reverse());
    const opened = await openLink(linkOf(database.settings, { texts: { fields: {} } }));
    const source = opened.sourceFor('Finding')?.({ level: 'PUBLIC' });
    const ids = [...keys, 'A', 'b', 'ä'].map((key) => `m1:finding:texts:${encodeURIComponent(key)}`);
    const found = await source?.byIds(ids, new Set(['id']));
    await opened.close();
    expect(found?.map((row) => row?.['id'] ?? null)).toEqual([
      ...ids.slice(0, keys.length),
      null,
      null,
      null,
    ]);
  });
});

describe('PostgreSQL', () => {
  it('reads its own types: arrays, enums, UUIDs, JSON, infinity', async () => {
    const database = await servers.postgres();
    try {
      await database.execute(`create type gravity as enum ('minor', 'grave')`);
      await database.execute(
        `create table kinds (id uuid primary key, tags text[], gravity gravity, at timestamptz, doc jsonb, fee numeric)`,
      );
      await database.execute(`insert into kinds values
        ('b0000000-0000-4000-8000-000000000001', '{VOTERS,"OBSERVERS"}', 'grave', '2021-09-19 10:00:00.120+03', '["VOTE_BUYING"]', 2.50),
        ('a0000000-0000-4000-8000-000000000002', '{}', 'minor', 'infinity', '{}', 2),
        ('A0000000-0000-4000-8000-000000000001', null, null, '-infinity', null, null)`);
      const opened = await openLink(
        linkOf(database.settings, {
          kinds: {
            fields: {
              affected: column('tags', { list: { kind: 'array' } }),
              severity: column('gravity', values({ minor: 'LOW', grave: 'CRITICAL', unheard: 'HIGH' })),
              observedAt: column('at'),
              themes: column('doc', { list: { kind: 'json' } }),
              tone: column('fee', values({ '2.5': 'NEGATIVE', '2': 'MIXED' })),
            },
          },
        }),
      );
      const source = opened.sourceFor('Finding')?.({ level: 'PUBLIC' });
      const all = {
        filter: {},
        order: 'OBSERVED_ASC',
        page: { first: 9 },
        want: new Set(['affected', 'severity', 'observedAt', 'themes', 'tone']),
      };
      const page = await source?.list(all);
      expect(page?.edges.map(({ node }) => node)).toEqual([
        {
          id: 'm1:finding:kinds:b0000000-0000-4000-8000-000000000001',
          affected: ['VOTERS', 'OBSERVERS'],
          severity: 'CRITICAL',
          observedAt: '2021-09-19T07:00:00.12Z',
          themes: ['VOTE_BUYING'],
          tone: 'NEGATIVE',
        },
        {
          id: 'm1:finding:kinds:a0000000-0000-4000-8000-000000000001',
          affected: null,
          severity: null,
          observedAt: null,
          themes: null,
          tone: null,
        },
        {
          id: 'm1:finding:kinds:a0000000-0000-4000-8000-000000000002',
          affected: [],
          severity: 'LOW',
          observedAt: null,
          themes: [],
          tone: 'MIXED',
        },
      ]);
      const counts = await Promise.all(
        [
          { affected: ['OBSERVERS'] },
          { severity: ['LOW', 'HIGH'] },
          { theme: ['VOTE_BUYING'] },
          { tone: ['NEGATIVE'] },
        ].map((filter) => source?.count(filter)),
      );
      expect(counts).toEqual([1, 1, 1, 1]);
      await opened.close();
    } finally {
      await database.drop();
    }
  });
});

describe('MariaDB', () => {
  it('takes days that no month has for unknown, not for later ones', async () => {
    const database = await servers.mysql();
    try {
      // One after the other: the mode is the connection's.
      await database.execute("set sql_mode = 'ALLOW_INVALID_DATES'");
      await database.execute(
        'create table days (id int primary key, at datetime(6), day date, out_at datetime)',
      );
      await database.execute(`insert into days values
        (1, '2024-02-30 10:00:00', '2024-02-30', '2024-02-30'), (2, '2023-02-29', '2023-02-29', '2024-01-01'), (3, '2024-04-31 23:59:59.5', '2024-04-31', '2024-01-01'),
        (4, '2024-02-29 10:00:00', '2024-02-29', '2024-01-01'), (5, '2024-12-31', '2024-12-31', '2024-02-29')`);
      const link = linkOf(database.settings, {
        days: {
          fields: {
            observedAt: column('at'),
            updatedAt: column('day', { coarsen: { to: 'MONTH' } }),
          },
          embargoUntil: column('out_at'),
        },
      });
      const opened = await openLink(link);
      const source = opened.sourceFor('Finding')?.({ level: 'PUBLIC' });
      const want = new Set(['observedAt', 'updatedAt']);
      const page = await source?.list({ filter: {}, order: 'OBSERVED_ASC', page: { first: 9 }, want });
      const backwards = await source?.list({ filter: {}, order: 'UPDATED_DESC', page: { first: 9 }, want });
      const since = await source?.count({ observedFrom: '2024-03-01T00:00:00Z' });
      await opened.close();
      const found = page?.edges.map(({ node }) => [
        String(node['id']).at(-1),
        node['observedAt'],
        node['updatedAt'],
      ]);
      expect(found).toEqual([
        ['4', '2024-02-29T10:00:00Z', '2024-02-01T00:00:00Z'],
        ['5', '2024-12-31T00:00:00Z', '2024-12-01T00:00:00Z'],
        ['2', null, null],
        ['3', null, null],
      ]);
      expect(backwards?.edges.map(({ node }) => String(node['id']).at(-1))).toEqual(['5', '4', '3', '2']);
      expect(since).toBe(1);

      const inspection = await inspectLink(link);
      const [inspected] = inspection.sources;
      const unreadable = [
        await inspected?.unreadableTimes(column('at'), 'instant', 1),
        await inspected?.unreadableTimes(column('day'), 'date', 5),
        await inspected?.unreadableTimes(column('out_at'), 'instant', 5),
      ];
      await inspection.close();
      expect(unreadable).toEqual([
        [{ text: '2023-02-29 00:00:00.000000', rows: 1 }],
        ['2023-02-29', '2024-02-30', '2024-04-31'].map((text) => ({ text, rows: 1 })),
        [{ text: '2024-02-30 00:00:00', rows: 1 }],
      ]);
    } finally {
      await database.drop();
    }
  });

  it('takes zero dates for unknown, and its own types as they are', async () => {
    const database = await servers.mysql();
    try {
      await database.execute(
        `create table kinds (id int primary key, at datetime, stamp timestamp null, flag bit(1), word enum('a','b'), latin varchar(20) character set latin1)`,
      );
      await database.execute(`insert into kinds values
        (1, '0000-00-00 00:00:00', '2021-09-19 10:00:00', b'1', 'a', 'é'), (2, '2021-05-00 00:00:00', null, b'0', 'b', 'e'), (3, '2021-05-01 00:00:00', null, null, null, null)`);
      const opened = await openLink(
        linkOf(database.settings, {
          kinds: {
            fields: {
              observedAt: column('at'),
              updatedAt: column('stamp', { time: { format: 'native', zone: 'Asia/Tbilisi' } }),
              tone: column('flag', values({ 1: 'NEGATIVE', 0: 'POSITIVE' })),
              severity: column('word', values({ a: 'LOW', b: 'HIGH' })),
              title: column('latin'),
              organization: column('latin'),
            },
          },
        }),
      );
      const source = opened.sourceFor('Finding')?.({ level: 'PUBLIC' });
      const all = {
        filter: {},
        order: 'OBSERVED_ASC',
        page: { first: 9 },
        want: new Set(['observedAt', 'updatedAt', 'tone', 'severity', 'title']),
      };
      const page = await source?.list(all);
      expect(page?.edges.map(({ node }) => node)).toEqual([
        {
          id: 'm1:finding:kinds:3',
          observedAt: '2021-05-01T00:00:00Z',
          updatedAt: null,
          tone: null,
          severity: null,
          title: null,
        },
        {
          id: 'm1:finding:kinds:1',
          observedAt: null,
          updatedAt: '2021-09-19T10:00:00Z',
          tone: 'NEGATIVE',
          severity: 'LOW',
          title: 'é',
        },
        {
          id: 'm1:finding:kinds:2',
          observedAt: null,
          updatedAt: null,
          tone: 'POSITIVE',
          severity: 'HIGH',
          title: 'e',
        },
      ]);
      const counts = await Promise.all(
        [
          { tone: ['NEGATIVE'] },
          { severity: ['HIGH'] },
          { organization: ['é'] },
          { organization: ['Ж', 'e'] },
          { text: ['É'] },
          { observedBefore: '2030-01-01' },
        ].map((filter) => source?.count(filter)),
      );
      expect(counts).toEqual([1, 1, 1, 1, 1, 1]);
      await opened.close();
    } finally {
      await database.drop();
    }
  });
});
