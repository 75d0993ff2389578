import type { Executor } from '@observer-graph/executor';
import { delayed } from './delayed.ts';
import { answered, call, codeOf, findingsQuery, memberOf, pagedExecutor, scatterOf } from './members.ts';
import { ratio, row } from './row.ts';
import { timed } from './timing.ts';

export async function wideFederation(): Promise<void> {
  let fetched = 0;
  const told = (rows: number) => {
    fetched += rows;
  };
  const members = Array.from({ length: 30 }, (_, at) =>
    memberOf(codeOf(at), delayed(pagedExecutor(codeOf(at), 1_000, 30, told), 25)),
  );
  const scatter = scatterOf(members);
  const whole = () => answered(scatter({ query: findingsQuery, variables: { n: 200 } }, call()));
  await whole();
  fetched = 0;
  await whole();
  row(
    '30 members, first 200: rows fetched / rows of the page',
    `${fetched} / 200 = ${(fetched / 200).toFixed(2)}`,
    '4',
  );
  const slowest = members[0]?.executor as Executor;
  const alone = { query: 'query ($v: Int) { p0: findings(first: $v) { … } }', variables: { v: 200 } };
  const times = await timed(
    { all: whole, one: () => slowest(alone, call()) },
    { repeats: 1, rounds: 15, clock: 'wall' },
  );
  row('the same, members at 25 ms: time against one member alone', ratio(times.all, times.one));
}
