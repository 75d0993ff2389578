import { describe, expect, it } from 'vitest';
import {
  breaker,
  bulkhead,
  type Call,
  type Executor,
  ExecutorError,
  type ExecutorErrorCode,
  memberGuard,
  publicViewer,
} from '../src/index.ts';

const request = { query: '{ members { code } }' };
const answer = { data: { members: [] } };

function call(milliseconds = 30_000, signal = new AbortController().signal): Call {
  return { viewer: publicViewer, signal, deadline: Date.now() + milliseconds, report: () => {} };
}

/** Answers, or fails, as it is told to; counts what reaches it. */
function endpoint() {
  const state = { failing: null as ExecutorErrorCode | null, asked: 0 };
  const executor: Executor = async () => {
    state.asked += 1;
    if (state.failing) throw new ExecutorError(state.failing, 'golos: the connection failed.');
    return answer;
  };
  return { state, executor };
}

/** Answers when it is told to. */
function waiting() {
  const answers: (() => void)[] = [];
  const executor: Executor = () => new Promise((resolve) => answers.push(() => resolve(answer)));
  return { answers, executor };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a breaker', () => {
  const opened = async (failing: ExecutorErrorCode = 'UNREACHABLE') => {
    const clock = { now: Date.parse('2026-03-01T10:00:00Z') };
    const { state, executor } = endpoint();
    const guard = breaker({
      name: 'golos',
      failures: 3,
      restMs: 1_000,
      longestRestMs: 3_000,
      now: () => clock.now,
    });
    const ask = guard(executor);
    state.failing = failing;
    await Promise.allSettled([1, 2, 3].map(() => ask(request, call())));
    return { clock, state, ask, guard };
  };

  it('sends nothing more to one who failed several times in a row, and says since when and why', async () => {
    const { clock, state, ask } = await opened();
    clock.now += 999;
    await expect(ask(request, call())).rejects.toMatchObject({
      code: 'SKIPPED',
      message:
        'golos: not asked, because it has failed 3 times in a row since 2026-03-01T10:00:00.000Z, last: the connection failed.',
    });
    expect(state.asked).toBe(3);
  });

  it('lets one request through after a while, and all as soon as that is answered', async () => {
    const { clock, state, ask } = await opened();
    clock.now += 1_000;
    state.failing = null;
    const outcomes = await Promise.allSettled([ask(request, call()), ask(request, call())]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(await Promise.all([ask(request, call()), ask(request, call())])).toEqual([answer, answer]);
    expect(state.asked).toBe(6);
  });

  it('waits twice as long after each attempt that fails, up to a limit', async () => {
    const { clock, state, ask } = await opened();
    const rests: number[] = [];
    for (let attempt = 0; attempt < 4; attempt++) {
      const before = clock.now;
      while (state.asked === 3 + attempt) {
        clock.now += 500;
        await expect(ask(request, call())).rejects.toThrow('golos');
      }
      rests.push(clock.now - before);
    }
    expect(rests).toEqual([1_000, 2_000, 3_000, 3_000]);
  });

  it('tries anew at once when the attempt was given up by who asked', async () => {
    const { clock, state, ask } = await opened();
    clock.now += 1_000;
    state.failing = 'CANCELLED';
    await expect(ask(request, call())).rejects.toMatchObject({ code: 'CANCELLED' });
    state.failing = null;
    expect(await ask(request, call())).toEqual(answer);
  });

  it.each(['CANCELLED', 'SKIPPED', 'TIMEOUT'] as const)(
    'does not take for a failure what says nothing of who answers: %s at once',
    async (code) => {
      const { state, ask } = await opened(code);
      state.failing = null;
      expect(await ask(request, call())).toEqual(answer);
    },
  );

  it('makes an attempt earlier when it is told that an answer is likely', async () => {
    const { state, ask, guard } = await opened();
    state.failing = null;
    await expect(ask(request, call())).rejects.toMatchObject({ code: 'SKIPPED' });
    guard.retry();
    expect(await ask(request, call())).toEqual(answer);
  });

  it('counts one failure of a request that several share', async () => {
    const failure = new ExecutorError('UNREACHABLE', 'golos: the connection failed.');
    let asked = 0;
    const ask = breaker({ name: 'golos', failures: 3 })(async () => {
      asked += 1;
      throw failure;
    });
    await Promise.allSettled(Array.from({ length: 9 }, () => ask(request, call())));
    await expect(ask(request, call())).rejects.toBe(failure);
    expect(asked).toBe(10);
  });

  it('begins to count anew with each answer', async () => {
    const { state, executor } = endpoint();
    const ask = breaker({ name: 'golos', failures: 2 })(executor);
    for (let round = 0; round < 3; round++) {
      state.failing = 'UNREACHABLE';
      await expect(ask(request, call())).rejects.toMatchObject({ code: 'UNREACHABLE' });
      state.failing = null;
      expect(await ask(request, call())).toEqual(answer);
    }
  });

  it('counts an answer that comes too late as a failure', async () => {
    const late: Executor = async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      throw new ExecutorError('TIMEOUT', 'golos: no answer within 5 s.');
    };
    const ask = breaker({ name: 'golos', failures: 1, patienceMs: 10 })(late);
    await expect(ask(request, call())).rejects.toMatchObject({ code: 'TIMEOUT' });
    await expect(ask(request, call())).rejects.toMatchObject({ code: 'SKIPPED' });
  });
});

describe('a bulkhead', () => {
  it('lets so many through at once, so many wait in turn, and refuses the others', async () => {
    const { answers, executor } = waiting();
    const ask = bulkhead({ name: 'golos', inFlight: 2, waiting: 1, longestWaitMs: 30_000 })(executor);
    const asked = [1, 2, 3].map(() => ask(request, call()));
    await expect(ask(request, call())).rejects.toMatchObject({
      code: 'SKIPPED',
      message: 'golos: not asked, because 2 requests to it are under way already.',
    });
    expect(answers).toHaveLength(2);
    answers[0]?.();
    await settled();
    expect(answers).toHaveLength(3);
    for (const end of answers) end();
    expect(await Promise.all(asked)).toEqual([answer, answer, answer]);
    const again = [1, 2].map(() => ask(request, call()));
    await settled();
    expect(answers).toHaveLength(5);
    for (const end of answers) end();
    await Promise.all(again);
  });

  it('keeps nobody waiting for long, nor when nobody waits any more', async () => {
    const { answers, executor } = waiting();
    const ask = bulkhead({ name: 'golos', inFlight: 1, longestWaitMs: 20 })(executor);
    const first = ask(request, call());
    await expect(ask(request, call())).rejects.toMatchObject({ code: 'SKIPPED' });
    const caller = new AbortController();
    const given = ask(request, call(30_000, caller.signal));
    caller.abort();
    await expect(given).rejects.toMatchObject({ code: 'CANCELLED' });
    answers[0]?.();
    expect(await first).toEqual(answer);
    const next = ask(request, call());
    await settled();
    answers[1]?.();
    expect(await next).toEqual(answer);
  });

  it('is left by whoever fails', async () => {
    const { state, executor } = endpoint();
    const ask = bulkhead({ name: 'golos', inFlight: 1, waiting: 0 })(executor);
    state.failing = 'UNREACHABLE';
    await expect(ask(request, call())).rejects.toMatchObject({ code: 'UNREACHABLE' });
    state.failing = null;
    expect(await ask(request, call())).toEqual(answer);
  });
});

it('one guard before several executors knows of all their failures', async () => {
  const { state, executor } = endpoint();
  const guard = memberGuard({ name: 'golos', failures: 2 });
  const [findings, missions] = [guard(executor), guard(executor)] as const;
  state.failing = 'UNREACHABLE';
  await expect(findings(request, call())).rejects.toMatchObject({ code: 'UNREACHABLE' });
  await expect(missions(request, call())).rejects.toMatchObject({ code: 'UNREACHABLE' });
  await expect(findings(request, call())).rejects.toMatchObject({ code: 'SKIPPED' });
  expect(state.asked).toBe(2);
});
