// What the scatter costs: `npx tsx bench/scatter.ts` in test/ prints the table of RESULTS.md. Ratios are within one run.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Executor,
  ExecutorError,
  type GraphQLResponse,
  httpExecutor,
  memberGuard,
  withinDeadline,
} from '@observer-graph/executor';
import { createMember } from '@observer-graph/member';
import { createScatter, type ScatterMember } from '@observer-graph/scatter';
import { openLink } from '@observer-graph/source-sql';
import { writeIndexedMember } from './scatter/indexed-member.ts';
import { call, codeOf, findingsQuery, memberOf, pagedExecutor } from './scatter/members.ts';
import { timed } from './scatter/timing.ts';

const row = (what: string, figure: string, aim = '') => {
  console.log(`| ${what} | ${figure} | ${aim} |`);
};
const milliseconds = (value: number | undefined) => `${(value ?? 0).toFixed(2)} ms`;
const scatterOf = (members: readonly ScatterMember[]) =>
  createScatter({ domain: 'findings', members: () => members });

async function answered(answer: Promise<GraphQLResponse>): Promise<GraphQLResponse> {
  const response = await answer;
  if (response.errors) throw new Error(JSON.stringify(response.errors[0]));
  return response;
}

interface RawPage {
  readonly totalCount: number;
  readonly edges: readonly { readonly cursor: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean };
}

/** What somebody would write for this one query: no checks, no plan, no versions. */
async function byHand(members: readonly ScatterMember[], n: number): Promise<unknown> {
  const query = 'query ($v: Int) { p0: findings(first: $v) { … } }';
  const answers = await Promise.all(
    members.map(({ executor }) => executor({ query, variables: { v: n } }, call())),
  );
  const pages = answers.map(({ data }) => data?.['p0'] as RawPage);
  const edges = pages
    .flatMap((page) => page.edges)
    .sort((one, other) => (one.cursor < other.cursor ? -1 : 1));
  const page = edges.slice(0, n);
  return {
    data: {
      findings: {
        totalCount: pages.reduce((sum, { totalCount }) => sum + totalCount, 0),
        edges: page,
        pageInfo: {
          hasNextPage: edges.length > n || pages.some(({ pageInfo }) => pageInfo.hasNextPage),
          endCursor: page.at(-1)?.cursor ?? null,
        },
        sources: { complete: true, members: members.map(({ code }) => ({ member: code, state: 'OK' })) },
      },
    },
  };
}

async function cpu(): Promise<void> {
  for (const [count, n] of [
    [3, 20],
    [3, 200],
    [30, 20],
    [30, 200],
  ] as const) {
    const members = Array.from({ length: count }, (_, at) =>
      memberOf(codeOf(at), pagedExecutor(codeOf(at), n + 1, count)),
    );
    const scatter = scatterOf(members);
    const { engine, hand } = await timed(
      {
        engine: async () =>
          JSON.stringify(await answered(scatter({ query: findingsQuery, variables: { n } }, call()))),
        hand: async () => JSON.stringify(await byHand(members, n)),
      },
      { repeats: Math.max(2, Math.round(3_000 / (count * n))) },
    );
    row(
      `engine against by hand, ${count} × ${n} rows`,
      `${milliseconds(engine)} / ${milliseconds(hand)} = ${(engine / hand).toFixed(2)}`,
      '1.25',
    );
  }
}

async function thousandMembers(): Promise<void> {
  const membersOf = (count: number) =>
    Array.from({ length: count }, (_, at) => {
      const country = at % 333 === 0 && at < 999 ? 'GE' : `C${at % 200}`;
      const code = codeOf(at);
      const executor =
        country === 'GE' ? pagedExecutor(code, 21, 3) : async () => Promise.reject(new Error(code));
      return memberOf(code, executor, country);
    });
  const many = membersOf(1_000);
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
  row(
    '1,000 members of which 3 match, against a federation of 3',
    `${milliseconds(times.wide)} / ${milliseconds(times.narrow)} = ${(times.wide / times.narrow).toFixed(2)}`,
    '1.10',
  );
  row(
    'choosing among 1,000 members (a query that none matches, less the same asked of nobody)',
    `${((times.noneOfMany - times.noneOfNone) * 1_000).toFixed(0)} µs`,
    '50 µs',
  );
}

async function deepPaging(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'observer-graph-bench-'));
  const codes = ['m01', 'm02', 'm03'];
  const opened = await Promise.all(
    codes.map(async (code) => {
      const link = await openLink(writeIndexedMember(join(folder, `${code}.sqlite`), code, 15_000));
      return { link, member: await createMember({ code, link }) };
    }),
  );
  const members = opened.map(({ member }, at) => {
    const code = codes[at] as string;
    const executor = member.executors.get('findings') as Executor;
    return { code, organizations: new Set([`${code}-org`]), executor, coverage: () => undefined };
  });
  const scatter = scatterOf(members);
  const page = async (after: string | null, n: number) => {
    const { data } = await answered(
      scatter(
        {
          query:
            'query ($after: String, $n: Int) { findings(first: $n, after: $after, orderBy: OBSERVED_ASC) { edges { node { id title } } pageInfo { endCursor } } }',
          variables: { after, n },
        },
        call(),
      ),
    );
    return (
      (data as unknown as { findings: { pageInfo: { endCursor: string } } } | null)?.findings.pageInfo
        .endCursor ?? null
    );
  };
  let cursor: string | null = null;
  for (let at = 0; at < 999 * 20; at += 333) cursor = await page(cursor, Math.min(333, 999 * 20 - at));
  const times = await timed(
    { first: () => page(null, 20), thousandth: () => page(cursor, 20) },
    { repeats: 2, rounds: 12 },
  );
  row(
    'page 1,000 against page 1 (3 members in SQLite, 15,000 rows each)',
    `${milliseconds(times.thousandth)} / ${milliseconds(times.first)} = ${(times.thousandth / times.first).toFixed(2)}`,
    '1.10',
  );
  for (const { link, member } of opened) {
    await member.close();
    await link.close();
  }
  await rm(folder, { recursive: true, force: true });
}

const delayed =
  (executor: Executor, delay: number): Executor =>
  async (request, asked) => {
    await withinDeadline(asked, 'delayed', () => new Promise((resolve) => setTimeout(resolve, delay)));
    return executor(request, asked);
  };

async function wideFederation(): Promise<void> {
  let fetched = 0;
  const members = Array.from({ length: 30 }, (_, at) =>
    memberOf(
      codeOf(at),
      delayed(
        pagedExecutor(codeOf(at), 1_000, 30, (rows) => {
          fetched += rows;
        }),
        25,
      ),
    ),
  );
  const scatter = scatterOf(members);
  const whole = () => answered(scatter({ query: findingsQuery, variables: { n: 200 } }, call()));
  await whole();
  fetched = 0;
  await whole();
  row(
    '30 members, first 200: rows fetched / rows of the page',
    `${fetched} / 200 = ${(fetched / 200).toFixed(2)}`,
    '4',
  );
  const slowest = memberOf(codeOf(0), members[0]?.executor as Executor);
  const one = () =>
    slowest.executor(
      { query: 'query ($v: Int) { p0: findings(first: $v) { … } }', variables: { v: 200 } },
      call(),
    );
  const times = await timed({ all: whole, one }, { repeats: 1, rounds: 15 });
  row(
    'the same, members at 25 ms: time against one member alone',
    `${milliseconds(times.all)} / ${milliseconds(times.one)} = ${(times.all / times.one).toFixed(2)}`,
  );
}

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

async function slowAndDead(): Promise<void> {
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

/** A server in a process of its own, so that its memory is not counted. */
const flood = `
const text = Buffer.alloc(64 * 1024, 0x78);
require('node:http').createServer((request, response) => {
  request.resume();
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"data":{"p0":{"totalCount":"');
  let left = 20 * 1024 * 1024;
  const more = () => { while (left > 0 && !response.destroyed) { left -= text.length; if (!response.write(text)) return; } response.end('"}}}'); };
  response.on('drain', more);
  more();
}).listen(0, '127.0.0.1', function () { console.log(this.address().port); });`;

async function memory(): Promise<void> {
  const child = spawn(process.execPath, ['-e', flood], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  const executors = Array.from({ length: 30 }, (_, at) =>
    httpExecutor({ url: `http://127.0.0.1:${String(port).trim()}/`, name: codeOf(at) }),
  );
  const scatter = scatterOf(executors.map((executor, at) => memberOf(codeOf(at), executor)));
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let peak = before;
  const watching = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 5);
  const { data } = await scatter({ query: findingsQuery, variables: { n: 20 } }, call());
  clearInterval(watching);
  const { members } = (data as unknown as { findings: { sources: { members: { state: string }[] } } })
    .findings.sources;
  const states = [...new Set(members.map(({ state }) => state))].join();
  const megabytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MB`;
  row(
    '30 members each send 20 MB at once (16 MiB are read of each): memory of the process',
    `${megabytes(before)} before, ${megabytes(peak)} at most; all ${states}`,
    'bounded: 30 × 16 MiB',
  );
  for (const executor of executors) await executor.close();
  child.kill();
}

const parts = { cpu, thousandMembers, deepPaging, wideFederation, slowAndDead, memory };
const wanted = process.argv.slice(2);
for (const [name, part] of Object.entries(parts))
  if (wanted.length === 0 || wanted.includes(name)) await part();
