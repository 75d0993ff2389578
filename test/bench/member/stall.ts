import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import type { BenchDatabase } from './databases.ts';
import { findings, summary } from './questions.ts';
import type { Report } from './report.ts';

/** Asks a member of 100,000 rows in SQLite what costs most, and prints the longest that its event loop stood still. */
export async function longestStall<Running>(
  start: (file: string, database: BenchDatabase) => Promise<Running>,
  ask: (server: Running, query: string, variables: object) => Promise<unknown>,
  report: (server: Running) => Promise<Report>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-member-'));
  const file = join(folder, 'report.sqlite');
  const database = new Database(file);
  database.exec(`
    create table report (id integer primary key, title text not null, description text, sev int, kind text, theme text,
      country text not null, election text not null, station text, open int not null, observed_at text);
    with recursive n(i) as (select 1 union all select i + 1 from n where i < 100000)
    insert into report select i, 'Report ' || i || ' of a station that opened late',
      'What the observer saw, in two or three sentences. The box was sealed before the count began, number ' || i,
      1 + i % 5, case i % 4 when 0 then 'fraud' when 1 then 'voting' when 2 then 'count' else 'media' end,
      case i % 4 when 0 then 'fraud' when 1 then 'voting' when 2 then 'count' else 'media' end,
      case i % 4 when 0 then 'GE' when 1 then 'RU' when 2 then 'MD' else 'AM' end, 'E' || i % 40, 'Station ' || i % 3000,
      i % 10 <> 0, datetime('2015-01-01', (i * 7919 % 100000) || ' minutes') from n;`);
  database.close();
  try {
    const server = await start('serve-member.ts', {
      dialect: 'sqlite' as never,
      url: file,
      drop: async () => {},
    });
    await ask(server, findings, { first: 20 });
    for (const [name, query, variables] of [
      ['20 rows', findings, { first: 20 }],
      ['200 rows', findings, { first: 200 }],
      ['a text', findings, { first: 20, filter: { text: ['number 99999'] } }],
      ['summary by two', summary, {}],
    ] as const) {
      await report(server);
      for (let round = 0; round < 5; round++) await ask(server, query, variables);
      const { stall } = await report(server);
      console.log(`sqlite    ${`${name}, longest stall`.padEnd(32)} ${stall.toFixed(2).padStart(9)}`);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}
