import type { Filter, PageQuery } from '@observer-graph/source';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CompiledSource, compileSource } from '../src/compile-source.ts';
import type { Database } from '../src/dialects/dialect.ts';
import { listPage } from '../src/list-pages.ts';
import { openDatabase } from '../src/open-database.ts';
import { derivedTable } from '../src/source-key.ts';
import { sql } from '../src/sql.ts';
import { column, constant, linkedSource, values } from './support/links.ts';
import { servers, type TestDatabase } from './support/servers.ts';

const everyone = { level: 'PUBLIC' } as const;
const rows = 1_000_000;

const fill = {
  postgres: [
    `create table report (id int primary key, title text, sev int, country char(2), election text, open int, observed_at timestamptz)`,
    `insert into report select i, 'Report ' || i, 1 + i % 4, case when i % 10000 = 2 then 'XK' else (array['GE','RU','MD','AM'])[1 + i % 4] end, 'E' || i % 40, i % 10,
       case when i % 100 = 1 then null else timestamptz '2015-01-01Z' + (i::bigint * 7919 % ${rows}) * interval '300 seconds' end
     from generate_series(1, ${rows}) i`,
    'create index by_time on report (observed_at, id)',
    'create index by_country on report (country, observed_at, id)',
    'analyze report',
  ],
  mysql: [
    `create table report (id int primary key, title varchar(50), sev int, country char(2), election varchar(9), open int, observed_at datetime(6))`,
    `insert into report select seq, concat('Report ', seq), 1 + seq % 4, if(seq % 10000 = 2, 'XK', elt(1 + seq % 4, 'GE','RU','MD','AM')), concat('E', seq % 40), seq % 10,
       if(seq % 100 = 1, null, timestamp '2015-01-01 00:00:00' + interval (seq * 7919 % ${rows}) * 300 second)
     from seq_1_to_${rows}`,
    'create index by_time on report (observed_at, id)',
    'create index by_country on report (country, observed_at, id)',
    'analyze table report',
  ],
};

const report = linkedSource('report', {
  fields: {
    title: column('title'),
    severity: column('sev', values({ 1: 'LOW', 2: 'MEDIUM', 3: 'HIGH', 4: 'CRITICAL' })),
    country: column('country'),
    elections: column(
      'election',
      values({ E1: 'RU-2021-09-19-parliamentary', E2: 'MD-2021-07-11-parliamentary' }),
    ),
    observedAt: column('observed_at'),
  },
  visibility: [
    {
      kind: 'column',
      column: 'open',
      values: new Map([
        ['1', 'PUBLIC'],
        ['2', 'PUBLIC'],
        ['3', 'PUBLIC'],
      ]),
      otherwise: 'OWNER',
    },
  ],
});

const lookedUp = linkedSource('report', {
  fields: {
    ...Object.fromEntries(report.fields),
    elections: {
      kind: 'lookup',
      by: {
        country: column('country'),
        year: column('observed_at', { time: { format: 'year', zone: 'Asia/Tbilisi' } }),
        kind: constant('PARLIAMENTARY'),
      },
      elections: [
        { id: 'XK-2021-02-14-parliamentary', country: 'XK', year: 2021, kind: 'PARLIAMENTARY' },
        { id: 'MD-2021-07-11-parliamentary', country: 'MD', year: 2021, kind: 'PARLIAMENTARY' },
      ],
    },
  },
});

describe.each(['postgres', 'mysql'] as const)('A list by time of %s', (dialect) => {
  let database: TestDatabase;
  let opened: Database;
  let source: CompiledSource;
  let lookingUp: CompiledSource;
  let plans: string[] = [];
  beforeAll(async () => {
    database = await servers[dialect]();
    for (const statement of fill[dialect]) await database.execute(statement);
    // One connection, whose prepared statements can be looked at.
    opened = await openDatabase({ ...database.settings, poolSize: 1 });
    const explaining: Database = {
      ...opened,
      cells: async (statement) => {
        const plan = await opened.run(sql`explain ${statement}`);
        plans.push(plan.map((line) => Object.values(line).join(' ')).join('\n'));
        return opened.cells(statement);
      },
    };
    const columns = await opened.columns(derivedTable(report.from));
    source = compileSource(report, 'm1', explaining, columns);
    lookingUp = compileSource(lookedUp, 'm1', explaining, columns);
  }, 180_000);
  afterAll(async () => {
    await opened?.close();
    await database?.drop();
  });

  const want = new Set(['title', 'severity', 'country', 'elections', 'observedAt']);
  const list = async (filter: Filter, page: PageQuery) => {
    plans = [];
    return listPage([source], everyone, { filter, order: 'OBSERVED_DESC', page, want });
  };
  const unindexed = /Seq Scan| ALL /;
  const sorted = /\bSort\b|filesort|temporary/;
  const expectIndexes = (asked: readonly string[], few: boolean) => {
    for (const plan of asked) {
      expect(plan).toMatch(/\bby_(time|country)\b/);
      expect(plan).not.toMatch(unindexed);
      // A few that an index found may be sorted afterwards.
      if (!few) expect(plan).not.toMatch(sorted);
    }
  };

  describe.each([20, 200])('of %i records', (size) => {
    it.each([
      { what: 'all', few: false, filter: {} },
      { what: "a country's", few: false, filter: { country: ['GE'] } },
      { what: "a rare country's", few: true, filter: { country: ['XK'] } },
      {
        what: "two elections'",
        few: true,
        filter: { election: ['RU-2021-09-19-parliamentary', 'MD-2021-07-11-parliamentary'] },
      },
    ])('reads $what from an index', async ({ what, few, filter }) => {
      const rare = what.includes('rare');
      const first = await list(filter, { first: rare ? 10 : size });
      expect(first.edges).toHaveLength(rare ? 10 : size);
      const asked = [...plans];
      const cursor = (await list(filter, { first: rare ? 20 : 1_500 })).edges.at(-1)?.cursor ?? '';
      await list(filter, { first: size, after: cursor });
      asked.push(...plans.slice(0, 1));
      await list(filter, { last: size, before: cursor });
      asked.push(...plans.slice(-1));
      expect(asked).toHaveLength(3);
      expectIndexes(asked, few);
    });
  });

  it.each(['XK', 'MD'])(
    'reads an election that is looked up by country and time from an index: %s',
    async (country) => {
      plans = [];
      const filter = { election: [`${country}-2021-${country === 'XK' ? '02-14' : '07-11'}-parliamentary`] };
      const query = { filter, order: 'OBSERVED_DESC', page: { first: 20 }, want };
      const { edges } = await listPage([lookingUp], everyone, query);
      const shown = edges.map(({ node }) => [node['country'], node['elections'], node['observedAt']]);
      expect(shown).toEqual(
        edges.map(() => [country, filter.election, expect.stringMatching(/^2021-|^2020-12-31T2/)]),
      );
      expect(edges).toHaveLength(country === 'XK' ? 11 : 20);
      expect(plans.join()).toMatch(/\bby_country\b/);
      expectIndexes(plans, true);
    },
  );

  it.runIf(dialect === 'postgres')('plans a prepared statement for its values each time', async () => {
    for (let round = 0; round < 12; round++) await list({ country: ['GE'] }, { first: 20 });
    await list({ country: ['XK'] }, { first: 10 });
    expectIndexes(plans, true);
    expect(plans.join()).toMatch(/\bby_country\b/);
    const prepared = await opened.run(sql`
      select sum(custom_plans)::text as custom, sum(generic_plans)::text as generic from pg_prepared_statements
      where statement like 'select%order by%'`);
    expect(Number(prepared[0]?.['custom'])).toBeGreaterThan(5);
    expect(prepared[0]?.['generic']).toBe('0');
  });
});
