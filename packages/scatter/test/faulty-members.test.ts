import { ByteBudget, type Executor, type HttpExecutor, httpExecutor } from '@observer-graph/executor';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createScatter } from '../src/index.ts';
import { ask } from './asking.ts';
import { misbehaviours, type ServedMember, serveTestMember } from './faulty-server.ts';
import { inMemoryExecutor } from './in-memory-member.ts';
import { codes, rowsOf } from './world.ts';

/** Milliseconds that the slow one has; the others have all the time there is. */
const patienceMs = 200;

const query = `{ findings(first: 50, orderBy: UPDATED_DESC) {
  totalCount edges { node { id title } } sources { complete members { member state message } } } }`;

const left = (reason: string) => `isfed: 1 record was left out: 1 ${reason}.`;

/** State, message, and how many of its own 11 records arrive nevertheless. */
type Outcome = readonly [state: string, message: string, own: number];

const outcomes: Record<keyof typeof misbehaviours, Outcome> = {
  slow: ['TIMEOUT', 'isfed: no answer within 0.2 s.', 0],
  'reset before the answer': ['ERROR', 'isfed: the connection failed.', 0],
  'reset half-way': ['ERROR', 'isfed: the connection failed.', 0],
  'status 500': ['ERROR', 'isfed: answered with HTTP status 500.', 0],
  HTML: ['VIOLATION', 'isfed: answered with something that is not GraphQL.', 0],
  'bad JSON': ['VIOLATION', 'isfed: answered with something that is not GraphQL.', 0],
  'endless body': ['VIOLATION', 'isfed: answered with more than 16777216 bytes.', 0],
  'a text of 50 MB': ['VIOLATION', 'isfed: answered with more than 16777216 bytes.', 0],
  'a text of 2 MB': ['PARTIAL', left('not of the form that was asked for'), 10],
  '10,000 lists in each other': ['VIOLATION', 'isfed: answered with something nested more than 100 deep.', 0],
  'null in non-null': ['PARTIAL', left('not of the form that was asked for'), 10],
  'foreign ids': ['PARTIAL', left('with an id that is not its own'), 10],
  'forged originals': [
    'PARTIAL',
    left('not marked as a copy, of an organisation that it does not speak for'),
    10,
  ],
  'unsorted cursors': ['PARTIAL', left('out of order'), 10],
};

interface Data {
  readonly findings: {
    readonly totalCount: number;
    readonly edges: readonly { readonly node: { readonly id: string } }[];
    readonly sources: unknown;
  };
}

describe('among members over HTTP, one that misbehaves', () => {
  const opened: (ServedMember | HttpExecutor)[] = [];
  let honest: ServedMember[] = [];

  beforeEach(async () => {
    honest = await Promise.all(
      ['golos', 'odihr'].map((code) => serveTestMember(inMemoryExecutor('findings', rowsOf(code)))),
    );
    opened.push(...honest);
  });
  afterEach(async () => {
    for (const one of opened.splice(0).toReversed()) await one.close();
  });

  const federated = (
    url: string,
    {
      budget = new ByteBudget(128 * 1024 * 1024),
      limitMs = 60_000,
    }: { budget?: ByteBudget; limitMs?: number } = {},
  ) => {
    const urls: Record<string, string> = {
      golos: honest[0]?.url ?? '',
      isfed: url,
      odihr: honest[1]?.url ?? '',
    };
    const members = codes.map((code) => {
      const executor = httpExecutor({ url: urls[code] as string, name: code, budget: budget.share() });
      opened.push(executor);
      const within: Executor = (request, call) =>
        executor(request, { ...call, deadline: Math.min(call.deadline, Date.now() + limitMs) });
      return {
        code,
        organizations: new Set([code]),
        executor: code === 'isfed' ? within : executor,
        coverage: () => undefined,
      };
    });
    return createScatter({ domain: 'findings', members: () => members });
  };

  const expectOutcome = async (url: string, [state, message, own]: Outcome, limitMs?: number) => {
    const { response } = await ask(federated(url, { ...(limitMs && { limitMs }) }), query);
    expect(response.errors).toBeUndefined();
    const { totalCount, edges, sources } = (response.data as unknown as Data).findings;
    expect(sources).toEqual({
      complete: false,
      members: [
        { member: 'golos', state: 'OK', message: null },
        { member: 'isfed', state, message },
        { member: 'odihr', state: 'OK', message: null },
      ],
    });
    const ownIds = edges.filter(({ node: { id } }) => id.startsWith('isfed:'));
    expect([edges.length - ownIds.length, ownIds.length]).toEqual([22, own]);
    expect(totalCount).toBe(own > 0 ? 33 : 22);
  };

  it.each(Object.keys(misbehaviours) as (keyof typeof misbehaviours)[])(
    'costs its own records alone, and is named: %s',
    async (what) => {
      const faulty = await serveTestMember(
        inMemoryExecutor('findings', rowsOf('isfed')),
        misbehaviours[what],
      );
      opened.push(faulty);
      await expectOutcome(faulty.url, outcomes[what], what === 'slow' ? patienceMs : undefined);
    },
  );

  it('costs its own records alone, and is named: down', async () => {
    const gone = await serveTestMember(inMemoryExecutor('findings', []));
    await gone.close();
    await expectOutcome(gone.url, ['ERROR', 'isfed: the connection failed.', 0]);
  });

  it('costs its own records alone, and is named: one for whose answer there is no room', async () => {
    const long = await serveTestMember(
      inMemoryExecutor('findings', rowsOf('isfed')),
      misbehaviours['a text of 2 MB'],
    );
    opened.push(long);
    const budget = new ByteBudget(5_000_000);
    const scatter = federated(long.url, { budget });
    const states = async () => {
      const { response } = await ask(scatter, query);
      const { edges, sources } = (response.data as unknown as Data).findings;
      return [edges.length, (sources as { members: { state: string }[] }).members.map(({ state }) => state)];
    };
    expect(await states()).toEqual([32, ['OK', 'PARTIAL', 'OK']]);
    // All that the answer held is free again.
    expect(budget.take(4_000_000)).toBe(true);
    expect(await states()).toEqual([22, ['OK', 'SKIPPED', 'OK']]);
    budget.give(4_000_000);
    expect(await states()).toEqual([32, ['OK', 'PARTIAL', 'OK']]);
    expect(budget.take(5_000_000)).toBe(true);
  });
});
