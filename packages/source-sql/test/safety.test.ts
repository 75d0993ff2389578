import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { recordType } from '@observer-graph/contract';
import type { Source } from '@observer-graph/source';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenError, type OpenLink, openLink, type SourceError } from '../src/index.ts';
import { inspectLink } from '../src/inspect/inspect-link.ts';
import type { DatabaseSettings } from '../src/link.ts';
import { openDatabase } from '../src/open-database.ts';
import { sql } from '../src/sql.ts';
import { column, constant, linkOf, type SourceDraft } from './support/links.ts';
import { servers, type TestDatabase } from './support/servers.ts';

/** For what comes soon, but not at once. */
const patience = { timeout: 20_000 };
const everyone = { level: 'PUBLIC' } as const;
const byTime = { filter: {}, order: 'OBSERVED_DESC', page: { first: 10 }, want: new Set(['title']) };

const slow = {
  postgres: (seconds: number) => `select id, title, pg_sleep(${seconds})::text as waited from notes`,
  mysql: (seconds: number) => `select id, title, sleep(${seconds}) as waited from notes`,
};
const endless = {
  postgres: slow.postgres(600),
  mysql: slow.mysql(600),
  sqlite:
    'select id, (with recursive n (i) as (select 1 union all select i + 1 from n) select max(i) from n) as waited from notes',
};
/** All connections of other clients to the database in use. */
const sessions = {
  postgres: `select pid as id from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  mysql: `select id from information_schema.processlist where db = database() and id <> connection_id()`,
};
const drop = {
  postgres: (id: unknown) => `select pg_terminate_backend(${id})`,
  mysql: (id: unknown) => `kill ${id}`,
};

/** The code and source of what a question failed by, and its message. */
async function failureOf(question: Promise<unknown>) {
  const error = await question.then(
    () => {
      throw new Error('It did not fail.');
    },
    (reason: SourceError) => reason,
  );
  return { ...error.extensions, message: error.message };
}

describe.each(['postgres', 'mysql', 'sqlite'] as const)('The existing database, %s', (dialect) => {
  let database: TestDatabase;
  const opened: OpenLink[] = [];
  async function open(sources: Record<string, SourceDraft>, settings: Partial<DatabaseSettings> = {}) {
    const link = await openLink(linkOf({ ...database.settings, ...settings }, sources));
    opened.push(link);
    return (record: string) => link.sourceFor(record)?.(everyone) as Source;
  }
  const notes: SourceDraft = { from: { table: 'notes' }, fields: { title: column('title') } };

  beforeAll(async () => {
    database = await servers[dialect]();
    await database.execute('create table notes (id int not null primary key, title varchar(50))');
    await database.execute("insert into notes values (1, 'one'), (2, 'two')");
  });
  afterAll(async () => {
    await Promise.all(opened.map((link) => link.close()));
    await database?.drop();
  });

  if (dialect !== 'sqlite') {
    const closeAll = async () => {
      for (const row of await database.execute(sessions[dialect])) {
        await database.execute(drop[dialect](Object.values(row as object)[0]));
      }
    };

    it('may close all connections between questions: nobody notices', async () => {
      const source = await open({ notes });
      for (let round = 0; round < 3; round++) {
        await Promise.all(Array.from({ length: 6 }, () => source('Finding').count({})));
        await closeAll();
        expect(await Promise.all([1, 2, 3, 4].map(() => source('Finding').count({})))).toEqual([2, 2, 2, 2]);
      }
    });

    it('may close all connections during questions: those fail, as unavailable or not at all, and the next do not', async () => {
      const source = await open({
        slow: { from: { select: slow[dialect](0.4) }, fields: { title: column('waited') } },
      });
      const asked = Promise.allSettled(Array.from({ length: 5 }, () => source('Finding').list(byTime)));
      await new Promise((resolve) => setTimeout(resolve, 300));
      await closeAll();
      for (const answer of await asked) {
        if (answer.status === 'rejected') {
          expect(answer.reason.extensions).toEqual({ code: 'SOURCE_UNAVAILABLE', source: 'slow' });
        } else expect(answer.value.edges).toHaveLength(2);
      }
      expect(await source('Finding').count({})).toBe(2);
    });

    it('answers more statements than a connection keeps, and the first ones again', async () => {
      const { settings } = database;
      const opened = await openDatabase({ ...settings, poolSize: 1 });
      const ask = (number: number) =>
        opened.run(sql`select ${sql.lit(String(number))} as n, title from notes where id = ${2}`);
      for (const number of [...Array(450).keys(), 0, 449]) {
        for (let turn = 0; turn < 2; turn++)
          expect(await ask(number)).toEqual([{ n: String(number), title: 'two' }]);
      }
      await opened.close();
    });

    it('is never asked by more connections than the pool has, and all the same answers everybody', async () => {
      const source = await open(
        { slow: { from: { select: slow[dialect](0.02) }, fields: { title: column('waited') } } },
        { poolSize: 2 },
      );
      await closeAll();
      // A connection that was ended is listed for a moment yet.
      await expect.poll(() => database.execute(sessions[dialect]), patience).toEqual([]);
      const asked = Array.from({ length: 2 + 5 }, () => source('Finding').list(byTime));
      const counts: number[] = [];
      const all = Promise.all(asked);
      let done = false;
      all.finally(() => {
        done = true;
      });
      while (!done) counts.push((await database.execute(sessions[dialect])).length);
      expect((await all).map(({ edges }) => edges.length)).toEqual([2, 2, 2, 2, 2, 2, 2]);
      expect(Math.max(...counts)).toBe(2);
    });

    it('ends a statement that takes too long, and the link goes on', async () => {
      const source = await open(
        {
          slow: { from: { select: endless[dialect] }, fields: { title: column('waited') } },
          visits: { record: 'Mission', from: { table: 'notes' }, fields: { title: column('title') } },
        },
        { statementTimeoutMs: 2_000, poolSize: 1 },
      );
      const failed = await failureOf(source('Finding').list(byTime));
      expect(failed).toMatchObject({ code: 'SOURCE_UNAVAILABLE', source: 'slow' });
      expect(await source('Mission').count({})).toBe(2);
      const running =
        dialect === 'postgres'
          ? `${sessions.postgres} and state = 'active'`
          : `${sessions.mysql} and command <> 'Sleep'`;
      // Of itself it would go on for ten minutes.
      await expect.poll(() => database.execute(running), patience).toEqual([]);
    });

    it('holds a question that waits too long for a connection to be unavailable', async () => {
      const source = await open(
        // Two rows, so 2.4 s: the first is answered in time, and two take longer than the third waits.
        { slow: { from: { select: slow[dialect](1.2) }, fields: { title: column('waited') } } },
        { statementTimeoutMs: 4_000, poolSize: 1 },
      );
      const answers = await Promise.allSettled([1, 2, 3].map(() => source('Finding').list(byTime)));
      const codes = answers.map((answer) => answer.status === 'rejected' && answer.reason.extensions.code);
      expect(codes[0]).toBe(false);
      expect(codes[2]).toBe('SOURCE_UNAVAILABLE');
      expect(await source('Finding').count({})).toBe(2);
    });
  }

  it.each([
    { change: 'dropped', statement: 'drop table passing_dropped' },
    { change: 'altered', statement: 'alter table passing_altered drop column title' },
  ])(
    'may have a table $change: an error of that record type alone, and no shorter list',
    async ({ change, statement }) => {
      const table = `passing_${change}`;
      await database.execute(`create table ${table} (id int not null primary key, title varchar(50))`);
      await database.execute(`insert into ${table} values (1, 'one')`);
      const source = await open({
        notes,
        passing: { from: { table }, fields: { title: column('title'), country: constant('GE') } },
        visits: { record: 'Mission', from: { table: 'notes' }, fields: { title: column('title') } },
      });
      expect((await source('Finding').list(byTime)).edges).toHaveLength(3);
      await database.execute(statement);
      const questions = {
        list: () => source('Finding').list(byTime),
        pages: () => source('Finding').pages('country', ['GE'], byTime),
        byIds: () => source('Finding').byIds(['m1:finding:notes:1', 'm1:finding:passing:1'], byTime.want),
        text: () => source('Finding').count({ text: ['one'] }),
      };
      for (const [, ask] of Object.entries(questions)) {
        expect(await failureOf(ask())).toEqual({
          code: 'SOURCE_FAILED',
          source: 'passing',
          message: expect.not.stringMatching(/select|column|table|127|passing_/i),
        });
      }
      expect(await source('Mission').count({})).toBe(2);
      expect((await source('Mission').list({ ...byTime, order: 'START_DESC' })).edges).toHaveLength(2);
    },
  );

  it('gets a column that is added later by no way', async () => {
    const table = 'growing';
    await database.execute(`create table ${table} (id int not null primary key, title varchar(50))`);
    await database.execute(`insert into ${table} values (1, 'one')`);
    const source = await open({ growing: { fields: { title: column('title') } } });
    const before = await source('Finding').list(byTime);
    await database.execute(`alter table ${table} add column phone varchar(50) default '+995 555 123 456'`);
    expect(await source('Finding').list(byTime)).toEqual(before);
    expect(
      JSON.stringify(await source('Finding').list({ ...byTime, want: new Set(['title', 'phone']) })),
    ).not.toContain('995');
  });

  it('refuses a function that writes, in the database itself', async () => {
    if (dialect === 'sqlite') {
      // SQLite has no functions of its own; the pragma is all that stands between.
      const direct = await openDatabase(database.settings);
      await expect(
        direct.run(sql.raw("with w as (select 1) insert into notes select 9, 'nine' from w")),
      ).rejects.toThrow(/read/i);
      await expect(direct.run(sql.raw("attach database ':memory:' as other"))).resolves.toEqual([]);
      await expect(direct.run(sql.raw('create table other.t (x)'))).rejects.toThrow(/read/i);
      await direct.close();
    } else {
      await database.execute(
        dialect === 'postgres'
          ? `create function sneaks() returns text language plpgsql as $$ begin insert into notes values (9, 'nine'); return 'x'; end $$`
          : `create function sneaks() returns varchar(9) modifies sql data begin insert into notes values (9, 'nine'); return 'x'; end`,
      );
      // MariaDB refuses it as soon as the link is opened, PostgreSQL when it is called.
      const refused = open({
        sneaky: {
          from: { select: 'select id, sneaks() as title from notes' },
          fields: { title: column('title') },
        },
      }).then((source) => source('Finding').list(byTime));
      const error = await refused.catch((reason: Error) => reason);
      expect(String((error as Error).cause ?? error)).toMatch(/read.only transaction/i);
    }
    expect(await database.execute('select id from notes order by id')).toEqual([{ id: 1 }, { id: 2 }]);
  });

  it.runIf(dialect === 'postgres')(
    'refuses it too where the SELECT changes what its session may do',
    async () => {
      await database.execute('create table log (at text)');
      await database.execute(`create function tries_to_write() returns int language plpgsql as $$ begin
      insert into log values ('written'); return 1;
      exception when read_only_sql_transaction then return 0; end $$`);
      const sneaky = (setting: string): SourceDraft => ({
        from: {
          select: `select id, set_config('${setting}', 'off', false) || tries_to_write() as title from notes`,
        },
        fields: { title: column('title') },
      });
      const later = sneaky('default_transaction_read_only');
      const now = sneaky('transaction_read_only');
      const source = await open({ later, now: { ...now, record: 'Mission' } }, { poolSize: 1 });
      for (let round = 0; round < 3; round++) {
        const { edges } = await source('Finding').list(byTime);
        expect(edges.map(({ node }) => node['title'])).toEqual(['off0', 'off0']);
        expect(await source('Finding').count({})).toBe(2);
        const error = await source('Mission')
          .list({ ...byTime, order: 'START_DESC' })
          .catch((reason: Error) => reason);
        expect(String((error as Error).cause)).toMatch(/read-write mode must be set before any query/);
      }
      const inspection = await inspectLink(linkOf(database.settings, { later }));
      for (let round = 0; round < 2; round++) {
        for await (const batch of inspection.sources[0]?.records() ?? []) {
          expect(batch.map(({ raw }) => raw('title'))).toEqual(['off0', 'off0']);
        }
        await inspection.sources[0]?.origins();
      }
      await inspection.close();
      expect(await database.execute('select at from log')).toEqual([]);
    },
  );

  it.runIf(dialect === 'postgres')(
    'finds each session as the kit made it, whatever the last SELECT did',
    async () => {
      const moved =
        "select id, set_config('timezone', 'Asia/Tbilisi', false) || set_config('search_path', '', false) as title from notes";
      const source = await open(
        {
          moved: { record: 'Mission', from: { select: moved }, fields: { title: column('title') } },
          zones: {
            from: { select: "select id, current_setting('timezone') as title from notes" },
            fields: { title: column('title') },
          },
        },
        { poolSize: 1 },
      );
      await source('Mission').list({ ...byTime, order: 'START_DESC' });
      const { edges } = await source('Finding').list(byTime);
      expect(edges.map(({ node }) => node['title'])).toEqual(['UTC', 'UTC']);
    },
  );

  it.runIf(dialect === 'postgres')('may lose its prepared statements: they are prepared again', async () => {
    await database.execute(
      `create function forgets() returns text language plpgsql as $$ begin deallocate all; return ''; end $$`,
    );
    const source = await open(
      {
        notes,
        forgetful: {
          record: 'Mission',
          from: { select: 'select id, forgets() as title from notes' },
          fields: { title: column('title') },
        },
      },
      { poolSize: 1 },
    );
    for (let round = 0; round < 3; round++) {
      await source('Mission')
        .list({ ...byTime, order: 'START_DESC' })
        .catch(() => {});
      expect((await source('Finding').list(byTime)).edges).toHaveLength(2);
    }
  });

  it('answers about the other sources while one with more questions than the pool has connections takes long', async () => {
    const source = await open(
      {
        slow: { from: { select: endless[dialect] }, fields: { title: column('waited') } },
        visits: { record: 'Mission', from: { table: 'notes' }, fields: { title: column('title') } },
      },
      { statementTimeoutMs: 6_000 },
    );
    const order: string[] = [];
    const asked = Array.from({ length: 8 }, async () => {
      const failed = await failureOf(source('Finding').list(byTime));
      order.push(`${failed.source} ${failed.code}`);
    });
    for (let round = 0; round < 3; round++) {
      await source('Mission').list({ ...byTime, order: 'START_DESC' });
      await source('Mission').coverage();
      order.push('visits');
    }
    await Promise.all(asked);
    expect(order).toEqual([
      ...Array.from({ length: 3 }, () => 'visits'),
      ...Array.from({ length: 8 }, () => 'slow SOURCE_UNAVAILABLE'),
    ]);
  }, 60_000);
});

describe('Sources that share the connections of PostgreSQL', () => {
  const statementTimeoutMs = 20_000;
  const lock = 4711;
  let database: TestDatabase;
  let open: OpenLink;
  const messages: string[] = [];
  beforeAll(async () => {
    database = await servers.postgres();
    await database.execute('create table notes (id int not null primary key, title text)');
    await database.execute("insert into notes values (1, 'One')");
    await database.execute('create table twice as select * from notes union all select * from notes');
    // As slow as the test likes.
    const select = `select id, pg_advisory_xact_lock_shared(${lock})::text as waited from notes`;
    const slow: SourceDraft = { from: { select }, fields: { title: column('waited') } };
    const fast: SourceDraft = { from: { table: 'notes' }, fields: { title: column('title') } };
    open = await openLink(
      linkOf(
        { ...database.settings, statementTimeoutMs, poolSize: 3 },
        {
          twice: { ...fast, from: { table: 'twice' }, record: 'Recommendation' },
          one: { ...slow, record: 'Document' },
          other: { ...slow, record: 'Mission' },
          fast: { ...fast, record: 'Practice' },
          never: { ...fast, record: 'Finding' },
        },
      ),
      { log: (message) => messages.push(message) },
    );
  });
  afterAll(async () => {
    await open?.close();
    await database?.drop();
  });

  const listOf = (record: string) =>
    open
      .sourceFor(record)?.({ level: 'PUBLIC' })
      .list({
        filter: {},
        order: [...recordType(record).orders.keys()][0] ?? '',
        page: { first: 5 },
        want: new Set(['title']),
      });
  const holdUp = () => database.execute(`select pg_advisory_lock(${lock})`);
  const letGo = () => database.execute(`select pg_advisory_unlock(${lock})`);

  it('leave one to those that answer soon, however many of them are slow', async () => {
    await holdUp();
    const first = [listOf('Document'), listOf('Mission')];
    await delay(statementTimeoutMs / 10);
    await letGo();
    await Promise.all(first);
    await holdUp();
    const ended: unknown[] = [];
    const slow = ['Document', 'Mission', 'Document', 'Mission', 'Document', 'Mission'].map(async (record) => {
      ended.push((await listOf(record))?.edges.length);
    });
    for (let round = 0; round < 3; round++) {
      const fast = await Promise.all([listOf('Practice'), listOf('Finding'), listOf('Practice')]);
      expect(fast.map((page) => page?.edges.length)).toEqual([1, 1, 1]);
    }
    expect(ended).toEqual([]);
    await letGo();
    await Promise.all(slow);
    expect(ended).toEqual([1, 1, 1, 1, 1, 1]);
  }, 60_000);

  it('leave it to questions rather than to a look at keys, which waits', async () => {
    await holdUp();
    const slow = [listOf('Document'), listOf('Mission')];
    const look = open.refuseFaultyKeys();
    for (let round = 0; round < 10; round++) expect((await listOf('Practice'))?.edges).toHaveLength(1);
    expect(messages).toEqual([]);
    await letGo();
    await Promise.all([...slow, look]);
    expect(messages).toEqual([expect.stringContaining('source "twice": 2 rows share one key: id = 1.')]);
  }, 60_000);
});

describe.each(['postgres', 'mysql'] as const)('A strict link, on %s', (dialect) => {
  const login = `reader_${randomBytes(6).toString('hex')}`;
  let database: TestDatabase;
  beforeAll(async () => {
    database = await servers[dialect]();
    await database.execute('create table notes (id int not null primary key, title varchar(50))');
  });
  afterAll(() => database?.drop());
  const link = (url: string) =>
    linkOf(
      { ...database.settings, url, strict: true },
      { notes: { from: { table: 'notes' }, fields: { title: column('title') } } },
    );

  it('refuses a login that can write, with what would mend it', async () => {
    const error = await openLink(link(database.settings.url)).catch((reason: OpenError) => reason);
    expect(error).toMatchObject({
      code: 'LOGIN_CAN_WRITE',
      problems: expect.arrayContaining([expect.stringMatching(/GRANT SELECT ON/)]),
    });
  });

  it('opens with one that only reads', async () => {
    const url = new URL(database.settings.url);
    const name = url.pathname.slice(1);
    if (dialect === 'postgres') {
      await database.execute(
        `create role ${login} login password 'reads'; grant select on notes to ${login}`,
      );
    } else {
      await database.execute(`create user ${login}@'%' identified by 'reads'`);
      await database.execute(`grant select on ${name}.notes to ${login}@'%'`);
    }
    url.username = login;
    url.password = 'reads';
    try {
      await (await openLink(link(url.href))).close();
    } finally {
      await database.execute(
        dialect === 'postgres' ? `drop owned by ${login}; drop role ${login}` : `drop user ${login}@'%'`,
      );
    }
  });
});
