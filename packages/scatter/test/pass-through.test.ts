import { type Executor, ExecutorError } from '@observer-graph/executor';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createPassThrough } from '../src/index.ts';
import { ask } from './asking.ts';
import { testMember } from './in-memory-member.ts';

function passing(executor: (honest: Executor) => Executor = (honest) => honest) {
  const member = testMember({
    domain: 'elections',
    code: 'registry',
    executor,
    rows: [{ type: 'Election', id: 'GE-2024-10-26-parliamentary', country: 'GE', heldOn: '2024-10-26' }],
  });
  return { member, elections: createPassThrough({ domain: 'elections', member: () => member }) };
}

afterEach(() => vi.useRealTimers());

describe('the domain of one member', () => {
  it('is asked as it is, and the member is reported', async () => {
    const { member, elections } = passing();
    const query = 'query ($id: ID!) { e: election(id: $id) { heldOn country { code } } }';
    const variables = { id: 'GE-2024-10-26-parliamentary' };
    const { response, reported } = await ask(elections, query, variables);
    expect(response).toEqual({ data: { e: { heldOn: '2024-10-26', country: { code: 'GE' } } } });
    expect(member.asked).toEqual([{ query, variables }]);
    expect(reported).toEqual([
      { member: 'registry', state: 'OK', latencyMs: expect.any(Number), message: null, droppedFields: [] },
    ]);
  });

  it('is an error of each root field when the member does not answer', async () => {
    const { elections } = passing(() => async () => {
      throw new ExecutorError('UNREACHABLE', 'registry: the connection failed.');
    });
    const { response, reported } = await ask(
      elections,
      '{ a: election(id: "x") { id } ...Rest } fragment Rest on Query { ... { _entities(representations: []) { __typename } } }',
    );
    expect(response).toEqual({
      data: null,
      errors: ['a', '_entities'].map((key) => ({
        message: 'registry: the connection failed. It alone serves elections.',
        path: [key],
        extensions: { code: 'SOURCE_UNAVAILABLE', member: 'registry' },
      })),
    });
    expect(reported.map(({ state }) => state)).toEqual(['ERROR']);
  });

  it('is not waited for past the deadline', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const { elections } = passing(() => () => {
      setImmediate(() => vi.advanceTimersByTime(100));
      return new Promise(() => {});
    });
    const { response, reported } = await ask(
      elections,
      '{ election(id: "x") { id } }',
      {},
      { deadline: Date.now() + 100 },
    );
    expect(response.errors?.[0]?.message).toBe(
      'registry: no answer within 0.1 s. It alone serves elections.',
    );
    expect(reported.map(({ state }) => state)).toEqual(['TIMEOUT']);
  });

  it("tells of the client's mistakes, and of its own faults only that there are some", async () => {
    const { elections } = passing();
    const { response, reported } = await ask(elections, '{ elektion { id } }');
    expect(response.errors?.map(({ message, extensions }) => [message, extensions])).toEqual([
      [expect.stringContaining('Cannot query field "elektion"'), { code: 'GRAPHQL_VALIDATION_FAILED' }],
    ]);
    expect(reported.map(({ state }) => state)).toEqual(['OK']);

    const broken = passing(() => async () => ({
      data: { election: null },
      errors: [{ message: 'no such table: election', path: ['election'], extensions: { stack: '/srv' } }],
    }));
    expect(await ask(broken.elections, '{ election(id: "x") { id } }')).toMatchObject({
      response: {
        data: { election: null },
        errors: [
          {
            message: 'registry: a fault of its own kept it from answering this.',
            path: ['election'],
            extensions: { code: 'SOURCE_FAILED', member: 'registry' },
          },
        ],
      },
      reported: [{ state: 'PARTIAL' }],
    });
  });
});
