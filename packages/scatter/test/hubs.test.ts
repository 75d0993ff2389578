import { type Executor, ExecutorError } from '@observer-graph/executor';
import { describe, expect, it } from 'vitest';
import { createScatter } from '../src/index.ts';
import { ask, dataOf } from './asking.ts';
import { inMemoryExecutor, type TestMemberOptions, testMember } from './in-memory-member.ts';
import { rowsOf, world } from './world.ts';

const down: Partial<TestMemberOptions> = {
  executor: () => async () => {
    throw new ExecutorError('UNREACHABLE', 'isfed: the connection failed.');
  },
};

interface Changes {
  readonly isfed?: Partial<TestMemberOptions>;
  /** Stands before the regional hub. */
  readonly hub?: (honest: Executor) => Executor;
  /** Whom the regional hub answers for, as the global one knows it. */
  readonly codes?: readonly string[];
}

/** A global hub over odihr and a regional hub, which is over golos and isfed. */
function nested({ isfed = {}, hub = (honest) => honest, codes = ['golos', 'isfed'] }: Changes = {}) {
  const leaves = [
    testMember({
      code: 'golos',
      rows: rowsOf('golos'),
      coverage: { Finding: { countries: ['GE', 'MD'] }, Mission: {} },
    }),
    testMember({ code: 'isfed', rows: rowsOf('isfed'), ...isfed }),
  ];
  const regional = createScatter({ domain: 'findings', members: () => leaves });
  const members = [
    testMember({ code: 'odihr', rows: rowsOf('odihr') }),
    {
      ...testMember({ code: 'region', organizations: ['golos', 'isfed'], executor: () => hub(regional) }),
      hub: { codes },
    },
  ];
  return createScatter({ domain: 'findings', members: () => members });
}

const list =
  '{ findings(first: 50) { totalCount edges { node { id } } sources { complete pruned asOf members { member state message droppedFields } } } }';
const ok = (member: string) => ({ member, state: 'OK', message: null, droppedFields: [] });

describe('a hub that is a member of another', () => {
  it('answers for those behind it, as one member with all rows would', async () => {
    const oracle = inMemoryExecutor('findings', world);
    const scatter = nested();
    const query = `{
      findings(first: 20, orderBy: UPDATED_DESC) { totalCount edges { node { id title mission { title } followUpOf { title } country { findings(last: 3) { edges { node { id } } } } } } pageInfo { hasNextPage } }
      findingSummary(by: [SEVERITY]) { total copies buckets { keys count } }
      finding(id: "isfed:finding:f:3") { title sameIncidentAs { title } }
      few: findings(first: 50, filter: { member: ["isfed", "odihr"] }) { edges { node { id } } }
    }`;
    expect(await dataOf(scatter, query)).toEqual(await dataOf(oracle, query));
  });

  it('is reported as those behind it', async () => {
    const data = await dataOf(nested(), list);
    expect(data['findings']).toMatchObject({
      totalCount: 33,
      sources: { complete: true, pruned: 0, asOf: null, members: [ok('odihr'), ok('golos'), ok('isfed')] },
    });
  });

  it('adds up whom it did not ask, and since when', async () => {
    const data = await dataOf(nested(), list.replace('first: 50', 'first: 50, filter: { country: "FR" }'));
    expect(data['findings']).toMatchObject({
      sources: {
        complete: true,
        pruned: 1,
        asOf: '2025-01-01T00:00:00Z',
        members: [ok('odihr'), ok('isfed')],
      },
    });
  });

  it('is incomplete if one behind it is, which is named', async () => {
    const scatter = nested({ isfed: down });
    const { response, reported } = await ask(scatter, list);
    const failed = {
      member: 'isfed',
      state: 'ERROR',
      message: 'isfed: the connection failed.',
      droppedFields: [],
    };
    expect(response.data?.['findings']).toMatchObject({
      totalCount: 22,
      sources: { complete: false, members: [ok('odihr'), ok('golos'), failed] },
    });
    expect(reported.map(({ member, state }) => [member, state])).toEqual([
      ['odihr', 'OK'],
      ['golos', 'OK'],
      ['isfed', 'ERROR'],
    ]);
    const { response: unseen } = await ask(scatter, '{ findings(first: 1) { totalCount } }');
    expect(unseen.errors?.map(({ message, extensions }) => [message, extensions])).toEqual([
      ['isfed: the connection failed.', { code: 'SOURCE_UNAVAILABLE', member: 'isfed' }],
    ]);
  });

  it('tells who behind it could not give a record', async () => {
    const { response, reported } = await ask(
      nested({ isfed: down }),
      '{ finding(id: "isfed:finding:f:3") { title } }',
    );
    expect(response).toEqual({
      data: { finding: null },
      errors: [
        {
          message: 'isfed: the connection failed.',
          path: ['finding'],
          extensions: { code: 'SOURCE_UNAVAILABLE', member: 'isfed' },
        },
      ],
    });
    expect(reported.map(({ member, state }) => [member, state])).toEqual([['isfed', 'ERROR']]);
  });

  it('is named itself where it does not answer', async () => {
    const scatter = nested({
      hub: () => async () => {
        throw new ExecutorError('TIMEOUT', 'region: no answer within 5 s.');
      },
    });
    const data = await dataOf(scatter, list);
    expect(data['findings']).toMatchObject({
      totalCount: 11,
      sources: {
        complete: false,
        members: [
          ok('odihr'),
          { member: 'region', state: 'TIMEOUT', message: 'region: no answer within 5 s.' },
        ],
      },
    });
  });

  it('speaks for nobody but those behind it', async () => {
    const data = await dataOf(nested({ codes: ['golos'] }), list);
    expect(data['findings']).toMatchObject({
      sources: {
        complete: false,
        members: [
          ok('odihr'),
          {
            member: 'region',
            state: 'VIOLATION',
            message:
              'region: its answer was refused, because `sources` names a member that is not behind it.',
          },
        ],
      },
    });
  });
});
