import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Source } from '@observer-graph/source';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectLink, type OpenLink, openLink, type SourceError } from '../src/index.ts';
import type { DatabaseSettings } from '../src/link.ts';
import { openDatabase } from '../src/open-database.ts';
import { sql } from '../src/sql.ts';
import { column, linkOf, type SourceDraft } from './support/links.ts';
import { servers, type TestDatabase } from './support/servers.ts';

const everyone = { level: 'PUBLIC' } as const;
const query = { filter: {}, order: 'OBSERVED_DESC', page: { first: 20 }, want: new Set(['title']) };
const endless = '(with recursive n (i) as (select 1 union all select i + 1 from n) select max(i) from n)';

/** Three ways in which a view never ends: at once, after its first rows, and in one cell of one row. */
const views = {
  never: `select 1 as id, ${endless} as title`,
  later: `select id, title from notes union all
    select i, '' from (with recursive n (i) as (select 1 union all select i + 1 from n) select i from n) where i < 0`,
  cell: `select id, case id when 2 then ${endless} else title end as title from notes`,
};

const slow = (view: string): SourceDraft => ({ from: { table: view }, fields: { title: column('title') } });
const visits: SourceDraft = {
  record: 'Mission',
  from: { table: 'notes' },
  fields: { title: column('title') },
};

/** The names of what was asked, in the order in which it was answered or failed, and what it failed by. */
async function inOrder(asked: Readonly<Record<string, Promise<unknown>>>) {
  const order: string[] = [];
  const failures: Record<string, unknown> = {};
  await Promise.all(
    Object.entries(asked).map(async ([name, answer]) => {
      await answer.catch((error: SourceError) => {
        failures[name] = error.extensions;
      });
      order.push(name);
    }),
  );
  return { order, failures };
}

describe('A SQLite database with a view that never ends', () => {
  let database: TestDatabase;
  const opened: OpenLink[] = [];
  async function open(sources: Record<string, SourceDraft>, settings: Partial<DatabaseSettings> = {}) {
    const limits = { statementTimeoutMs: 2_000, poolSize: 2, ...settings };
    const link = await openLink(linkOf({ ...database.settings, ...limits }, sources));
    opened.push(link);
    return (record: string) => link.sourceFor(record)?.(everyone) as Source;
  }
  beforeAll(async () => {
    database = await servers.sqlite();
    await database.execute('create table notes (id integer primary key, title text)');
    await database.execute("insert into notes values (1, 'one'), (2, 'two'), (3, 'three')");
    for (const [name, select] of Object.entries(views)) {
      await database.execute(`create view ${name} as ${select}`);
    }
  });
  afterAll(async () => {
    await Promise.all(opened.map((link) => link.close()));
    await database?.drop();
  });

  it.each(Object.keys(views))(
    'answers from other tables while the view runs, and fails by its code: %s',
    async (view) => {
      const source = await open({ [view]: slow(view), visits });
      let turns = 0;
      const timer = setInterval(() => turns++, 1);
      const { order, failures } = await inOrder({
        [view]: source('Finding').list(query),
        visits: source('Mission').count({}),
      });
      clearInterval(timer);
      expect(order).toEqual(['visits', view]);
      expect(failures).toEqual({ [view]: { code: 'SOURCE_UNAVAILABLE', source: view } });
      // In the thread of the statement there would have been none.
      expect(turns).toBeGreaterThan(10);
    },
  );

  it('ends the statement itself: the only connection answers the next', async () => {
    const source = await open({ never: slow('never'), visits }, { poolSize: 1 });
    for (let round = 0; round < 3; round++) {
      await expect(source('Finding').list(query)).rejects.toMatchObject({
        extensions: { code: 'SOURCE_UNAVAILABLE', source: 'never' },
      });
      expect(await source('Mission').count({})).toBe(3);
    }
  });

  it('fails a question that waits too long for a connection, and goes on', async () => {
    const source = await open({ never: slow('never'), visits });
    const asked = Array.from({ length: 7 }, () => source('Finding').list(query));
    for (const answer of await Promise.allSettled(asked)) {
      expect(answer).toMatchObject({ status: 'rejected', reason: { extensions: { source: 'never' } } });
    }
    expect(await source('Mission').count({})).toBe(3);
  });

  it('holds up nobody when memory is collected meanwhile, after more statements than are kept', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const opened = await openDatabase({ ...database.settings, statementTimeoutMs: 1_000, poolSize: 1 });
    for (let number = 0; number < 450; number++) {
      expect(await opened.run(sql.raw(`select '${number}' as n`))).toEqual([{ n: `${number}` }]);
    }
    const never = expect(opened.run(sql.raw('select title from never'))).rejects.toThrow(
      'longer than 1000 ms',
    );
    const timer = setInterval(collect, 50);
    await never;
    clearInterval(timer);
    expect(await opened.run(sql.raw("select 'x' as n"))).toEqual([{ n: 'x' }]);
    await opened.close();
  });

  it('keeps no other database waiting, however many have one', async () => {
    // All of them take what the processors have.
    const limits = { statementTimeoutMs: 4_000 };
    const bad = await Promise.all(Array.from({ length: 6 }, () => open({ never: slow('never') }, limits)));
    const good = await open({ visits }, limits);
    const asked = Object.fromEntries(
      bad.map((source, index) => [`never ${index}`, source('Finding').list(query)]),
    );
    const { order, failures } = await inOrder({ ...asked, visits: good('Mission').count({}) });
    expect(order[0]).toBe('visits');
    expect(Object.keys(failures)).toHaveLength(6);
  });

  it('waits for its statements when it is closed, and no longer', async () => {
    const link = await openLink(
      linkOf({ ...database.settings, statementTimeoutMs: 1_000 }, { never: slow('never') }),
    );
    const asked = link.sourceFor('Finding')?.(everyone).list(query) as Promise<unknown>;
    const failed = expect(asked).rejects.toMatchObject({ extensions: { source: 'never' } });
    await link.close();
    await failed;
  });

  it.each(Object.keys(views))('is inspected to the end: %s', async (view) => {
    const limits = { statementTimeoutMs: 1_000, poolSize: 1 };
    const inspection = await inspectLink(
      linkOf({ ...database.settings, ...limits }, { [view]: slow(view), visits }),
    );
    const [bad, good] = inspection.sources;
    const records = async (source: typeof bad) => {
      let count = 0;
      for await (const batch of source?.records() ?? []) count += batch.length;
      return count;
    };
    await expect(records(bad)).rejects.toMatchObject({
      extensions: { code: 'SOURCE_UNAVAILABLE', source: view },
      cause: { message: 'The statement took longer than 1000 ms.' },
    });
    expect(await records(good)).toBe(3);
    await inspection.close();
  });

  it('is unavailable while somebody else has it locked', async () => {
    const source = await open({ visits });
    await database.execute('begin exclusive');
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await expect(source('Mission').count({})).rejects.toMatchObject({
      extensions: { code: 'SOURCE_UNAVAILABLE', source: 'visits' },
    });
    clearInterval(timer);
    await database.execute('rollback');
    expect(turns).toBeGreaterThan(10);
    expect(await source('Mission').count({})).toBe(3);
  });
});

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
});

describe('Texts of SQLite', () => {
  const texts = {
    quotes: `('"'), ('\\'), ('["a", 1]')`,
    JSON: `(json_array('a', 1)), (json_object('a', null))`,
    'what is no UTF-8': `(cast(x'4162ff63' as text)), (cast(x'41c3' as text)), (cast(x'eda080' as text))`,
    'letters of all kinds': `('ვაკე'), ('😀'), (char(0xFFFD, 0x2028)), ('a' || char(0) || 'b'), (char(1, 9, 10, 13, 127))`,
    nothing: `(null), (''), ('null')`,
  };
  it.each(Object.entries(texts))('are read as they are: %s', async (_, list) => {
    const database = await servers.sqlite();
    const values = (await database.execute(
      `select cast(column1 as blob) as bytes from (values ${list})`,
    )) as { bytes: ArrayBuffer | null }[];
    const opened = await openDatabase(database.settings);
    const rows = await opened.run(sql.raw(`select column1 as "a ""name""" from (values ${list})`));
    expect(rows.map((row) => row['a "name"'])).toEqual(
      values.map(({ bytes }) => (bytes === null ? null : Buffer.from(bytes).toString())),
    );
    expect(await opened.run(sql.raw('select 1 as a where 0'))).toEqual([]);
    await opened.close();
    await database.drop();
  });
});
