import { encodeCursor } from '@observer-graph/contract';
import { type Executor, ExecutorError, type GraphQLResponse } from '@observer-graph/executor';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createScatter } from '../src/index.ts';
import { ask, dataOf } from './asking.ts';
import { type TestMemberOptions, testMember } from './in-memory-member.ts';
import { federation, rowsOf } from './world.ts';

type Change = Partial<TestMemberOptions>;
type Data = Record<string, unknown>;

const down: Change = {
  executor: () => async () => {
    throw new ExecutorError('UNREACHABLE', 'isfed: the connection failed.', { cause: new Error('10.0.0.7') });
  },
};

/** Changes what an honest member answers, piece by piece. */
function lying(change: (piece: never) => unknown): Change {
  return {
    executor: (honest) => async (request, call) => {
      const { data } = await honest(request, call);
      const pieces = Object.entries(JSON.parse(JSON.stringify(data)) as Data);
      return { data: Object.fromEntries(pieces.map(([key, piece]) => [key, change(piece as never)])) };
    },
  };
}

function answering(response: unknown): Change {
  return { executor: () => async () => response as GraphQLResponse };
}

const list = `{ findings(first: 50, orderBy: UPDATED_DESC) {
  totalCount edges { node { id } } sources { complete members { member state message } } } }`;

interface Listed {
  findings: {
    totalCount: number | null;
    edges: { cursor: string; node: { id: string } }[];
    sources: { complete: boolean; members: { member: string; state: string; message: string | null }[] };
  };
}

async function listed(scatter: Executor): Promise<Listed['findings']> {
  return ((await dataOf(scatter, list)) as unknown as Listed).findings;
}

function idsOf({ edges }: Listed['findings'], code: string): string[] {
  return edges.map(({ node }) => node.id).filter((id) => id.startsWith(`${code}:`));
}

afterEach(() => vi.useRealTimers());

describe('a member that does not answer', () => {
  it.each([
    { what: 'is down', change: down, state: 'ERROR', message: 'isfed: the connection failed.' },
    {
      what: 'throws something else',
      change: { executor: () => () => Promise.reject(new Error('SELECT 1 FROM secret')) },
      state: 'ERROR',
      message: 'isfed: could not be asked.',
    },
    {
      what: 'is not asked at all',
      change: {
        executor: () => async () => {
          throw new ExecutorError('SKIPPED', 'isfed: not asked, because it has failed 5 times in a row.');
        },
      },
      state: 'SKIPPED',
      message: 'isfed: not asked, because it has failed 5 times in a row.',
    },
    {
      what: 'is not GraphQL',
      change: answering('<h1>Welcome</h1>'),
      state: 'VIOLATION',
      message: 'isfed: answered with something that is not GraphQL.',
    },
    {
      what: 'refuses the request',
      change: answering({ errors: [{ message: 'relation "report" does not exist' }] }),
      state: 'ERROR',
      message: 'isfed: a fault of its own kept it from answering this.',
    },
    {
      what: 'gives neither data nor error',
      change: answering({ data: null }),
      state: 'VIOLATION',
      message: 'isfed: answered without data.',
    },
    {
      what: 'gives data of another form',
      change: answering({ data: { findings: [] } }),
      state: 'ERROR',
      message: 'isfed: gave no answer to this.',
    },
  ])('costs only its own records: one that $what', async ({ change, state, message }) => {
    const { scatter } = federation({ isfed: change });
    const findings = await listed(scatter);
    expect(findings.sources).toEqual({
      complete: false,
      members: [
        { member: 'golos', state: 'OK', message: null },
        { member: 'isfed', state, message },
        { member: 'odihr', state: 'OK', message: null },
      ],
    });
    expect(findings.totalCount).toBe(22);
    expect(findings.edges).toHaveLength(22);
    const { reported } = await ask(scatter, list);
    expect(reported.map((status) => [status.member, status.state])).toEqual([
      ['golos', 'OK'],
      ['isfed', state],
      ['odihr', 'OK'],
    ]);
  });

  it("is told as an error with the place where sources are not selected, and the others' data stays", async () => {
    const { scatter } = federation({ isfed: down });
    const { response } = await ask(
      scatter,
      '{ here: findings(first: 1) { totalCount edges { node { id } } } findingSummary { n: total } }',
    );
    expect(response).toEqual({
      data: {
        here: { totalCount: 22, edges: [{ node: { id: expect.any(String) } }] },
        findingSummary: { n: 22 },
      },
      errors: [['here'], ['findingSummary']].map((path) => ({
        message: 'isfed: the connection failed.',
        path,
        extensions: { code: 'SOURCE_UNAVAILABLE', member: 'isfed' },
      })),
    });
  });

  it('is told as an error wherever one of its records was asked for', async () => {
    const { scatter } = federation({ isfed: down });
    const { response } = await ask(
      scatter,
      `{
        finding(id: "isfed:finding:f:1") { title }
        golos: finding(id: "golos:finding:f:1") { title mission { id title } }
        _entities(representations: [{ __typename: "Finding", id: "isfed:finding:f:2" }, { __typename: "Mission", id: "isfed:mission:m:0" }, { __typename: "Mission", id: "golos:mission:m:0" }]) {
          ... on Finding { title } ... on Mission { title findings(first: 1) { totalCount sources { complete } } }
        }
      }`,
    );
    const error = (path: readonly (string | number)[]) => ({
      message: 'isfed: the connection failed.',
      path,
      extensions: { code: 'SOURCE_UNAVAILABLE', member: 'isfed' },
    });
    expect(response).toEqual({
      data: {
        finding: null,
        golos: { title: 'Finding 1 of golos', mission: { id: 'isfed:mission:m:0', title: null } },
        _entities: [
          null,
          { title: null, findings: { totalCount: expect.any(Number), sources: { complete: false } } },
          {
            title: 'Mission 0 of golos',
            findings: { totalCount: expect.any(Number), sources: { complete: false } },
          },
        ],
      },
      errors: [
        error(['finding']),
        error(['golos', 'mission']),
        error(['_entities', 0]),
        error(['_entities', 1]),
      ],
    });
  });

  it('makes a total unknown only together with all others', async () => {
    const { scatter } = federation({ golos: down, isfed: down, odihr: down });
    const { response } = await ask(
      scatter,
      '{ findings(first: 2) { totalCount edges { cursor } pageInfo { hasNextPage endCursor } sources { complete } } findingSummary { total copies buckets { count } sources { complete } } }',
    );
    expect(response).toEqual({
      data: {
        findings: {
          totalCount: null,
          edges: [],
          pageInfo: { hasNextPage: false, endCursor: null },
          sources: { complete: false },
        },
        findingSummary: { total: null, copies: null, buckets: null, sources: { complete: false } },
      },
    });
  });

  it('does not keep the others waiting past the deadline, and is asked no longer', async () => {
    // What it is given passes as soon as all are asked, and have answered if they do.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    let stopped = false;
    const slow: Change = {
      executor:
        () =>
        (_, { signal, deadline }) =>
          new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => {
              stopped = true;
              reject(signal.reason);
            });
            setImmediate(() => vi.advanceTimersByTime(deadline - Date.now()));
          }),
    };
    const { scatter } = federation({ isfed: slow });
    const { response, reported } = await ask(
      scatter,
      '{ findings(first: 2) { totalCount edges { node { mission { title } } } sources { members { member state message } } } }',
      {},
      { deadline: Date.now() + 600 },
    );
    const findings = response.data?.['findings'] as Listed['findings'];
    expect(findings.totalCount).toBe(22);
    expect(findings.sources.members[1]).toEqual({
      member: 'isfed',
      state: 'TIMEOUT',
      message: 'isfed: no answer within 0.4 s.',
    });
    // There was time left for the next round, of which the others made use.
    expect(findings.edges).toMatchObject([
      { node: { mission: { title: expect.any(String) } } },
      { node: { mission: { title: expect.any(String) } } },
    ]);
    expect(stopped).toBe(true);
    expect(reported.find(({ member }) => member === 'isfed')?.state).toBe('TIMEOUT');
  });

  it('is not waited for when nobody waits for the answer', async () => {
    const caller = new AbortController();
    const { scatter } = federation({ isfed: { executor: () => () => new Promise(() => {}) } });
    const answer = ask(scatter, list, {}, { signal: caller.signal });
    caller.abort();
    await expect(answer).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

describe('a member that answers with errors', () => {
  const failing = (
    error: object,
    path: readonly (string | number)[],
    value: (data: Data) => void,
  ): Change => ({
    executor: (honest) => async (request, call) => {
      const data = JSON.parse(JSON.stringify((await honest(request, call)).data)) as Data;
      value(data);
      return { data, errors: [{ message: 'relation "report" at 10.0.0.7', ...error, path }] };
    },
  });
  const at = (data: Data, ...path: (string | number)[]): Data =>
    path.reduce((value, step) => value[step as never] as Data, data);

  it('is told of at every place of the answer that lacks something, in words that tell nothing else', async () => {
    const { scatter } = federation({
      isfed: failing({}, ['p0', 'edges', 1, 'node', 'place'], (data) => {
        at(data, 'p0', 'edges', 1, 'node')['place'] = null;
      }),
    });
    const { response } = await ask(
      scatter,
      `{ findings(first: 3, filter: { member: ["isfed"] }) { edges { node { title here: place { name } there: place { path } } } sources { complete members { state message } } } }`,
    );
    const message = 'isfed: a fault of its own kept it from answering this.';
    expect(response).toMatchObject({
      data: {
        findings: {
          edges: [{}, { node: { title: expect.any(String), here: null, there: null } }, {}],
          sources: { complete: false, members: [{ state: 'PARTIAL', message }] },
        },
      },
      errors: ['here', 'there'].map((key) => ({
        message,
        path: ['findings', 'edges', 1, 'node', key],
        extensions: { code: 'SOURCE_FAILED', member: 'isfed' },
      })),
    });
  });

  it('makes a total unknown that it cannot give', async () => {
    const { scatter } = federation({
      isfed: failing({}, ['p0', 'totalCount'], (data) => {
        at(data, 'p0')['totalCount'] = null;
      }),
    });
    const findings = await listed(scatter);
    expect(findings.totalCount).toBeNull();
    expect(findings.edges).toHaveLength(33);
    expect(findings.sources.members[1]?.state).toBe('PARTIAL');
  });

  it("passes on what it says of the client's mistakes, and nothing else", async () => {
    const { scatter } = federation({
      isfed: failing(
        { message: 'Too short a text.', extensions: { code: 'BAD_USER_INPUT', stack: 'x' } },
        ['p0'],
        (data) => {
          data['p0'] = null;
        },
      ),
    });
    const { response } = await ask(scatter, list);
    expect(response.errors).toEqual([
      {
        message: 'isfed: Too short a text.',
        path: ['findings'],
        extensions: { code: 'BAD_USER_INPUT', member: 'isfed' },
      },
    ]);
    expect((response.data as unknown as Listed).findings.totalCount).toBe(22);
  });

  it('counts an error without a place as something that is missing', async () => {
    const { scatter } = federation({
      isfed: {
        executor: (honest) => async (request, call) => ({
          ...(await honest(request, call)),
          errors: [{ message: 'half of it' }],
        }),
      },
    });
    const { sources, totalCount } = await listed(scatter);
    expect(sources.members[1]?.state).toBe('PARTIAL');
    expect(totalCount).toBe(33);
  });
});

interface RawList {
  edges: { cursor: string; node: Record<string, unknown> & { id: string } }[];
  pageInfo: Data;
  totalCount: unknown;
}

describe('a member that lies', () => {
  const edge = (change: (edge: RawList['edges'][number], index: number) => unknown) =>
    lying((piece: RawList) => ({ ...piece, edges: piece.edges.map((one, index) => change(one, index)) }));
  const second = (change: (edge: RawList['edges'][number]) => unknown) =>
    edge((one, index) => (index === 1 ? change(one) : one));
  const node = (values: Data) => second((one) => ({ ...one, node: { ...one.node, ...values } }));
  const one = (reason: string) => `isfed: 1 record was left out: 1 ${reason}.`;

  it.each([
    {
      lie: 'a record of another member',
      change: node({ id: 'golos:finding:f:1' }),
      message: one('with an id that is not its own'),
    },
    {
      lie: 'an id of another type',
      change: node({ id: 'isfed:mission:m:1' }),
      message: one('with an id that is not its own'),
    },
    {
      lie: 'an id of no form',
      change: node({ id: 'isfed' }),
      message: one('with an id that is not its own'),
    },
    {
      lie: 'a forged original',
      change: node({ organization: { id: 'odihr' } }),
      message: one('not marked as a copy, of an organisation that it does not speak for'),
    },
    {
      lie: 'a forged original, with its own name before the other',
      change: node({ organization: { speaker: 'isfed', id: 'odihr' } }),
      message: one('not marked as a copy, of an organisation that it does not speak for'),
    },
    {
      lie: 'a record that says neither what it is nor that it is a copy',
      change: node({ organization: { id: 'odihr' }, holding: null }),
      message: one('not marked as a copy, of an organisation that it does not speak for'),
    },
    {
      lie: 'an original of nobody',
      change: node({ organization: null }),
      message: one('called an original of nobody'),
    },
    {
      lie: 'an id of the wrong type',
      change: node({ id: 7 }),
      message: one('not of the form that was asked for'),
    },
    {
      lie: 'a value that the contract does not know',
      change: node({ holding: 'MINE' }),
      message: one('not of the form that was asked for'),
    },
    {
      lie: 'nothing in the place of a record',
      change: second((it) => ({ ...it, node: null })),
      message: one('that it could not give'),
    },
    {
      lie: 'nothing in the place of an edge',
      change: second(() => null),
      message: one('that it could not give'),
    },
    {
      lie: 'text in the place of an edge',
      change: second(() => 'edge'),
      message: one('not of the form that was asked for'),
    },
    {
      lie: 'a cursor of no form',
      change: second((it) => ({ ...it, cursor: 'zzz' })),
      message: one('with a cursor of another list or order'),
    },
    {
      lie: 'a cursor of another member',
      change: second((it) => ({
        ...it,
        cursor: encodeCursor({
          record: 'Finding',
          order: 'UPDATED_DESC',
          keys: [1],
          member: 'golos',
          local: 'x',
        }),
      })),
      message: one('with a cursor of another list or order'),
    },
    {
      lie: 'a cursor of another order',
      change: second((it) => ({
        ...it,
        cursor: encodeCursor({
          record: 'Finding',
          order: 'UPDATED_ASC',
          keys: [1],
          member: 'isfed',
          local: 'x',
        }),
      })),
      message: one('with a cursor of another list or order'),
    },
  ])('loses the record: $lie', async ({ change, message }) => {
    const { scatter } = federation({ isfed: change });
    const honest = await listed(federation().scatter);
    const findings = await listed(scatter);
    expect(findings.sources).toEqual({
      complete: false,
      members: [
        { member: 'golos', state: 'OK', message: null },
        { member: 'isfed', state: 'PARTIAL', message },
        { member: 'odihr', state: 'OK', message: null },
      ],
    });
    const lost = idsOf(honest, 'isfed')[1];
    expect(findings.edges).toEqual(honest.edges.filter(({ node: { id } }) => id !== lost));
  });

  it('may show copies of whatever organisation', async () => {
    const { scatter } = federation({ isfed: node({ organization: { id: 'odihr' }, holding: 'COPY' }) });
    const findings = await listed(scatter);
    expect(findings.sources.complete).toBe(true);
    expect(findings.edges).toHaveLength(33);
  });

  it('loses records that are out of order, or more than were asked for, and delays nobody', async () => {
    const reversed = federation({
      isfed: lying((piece: RawList) => ({ ...piece, edges: piece.edges.toReversed() })),
    });
    const honest = await listed(federation().scatter);
    const findings = await listed(reversed.scatter);
    expect(findings.sources.members[1]).toEqual({
      member: 'isfed',
      state: 'PARTIAL',
      message: 'isfed: 10 records were left out: 10 out of order.',
    });
    expect(idsOf(findings, 'golos')).toEqual(idsOf(honest, 'golos'));

    const greedy = federation({
      isfed: {
        executor: (all) => (request, call) =>
          all({ ...request, variables: { ...request.variables, v1: 9 } }, call),
      },
    });
    const data = (await dataOf(
      greedy.scatter,
      '{ findings(first: 3, orderBy: UPDATED_DESC) { totalCount edges { node { id } } sources { complete members { member state message } } } }',
    )) as unknown as Listed;
    expect(data.findings.edges).toEqual(honest.edges.slice(0, 3));
    expect(data.findings.sources.members[1]?.message).toBe(
      'isfed: 6 records were left out: 6 beyond the page that was asked for.',
    );
  });

  it.each([
    { lie: 'edges that are no list', change: { edges: {} } },
    { lie: 'a total that is text', change: { totalCount: '11' } },
    { lie: 'a total below zero', change: { totalCount: -1 } },
    { lie: 'a page that says nothing of the next', change: { pageInfo: null } },
    {
      lie: 'a next page after nothing',
      change: { edges: [], pageInfo: { hasNextPage: true, hasPreviousPage: false } },
    },
  ])('loses all that it said in this place: $lie', async ({ change }) => {
    const { scatter } = federation({ isfed: lying((piece: Data) => ({ ...piece, ...change })) });
    const findings = await listed(scatter);
    expect(findings.sources.members[1]).toMatchObject({
      state: 'VIOLATION',
      message: expect.stringMatching(/^isfed: its answer was refused, because .*\.$/),
    });
    expect(findings.totalCount).toBe(22);
    expect(findings.edges).toHaveLength(22);
  });

  it.each([
    { lie: 'counts below zero', buckets: [{ keys: ['GE'], count: -5 }] },
    { lie: 'other dimensions', buckets: [{ keys: ['GE', 'x'], count: 5 }] },
    { lie: 'no list', buckets: 'many' },
  ])('does not spoil a summary with $lie', async ({ buckets }) => {
    const query =
      '{ findingSummary(by: COUNTRY) { total buckets { keys count } sources { members { state } } } }';
    const { scatter } = federation({ isfed: lying((piece: Data) => ({ ...piece, buckets })) });
    expect(await dataOf(scatter, query)).toEqual({
      findingSummary: {
        total: 22,
        buckets: [
          { keys: ['GE'], count: 14 },
          { keys: ['MD'], count: 8 },
        ],
        sources: { members: [{ state: 'OK' }, { state: 'VIOLATION' }, { state: 'OK' }] },
      },
    });
  });

  it.each([
    { lie: 'another record', values: { id: 'isfed:finding:f:2' } },
    { lie: 'a forged original', values: { organization: { id: 'odihr' } } },
    { lie: 'a value of another type', values: { title: 5 } },
  ])('is not believed where it was asked for one record: $lie', async ({ values }) => {
    const { scatter } = federation({
      isfed: lying((piece: Data[]) => piece.map((record) => ({ ...record, ...values }))),
    });
    const { response, reported } = await ask(scatter, '{ finding(id: "isfed:finding:f:1") { id title } }');
    expect(response).toEqual({
      data: { finding: null },
      errors: [
        {
          message: expect.stringMatching(/^isfed: its answer was refused, because .*\.$/),
          path: ['finding'],
          extensions: { code: 'SOURCE_FAILED', member: 'isfed' },
        },
      ],
    });
    expect(reported.map(({ member, state }) => [member, state])).toEqual([['isfed', 'VIOLATION']]);
  });

  it('cannot hide records by giving fewer answers than it was asked for', async () => {
    const { scatter } = federation({ isfed: lying((piece: unknown[]) => piece.slice(1)) });
    const { response } = await ask(
      scatter,
      '{ _entities(representations: [{ __typename: "Finding", id: "isfed:finding:f:1" }, { __typename: "Country", code: "GE" }]) { ... on Finding { title } ... on Country { findings(first: 1) { totalCount } } } }',
    );
    expect(response.errors?.map(({ path, extensions }) => [path, extensions?.['code']])).toEqual([
      [['_entities', 0], 'SOURCE_FAILED'],
      [['_entities', 1, 'findings'], 'SOURCE_UNAVAILABLE'],
    ]);
  });
});

describe('a member that gives shorter pages than it was asked for', () => {
  it('shortens the page, and no record of anybody is lost', async () => {
    const capped = testMember({
      code: 'isfed',
      rows: rowsOf('isfed'),
      executor: (honest) => (request, call) => {
        const { v1, ...others } = request.variables as { v1: number };
        return honest({ ...request, variables: { ...others, v1: Math.min(v1, 2) } }, call);
      },
    });
    const golos = testMember({ code: 'golos', rows: rowsOf('golos') });
    const scatter = createScatter({ domain: 'findings', members: () => [capped, golos] });
    for (const [count, cursor, more, to] of [
      ['first', 'after', 'hasNextPage', 'endCursor'],
      ['last', 'before', 'hasPreviousPage', 'startCursor'],
    ] as const) {
      const seen: string[] = [];
      let at: string | null = null;
      for (let pages = 0; pages < 30; pages++) {
        const data = await dataOf(
          scatter,
          `query ($at: String) { findings(${count}: 6, ${cursor}: $at, orderBy: UPDATED_DESC) { edges { node { id } } pageInfo { ${more} ${to} } } }`,
          { at },
        );
        const { edges, pageInfo } = data['findings'] as Listed['findings'] & {
          pageInfo: Record<string, string | null>;
        };
        const ids = edges.map(({ node }) => node.id);
        if (count === 'first') seen.push(...ids);
        else seen.unshift(...ids);
        at = pageInfo[to] ?? null;
        if (!pageInfo[more]) break;
      }
      const honest = await listed(federation().scatter);
      expect(seen).toEqual(honest.edges.map(({ node }) => node.id).filter((id) => !id.startsWith('odihr')));
    }
  });
});
