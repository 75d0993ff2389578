import { copyFile, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type OpenLink,
  openLink,
  type RegisteredElection,
  readLinkFile,
  type ServedOptions,
  type WantedElections,
  withElections,
  writeSnapshot,
} from '../src/index.ts';
import type { Dialect, Link, LookupPart } from '../src/link.ts';
import { column, constant, linkOf, type SourceDraft } from './support/links.ts';
import { servers, type TestDatabase } from './support/servers.ts';

const want = new Set(['title', 'observedAt', 'visibility', 'description']);
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

interface Opened {
  readonly link: OpenLink;
  readonly messages: string[];
  /** What the public is told of these ids, or by what code it fails. */
  ask(...ids: string[]): Promise<unknown>;
}

async function opened(link: Link, more: ServedOptions = {}): Promise<Opened> {
  const messages: string[] = [];
  const open = await openLink(link, { lookEveryMs: 20, log: (message) => messages.push(message), ...more });
  ends.push(() => open.close());
  return {
    link: open,
    messages,
    ask: (...ids) =>
      (open.sourceFor('Finding')?.({ level: 'PUBLIC' }).byIds(ids, want) ?? Promise.reject()).catch(
        ({ extensions }) => extensions,
      ),
  };
}

async function ownDatabase(dialect: Dialect): Promise<TestDatabase> {
  const database = await servers[dialect]();
  ends.push(() => database.drop());
  return database;
}

const visit = (more: Partial<SourceDraft> = {}): SourceDraft => ({
  fields: { title: column('title') },
  ...more,
});

describe('A table that is altered while it is served', () => {
  const zoned = { time: { format: 'native', zone: 'Europe/Berlin' } } as const;
  const draft = { visits: { fields: { observedAt: column('seen', zoned) } } };

  it.each([
    {
      dialect: 'postgres',
      wall: 'timestamp',
      alter: [
        "alter table visits alter column seen type timestamptz using seen at time zone 'Europe/Berlin'",
      ],
    },
    {
      dialect: 'mysql',
      wall: 'datetime',
      alter: ["set time_zone = '+02:00'", 'alter table visits modify seen timestamp null'],
    },
  ] as const)('is read by the new type of its column: $dialect', async ({ dialect, wall, alter }) => {
    const database = await ownDatabase(dialect);
    await database.execute(`create table visits (id int primary key, seen ${wall})`);
    await database.execute("insert into visits values (1, '2024-06-01 12:00')");
    const { ask, messages } = await opened(linkOf(database.settings, draft));
    // As often as a statement is prepared.
    for (let time = 0; time < 4; time++) {
      expect(await ask('m1:finding:visits:1')).toMatchObject([{ observedAt: '2024-06-01T10:00:00Z' }]);
    }
    for (const statement of alter) await database.execute(statement);
    await vi.waitFor(() => expect(messages).toHaveLength(1), 5_000);
    expect(await ask('m1:finding:visits:1')).toMatchObject([{ observedAt: '2024-06-01T10:00:00Z' }]);
    expect(messages).toEqual([
      'member.yaml:10: findings.visits: its columns have changed, and it is served by the new ones.',
    ]);
  });

  it('is read by it at once where the old type makes an error', async () => {
    const database = await ownDatabase('postgres');
    await database.execute('create table visits (id int primary key, seen date)');
    await database.execute("insert into visits values (1, '2024-06-01')");
    const { ask, link } = await opened(linkOf(database.settings, draft), { lookEveryMs: 600_000 });
    expect(await ask('m1:finding:visits:1')).toMatchObject([{ observedAt: '2024-05-31T22:00:00Z' }]);
    await database.execute(
      "alter table visits alter column seen type timestamptz using '2024-06-01 08:30:15Z'::timestamptz",
    );
    const list = { filter: {}, order: 'OBSERVED_ASC', page: { first: 1 }, want };
    const page = await link.sourceFor('Finding')?.({ level: 'PUBLIC' }).list(list);
    expect(page?.edges.map(({ node }) => node)).toMatchObject([{ observedAt: '2024-06-01T08:30:15Z' }]);
  });
});

describe.each<Dialect>(['postgres', 'mysql', 'sqlite'])(
  'A table of %s whose column is renamed',
  (dialect) => {
    it('fails by itself and says why, until it fits again', async () => {
      const database = await ownDatabase(dialect);
      for (const table of ['visits', 'others']) {
        await database.execute(`create table ${table} (id int primary key, title varchar(50))`);
        await database.execute(`insert into ${table} values (1, 'One')`);
      }
      const { ask, messages } = await opened(linkOf(database.settings, { visits: visit(), others: visit() }));
      await database.execute('alter table visits rename column title to headline');
      await vi.waitFor(() => expect(messages).toHaveLength(1), 5_000);
      expect(messages[0]).toBe(
        'A source cannot be served, and fails until it can:\n  member.yaml: line 10, source "visits": it has no column "title" (title); it has id, headline.',
      );
      expect(await ask('m1:finding:visits:1')).toEqual({ code: 'SOURCE_FAILED', source: 'visits' });
      expect(await ask('m1:finding:others:1')).toMatchObject([{ title: 'One' }]);
      await database.execute('alter table visits rename column headline to title');
      await vi.waitFor(
        async () => expect(await ask('m1:finding:visits:1')).toMatchObject([{ title: 'One' }]),
        5_000,
      );
    });
  },
);

describe.each<Dialect>(['postgres', 'mysql', 'sqlite'])(
  'A table of %s whose key does not tell rows apart',
  (dialect) => {
    it('fails by itself once it was looked for, until it does', async () => {
      const database = await ownDatabase(dialect);
      await database.execute('create table visits (id int, title varchar(50))');
      await database.execute("insert into visits values (1, 'One'), (1, 'Two'), (null, 'Three')");
      await database.execute('create table others (id int, title varchar(50))');
      await database.execute("insert into others values (1, 'One')");
      const { ask, messages, link } = await opened(
        linkOf(database.settings, { visits: visit(), others: visit() }),
      );
      await link.refuseFaultyKeys();
      expect(messages).toEqual([
        'A source cannot be served, and fails until it can:\n  member.yaml: line 10, source "visits": 1 row has no key: id is empty.\n  member.yaml: line 10, source "visits": 2 rows share one key: id = 1.',
      ]);
      expect(await ask('m1:finding:visits:1')).toEqual({ code: 'SOURCE_FAILED', source: 'visits' });
      expect(await ask('m1:finding:others:1')).toMatchObject([{ title: 'One' }]);
      await database.execute("delete from visits where title <> 'One'");
      await vi.waitFor(
        async () => expect(await ask('m1:finding:visits:1')).toMatchObject([{ title: 'One' }]),
        5_000,
      );
      expect(messages.at(-1)).toBe('member.yaml:10: findings.visits: it can be served again.');
    });

    it('any more, since rows have come, fails by itself from then on, and is logged once', async () => {
      const database = await ownDatabase(dialect);
      await database.execute('create table visits (id int, title varchar(50))');
      await database.execute("insert into visits values (1, 'One')");
      const { ask, messages, link } = await opened(linkOf(database.settings, { visits: visit() }), {
        lookAtKeysEveryMs: 0,
      });
      await link.refuseFaultyKeys();
      expect(await ask('m1:finding:visits:1')).toMatchObject([{ title: 'One' }]);
      await database.execute("insert into visits values (1, 'Two')");
      const failed = { code: 'SOURCE_FAILED', source: 'visits' };
      await vi.waitFor(async () => expect(await ask('m1:finding:visits:1')).toEqual(failed), 10_000);
      await database.execute("insert into visits values (1, 'Three')");
      await database.execute("delete from visits where title <> 'One'");
      await vi.waitFor(
        async () => expect(await ask('m1:finding:visits:1')).toMatchObject([{ title: 'One' }]),
        10_000,
      );
      expect(messages).toEqual([
        'A source cannot be served, and fails until it can:\n  member.yaml: line 10, source "visits": 2 rows share one key: id = 1.',
        'member.yaml:10: findings.visits: it can be served again.',
      ]);
    });
  },
);

describe('A source whose keys nobody can look at', () => {
  it('is named once, however often that is tried', async () => {
    const database = await ownDatabase('postgres');
    await database.execute('create table visits (id int, title text)');
    await database.execute("insert into visits values (1, 'One')");
    const odd = { select: 'select id, title from visits where 1 / (case when id = 2 then 0 else 1 end) = 1' };
    const { messages, link } = await opened(
      linkOf(database.settings, { odd: visit({ from: odd }), visits: visit() }),
      { lookAtKeysEveryMs: 0 },
    );
    await database.execute("insert into visits values (2, 'Two')");
    await link.refuseFaultyKeys();
    await database.execute("insert into visits values (1, 'Three')");
    // They are looked at one after the other.
    await vi.waitFor(() => expect(messages).toHaveLength(2), 10_000);
    expect(messages).toEqual([
      'member.yaml:10: findings.odd: nobody could see whether its keys are unique: division by zero',
      'A source cannot be served, and fails until it can:\n  member.yaml: line 20, source "visits": 2 rows share one key: id = 1.',
    ]);
  });
});

describe('A SQLite file that is replaced while it is served', () => {
  let folder: string;
  let served: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'served-'));
    ends.push(() => rm(folder, { recursive: true }));
    served = join(folder, 'served.sqlite');
  });

  /** Two files of one history of writing: nothing but the level of one row tells them apart. */
  function write(file: string, level: string): void {
    const database = new Libsql(file);
    database.exec('create table visits (id integer primary key, title text, level text)');
    database.prepare('insert into visits values (1, ?, ?)').run(['One', level]);
    database.close();
  }

  const linkTo = (url: string) =>
    linkOf(
      { dialect: 'sqlite', url, statementTimeoutMs: 10_000, poolSize: 3 },
      {
        visits: visit({
          visibility: [
            {
              kind: 'column',
              column: 'level',
              values: new Map([
                ['PUBLIC', 'PUBLIC'],
                ['OWNER!', 'OWNER'],
              ]),
              otherwise: 'OWNER',
            },
          ],
        }),
      },
    );

  it.each([
    { how: 'by another one', replace: (from: string) => rename(from, served) },
    { how: 'by a copy over it', replace: (from: string) => copyFile(from, served) },
  ])('$how no longer shows what its owner has withdrawn', async ({ replace }) => {
    write(served, 'PUBLIC');
    const { ask } = await opened(linkTo(served));
    expect(await ask('m1:finding:visits:1')).toMatchObject([{ title: 'One' }]);
    const next = join(folder, 'next.sqlite');
    write(next, 'OWNER!');
    await replace(next);
    await vi.waitFor(async () => expect(await ask('m1:finding:visits:1')).toEqual([null]), 5_000);
  });

  it('answers every question meanwhile, and says once that the new one is served', async () => {
    write(served, 'PUBLIC');
    const { ask, messages } = await opened(linkTo(served));
    const answers: unknown[] = [];
    const next = join(folder, 'next.sqlite');
    write(next, 'OWNER!');
    await rename(next, served);
    while (messages.length === 0)
      answers.push(
        ...(await Promise.all([
          ask('m1:finding:visits:1'),
          ask('m1:finding:visits:1'),
          ask('m1:finding:visits:1'),
        ])),
      );
    for (const answer of answers)
      expect([[null], [expect.objectContaining({ title: 'One' })]]).toContainEqual(answer);
    expect(messages).toEqual([`${served} was replaced, and the new one is served.`]);
  });

  it.each([
    { what: 'removed', spoil: () => rm(served), reason: 'There is no file' },
    {
      what: 'replaced by what is no database',
      spoil: () => copyFile(new URL(import.meta.url), served),
      reason: 'file is not a database',
    },
  ])('is unavailable while it is $what', async ({ spoil, reason }) => {
    write(served, 'PUBLIC');
    const { ask, messages } = await opened(linkTo(served));
    await rename(served, join(folder, 'away.sqlite'));
    await copyFile(join(folder, 'away.sqlite'), served);
    await spoil();
    await vi.waitFor(
      async () =>
        expect(await ask('m1:finding:visits:1')).toEqual({ code: 'SOURCE_UNAVAILABLE', source: 'visits' }),
      5_000,
    );
    expect(messages.at(-1)).toContain(
      `${served} has changed and cannot be opened; nothing of it is served until it can:`,
    );
    expect(messages.at(-1)).toContain(reason);
    await rename(join(folder, 'away.sqlite'), served);
    await vi.waitFor(
      async () => expect(await ask('m1:finding:visits:1')).toMatchObject([{ title: 'One' }]),
      5_000,
    );
  });

  it('by a later snapshot is served by the link file of that snapshot', async () => {
    const original = join(folder, 'original.sqlite');
    const database = new Libsql(original);
    database.exec('create table visits (id integer primary key, title text, out_at text)');
    database.exec("insert into visits values (1, 'One', null)");
    database.close();
    const settings = { dialect: 'sqlite', url: original, statementTimeoutMs: 10_000, poolSize: 1 } as const;
    const fields = {
      title: column('title'),
      kind: constant('INCIDENT'),
      organization: constant('golos'),
      country: constant('RU'),
    };
    await writeSnapshot(linkOf(settings, { visits: visit({ fields }) }), { to: served });
    const readAgain = () => readLinkFile(join(folder, 'served.yaml'), { env: {} });
    const { ask } = await opened(await readAgain(), { readAgain });
    expect(await ask('m1:finding:visits:1')).toMatchObject([{ title: 'One' }]);
    await writeSnapshot(linkOf(settings, { visits: visit({ fields, embargoUntil: column('out_at') }) }), {
      to: served,
    });
    await vi.waitFor(async () => expect(await ask('m1:finding:visits:1')).toEqual([null]), 5_000);
  });
});

describe('Elections that are looked up while they are served', () => {
  const parliament = (year: number): RegisteredElection => ({
    id: `GE-${year}-10-26-parliamentary`,
    country: 'GE',
    year,
    kind: 'PARLIAMENTARY',
  });
  const by = { country: constant('GE'), kind: constant('PARLIAMENTARY') };

  it.each(['postgres', 'mysql', 'sqlite'] as const)(
    'are those that the registry has now: %s',
    async (dialect) => {
      const database = await ownDatabase(dialect);
      await database.execute('create table visits (id int not null primary key, title varchar(9), held int)');
      await database.insert('visits', [
        { id: 1, title: 'One', held: 2024 },
        { id: 2, title: 'Two', held: 2028 },
      ]);
      const fields = (year: LookupPart): SourceDraft['fields'] => ({
        title: column('title'),
        elections: { kind: 'lookup', by: { ...by, year } },
      });
      const file = linkOf(database.settings, {
        visits: { fields: fields(column('held', { time: { format: 'year', zone: 'UTC' } })) },
        others: { from: { table: 'visits' }, fields: fields(constant(2028)) },
      });
      let registry: RegisteredElection[] | Error = [parliament(2024)];
      const asked = vi.fn(async ({ year }: WantedElections) => {
        if (registry instanceof Error) throw registry;
        return registry.filter((election) => year?.includes(String(election.year)) ?? true);
      });
      const lookUpAgain = async () => (await withElections(file, asked)).link;
      const { link, messages } = await opened(await lookUpAgain(), { lookUpAgain, lookUpEveryMs: 20 });
      const elections = async () => {
        const ids = ['visits:1', 'visits:2', 'others:1'].map((key) => `m1:finding:${key}`);
        const source = link.sourceFor('Finding')?.({ level: 'PUBLIC' });
        const records = await source?.byIds(ids, new Set(['elections']));
        return records?.map((record) => record?.['elections']);
      };
      expect(await elections()).toEqual([[parliament(2024).id], null, null]);
      registry = new Error('nobody answers');
      await vi.waitFor(() => expect(messages).not.toEqual([]), 5_000);
      expect(messages[0]).toBe('Elections are served as they were looked up before: nobody answers');
      expect(await elections()).toEqual([[parliament(2024).id], null, null]);
      registry = [parliament(2024), parliament(2028)];
      const found = [[parliament(2024).id], [parliament(2028).id], [parliament(2028).id]];
      await vi.waitFor(async () => expect(await elections()).toEqual(found), 5_000);
      const told = messages.length;
      expect(messages.at(-1)).toBe('member.yaml: the registry has other elections now, and they are served.');
      asked.mockClear();
      await vi.waitFor(() => expect(asked.mock.calls.length).toBeGreaterThan(4), 5_000);
      expect(messages).toHaveLength(told);
    },
  );
});
