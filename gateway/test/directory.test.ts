import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { subgraphSdl } from '@observer-graph/contract';
import { type Call, publicViewer } from '@observer-graph/executor';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createDirectory, type Directory } from '../src/directory.ts';
import { checkFederation, type FederationInput } from '../src/federation-file.ts';
import type { Log } from '../src/log.ts';

const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  for (const close of closers.splice(0).reverse()) await close();
});

interface TestServer {
  readonly url: string;
  /** What it answers now; it breaks the connection if there is none. */
  card: object;
  answer: object | null;
  /** Paths that it was asked for. */
  readonly asked: string[];
}

async function serve(card: object, answer: object | null = { data: {} }): Promise<TestServer> {
  const state: Omit<TestServer, 'url'> = { card, answer, asked: [] };
  const server: Server = createServer(({ url = '', socket }, response) => {
    state.asked.push(url);
    const body = url.includes('.well-known') ? state.card : state.answer;
    if (body) response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    else socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(state, { url });
}

const finding = (asOf: string) => ({
  Finding: { countries: ['GE'], elections: null, organizations: null, from: null, until: null, asOf },
});
const card = (code: string, records: object = finding(new Date().toISOString()), others: object = {}) => ({
  code,
  contractVersion: 1,
  domains: { findings: { path: 'findings', sdlHash: '', records } },
  ...others,
});
const hubCard = (codes: readonly string[], generation: string) =>
  card('region', undefined, { codes, generation });

interface Started {
  readonly directory: Directory;
  readonly told: string[];
}

async function start(
  members: FederationInput['members'],
  options: { readonly refreshMs?: number; readonly coverageMs?: number } = {},
): Promise<Started> {
  const told: string[] = [];
  const log: Log = {
    info: (message) => told.push(`info ${message}`),
    warn: (message) => told.push(`warn ${message}`),
    error: (message) => told.push(`error ${message}`),
  };
  const directory = createDirectory(federation(members), { log, refreshMs: 3_600_000, ...options });
  closers.push(directory.close);
  await directory.refresh();
  told.splice(0);
  return { directory, told };
}

function federation(members: FederationInput['members']) {
  return checkFederation({ registry: { code: 'registry', url: 'http://127.0.0.1:1' }, members });
}

const only = ({ scatterMembers }: Directory, code: string) => {
  const [member] = scatterMembers('findings').filter((each) => each.code === code);
  if (!member) throw new Error(`${code} does not take part.`);
  return member;
};

const call = (): Call => ({
  viewer: publicViewer,
  signal: new AbortController().signal,
  deadline: Date.now() + 10_000,
  report: () => {},
});
const request = { query: '{ findings { totalCount } }' };

describe('cards', () => {
  it('are asked for again after a while that is not the same for all', async () => {
    const delays: number[] = [];
    const honest = globalThis.setTimeout;
    vi.spyOn(globalThis, 'setTimeout').mockImplementation(((run: () => void, delay = 0, ...args: never[]) => {
      delays.push(delay);
      return honest(run, delay, ...args);
    }) as typeof setTimeout);
    const servers = await Promise.all(Array.from({ length: 12 }, (_, at) => serve(card(`m${at}`))));
    await start(
      servers.map(({ url }, at) => ({ code: `m${at}`, url })),
      { refreshMs: 10_000_000 },
    );
    const refreshes = delays.filter((delay) => delay > 1_000_000);
    expect(refreshes.length).toBeGreaterThanOrEqual(12);
    expect(Math.min(...refreshes)).toBeGreaterThanOrEqual(8_000_000);
    expect(Math.max(...refreshes)).toBeLessThanOrEqual(12_000_000);
    expect(new Set(refreshes).size).toBeGreaterThan(6);
  });

  it('tell coverage until it is too old, by its own word or because the card is', async () => {
    const now = Date.now();
    const fresh = await serve(card('fresh'));
    const late = await serve(card('late', finding(new Date(now - 61_000).toISOString())));
    const { directory } = await start(
      [
        { code: 'fresh', url: fresh.url },
        { code: 'late', url: late.url },
      ],
      { coverageMs: 60_000 },
    );
    const before = directory.scatterMembers('findings');
    expect(directory.scatterMembers('findings')).toBe(before);
    expect(only(directory, 'fresh').coverage('Finding')?.countries).toEqual(['GE']);
    // Of a type that the card does not name there are no records; of what is too old nothing is known.
    expect(only(directory, 'fresh').coverage('Mission')).toBeNull();
    const unknown = { countries: null, elections: null, organizations: null, from: null, until: null };
    expect(only(directory, 'late').coverage('Finding')).toMatchObject(unknown);

    vi.useFakeTimers({ toFake: ['Date'], now: now + 120_000 });
    expect(directory.scatterMembers('findings')).not.toBe(before);
    expect(only(directory, 'fresh').coverage('Finding')).toMatchObject(unknown);
    expect(only(directory, 'fresh').coverage('Mission')).toBeUndefined();
  });
});

describe('a member that goes down', () => {
  it('is told of at the first call that fails, and when it is back, but not every time', async () => {
    const server = await serve(card('golos'));
    const { directory, told } = await start([{ code: 'golos', url: server.url }]);
    const ask = async (answer: object | null) => {
      server.answer = answer;
      await only(directory, 'golos')
        .executor(request, call())
        .catch(() => {});
    };
    await ask({ data: {} });
    expect(told).toEqual([]);
    await ask(null);
    await ask(null);
    const down = `warn golos: the connection failed. (other side closed) Its URL is ${server.url}.`;
    expect(told).toEqual([down]);
    await ask({ data: {} });
    const up = 'info golos: answers again';
    expect(told).toEqual([down, up]);
    // Down and up all the time: once a minute is enough.
    await ask(null);
    await ask({ data: {} });
    await ask(null);
    expect(told).toEqual([down, up]);
    expect(directory.members().find(({ code }) => code === 'golos')?.state).toBe('DOWN');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 });
    await ask(null);
    expect(told).toEqual([down, up, down]);
  });
});

describe('what is told of a member to its operator alone', () => {
  it('is where it is and why it did not answer, without the login of its URL', async () => {
    const told: string[] = [];
    const log: Log = { info: () => {}, warn: (message) => told.push(message), error: () => {} };
    const members = [
      { code: 'golos', url: 'http://ann:secret@127.0.0.1:1/graph' },
      { code: 'isfed', url: (await serve(card('vot-curat'))).url },
      { code: 'other', url: (await serve({})).url },
    ];
    const directory = createDirectory(federation(members), { log });
    closers.push(directory.close);
    await directory.refresh();
    expect(told).toContain(
      'golos: the connection failed. (connect ECONNREFUSED 127.0.0.1:1) Its URL is http://127.0.0.1:1/graph.',
    );
    expect(told).toContain(
      `isfed: the server at its URL is that of another member. (its code is "vot-curat") Its URL is ${members[1]?.url}.`,
    );
    expect(told.filter((message) => message.includes('secret'))).toEqual([]);
    expect(directory.members().map(({ code, problem }) => [code, problem])).toEqual([
      ['registry', 'registry: the connection failed.'],
      ['golos', 'golos: the connection failed.'],
      ['isfed', 'isfed: the server at its URL is that of another member.'],
      ['other', 'other: its card has not the right form, at code.'],
    ]);
  });
});

describe('a member that moves', () => {
  it('is asked for what it serves in its version before its card has been read anew, and nothing prunes it', async () => {
    const sdl = subgraphSdl('findings').replace('practices(', 'guides(');
    const own = card('golos');
    own.domains.findings.sdlHash = 'f'.repeat(64);
    const old = await serve(own, { data: { _service: { sdl } } });
    const member = (url: string) => [{ code: 'golos', url }];
    const { directory } = await start(member(old.url));
    const before = only(directory, 'golos');
    expect([before.sdl, before.coverage('Finding')?.countries]).toEqual([sdl, ['GE']]);

    const moved = await serve(own, { data: { _service: { sdl } } });
    directory.update(federation(member(moved.url)));
    const after = only(directory, 'golos');
    expect([after.sdl, after.coverage('Finding')?.countries, after.coverage('Mission')]).toEqual([
      sdl,
      null,
      undefined,
    ]);
    expect(directory.scatterMembers('assessments').map(({ code }) => code)).not.toContain('golos');
    await directory.refresh();
    expect(only(directory, 'golos').coverage('Finding')?.countries).toEqual(['GE']);
  });
});

describe('a hub whose members change', () => {
  const answering = (generation: string) => ({ data: { p0: null }, extensions: { generation } });
  const region = (url: string) => [{ code: 'region', url, hub: true }];
  const cardsAsked = ({ asked }: TestServer) => asked.filter((path) => path.includes('.well-known')).length;

  it('is asked for its card at once, before its answer is believed', async () => {
    const server = await serve(hubCard(['m01'], 'a'), answering('a'));
    const { directory } = await start(region(server.url));
    const member = only(directory, 'region');
    await member.executor(request, call());
    expect(cardsAsked(server)).toBe(1);

    server.card = hubCard(['m01', 'm02'], 'b');
    server.answer = answering('b');
    const codes = [1, 2, 3].map(async () => {
      await member.executor(request, call());
      return member.hub?.codes;
    });
    expect(await Promise.all(codes)).toEqual([1, 2, 3].map(() => ['m01', 'm02']));
    await member.executor(request, call());
    expect(cardsAsked(server)).toBe(2);
  });

  it('is asked only once for each generation, for a while, where its servers do not agree', async () => {
    const server = await serve(hubCard(['m01'], 'a'));
    const { directory } = await start(region(server.url));
    // Time stands still: none of this is about how long it takes.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    for (const generation of ['b', 'c', 'b', 'c', 'b']) {
      server.answer = answering(generation);
      await only(directory, 'region').executor(request, call());
    }
    expect(cardsAsked(server)).toBe(3);
  });

  it('is refused if it now claims the ids of another', async () => {
    const other = await serve(card('m02'));
    const server = await serve(hubCard(['m01'], 'a'), answering('b'));
    const { directory } = await start([...region(server.url), { code: 'm02', url: other.url }]);
    server.card = hubCard(['m01', 'm02'], 'b');
    await expect(only(directory, 'region').executor(request, call())).rejects.toMatchObject({
      code: 'MALFORMED',
      message: "region: its card claims the ids of 'm02', which are those of m02.",
    });
  });
});
