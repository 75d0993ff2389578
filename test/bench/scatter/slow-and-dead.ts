import { setTimeout as sleep } from 'node:timers/promises';
import { type Executor, ExecutorError, memberGuard } from '@observer-graph/executor';
import { delayed } from './delayed.ts';
import { call, codeOf, findingsQuery, memberOf, pagedExecutor, scatterOf } from './members.ts';
import { row } from './row.ts';

/** Queries per second that concern all members, whether or not they answer. */
const alongside = 20;
const clients = 16;

/**
 * What one member at 10 s latency and one that is dead cost those whose queries do not concern these two: the throughput
 * of 16 clients who ask for records of GE, which eight members have, each again as soon as it has its answer. All the
 * while queries that concern everybody arrive at a fixed rate, and wait for the slow member as long as they must; they are
 * not counted, and they arrive in the federation of eight, with which it is compared, at the same rate.
 */
export async function slowAndDead(): Promise<void> {
  const healthy = Array.from({ length: 8 }, (_, at) =>
    memberOf(codeOf(at), delayed(pagedExecutor(codeOf(at), 21, 10), 10), 'GE'),
  );
  const without = scatterOf(healthy);
  const withBoth = () => scatterOf([...healthy, guardedMember(8, slow()), guardedMember(9, dead)]);
  await served(without, 3);
  const base: Served[] = [];
  const early: Served[] = [];
  const late: Served[] = [];
  let both = withBoth();
  // In turns, so that all meet the same machine; new guards each time.
  for (let turn = 0; turn < 2; turn++) {
    both = withBoth();
    base.push(await served(without, 5));
    early.push(await served(both, 10));
    base.push(await served(without, 5));
  }
  tell('in the first 10 s', early, base.splice(0));
  for (let turn = 0; turn < 4; turn++) {
    late.push(await served(both, 3));
    base.push(await served(without, 3));
  }
  tell('afterwards, with both breakers open and trying again', late, base);
}

interface Served {
  /** Answers to those who do not ask the two, in a second. */
  readonly others: number;
  /** The median time of a query that concerns everybody, in milliseconds. */
  readonly all: number;
}

function tell(when: string, measured: readonly Served[], base: readonly Served[]): void {
  const mean = (turns: readonly Served[]) =>
    turns.reduce((sum, { others }) => sum + others, 0) / turns.length;
  const longest = (turns: readonly Served[]) => Math.max(...turns.map(({ all }) => all)).toFixed(0);
  row(
    `one member at 10 s, one dead: answers to queries that do not concern them, ${when}`,
    `${mean(measured).toFixed(0)} / ${mean(base).toFixed(0)} per s = ${(mean(measured) / mean(base)).toFixed(2)}`,
    '0.90',
  );
  row(
    'the same: a query that does concern them',
    `${longest(measured)} ms, without them ${longest(base)} ms`,
  );
}

async function served(scatter: Executor, seconds: number): Promise<Served> {
  let answers = 0;
  const times: number[] = [];
  const concerning: Promise<void>[] = [];
  const ask = (variables: object) =>
    scatter({ query: findingsQuery, variables: { n: 20, ...variables } }, call());
  const askAll = async () => {
    const started = performance.now();
    await ask({});
    times.push(performance.now() - started);
  };
  const arriving = setInterval(() => concerning.push(askAll()), 1_000 / alongside);
  const end = Date.now() + seconds * 1_000;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (Date.now() < end) {
        await ask({ filter: { country: 'GE' } });
        answers += 1;
      }
    }),
  );
  clearInterval(arriving);
  // Those that still wait must not be part of the next turn.
  await Promise.all(concerning);
  await sleep(100);
  return { others: answers / seconds, all: times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0 };
}

/** As the gateway does: guarded, and 5 s for each answer. */
function guardedMember(at: number, executor: Executor) {
  const ask = memberGuard({ name: codeOf(at) })(executor);
  return memberOf(
    codeOf(at),
    (request, asked) => ask(request, { ...asked, deadline: Math.min(asked.deadline, Date.now() + 5_000) }),
    'MD',
  );
}

const slow = () => delayed(pagedExecutor(codeOf(8), 21, 10), 10_000);

const dead: Executor = async () => {
  throw new ExecutorError('UNREACHABLE', `${codeOf(9)}: the connection failed.`);
};
