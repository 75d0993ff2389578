import { spawnSync } from 'node:child_process';
import { type Dialect, parseLink } from '@observer-graph/source-sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkLink } from '../../src/check/check-link.ts';
import type { CheckReport } from '../../src/check/report.ts';
import { type KitDatabase, mariadb, postgres, sqlite } from './databases.ts';

const servers = { postgres, mysql: mariadb, sqlite };
const random = { postgres: 'random()', mysql: 'rand()', sqlite: 'random()' };
const anyText = { postgres: 'random()::text', mysql: 'rand()', sqlite: 'random()' };
const uuid = { postgres: 'gen_random_uuid()', mysql: 'uuid()', sqlite: 'hex(randomblob(16))' };

const codes = ['ROWS_UNSTEADY', 'VALUES_UNSTEADY', 'CHANGED_MEANWHILE'];
const told = ({ remarks }: CheckReport) =>
  remarks
    .filter(({ code }) => codes.includes(code))
    .map(({ gravity, code, source, line, column }) => ({ gravity, code, source, line, column }));

const rows = 1_300;
const inserts = Array.from({ length: rows }, (_, index) => `(${index * 2}, 'x', '2021-09-19 10:00:00')`);

describe.each<Dialect>(['postgres', 'mysql', 'sqlite'])('What a SELECT gives each time, on %s', (dialect) => {
  let database: KitDatabase;
  beforeAll(async () => {
    const time = { postgres: 'timestamp', mysql: 'datetime', sqlite: 'text' }[dialect];
    database = await servers[dialect](
      `create table report (id int primary key, words varchar(20), seen ${time}); insert into report values ${inserts}`,
    );
  });
  afterAll(() => database?.drop());

  async function checked(from: string, progress: (what: string) => void = () => {}) {
    const text = `member: golos
database: { dialect: ${dialect}, url: $DATABASE_URL }
defaults: { organization: golos, country: RU }
findings:
  reports:
    from: ${from}
    key: id
    fields: { kind: { constant: INCIDENT }, title: words, observedAt: seen }
    visibility: PUBLIC
`;
    const link = parseLink(text, { file: 'golos.yaml', env: { DATABASE_URL: database.url } });
    return checkLink(link, { progress });
  }
  const reported = (gravity: string, code: string, column?: string) => [
    { gravity, code, source: 'findings.reports', line: 5, column },
  ];

  it('is the same rows, drawn in any order: nothing to say, and each is read once', async () => {
    const report = await checked(`SELECT * FROM report ORDER BY ${random[dialect]}`);
    expect(told(report)).toEqual([]);
    expect(report.sources[0]).toMatchObject({ rows, filled: { title: 100, observedAt: 100 } });
  });

  it.each([
    { what: 'some of the rows', from: `SELECT * FROM report ORDER BY ${random[dialect]} LIMIT 900` },
    { what: 'more or fewer rows', from: `SELECT * FROM report WHERE ${random[dialect]} * 0.5 > 0.25` },
    { what: 'new keys', from: `SELECT ${uuid[dialect]} AS id, words, seen FROM report` },
  ])('is $what each time: an error', async ({ from }) => {
    const select = dialect === 'sqlite' ? from.replace('* 0.5 > 0.25', '> 0') : from;
    expect(told(await checked(select))).toEqual(reported('error', 'ROWS_UNSTEADY'));
  });

  it('is other values: a warning, and an error where an order goes by them', async () => {
    const words = `SELECT id, ${anyText[dialect]} AS words, seen FROM report`;
    expect(told(await checked(words))).toEqual(reported('warning', 'VALUES_UNSTEADY', 'words'));
    const seen = `SELECT id, words, CASE WHEN ${random[dialect]} * 0.5 > 0.25 THEN seen END AS seen FROM report`;
    const select = dialect === 'sqlite' ? seen.replace('* 0.5 > 0.25', '> 0') : seen;
    expect(told(await checked(select))).toEqual(reported('error', 'VALUES_UNSTEADY', 'seen'));
  });

  it.each([
    { what: 'a row that was read over', statement: 'delete from report where id = 0', gravity: 'note' },
    { what: 'a row yet to be read', statement: 'delete from report where id = 2400', gravity: 'warning' },
  ])('is what others change meanwhile, $what: said, where a database shows several states', async (each) => {
    let written = 0;
    const report = await checked('report', (what) => {
      if (!what.includes(' records') || written++ > 0) return;
      write(dialect, database.url, each.statement);
    });
    expect(written).toBeGreaterThan(0);
    expect(told(report)).toEqual(dialect === 'sqlite' ? reported(each.gravity, 'CHANGED_MEANWHILE') : []);
    const id = each.statement.split(' ').at(-1);
    await database.execute(`insert into report values (${id}, 'x', '2021-09-19 10:00:00')`);
  });
});

/** As a program of the owner's in a process of its own, which waits for no lock. */
function write(dialect: Dialect, url: string, statement: string): void {
  const programs = {
    postgres: `const c = new (require('pg').Client)(process.argv[1]); c.connect().then(() => c.query(process.argv[2])).then(() => c.end())`,
    mysql: `require('mysql2/promise').createConnection(process.argv[1]).then((c) => c.query(process.argv[2]).then(() => c.end()))`,
    sqlite: `const d = new (require('libsql'))(process.argv[1]); d.exec('pragma busy_timeout = 0'); d.exec(process.argv[2])`,
  };
  const { status, stderr } = spawnSync(process.execPath, ['-e', programs[dialect], url, statement], {
    encoding: 'utf8',
    cwd: new URL('../../../source-sql', import.meta.url),
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
}
