import type { Executor } from '@observer-graph/executor';
import { answered, call, codeOf, findingsQuery, memberOf, pagedExecutor, scatterOf } from './members.ts';
import { ratio, row } from './row.ts';
import { timed } from './timing.ts';

export async function thousandMembers(): Promise<void> {
  const many = Array.from({ length: 1_000 }, (_, at) => {
    const country = at % 333 === 0 && at < 999 ? 'GE' : `C${at % 200}`;
    const code = codeOf(at);
    const executor =
      country === 'GE' ? pagedExecutor(code, 21, 3) : async () => Promise.reject(new Error(code));
    return memberOf(code, executor, country);
  });
  const three = many.filter(({ coverage }) => coverage('Finding')?.countries?.includes('GE'));
  const [wide, narrow, nobody] = [scatterOf(many), scatterOf(three), scatterOf([])];
  const ask = (scatter: Executor, country: string) => () =>
    answered(scatter({ query: findingsQuery, variables: { n: 20, filter: { country } } }, call()));
  const times = await timed(
    {
      wide: ask(wide, 'GE'),
      narrow: ask(narrow, 'GE'),
      noneOfMany: ask(wide, 'XX'),
      noneOfNone: ask(nobody, 'XX'),
    },
    { repeats: 30 },
  );
  row('1,000 members of which 3 match, against a federation of 3', ratio(times.wide, times.narrow), '1.10');
  row(
    'choosing among 1,000 members (a query that none matches, less the same asked of nobody)',
    `${((times.noneOfMany - times.noneOfNone) * 1_000).toFixed(0)} µs`,
    '50 µs',
  );
}
