import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Dialect, openLink, parseLink, writeSnapshot } from '@observer-graph/source-sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkLink } from '../../src/check/check-link.ts';
import { draftDatabase } from '../../src/init/draft-database.ts';
import { settingsOf } from '../../src/init-command.ts';
import { previewLink } from '../../src/preview/preview-link.ts';
import { type KitDatabase, mariadb, postgres, sqlite } from './databases.ts';

const servers = { postgres, mysql: mariadb, sqlite };
const text = { postgres: 'text', mysql: 'longtext', sqlite: 'text' };
const tenMegabytes = {
  postgres: "repeat('x', 10485760)",
  mysql: "repeat('x', 10485760)",
  sqlite: "printf('%.*c', 10485760, 'x')",
};
const slowView = {
  postgres: 'create view slow as select id, words, pg_sleep(600)::text as waited from report',
  mysql: 'create view slow as select id, words from report where sleep(600) = 0',
  // This one never ends.
  sqlite: `create view slow as with recursive n (i) as (select 1 union all select i + 1 from n) select 1 as id, max(i) as words from n`,
};

/** Keys of columns that hold anything. */
const oddKeys: Readonly<Partial<Record<Dialect, string>>> = {
  mysql: `create table odd (id varbinary(16) primary key, words text); insert into odd values (unhex('ff00ff'), 'Odd');`,
  sqlite: `create table odd (id int primary key, words text); insert into odd values ('12/A', 'Odd');`,
};

const linkText = (dialect: Dialect, from: string) => `member: golos
database: { dialect: ${dialect}, url: $DATABASE_URL, statementTimeout: 20s }
defaults: { organization: golos, country: RU }
findings:
  reports:
    from: ${from}
    key: id
    fields: { kind: { constant: INCIDENT }, title: words }
    visibility: PUBLIC
`;

const linkTo = (dialect: Dialect, url: string, from: string) =>
  parseLink(linkText(dialect, from), { file: 'golos.yaml', env: { DATABASE_URL: url } });

async function checked(dialect: Dialect, url: string, from = 'report') {
  return checkLink(linkTo(dialect, url, from));
}

describe.each<Dialect>(['postgres', 'mysql', 'sqlite'])('Bad input on %s', (dialect) => {
  let database: KitDatabase;
  beforeAll(async () => {
    database = await servers[dialect](`create table report (id int, words ${text[dialect]});
      insert into report values (1, 'One'), (2, ${tenMegabytes[dialect]}), (3, 'Three'), (3, 'Again');
      ${oddKeys[dialect] ?? ''}`);
  });
  afterAll(() => database?.drop());

  it('names a text of ten megabytes, and rows of one key where a table has none, by source and line', async () => {
    const { ok, remarks } = await checked(dialect, database.url);
    expect(ok).toBe(false);
    expect(remarks.find(({ code }) => code === 'TEXT_VERY_LONG')).toMatchObject({
      source: 'findings.reports',
      line: 5,
      column: 'words',
      rows: 1,
      message: expect.stringMatching(/Shorten it in a SELECT/),
    });
    expect(remarks.find(({ code }) => code === 'KEY_DUPLICATE')).toMatchObject({
      source: 'findings.reports',
      line: 5,
      message: expect.stringMatching(/id = 3 .*add the columns that make the key unique/),
    });
  });

  it.runIf(oddKeys[dialect] !== undefined)(
    'names keys that nothing leads back to, with what to do',
    async () => {
      const { ok, remarks } = await checked(dialect, database.url, 'odd');
      expect(ok).toBe(false);
      expect(remarks.find(({ code }) => code === 'KEY_UNUSABLE')).toMatchObject({
        gravity: 'error',
        source: 'findings.reports',
        line: 5,
        column: 'id',
        rows: 1,
        message: expect.stringMatching(/^1 row has a key .*: id = '.+'\. .*in a SELECT/),
      });
    },
  );

  it('names a table that is not there', async () => {
    const { remarks } = await checked(dialect, database.url, 'reports');
    expect(remarks.find(({ code }) => code === 'SOURCE_MISFIT')).toMatchObject({
      source: 'findings.reports',
      line: 5,
      message: expect.stringMatching(/its table "reports" cannot be read/),
    });
  });

  it('says that nobody is there, or lets nobody in, and repeats neither host nor password', async () => {
    const wrong = {
      postgres: [
        'postgres://golos:s3cret@127.0.0.1:1/golos',
        'postgres://nobody_here:s3cret@127.0.0.1:5432/postgres',
      ],
      mysql: ['mysql://golos:s3cret@127.0.0.1:1/golos', 'mysql://nobody_here:s3cret@127.0.0.1:3306/golos'],
      sqlite: ['/nowhere/golos.sqlite'],
    }[dialect];
    for (const url of wrong) {
      const { ok, remarks } = await checked(dialect, url);
      expect(ok).toBe(false);
      expect(remarks).toMatchObject([{ gravity: 'error', code: 'DATABASE_UNREACHABLE' }]);
      expect(remarks[0]?.message).toMatch(/golos\.yaml is right/);
      expect(JSON.stringify(remarks)).not.toMatch(/s3cret|127\.0\.0\.1/);
      const draft = await draftDatabase(settingsOf(url), { member: 'golos' }).catch(
        (error: Error) => error.message,
      );
      expect(draft).toMatch(
        dialect === 'sqlite'
          ? /cannot be read: There is no file .*Name an SQLite file/
          : /cannot be read \(\w+\): .*the URL, its user and its password are right/,
      );
      expect(draft).not.toMatch(/s3cret/);
    }
  });
});

describe.each<Dialect>(['postgres', 'mysql', 'sqlite'])('A view that takes for ever, on %s', (dialect) => {
  // The table beside it is small, so that nothing else takes long.
  const limitMs = 2_500;
  let database: KitDatabase;
  beforeAll(async () => {
    database = await servers[dialect](`create table report (id int, words ${text[dialect]});
      insert into report values (1, 'One'), (3, 'Three'), (3, 'Again'); ${slowView[dialect]};`);
  });
  afterAll(() => database?.drop());
  const limited = () => {
    const link = linkTo(dialect, database.url, 'slow');
    return { ...link, database: { ...link.database, statementTimeoutMs: limitMs } };
  };

  it('does not keep a draft from saying that a table has no key', async () => {
    const settings = { ...settingsOf(database.url), statementTimeoutMs: limitMs };
    const draft = await draftDatabase(settings, { member: 'golos' });
    expect(draft).toMatch(/key: id # decide: the table has no primary key; what identifies a row\?/);
    expect(draft).toMatch(
      /^# {3}slow \(its rows could not be read in time; if it is a view, let a materialised table hold them, or link/m,
    );
  });

  it('is named by a check', async () => {
    const { ok, remarks } = await checkLink(limited());
    expect(ok).toBe(false);
    expect(remarks.find(({ code }) => code === 'STATEMENT_TOO_SLOW')).toMatchObject({
      gravity: 'error',
      source: 'findings.reports',
      line: 5,
      message: expect.stringMatching(
        /within 2\.5 s.*Make "slow", if it is a view, cheaper.*materialised table/,
      ),
    });
  }, 60_000);

  it('is named in a preview and by a snapshot too', async () => {
    const link = limited();
    const says =
      /golos\.yaml:5: findings\.reports: its rows cannot be read \(.*(longer|timeout|exceeded).*\)\. Make "slow", if it is a view, cheaper/;
    const open = await openLink(link);
    await expect(previewLink(link, open, { as: 'PUBLIC', first: 5 })).rejects.toThrow(says);
    await open.close();
    const to = join(tmpdir(), `${randomBytes(6).toString('hex')}.sqlite`);
    await expect(writeSnapshot(link, { to })).rejects.toThrow(says);
    expect(existsSync(to)).toBe(false);
  }, 60_000);
});

describe('Bad input on MariaDB', () => {
  it('says of a BINARY whose values could be text how they are read, and how to have them as text', async () => {
    const database = await mariadb(
      `create table report (id binary(16) primary key, code binary(8), words text);
      insert into report values (unhex('00ff61628080fffe3f3f3f3f0a0b0c0d'), 'Жук', 'One'), (unhex('01'), 'b12', 'Two'), (unhex('02'), '', null)`,
    );
    const about = async (from: string) => {
      const text = linkText('mysql', from).replace('title: words', 'title: code, description: words');
      const link = parseLink(text, { file: 'golos.yaml', env: { DATABASE_URL: database.url } });
      const { remarks } = await checkLink(link);
      return { link, found: remarks.filter(({ code }) => code === 'BYTES_AS_HEXADECIMAL') };
    };
    try {
      const { found } = await about('report');
      const remedy = 'SELECT …, CONVERT(TRIM(TRAILING 0x00 FROM `code`) USING utf8mb4) AS `code` FROM …';
      expect(found).toMatchObject([{ gravity: 'warning', line: 5, column: 'code', remedy: [remedy] }]);
      expect(found[0]?.message).toMatch(
        /in hexadecimal \('.+'\), and all .* could be text \('(Жук|b12)'\)\./,
      );
      const mended = await about(
        `${remedy.replaceAll('…', '').replace('SELECT ,', 'SELECT id, words,')}report`,
      );
      expect(mended.found).toEqual([]);
      const open = await openLink(mended.link);
      const text = await previewLink(mended.link, open, { as: 'PUBLIC', first: 5 });
      await open.close();
      expect(JSON.stringify(text)).toMatch(/"title":"Жук"/);
    } finally {
      await database.drop();
    }
  });

  it('says that a password is wrong, and repeats it nowhere', async () => {
    const login = `kit_${randomBytes(5).toString('hex')}`;
    const database = await mariadb(
      `create table report (id int primary key, words text); create user ${login} identified by 'right'`,
    );
    try {
      const url = new URL(database.url);
      url.username = login;
      url.password = 'wr0ng';
      const { remarks } = await checked('mysql', url.href);
      expect(remarks).toMatchObject([
        { code: 'DATABASE_UNREACHABLE', message: expect.stringMatching(/ER_ACCESS_DENIED/) },
      ]);
      expect(JSON.stringify(remarks)).not.toMatch(/wr0ng|127\.0\.0\.1/);
    } finally {
      await database.execute(`drop user ${login}`);
      await database.drop();
    }
  });
});

describe('Bad input on SQLite', () => {
  it('names bytes that are no UTF-8', async () => {
    const database = await sqlite(`create table report (id integer primary key, words text);
      insert into report values (1, 'One'), (2, cast(x'4162ff63' as text));`);
    try {
      const { remarks } = await checked('sqlite', database.url);
      expect(remarks.find(({ code }) => code === 'TEXT_BROKEN')).toMatchObject({
        source: 'findings.reports',
        line: 5,
        column: 'words',
        rows: 1,
      });
    } finally {
      await database.drop();
    }
  });
});

describe('Bad input in the file', () => {
  it.each([
    {
      from: 'SELECT 1 AS id, 2 AS words; SELECT 3',
      says: /golos\.yaml:6: findings\.reports\.from.*one statement/i,
    },
    { from: 'DELETE FROM report', says: /golos\.yaml:6: findings\.reports\.from/ },
    {
      from: 'WITH gone AS (DELETE FROM report RETURNING *) SELECT * FROM gone',
      says: /golos\.yaml:6: findings\.reports\.from.*DELETE/,
    },
    { from: 'SELECT * FROM report FOR UPDATE', says: /golos\.yaml:6: findings\.reports\.from/ },
    { from: 'SELECT id, words INTO copied FROM report', says: /golos\.yaml:6: findings\.reports\.from/ },
  ])('names the statement $from by its line', ({ from, says }) => {
    expect(() =>
      parseLink(linkText('postgres', from), {
        file: 'golos.yaml',
        env: { DATABASE_URL: 'postgres://u:s3cret@host/x' },
      }),
    ).toThrow(says);
  });

  it('names a theme that there is not, and a URL that is none, without showing it', () => {
    const text = linkText('postgres', 'report').replace(
      'title: words',
      'title: words, themes: { column: words, values: { a: BALOT_FRAUD } }',
    );
    const parse = () =>
      parseLink(text, { file: 'golos.yaml', env: { DATABASE_URL: 'mysql://u:s3cret@host/x' } });
    expect(parse).toThrow(/golos\.yaml:2: database\.url: must be a URL of postgres/);
    expect(parse).toThrow(/golos\.yaml:8: .*'BALOT_FRAUD' is not a Theme; did you mean BALLOT_FRAUD/);
    expect(parse).not.toThrow(/s3cret/);
  });
});
