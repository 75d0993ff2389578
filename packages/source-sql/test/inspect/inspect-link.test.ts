import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectDatabase } from '../../src/inspect/inspect-database.ts';
import { type Inspection, inspectLink } from '../../src/inspect/inspect-link.ts';
import type { ColumnLink, Dialect } from '../../src/link.ts';
import { column, constant, linkOf, values } from '../support/links.ts';
import { servers, type TestDatabase } from '../support/servers.ts';

const dialects: readonly Dialect[] = ['postgres', 'mysql', 'sqlite'];

const tables = [
  'create table mission (id integer not null primary key, title varchar(100))',
  `create table report (id integer, title varchar(100), kind varchar(20), seen_at timestamp null, said_at varchar(40),
    mission_id integer references mission (id), secret varchar(20))`,
  'create index report_seen on report (seen_at, id)',
  "insert into mission values (1, 'Autumn')",
  `insert into report values
    (1, 'One', 'a', '2021-09-19 09:00:00', '2021-09-19 09:00', 1, 'x'),
    (2, 'Two', 'b', '2021-09-19 10:00:00', 'soon', 1, 'x'),
    (2, 'Two again', 'b', '2150-01-01 00:00:00', 'soon', 1, 'x'),
    (null, 'No key', null, null, null, null, 'x')`,
];

describe.each(dialects)('inspectLink on %s', (dialect) => {
  let database: TestDatabase;
  let inspection: Inspection;
  beforeAll(async () => {
    database = await servers[dialect]();
    for (const statement of tables) {
      // MariaDB has no years beyond 2038 in a TIMESTAMP.
      await database.execute(
        dialect === 'mysql' ? statement.replace('timestamp null', 'datetime null') : statement,
      );
    }
    inspection = await inspectLink(
      linkOf(database.settings, {
        reports: {
          from: { select: 'select r.id, r.title, kind, seen_at, said_at, mission_id, secret from report r' },
          fields: {
            title: column('title'),
            themes: column('kind', values({ a: 'VOTING' }, 'OTHER')),
            observedAt: column('seen_at'),
            country: constant('GE'),
          },
        },
        gone: { from: { table: 'nowhere' }, fields: { title: column('title') } },
      }),
    );
  });
  afterAll(async () => {
    await inspection.close();
    await database.drop();
  });
  const source = () => inspection.sources[0] as Inspection['sources'][number];

  it('goes on where a source does not fit', () => {
    expect(inspection.misfits.map(({ source: { name } }) => name)).toEqual(['gone']);
    expect(inspection.sources.map(({ link }) => link.name)).toEqual(['reports']);
  });

  it('counts rows and keys', async () => {
    expect(await source().rows()).toBe(4);
    expect(await source().nullKeys()).toBe(1);
    expect(await source().duplicateKeys(3)).toEqual({
      keys: 1,
      rows: 2,
      examples: [{ key: ['2'], rows: 2 }],
    });
  });

  it('counts the values of a column', async () => {
    const { values: found, more } = await source().valuesOf('kind', 2);
    expect(found[0]).toEqual({ text: 'b', rows: 2 });
    expect(more).toBe(true);
  });

  it('finds what is no time, and what lies ahead', async () => {
    const at = (name: string, format: 'native' = 'native') =>
      ({ ...column(name), time: { format, zone: 'UTC' } }) as ColumnLink;
    expect(await source().futureTimes(at('seen_at'), 'instant')).toBe(1);
    expect(await source().unreadableTimes(at('seen_at'), 'instant', 5)).toEqual([]);
    if (dialect !== 'sqlite') return;
    expect(await source().unreadableTimes(at('said_at'), 'instant', 5)).toEqual([{ text: 'soon', rows: 2 }]);
  });

  it('reads all records that have a key, with the raw text of linked columns', async () => {
    const records = [];
    for await (const batch of source().records()) records.push(...batch);
    expect(records.map(({ key, record, raw }) => [...key, record['themes'], raw('kind')])).toEqual([
      ['1', ['VOTING'], 'a'],
      ['2', ['OTHER'], 'b'],
      ['2', ['OTHER'], 'b'],
    ]);
  });

  it('tells where columns come from and by what they are indexed', async () => {
    const origin = (await source().origins()).get('seen_at');
    expect(origin?.column).toBe('seen_at');
    expect(origin?.table).toMatch(/report/);
    expect(origin?.indexes).toContainEqual(['seen_at', 'id']);
  });

  it('names a login that can write', async () => {
    const { writes, remedy } = await inspection.login();
    expect(writes.length).toBeGreaterThan(0);
    expect(remedy.join('\n')).toMatch(dialect === 'sqlite' ? /chmod/ : /GRANT SELECT ON .*(report|\*)/);
  });

  it('asks for the first page of an order, and fails where a list would', async () => {
    expect(
      await source()
        .firstPage('SEVERITY_DESC')
        .catch(() => 'no key'),
    ).toBe('no key');
    await database.execute('delete from report where id is null');
    expect(await source().firstPage('OBSERVED_DESC')).toBeGreaterThan(0);
  });

  it('describes the tables of a database', async () => {
    const inspection = await inspectDatabase(database.settings);
    const found = await inspection.tables();
    expect(found.map(({ name, rows, primaryKey }) => ({ name, rows, primaryKey }))).toEqual([
      { name: 'mission', rows: 1, primaryKey: ['id'] },
      { name: 'report', rows: 3, primaryKey: [] },
    ]);
    const kind = found[1]?.columns.find(({ name }) => name === 'kind');
    expect(kind).toEqual({
      name: 'kind',
      type: 'text',
      values: [
        { text: 'b', rows: 2 },
        { text: 'a', rows: 1 },
      ],
      more: false,
    });
    if (dialect === 'mysql') return; // MariaDB reads REFERENCES beside a column from 10.5 on, MySQL never.
    expect(found[1]?.foreignKeys).toEqual([{ column: 'mission_id', table: 'mission', references: 'id' }]);
  });
});

describe('The statements for a login on PostgreSQL', () => {
  it('make one that reads views and partitioned tables, and nothing that lies behind them', async () => {
    const database = await servers.postgres();
    const role = `reader_${randomBytes(6).toString('hex')}`;
    for (const statement of [
      'create schema "user"',
      'create table everything (id int primary key, title text, secret text)',
      'create view "user"."open reports" as select id, title from everything',
      'create table visit (id int, day date, title text) partition by range (day)',
      "create table visit_2024 partition of visit for values from ('2024-01-01') to ('2025-01-01')",
    ]) {
      await database.execute(statement);
    }
    const select =
      'SELECT r.id, r.title, v.day FROM "user"."open reports" r LEFT JOIN visit v ON v.id = r.id';
    const inspection = await inspectLink(
      linkOf(database.settings, { reports: { from: { select }, fields: { title: column('title') } } }),
    );
    const { remedy } = await inspection.login();
    await inspection.close();
    try {
      for (const statement of remedy) await database.execute(statement.replaceAll('observer_reader', role));
      await database.execute(`set role ${role}`);
      await database.execute(select);
      await expect(database.execute('select * from everything')).rejects.toThrow(/permission denied/);
    } finally {
      await database.execute(`reset role; drop owned by ${role}; drop role ${role}`);
      await database.drop();
    }
  });
});
