import { createHash } from 'node:crypto';
import { emptySource, type SourceFor } from '@observer-graph/source';
import { memorySource } from '@observer-graph/source/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { createMember, type MemberOptions, type Served, serveMember, serveMembers } from '../src/index.ts';
import { ask } from './ask.ts';

const rows = [
  { id: 'golos:finding:reports:1', title: 'Carousel', country: 'GE', organization: 'golos' },
  { id: 'golos:finding:reports:2', title: 'Secret', country: 'AM', visibility: 'PARTNERS' },
];
const Finding = memorySource('Finding', rows, { member: 'golos' });

const running: Served[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((served) => served.close()));
});

async function served(options: Partial<MemberOptions> & { sources: Record<string, SourceFor> }) {
  const one = await serveMember({ member: createMember({ code: 'golos', ...options }), port: 0 });
  running.push(one);
  return one;
}

const json = async (url: string) => {
  const response = await fetch(url);
  return { status: response.status, body: (await response.json()) as unknown };
};

describe('serveMember', () => {
  it('serves the domains that the member has records of, and no others', async () => {
    const { url } = await served({ sources: { Finding } });
    for (const base of [url, `${url}/golos`]) {
      expect(await ask(`${base}/findings`, '{ findings(first: 5) { edges { node { title } } } }')).toEqual({
        status: 200,
        body: { data: { findings: { edges: [{ node: { title: 'Carousel' } }] } } },
      });
    }
    expect((await json(`${url}/recommendations`)).status).toBe(404);
  });

  it('takes callers from afar for the public', async () => {
    const { url } = await served({ sources: { Finding } });
    const { body } = await ask(`${url}/findings`, '{ finding(id: "golos:finding:reports:2") { title } }');
    expect(body).toEqual({ data: { finding: null } });
  });

  it('tells of itself: the SDL as served, and what its public records cover', async () => {
    const { url } = await served({ sources: { Finding } });
    const { body } = await json(`${url}/.well-known/observer-member.json`);
    const service = await ask(`${url}/findings`, '{ _service { sdl } }');
    expect(body).toEqual({
      code: 'golos',
      contractVersion: 1,
      domains: {
        findings: {
          path: 'findings',
          sdlHash: createHash('sha256').update(service.body.data._service.sdl).digest('hex'),
          records: {
            Finding: {
              countries: ['GE'],
              elections: [],
              organizations: ['golos'],
              from: null,
              until: null,
              asOf: '2024-10-27T00:00:00Z',
            },
          },
        },
      },
    });
    expect(await json(`${url}/golos/.well-known/observer-member.json`)).toEqual({ status: 200, body });
  });

  it('makes its coverage anew from time to time', async () => {
    let country = 'GE';
    const changing: SourceFor = () => ({
      ...emptySource(),
      coverage: async () => ({ ...(await emptySource().coverage()), countries: [country] }),
    });
    const { url } = await served({ sources: { Finding: changing }, refreshMs: 10 });
    const countries = async () => {
      const { body } = await json(`${url}/.well-known/observer-member.json`);
      return (body as { domains: { findings: { records: { Finding: { countries: string[] } } } } }).domains
        .findings.records.Finding.countries;
    };
    expect(await countries()).toEqual(['GE']);
    country = 'MD';
    await expect.poll(countries).toEqual(['MD']);
  });

  it('calls coverage unknown if it cannot be read', async () => {
    const failing: SourceFor = () => ({
      ...emptySource(),
      coverage: () => Promise.reject(new Error('SELECT failed at db.internal')),
    });
    const { url } = await served({ sources: { Finding: failing } });
    const { body } = await json(`${url}/.well-known/observer-member.json`);
    expect(body).toMatchObject({
      domains: {
        findings: {
          records: {
            Finding: { countries: null, elections: null, organizations: null, from: null, until: null },
          },
        },
      },
    });
  });

  it('keeps from clients what a database says, and tells the log', async () => {
    const logged: unknown[] = [];
    const cause = new Error('column "x" does not exist at 10.0.0.5: SELECT x FROM secret');
    const failing: SourceFor = () => ({ ...emptySource(), list: () => Promise.reject(cause) });
    const { url } = await served({
      sources: { Finding: failing },
      onError: (error: unknown) => logged.push(error),
    });
    const { body } = await ask(`${url}/findings`, '{ findings(first: 5) { edges { cursor } } }');
    expect(body).toEqual({
      data: { findings: null },
      errors: [
        {
          message: 'golos: could not answer this because of a fault of its own.',
          path: ['findings'],
          extensions: { code: 'SOURCE_FAILED' },
        },
      ],
    });
    expect(logged).toEqual([cause]);
  });

  it.each([
    ['{ nothing }', 400, 'GRAPHQL_VALIDATION_FAILED', /Cannot query field "nothing"/],
    ['{ findings(first: 5', 400, 'GRAPHQL_PARSE_FAILED', /Syntax Error/],
    ['query ($n: Int!) { findings(first: $n) { totalCount } }', 400, 'BAD_USER_INPUT', /\$n/],
    ['{ findings(first: 0) { totalCount } }', 200, 'BAD_USER_INPUT', /`first` is 0/],
    [
      `{ findings(first: 1, filter: { text: "${'ж'.repeat(501)}" }) { totalCount } }`,
      200,
      'BAD_USER_INPUT',
      /`text` has 501 characters; it can have 500/,
    ],
    [
      `{ finding(id: "1") ${'{ followUpOf '.repeat(25)}{ id }${' }'.repeat(25)} }`,
      400,
      'BAD_USER_INPUT',
      /nests deeper than 20 levels/,
    ],
  ])('refuses %s', async (query, status, code, message) => {
    const { url } = await served({ sources: { Finding } });
    const answer = await ask(`${url}/findings`, query);
    expect(answer.status).toBe(status);
    expect(answer.body.errors?.[0]?.message).toMatch(message);
    expect(answer.body.errors?.[0]?.extensions).toEqual({ code });
  });

  it('refuses a request that is too long, without reading it to its end', async () => {
    const { url } = await served({ sources: { Finding } });
    const { status, body } = await ask(
      `${url}/findings`,
      `{ findings { totalCount } } ${'#'.repeat(1_100_000)}`,
    );
    expect(status).toBe(413);
    expect(body.errors?.[0]?.message).toBe('The request is longer than 1048576 bytes.');
  });

  it('answers introspection', async () => {
    const { url } = await served({ sources: { Finding } });
    const { body } = await ask(`${url}/findings`, '{ __schema { queryType { name } } }');
    expect(body).toEqual({ data: { __schema: { queryType: { name: 'Query' } } } });
  });

  it('gives up when the caller no longer waits', async () => {
    const endless: SourceFor = () => ({ ...emptySource(), list: () => new Promise(() => {}) });
    const { url } = await served({ sources: { Finding: endless } });
    const { body } = await ask(`${url}/findings`, '{ findings(first: 5) { edges { cursor } } }', {
      headers: { 'observer-graph-deadline-ms': '20' },
    });
    expect(body.errors).toMatchObject([{ extensions: { code: 'SOURCE_UNAVAILABLE' } }]);
  });

  it('is live at once, and ready while its database answers', async () => {
    const { url } = await served({ sources: { Finding } });
    expect(await json(`${url}/health/live`)).toEqual({ status: 200, body: { status: 'live' } });
    expect(await json(`${url}/health/ready`)).toEqual({
      status: 200,
      body: { status: 'ready', members: { golos: true } },
    });
    const down: SourceFor = () => ({ ...emptySource(), byIds: () => Promise.reject(new Error('down')) });
    const other = await served({ sources: { Finding: down } });
    expect(await json(`${other.url}/health/ready`)).toEqual({
      status: 503,
      body: { status: 'not ready', members: { golos: false } },
    });
  });

  it('lets what is under way end before it stops', async () => {
    let answer = () => {};
    const waiting = new Promise<void>((resolve) => {
      answer = resolve;
    });
    let asked = () => {};
    const begun = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const slow: SourceFor = () => ({
      ...emptySource(),
      count: async () => {
        asked();
        await waiting;
        return 7;
      },
    });
    const { url, close } = await serveMember({
      member: createMember({ code: 'golos', sources: { Finding: slow } }),
      port: 0,
    });
    const pending = ask(`${url}/findings`, '{ findings { totalCount } }');
    await begun;
    const closing = close();
    answer();
    expect((await pending).body).toEqual({ data: { findings: { totalCount: 7 } } });
    await closing;
    await expect(fetch(`${url}/health/live`)).rejects.toThrow();
  });
});

describe('serveMembers', () => {
  it('serves several members below their codes', async () => {
    const members = ['golos', 'isfed'].map((code) => createMember({ code, sources: { Finding } }));
    const several = await serveMembers({ members, port: 0 });
    running.push(several);
    const { body } = await ask(
      `${several.url}/isfed/findings`,
      '{ findings { sources { members { member } } } }',
    );
    expect(body.data).toEqual({ findings: { sources: { members: [{ member: 'isfed' }] } } });
    expect((await json(`${several.url}/findings`)).status).toBe(404);
  });

  it('refuses two members of one code', async () => {
    const members = ['golos', 'golos'].map((code) => createMember({ code, sources: { Finding } }));
    await expect(serveMembers({ members, port: 0 })).rejects.toThrow('Two members have the code "golos"');
  });
});
