import { type Executor, ExecutorError, memberGuard } from '@observer-graph/executor';
import { delayed } from './delayed.ts';
import { call, codeOf, findingsQuery, memberOf, pagedExecutor, scatterOf } from './members.ts';
import { row } from './row.ts';

/** Requests per second of 16 clients, each asking again as soon as it has its answer. */
async function throughput(scatter: Executor, seconds: number, variables: object): Promise<number> {
  let answers = 0;
  const end = Date.now() + seconds * 1_000;
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      while (Date.now() < end) {
        await scatter({ query: findingsQuery, variables: { n: 20, ...variables } }, call());
        answers += 1;
      }
    }),
  );
  return answers / seconds;
}

export async function slowAndDead(): Promise<void> {
  const healthy = Array.from({ length: 8 }, (_, at) =>
    memberOf(codeOf(at), delayed(pagedExecutor(codeOf(at), 21, 10), 10), 'GE'),
  );
  const guarded = (code: string, executor: Executor) => {
    const guard = memberGuard({ name: code });
    const ask = guard(executor);
    // As the gateway does: 5 s for each member.
    return memberOf(code, (request, asked) => ask(request, { ...asked, deadline: Date.now() + 5_000 }), 'MD');
  };
  const bad = [
    guarded(codeOf(8), delayed(pagedExecutor(codeOf(8), 21, 10), 10_000)),
    guarded(codeOf(9), async () => {
      throw new ExecutorError('UNREACHABLE', 'm0009: the connection failed.');
    }),
  ];
  const without = scatterOf(healthy);
  const withBoth = scatterOf([...healthy, ...bad]);
  await throughput(without, 2, {});
  // In turns, so that both meet the same machine.
  let [base, others] = [0, 0];
  for (let turn = 0; turn < 4; turn++) {
    base += (await throughput(without, 1.5, {})) / 4;
    others += (await throughput(withBoth, 1.5, { filter: { country: 'GE' } })) / 4;
  }
  row(
    'one member at 10 s, one dead: queries that concern the other 8, against a federation of these',
    `${others.toFixed(0)} / ${base.toFixed(0)} per s = ${(others / base).toFixed(2)}`,
    '0.90',
  );
  const early = await throughput(withBoth, 10, {});
  let [late, again] = [0, 0];
  for (let turn = 0; turn < 8; turn++) {
    late += (await throughput(withBoth, 2, {})) / 8;
    again += (await throughput(without, 2, {})) / 8;
  }
  row(
    'the same, queries that concern all 10: the first 10 s',
    `${early.toFixed(0)} / ${base.toFixed(0)} per s = ${(early / base).toFixed(2)}`,
  );
  row(
    'the same, the next 32 s in turns with a federation of the 8: both breakers open and trying again',
    `${late.toFixed(0)} / ${again.toFixed(0)} per s = ${(late / again).toFixed(2)}`,
    '0.90',
  );
}
