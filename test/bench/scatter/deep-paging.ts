import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Executor } from '@observer-graph/executor';
import { createMember } from '@observer-graph/member';
import { openLink } from '@observer-graph/source-sql';
import { writeIndexedMember } from './indexed-member.ts';
import { answered, call, scatterOf } from './members.ts';
import { ratio, row } from './row.ts';
import { timed } from './timing.ts';

const query =
  'query ($after: String, $n: Int) { findings(first: $n, after: $after, orderBy: OBSERVED_ASC) { edges { node { id title } } pageInfo { endCursor } } }';

export async function deepPaging(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'observer-graph-bench-'));
  const codes = ['m01', 'm02', 'm03'];
  const opened = await Promise.all(
    codes.map(async (code) => {
      const link = await openLink(writeIndexedMember(join(folder, `${code}.sqlite`), code, 15_000));
      return { link, member: await createMember({ code, link }) };
    }),
  );
  const members = opened.map(({ member }, at) => {
    const code = codes[at] as string;
    const executor = member.executors.get('findings') as Executor;
    return { code, organizations: new Set([`${code}-org`]), executor, coverage: () => undefined };
  });
  const scatter = scatterOf(members);
  const page = async (after: string | null, n: number) => {
    const { data } = await answered(scatter({ query, variables: { after, n } }, call()));
    return (
      (data as unknown as { findings: { pageInfo: { endCursor: string } } } | null)?.findings.pageInfo
        .endCursor ?? null
    );
  };
  let cursor: string | null = null;
  for (let at = 0; at < 999 * 20; at += 333) cursor = await page(cursor, Math.min(333, 999 * 20 - at));
  const second = await page(null, 20);
  const works = {
    first: () => page(null, 20),
    second: () => page(second, 20),
    thousandth: () => page(cursor, 20),
  };
  const times = await timed(works, { repeats: 10, rounds: 150 });
  row(
    'page 1,000 against page 1 (3 members in SQLite, 15,000 rows each), CPU of hub and members',
    ratio(times.thousandth, times.first),
    '1.10',
  );
  row('the same against page 2, which has a cursor too', ratio(times.thousandth, times.second), '1.10');
  for (const { link, member } of opened) {
    await member.close();
    await link.close();
  }
  await rm(folder, { recursive: true, force: true });
}
