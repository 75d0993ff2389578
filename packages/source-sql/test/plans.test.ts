import type { Filter, PageQuery } from '@observer-graph/source';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CompiledSource, compileSource } from '../src/compile-source.ts';
import type { Database } from '../src/dialects/dialect.ts';
import { listPage } from '../src/list-pages.ts';
import { openDatabase } from '../src/open-database.ts';
import { derivedTable } from '../src/source-key.ts';
import { sql } from '../src/sql.ts';
import { column, linkedSource, values } from './support/links.ts';
import { servers, type TestDatabase } from './support/servers.ts';

const everyone = { level: 'PUBLIC' } as const;
const rows = 200_000;

const fill = {
  postgres: [
    `create table report (id int primary key, title text, sev int, country char(2), election text, open int, observed_at timestamptz)`,
    `insert into report select i, 'Report ' || i, 1 + i % 4, (array['GE','RU','MD','AM'])[1 + i % 4], 'E' || i % 40, i % 10,
       case when i % 100 = 1 then null else timestamptz '2015-01-01Z' + (i::bigint * 7919 % ${rows}) * interval '300 seconds' end
     from generate_series(1, ${rows}) i`,
    'create index by_time on report (observed_at, id)',
    'analyze report',
  ],
  mysql: [
    `create table report (id int primary key, title varchar(50), sev int, country char(2), election varchar(9), open int, observed_at datetime(6))`,
    `insert into report select seq, concat('Report ', seq), 1 + seq % 4, elt(1 + seq % 4, 'GE','RU','MD','AM'), concat('E', seq % 40), seq % 10,
       if(seq % 100 = 1, null, timestamp '2015-01-01 00:00:00' + interval (seq * 7919 % ${rows}) * 300 second)
     from seq_1_to_${rows}`,
    'create index by_time on report (observed_at, id)',
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

describe.each(['postgres', 'mysql'] as const)('A list by time of %s', (dialect) => {
  let database: TestDatabase;
  let opened: Database;
  let source: CompiledSource;
  let plans: string[] = [];
  beforeAll(async () => {
    database = await servers[dialect]();
    for (const statement of fill[dialect]) await database.execute(statement);
    opened = await openDatabase(database.settings);
    const explaining: Database = {
      ...opened,
      run: async (statement) => {
        const plan = await opened.run(sql`explain ${statement}`);
        plans.push(plan.map((line) => Object.values(line).join(' ')).join('\n'));
        return opened.run(statement);
      },
    };
    source = compileSource(report, 'm1', explaining, await opened.columns(derivedTable(report.from)));
  });
  afterAll(async () => {
    await opened?.close();
    await database?.drop();
  });

  const page = (after?: string): PageQuery => ({ first: 20, ...(after !== undefined && { after }) });
  const want = new Set(['title', 'severity', 'country', 'elections', 'observedAt']);
  const list = async (filter: Filter, asked: PageQuery = page()) => {
    plans = [];
    return listPage([source], everyone, { filter, order: 'OBSERVED_DESC', page: asked, want });
  };

  it.each([
    { what: 'all', filter: {} },
    { what: "a country's", filter: { country: ['GE'] } },
    {
      what: "an election's",
      filter: { election: ['RU-2021-09-19-parliamentary', 'MD-2021-07-11-parliamentary'] },
    },
  ])('reads $what from the index in its order, and sorts nothing', async ({ filter }) => {
    const first = await list(filter);
    expect(first.edges).toHaveLength(20);
    const asked = [...plans];
    const many = { ...page(first.edges.at(-1)?.cursor), first: 1_500 };
    const cursor = (await list(filter, many)).edges.at(-1)?.cursor;
    await list(filter, page(cursor));
    asked.push(...plans);
    await list(filter, { last: 20, ...(cursor !== undefined && { before: cursor }) });
    asked.push(...plans);
    expect(asked).toHaveLength(3);
    for (const plan of asked) {
      expect(plan).toMatch(/\bby_time\b/);
      expect(plan).not.toMatch(/\bSort\b|Seq Scan|filesort|temporary| ALL /);
    }
  });
});
