import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession } from '../../src/inspect/open-session.ts';
import type { LongQuery, Session } from '../../src/inspect/session.ts';
import type { Dialect } from '../../src/link.ts';
import { type Sql, sql } from '../../src/sql.ts';
import { servers, type TestDatabase } from '../support/servers.ts';

const dialects: readonly Dialect[] = ['postgres', 'mysql', 'sqlite'];
const random = { postgres: 'random()', mysql: 'rand()', sqlite: 'random()' };
/** Of one row that nobody waits for. */
const never = {
  postgres: 'select 1 as id, pg_sleep(600)::text as words',
  mysql: "select id, words from report where id = 'k0001' and sleep(600) = 0",
  sqlite:
    'with recursive n (i) as (select 1 union all select i + 1 from n) select max(i) as id, 1 as words from n',
};

/** 2,000 rows with keys that sort as text, and 700 of one key among them. */
const keys = [
  ...Array.from({ length: 2_000 }, (_, index) => `k${String(index).padStart(4, '0')}`),
  ...Array.from({ length: 700 }, () => 'k0999'),
];

const longQuery = (select: string): LongQuery => ({
  columns: sql`r.id as id`,
  from: sql`(${sql.raw(select)}) as r`,
  where: sql`1 = 1`,
  key: [sql`r.id`],
});

async function read(session: Session, query: LongQuery, between: () => Promise<unknown> = async () => {}) {
  const ids: (string | null | undefined)[] = [];
  let batches = 0;
  for await (const rows of session.batches(query)) {
    for (const { id } of rows) ids.push(id);
    batches++;
    await between();
  }
  return { ids: ids.sort(), batches };
}

describe.each(dialects)('A session of %s', (dialect) => {
  let database: TestDatabase;
  const sessions: Session[] = [];
  const open = async (statementTimeoutMs = 20_000) => {
    const session = await openSession({ ...database.settings, statementTimeoutMs });
    sessions.push(session);
    return session;
  };
  beforeAll(async () => {
    database = await servers[dialect]();
    await database.execute('create table report (id varchar(9), words varchar(9))');
    await database.execute(`insert into report values ${keys.map((id) => `('${id}', 'x')`)}`);
  });
  afterAll(async () => {
    await Promise.all(sessions.map((session) => session.close()));
    await database?.drop();
  });

  it('gives each row once, whatever order a SELECT draws by lot, and rows of one key too', async () => {
    const session = await open();
    const { ids, batches } = await read(
      session,
      longQuery(`select * from report order by ${random[dialect]}`),
    );
    expect(ids).toEqual(keys.toSorted());
    expect(batches).toBeGreaterThan(2);
  });

  it('limits what it waits for, not how long its reader takes', async () => {
    const session = await open(1_500);
    // Three batches at least, so longer than the limit together.
    const { ids } = await read(session, longQuery('select * from report'), () => pause(800));
    expect(ids).toHaveLength(keys.length);
  });

  it('ends a statement that gives nothing, in the database too, and goes on', async () => {
    const session = await open(1_500);
    await expect(read(session, longQuery(never[dialect]))).rejects.toThrow(/took longer|statement timeout/);
    expect((await read(session, longQuery('select * from report'))).ids).toHaveLength(keys.length);
    await expect(session.run(sql.raw(`select words from (${never[dialect]}) as r`))).rejects.toThrow();
    expect(await session.run(sql.raw("select 'x' as x"))).toEqual([{ x: 'x' }]);
    const running: Partial<Record<Dialect, Sql>> = {
      postgres: sql`select query as q from pg_stat_activity where query like '%pg_sleep(600)%' and state = 'active' and pid <> pg_backend_pid()`,
      mysql: sql`select info as q from information_schema.processlist where info like '%sleep(600)%' and id <> connection_id()`,
    };
    const query = running[dialect];
    if (query) await expect.poll(() => session.run(query), { timeout: 20_000 }).toEqual([]);
  });

  it('reads one state, or says that there were several', async () => {
    const session = await open();
    const state = await session.oneState();
    await read(session, longQuery('select * from report'));
    expect(await state.changed()).toBe(false);
    // The owner's program does not wait.
    await database.execute("insert into report values ('new', 'x')");
    const { ids } = await read(session, longQuery('select * from report'));
    expect({ seen: ids.includes('new'), changed: await state.changed() }).toEqual(
      dialect === 'sqlite' ? { seen: true, changed: true } : { seen: false, changed: false },
    );
    await state.end();
    expect((await read(session, longQuery('select * from report'))).ids).toContain('new');
    await database.execute("delete from report where id = 'new'");
  });
});

describe('A session of SQLite', () => {
  it('reads one state where readers and writers do not wait for each other', async () => {
    const database = await servers.sqlite();
    await database.execute('pragma journal_mode = wal');
    await database.execute('create table report (id integer primary key)');
    const session = await openSession(database.settings);
    const state = await session.oneState();
    await read(session, longQuery('select * from report'));
    await database.execute('insert into report values (1)');
    expect((await read(session, longQuery('select * from report'))).ids).toEqual([]);
    expect(await state.changed()).toBe(false);
    await state.end();
    await session.close();
    await database.drop();
  });

  it('loses no row whose key is no UTF-8, of another type, or of several columns', async () => {
    const database = await servers.sqlite();
    await database.execute('create table report (a text, b int)');
    const ids = ['4b', '4bc3', '4bc37a', '4bee', '4befbfbd', '4bff', 'ff', '00'];
    for (const id of ids) {
      for (const b of ['1', '-5', '10', "'x'", '1.5', "''", '9223372036854775807']) {
        await database.execute(`insert into report
          with recursive n (i) as (select 1 union all select i + 1 from n where i < 20)
          select cast(x'${id}' || printf('%02d', i) as text), ${b} from n`);
      }
    }
    const session = await openSession(database.settings);
    const found: (string | null | undefined)[] = [];
    const query = {
      columns: sql`hex(cast(r.a as blob)) || ' ' || r.b as id`,
      from: sql`report as r`,
      where: sql`true`,
      key: [sql`cast(r.a as text) collate binary`, sql`r.b`],
    };
    for await (const rows of session.batches(query)) found.push(...rows.map(({ id }) => id));
    expect(found).toHaveLength(ids.length * 7 * 20);
    expect(new Set(found).size).toBe(found.length);
    await session.close();
    await database.drop();
  });
});
