import { recordType } from '@observer-graph/contract';
import type { Viewer } from '@observer-graph/executor';
import type { Filter, Source } from '@observer-graph/source';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenLink, openLink } from '../src/index.ts';
import type { FieldLink } from '../src/link.ts';
import { column, constant, linkOf } from './support/links.ts';
import { servers, type TestDatabase } from './support/servers.ts';

const everyone: Viewer = { level: 'PUBLIC' };
const network: Viewer = { level: 'NETWORK', member: 'm2' };
const owner: Viewer = { level: 'OWNER', member: 'm1' };
const foreignOwner: Viewer = { level: 'OWNER', member: 'm2' };

const types = { postgres: 'timestamp', mysql: 'datetime(6)', sqlite: 'text' } as const;
const finding = recordType('Finding');
const ids = ['1', '2', '3', '4', '5'].map((key) => `m1:finding:notes:${key}`);
const want = new Set(['title', 'description', 'observedAt', 'observedAtPrecision', 'place']);

/** Times on either side of noon and of each hour of the days in question. */
const bounds = ['2021-09-19', '2021-09-20', '2021-10-01', '2021-10-02'].flatMap((day) =>
  ['00:00:00', '00:30:00', '01:00:00', '10:00:00', '12:00:00', '22:00:00', '23:30:00'].map(
    (time) => `${day}T${time}Z`,
  ),
);
const texts = ['Beridze', 'BERIDZE', 'гиоргадзе', '555', '577', 'Call', '[…]', 'late', 'опозда'];

/** All that a viewer can learn, by every way there is. */
async function everythingFor(source: Source) {
  const filters: Filter[] = [
    {},
    ...texts.map((text) => ({ text: [text] })),
    ...bounds.flatMap((bound) => [{ observedFrom: bound }, { observedBefore: bound }]),
  ];
  const found: unknown[] = [await source.byIds(ids, want)];
  for (const order of finding.orders.keys()) {
    const page = await source.list({ filter: {}, order, page: { first: 50 }, want });
    found.push(page);
    for (const { cursor } of page.edges) {
      found.push(await source.list({ filter: {}, order, page: { first: 50, after: cursor }, want }));
      found.push(await source.list({ filter: {}, order, page: { last: 50, before: cursor }, want }));
    }
  }
  for (const filter of filters) found.push(await source.count(filter));
  found.push(await source.summarize({ filter: {}, by: ['MONTH'] }));
  found.push(await source.summarize({ filter: { text: ['Beridze'] }, by: ['COUNTRY', 'MONTH'] }));
  found.push(
    await source.pages('country', ['GE'], { filter: {}, order: 'OBSERVED_DESC', page: { first: 3 }, want }),
  );
  const { asOf: _now, ...coverage } = await source.coverage();
  return [...found, coverage];
}

const utc = ['2024-06-30T00:00:00Z', '2024-06-01T00:00:00Z'];

describe.each(['postgres', 'mysql', 'sqlite'] as const)('What is protected in %s', (dialect) => {
  let database: TestDatabase;
  const opened: OpenLink[] = [];
  const open = async (fields: Readonly<Record<string, FieldLink>>) => {
    const link = await openLink(
      linkOf(database.settings, { notes: { fields: { country: constant('GE'), ...fields } } }),
    );
    opened.push(link);
    return { link, as: (viewer: Viewer) => link.sourceFor('Finding')?.(viewer) as Source };
  };
  const hide = async (rows: readonly [title: string, at: string | null, lat: string][]) => {
    await database.execute('delete from notes');
    await database.insert(
      'notes',
      rows.map(([title, at, lat], index) => ({
        id: index + 1,
        title,
        body: `${title}, опоздали`,
        at,
        lat,
        lon: lat,
      })),
    );
  };
  beforeAll(async () => {
    database = await servers[dialect]();
    await database.execute(
      `create table notes (id int not null primary key, title varchar(200), body varchar(200), at ${types[dialect]}, lat double precision, lon double precision)`,
    );
  });
  afterAll(async () => {
    await Promise.all(opened.map((link) => link.close()));
    await database?.drop();
  });

  it('is not to be had by those whom it is kept from, in any way, and is by others', async () => {
    const redact = {
      patterns: ['\\+?\\d[\\d ]{7,}\\d'],
      words: ['Beridze', 'Гиоргадзе'],
      for: 'PUBLIC',
    } as const;
    const { as } = await open({
      title: column('title', { redact }),
      description: column('body', { redact }),
      observedAt: column('at', { coarsen: { to: 'DAY', for: 'PUBLIC' } }),
      observedAtPrecision: constant('EXACT'),
      place: {
        kind: 'object',
        fields: new Map<string, FieldLink>([
          ['latitude', column('lat', { decimals: { to: 1, for: 'PUBLIC' } })],
          ['longitude', column('lon', { decimals: { to: 1, for: 'PUBLIC' } })],
        ]),
      },
    });
    await hide([
      ['Call Beridze +995 555 12 34 56', '2021-09-19 23:10:00', '41.71'],
      ['Opened late', '2021-09-19 01:20:00.123456', '41.72'],
      ['Beridze', '2021-09-20 10:00:00', '41.73'],
      ['Call late', '2021-10-01 00:00:00', '41.69'],
      ['Late', null, '41.65'],
    ]);
    const before = { everyone: await everythingFor(as(everyone)), network: await everythingFor(as(network)) };
    const [first] = await as(everyone).byIds(ids, want);
    expect(first).toEqual({
      id: ids[0],
      title: 'Call […] […]',
      description: 'Call […] […], опоздали',
      observedAt: '2021-09-19T00:00:00Z',
      observedAtPrecision: 'DAY',
      place: { latitude: 41.7, longitude: 41.7 },
    });
    await hide([
      ['Call гиоргадзе 577 98 76 54', '2021-09-19 00:00:00', '41.665'],
      ['Opened late', '2021-09-19 22:45:00', '41.749'],
      ['BERIDZE', '2021-09-20 23:59:59.999999', '41.7'],
      ['Call late', '2021-10-01 23:00:00', '41.7'],
      ['Late', null, '41.7'],
    ]);
    expect(await everythingFor(as(everyone))).toEqual(before.everyone);
    expect(await everythingFor(as(network))).not.toEqual(before.network);
    for (const viewer of [network, owner, foreignOwner]) {
      const [seen] = await as(viewer).byIds(ids, want);
      expect(seen).toMatchObject({
        title: 'Call гиоргадзе 577 98 76 54',
        observedAt: '2021-09-19T00:00:00Z',
        observedAtPrecision: 'EXACT',
      });
      expect(await as(viewer).count({ text: ['beridze'] })).toBe(1);
    }
  });

  it.each([
    { to: 'HOUR', told: '2021-10-01T05:00:00Z', precision: 'HOUR' },
    { to: 'DAY', told: '2021-10-01T00:00:00Z', precision: 'DAY' },
    { to: 'MONTH', told: '2021-10-01T00:00:00Z', precision: 'MONTH' },
  ] as const)(
    'is told by the $to to everybody, the owner too, if nobody is named',
    async ({ to, told, precision }) => {
      const { as } = await open({ title: column('title'), observedAt: column('at', { coarsen: { to } }) });
      await hide([
        ['a', '2021-10-01 05:59:59.9', '1'],
        ['b', '2021-10-01 05:00:00', '1'],
        ['c', '2021-11-30 23:59:59', '1'],
        ['d', '1969-12-31 23:00:01', '1'],
      ]);
      const query = { filter: {}, order: 'OBSERVED_ASC', page: { first: 10 }, want };
      const { edges } = await as(owner).list(query);
      expect(edges.map(({ node }) => node['title'])).toEqual(['d', 'a', 'b', 'c']);
      expect(edges[1]?.node).toMatchObject({ observedAt: told, observedAtPrecision: precision });
      const after = await as(owner).list({ ...query, page: { first: 10, after: edges[1]?.cursor ?? '' } });
      expect(after.edges).toEqual(edges.slice(2));
      const { buckets } = await as(owner).summarize({ filter: {}, by: ['MONTH'] });
      expect(buckets).toEqual(
        expect.arrayContaining([
          { keys: ['1969-12'], count: 1 },
          { keys: ['2021-10'], count: 2 },
          { keys: ['2021-11'], count: 1 },
        ]),
      );
    },
  );

  it('is told by the local day of a local time and of a date, else by that of UTC', async () => {
    const [wall, instant, day] = {
      postgres: ['timestamp', 'timestamptz', 'date'],
      mysql: ['datetime', 'timestamp null', 'date'],
      sqlite: ['text', 'text', 'text'],
    }[dialect];
    const zoned = dialect === 'mysql' ? '2024-06-30 21:30:00' : '2024-06-30 21:30:00Z';
    await database.execute(
      `create table clocks (id int primary key, wall ${wall}, inst ${instant}, unix int, day ${day})`,
    );
    await database.execute(
      `insert into clocks values (1, '2024-07-01 00:30:00', '${zoned}', 1719783000, '2024-07-01')`,
    );
    const told = async (name: string, to: 'DAY' | 'MONTH') => {
      const format = name === 'unix' ? 'unix-seconds' : 'native';
      const observedAt = column(name, { time: { format, zone: 'Europe/Kyiv' }, coarsen: { to } });
      const link = await openLink(linkOf(database.settings, { clocks: { fields: { observedAt } } }));
      const records = link.sourceFor('Finding')?.(everyone).byIds(['m1:finding:clocks:1'], want);
      const [record] = (await records) ?? [];
      await link.close();
      return record?.['observedAt'];
    };
    const text = dialect === 'sqlite';
    expect({
      wall: [await told('wall', 'DAY'), await told('wall', 'MONTH')],
      inst: [await told('inst', 'DAY'), await told('inst', 'MONTH')],
      unix: [await told('unix', 'DAY'), await told('unix', 'MONTH')],
      day: [await told('day', 'DAY'), await told('day', 'MONTH')],
    }).toEqual({
      wall: text ? utc : ['2024-07-01T00:00:00Z', '2024-07-01T00:00:00Z'],
      inst: utc,
      unix: utc,
      day: text ? utc : ['2024-06-30T21:00:00Z', '2024-06-30T21:00:00Z'],
    });
  });

  it('is withheld whole, and counted, where a pattern takes too long', async () => {
    const { link, as } = await open({
      title: column('title', { redact: { patterns: ['(a+)+$'], words: [] } }),
    });
    await hide([
      [`${'a'.repeat(60)}!`, null, '1'],
      ['baa', null, '1'],
    ]);
    const titles = (await as(everyone).byIds(ids.slice(0, 2), want)).map((record) => record?.['title']);
    expect(titles).toEqual([null, 'b[…]']);
    expect(link.withheldTexts()).toBe(1);
  });
});
