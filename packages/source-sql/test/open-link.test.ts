import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OpenError, openLink, SourceError } from '../src/index.ts';
import type { DatabaseSettings } from '../src/link.ts';
import { openDatabase } from '../src/open-database.ts';
import { sql } from '../src/sql.ts';
import { column, constant, linkOf, type SourceDraft } from './support/links.ts';
import { servers, type TestDatabase } from './support/servers.ts';

const public_ = { level: 'PUBLIC' } as const;

async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('It did not fail.');
}

describe.each(['postgres', 'sqlite', 'mysql'] as const)('A link to %s', (dialect) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await servers[dialect]();
    await database.execute(
      'create table notes (id int not null primary key, title varchar(50), seen varchar(50))',
    );
    await database.execute("insert into notes values (1, 'one', 'yesterday')");
  });
  afterAll(() => database?.drop());

  it.each([
    'insert into notes (id) values (2)',
    "update notes set title = 'changed'",
    'delete from notes',
    'create table more (id int)',
    'drop table notes',
  ])('cannot write: %s', async (statement) => {
    const opened = await openDatabase(database.settings);
    try {
      await expect(opened.run(sql.raw(statement))).rejects.toThrow(/read.?only/i);
      expect(await database.execute('select id, title from notes')).toEqual([{ id: 1, title: 'one' }]);
    } finally {
      await opened.close();
    }
  });

  it('names every column that the SELECT does not have, with source and line', async () => {
    const link = linkOf(database.settings, {
      notes: {
        fields: {
          title: column('titel'),
          place: { kind: 'object', fields: new Map([['name', column('where')]]) },
        },
      },
      others: {
        from: { select: 'select id, title from notes' },
        key: ['nr'],
        fields: { title: column('title') },
      },
      broken: { from: { select: 'select nothing from nowhere' }, fields: {} },
      absent: { fields: {} },
    });
    const error = (await errorOf(openLink(link))) as OpenError;
    expect(error).toBeInstanceOf(OpenError);
    expect(error.code).toBe('LINK_MISMATCH');
    expect(error.problems).toEqual([
      'line 10, source "notes": it has no column "titel" (title), "where" (place.name); it has id, title, seen.',
      'line 20, source "others": it has no column "nr" (the key); it has id, title.',
      expect.stringMatching(
        /^line 30, source "broken": its SELECT does not run: .*[^.]\. Mend it until it runs in the database's own client, with the same login\.$/,
      ),
      expect.stringMatching(
        /^line 40, source "absent": its table "absent" cannot be read: .*absent.*(?<!\.)\. See that it is there, by this name and in this schema, and that the login may read it\.$/,
      ),
    ]);
  });

  it.runIf(dialect !== 'sqlite')(
    'refuses text as a time, which no index and no order understands',
    async () => {
      const link = linkOf(database.settings, { notes: { fields: { observedAt: column('seen') } } });
      const error = (await errorOf(openLink(link))) as OpenError;
      expect(error.problems).toEqual([
        'line 10, source "notes": observedAt: column "seen" has no type of date or time; name its format, or convert it in the SELECT.',
      ]);
    },
  );

  it('has a source for the record types that it links, and for no other', async () => {
    const link = linkOf(database.settings, {
      notes: { fields: { title: column('title') } },
      visits: { record: 'Mission', from: { table: 'notes' }, fields: { country: constant('GE') } },
    });
    const opened = await openLink(link);
    expect(opened.records).toEqual(['Finding', 'Mission']);
    expect(opened.sourceFor('Document')).toBeNull();
    expect(
      await opened
        .sourceFor('Mission')?.(public_)
        .count({ country: ['GE'] }),
    ).toBe(1);
    await opened.close();
  });

  it('fails with words for clients when the database fails later', async () => {
    await database.execute('create table passing (id int not null primary key, title varchar(50))');
    const link = linkOf(database.settings, { passing: { fields: { title: column('title') } } });
    const opened = await openLink(link);
    await database.execute('drop table passing');
    const error = (await errorOf(
      opened.sourceFor('Finding')?.(public_).count({}) as Promise<number>,
    )) as SourceError;
    await opened.close();
    expect(error).toBeInstanceOf(SourceError);
    expect(error.extensions).toEqual({ code: 'SOURCE_FAILED', source: 'passing' });
    expect(error.message).not.toMatch(/select|table|127/i);
    expect(error.cause).toBeInstanceOf(Error);
  });
});

describe('Several sources of one type that fail', () => {
  const list = { filter: {}, order: 'OBSERVED_ASC', page: { first: 1 }, want: new Set(['title']) };

  it('are all named, five of them and how many more there are, and nothing else of them', async () => {
    const database = await servers.postgres();
    const failing = (select: string): SourceDraft => ({
      from: { select },
      fields: { title: column('title'), country: constant('GE') },
    });
    const broken = failing('select id, (1 / (id - id))::text as title from notes');
    const endless = failing('select id, pg_sleep(600)::text as title from notes');
    await database.execute('create table notes (id int not null primary key)');
    await database.execute('insert into notes values (1)');
    const settings = { ...database.settings, statementTimeoutMs: 2_000 };
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const fine = failing("select id, 'One' as title from notes");
    const drafts = { fine, never: endless, ...Object.fromEntries(names.map((name) => [name, broken])) };
    const opened = await openLink(linkOf(settings, drafts));
    const source = opened.sourceFor('Finding')?.(public_);
    const questions = {
      list: () => source?.list(list),
      pages: () => source?.pages('country', ['GE'], list),
      text: () => source?.count({ text: ['One'] }),
      byIds: () =>
        source?.byIds(
          ['fine', 'never', ...names].map((name) => `m1:finding:${name}:1`),
          list.want,
        ),
    };
    for (const ask of Object.values(questions)) {
      const error = (await errorOf(ask() as Promise<unknown>)) as SourceError;
      expect(error.message).toBe(
        'The database behind "never" did not answer in time or cannot be reached. Try again later. The databases behind "a", "b", "c", "d", "e" and 2 more could not answer this. The administrator finds the reasons in the log.',
      );
      expect(error.extensions).toEqual({ code: 'SOURCE_FAILED', source: 'a' });
      expect((error.cause as Error).message).toMatch(
        /^never: .+\na: division by zero\nb: .*\ng: division by zero$/s,
      );
    }
    await opened.close();
    await database.drop();
  });

  it('are unavailable if all of them are', async () => {
    const database = await servers.sqlite();
    await database.execute('create table notes (id integer primary key, title text)');
    const notes: SourceDraft = { from: { table: 'notes' }, fields: { title: column('title') } };
    const settings = { ...database.settings, statementTimeoutMs: 1_000 };
    const opened = await openLink(linkOf(settings, { one: notes, two: notes, three: notes }));
    await database.execute('begin exclusive');
    const error = (await errorOf(
      opened.sourceFor('Finding')?.(public_).count({}) as Promise<unknown>,
    )) as SourceError;
    await database.execute('rollback');
    expect(error.message).toBe(
      'The databases behind "one", "two" and "three" did not answer in time or cannot be reached. Try again later.',
    );
    expect(error.extensions).toEqual({ code: 'SOURCE_UNAVAILABLE', source: 'one' });
    await opened.close();
    await database.drop();
  });
});

describe('A database', () => {
  const limits = { statementTimeoutMs: 2_000, poolSize: 1 };
  it.each<[string, DatabaseSettings, string]>([
    [
      'postgres that does not run',
      { dialect: 'postgres', url: 'postgres://ann:secret@127.0.0.1:1/data', ...limits },
      ' (ECONNREFUSED: nothing listens at that host and port)',
    ],
    [
      'postgres on no host',
      { dialect: 'postgres', url: 'postgres://ann:secret@nowhere.invalid/data', ...limits },
      ': there is no such host)',
    ],
    [
      'postgres that does not exist',
      { dialect: 'postgres', url: 'postgres://postgres:secret@127.0.0.1:5432/no_such_base', ...limits },
      ' (3D000: its server has no database of that name)',
    ],
    [
      'postgres that refuses the user',
      { dialect: 'postgres', url: 'postgres://ann:secret@127.0.0.1:5432/postgres', ...limits },
      ': its server refuses the user or the password)',
    ],
    [
      'mysql that does not run',
      { dialect: 'mysql', url: 'mysql://ann:secret@127.0.0.1:1/data', ...limits },
      ' (ECONNREFUSED: nothing listens at that host and port)',
    ],
    [
      'mysql that refuses the password',
      { dialect: 'mysql', url: 'mysql://ann:secret@127.0.0.1:3306/data', ...limits },
      ' (ER_ACCESS_DENIED_ERROR: its server refuses the user or the password)',
    ],
    [
      'sqlite file that does not exist',
      { dialect: 'sqlite', url: '/nowhere/secret.sqlite', ...limits },
      ' cannot be opened. See that its file is there,',
    ],
    [
      'sqlite file that is none',
      { dialect: 'sqlite', url: '/etc/passwd', ...limits },
      ' (SQLITE_NOTADB: that file is no SQLite database)',
    ],
  ])('is said to be unreachable, without its address: %s', async (_, settings, why) => {
    const error = (await errorOf(openLink(linkOf(settings, {})))) as OpenError;
    expect(error).toBeInstanceOf(OpenError);
    expect(error.code).toBe('DATABASE_UNREACHABLE');
    expect(error.message).toContain(why);
    expect(error.message).toMatch(
      /^The \w+ database of "m1" cannot be opened( \(\w+: .+\))?\. See that (it runs|its file is there), and that `database` in member.yaml is right\.$/,
    );
    expect(error.message).not.toMatch(/secret|127\.|passwd|\bann\b/);
    expect(error.cause).toBeInstanceOf(Error);
  });

  it.each([
    { dialect: 'postgres', slow: 'select id, pg_sleep(600)::text as title from notes' },
    { dialect: 'mysql', slow: 'select id, sleep(600) as title from notes' },
    {
      dialect: 'sqlite',
      slow: 'select id, (with recursive n (i) as (select id union all select i + 1 from n) select max(i) from n) as title from notes',
    },
  ] as const)('that takes too long is unavailable: $dialect', async ({ dialect, slow }) => {
    const database = await servers[dialect]();
    await database.execute('create table notes (id int not null primary key)');
    await database.execute('insert into notes values (1), (2)');
    try {
      const settings = { ...database.settings, statementTimeoutMs: 2_000 };
      const opened = await openLink(
        linkOf(settings, { slow: { from: { select: slow }, fields: { title: column('title') } } }),
      );
      const list = { filter: {}, order: 'OBSERVED_ASC', page: { first: 1 }, want: new Set(['title']) };
      const error = (await errorOf(
        opened.sourceFor('Finding')?.(public_).list(list) as Promise<unknown>,
      )) as SourceError;
      expect(error.extensions).toEqual({ code: 'SOURCE_UNAVAILABLE', source: 'slow' });
      await opened.close();
    } finally {
      await database.drop();
    }
  });
});
