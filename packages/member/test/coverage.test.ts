import { openLink, readLinkFile } from '@observer-graph/source-sql';
import Database from 'libsql';
import { afterEach, describe, expect, it } from 'vitest';
import { createMember, type Member } from '../src/index.ts';
import { type Golos, golos } from './golos.ts';

const link = `
member: golos
database: { dialect: sqlite, url: ./golos.db }
defaults: { organization: golos, timezone: UTC }
findings:
  reports:
    from: report
    key: id
    fields: { title: summary, kind: { constant: INCIDENT }, country: kind, elections: election, observedAt: created_at }
    visibility: PUBLIC
    embargoUntil: { column: sev, format: unix-milliseconds }
`;

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function start(): Promise<{ member: Member; write: (statement: string) => void }> {
  const database: Golos = await golos(link);
  const opened = await openLink(await readLinkFile(database.linkFile, { env: {} }));
  const member = createMember({ code: 'golos', link: opened, refreshMs: 30 });
  ends.push(
    () => database.remove(),
    () => opened.close(),
    () => member.close(),
  );
  const writer = new Database(database.databaseFile);
  ends.push(() => writer.close());
  return { member, write: (statement) => writer.exec(statement) };
}

const covered = async (member: Member) => (await member.card()).domains.findings?.records['Finding'];

describe("A member's coverage", () => {
  it('has what was inserted, after the refresh time', async () => {
    const { member, write } = await start();
    write("update report set kind = 'RU', election = null, sev = 0");
    const before = await covered(member);
    expect(before).toMatchObject({ countries: ['RU'], elections: [], until: '2021-09-19T12:30:00Z' });
    write(
      "insert into report values (9, 'Late', 'GE', 0, '2024-10-26 05:00:00', 'GE-2024-10-26-parliamentary', null, 1)",
    );
    await expect
      .poll(() => covered(member))
      .toMatchObject({
        countries: ['GE', 'RU'],
        elections: ['GE-2024-10-26-parliamentary'],
        organizations: ['golos'],
        from: '2021-09-19T05:00:00Z',
        until: '2024-10-26T05:00:00Z',
      });
    expect((await covered(member))?.asOf.localeCompare(before?.asOf ?? '')).toBe(1);
  });

  it('has what is under embargo when that has passed, and not before', async () => {
    const { member, write } = await start();
    const until = Date.now() + 1_500;
    write(
      `update report set kind = 'RU', sev = 0; update report set kind = 'MD', sev = ${until} where id = 1`,
    );
    expect((await covered(member))?.countries).toEqual(['RU']);
    await expect
      .poll(async () => (await covered(member))?.countries, { timeout: 10_000 })
      .toEqual(['MD', 'RU']);
    expect(Date.now()).toBeGreaterThan(until);
  });

  it('is unknown, and not empty, while the database fails', async () => {
    const { member, write } = await start();
    write("update report set kind = 'RU', sev = 0");
    expect((await covered(member))?.countries).toEqual(['RU']);
    write('alter table report rename to gone');
    await expect
      .poll(() => covered(member))
      .toMatchObject({ countries: null, elections: null, organizations: null, from: null, until: null });
    write('alter table gone rename to report');
    await expect.poll(async () => (await covered(member))?.countries).toEqual(['RU']);
  });
});
