import type { Source } from '@observer-graph/source';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLink } from '../src/index.ts';
import { openDatabase } from '../src/open-database.ts';
import { sql } from '../src/sql.ts';
import { column, linkOf } from './support/links.ts';
import { servers, type TestDatabase } from './support/servers.ts';

const everyone = { level: 'PUBLIC' } as const;
const query = { filter: {}, order: 'OBSERVED_DESC', page: { first: 20 }, want: new Set(['title']) };
/** Takes some seconds wherever it runs. */
const endless =
  'select 1 as id, (with recursive n(i) as (select 1 union all select i + 1 from n where i < 30000000) select count(*) from n) as title';

describe('A large SQLite database', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await servers.sqlite();
    await database.execute('create table notes (id integer primary key, title text, seen text)');
    await database.execute(`insert into notes
      with recursive n(i) as (select 1 union all select i + 1 from n where i < 100000)
      select i, 'A note of some length, so that the file is large enough, number ' || i,
        datetime('2015-01-01', (i * 7919 % 100000) || ' minutes') from n`);
  });
  afterAll(() => database?.drop());

  it('answers while this thread goes on', async () => {
    const link = linkOf(database.settings, {
      notes: { fields: { title: column('title'), observedAt: column('seen') } },
    });
    const opened = await openLink(link);
    const source = opened.sourceFor('Finding')?.(everyone) as Source;
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    const { edges } = await source.list(query);
    clearInterval(timer);
    expect(edges).toHaveLength(20);
    expect(await source.count({ text: ['number 99999'] })).toBe(1);
    // Sorting 100,000 times takes far longer than a turn of the loop; in this thread there would have been none.
    expect(turns).toBeGreaterThan(3);
    await opened.close();
  });

  it('cannot be written to', async () => {
    const opened = await openDatabase(database.settings);
    await expect(opened.run(sql.raw('delete from notes'))).rejects.toThrow(/read/i);
    await opened.close();
  });

  it('is unavailable where a statement takes too long, and then answers the next', async () => {
    const link = linkOf(
      { ...database.settings, statementTimeoutMs: 1_500 },
      {
        slow: { from: { select: endless }, fields: { title: column('title') } },
        visits: { record: 'Mission', from: { table: 'notes' }, fields: { title: column('title') } },
      },
    );
    const opened = await openLink(link);
    const source = (record: string) => opened.sourceFor(record)?.(everyone) as Source;
    await expect(source('Finding').list(query)).rejects.toMatchObject({
      extensions: { code: 'SOURCE_UNAVAILABLE', source: 'slow' },
    });
    expect(await source('Mission').count({})).toBe(100_000);
    await opened.close();
  });
});
