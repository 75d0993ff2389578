// `npm run -s bench:member`: what a member costs beside hand-written code and PostGraphile on the same table. One table.
//
// BENCH_ROWS (default 1000000), BENCH_REQUESTS per cell (default 4000), BENCH_ONLY=postgres,mysql,sqlite,
// BENCH_POSTGRAPHILE: see serve-postgraphile.mjs; without it that column is left out.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import mysql from 'mysql2/promise';
import pg from 'pg';
import { Pool } from 'undici';
import { type BenchDatabase, benchDatabase, type Server } from './databases.ts';
import { findings, reports, summary } from './questions.ts';
import type { Report } from './report.ts';
import { longestStall } from './stall.ts';

const here = dirname(fileURLToPath(import.meta.url));
const tsx = createRequire(import.meta.url).resolve('tsx');
const rows = Number(process.env['BENCH_ROWS'] ?? 1_000_000);
const requests = Number(process.env['BENCH_REQUESTS'] ?? 4000);
const only = process.env['BENCH_ONLY']?.split(',') ?? ['postgres', 'mysql', 'sqlite'];
const concurrency = 4;
// Many short ones: on a machine that others use too, some fall into calm moments.
const rounds = 40;
const children: ChildProcess[] = [];

interface Running {
  readonly child: ChildProcess;
  readonly url: URL;
  readonly pool: Pool;
}

async function start(file: string, { dialect, url }: BenchDatabase): Promise<Running> {
  const profile = process.env['BENCH_PROFILE'] && file === 'serve-member.ts' ? ['--cpu-prof'] : [];
  const child = fork(join(here, file), [dialect, url], {
    execArgv: ['--import', tsx, ...profile],
    env: { ...process.env, NODE_ENV: 'production', GRAPHILE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  children.push(child);
  const [{ url: address }] = (await once(child, 'message')) as [{ url: string }];
  const found = new URL(address);
  return { child, url: found, pool: new Pool(found.origin, { connections: concurrency }) };
}

async function report({ child }: Running): Promise<Report> {
  child.send('report');
  const [answer] = (await once(child, 'message')) as [Report];
  return answer;
}

// biome-ignore lint/suspicious/noExplicitAny: answers have the form that was asked for
async function ask({ url, pool }: Running, query: string, variables: object): Promise<any> {
  const { body, statusCode } = await pool.request({
    path: url.pathname,
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query, variables }),
  });
  const answer = (await body.json()) as { data?: Record<string, unknown>; errors?: unknown };
  if (statusCode !== 200 || answer.errors || !answer.data) {
    throw new Error(`${statusCode}: ${JSON.stringify(answer).slice(0, 500)}`);
  }
  return Object.values(answer.data)[0];
}

interface Question {
  readonly server: Running;
  readonly query: string;
  readonly variables: object;
}

async function askMany({ server, query, variables }: Question, count: number): Promise<void> {
  let left = count;
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (left-- > 0) await ask(server, query, variables);
    }),
  );
}

/** Milliseconds of a server's processor time for one request: the least of some rounds, in which all take turns. */
async function cpuPerRequest(questions: readonly Question[]): Promise<number[]> {
  const count = Math.ceil(requests / rounds);
  const least = questions.map(() => Number.POSITIVE_INFINITY);
  for (const question of questions) await askMany(question, Math.ceil(requests / 2));
  for (let round = 0; round < rounds; round++) {
    for (const [index, question] of questions.entries()) {
      const before = await report(question.server);
      await askMany(question, count);
      const after = await report(question.server);
      least[index] = Math.min(least[index] ?? 0, (after.cpu - before.cpu) / 1000 / count);
    }
  }
  return least;
}

const shapes = [
  { name: '20 rows', first: 20, filtered: false, middle: false },
  { name: '200 rows', first: 200, filtered: false, middle: false },
  { name: '20 rows of a country', first: 20, filtered: true, middle: false },
  { name: '20 rows, mid-list', first: 20, filtered: false, middle: true },
  { name: '200 rows of a country, mid-list', first: 200, filtered: true, middle: true },
];

async function lists(database: BenchDatabase): Promise<void> {
  const member = await start('serve-member.ts', database);
  const hand = await start('serve-by-hand.ts', database);
  const other =
    database.dialect === 'postgres' && process.env['BENCH_POSTGRAPHILE']
      ? await start('serve-postgraphile.mjs', database)
      : null;
  for (const { name, first, filtered, middle } of shapes) {
    if (process.env['BENCH_SHAPE'] && name !== process.env['BENCH_SHAPE']) continue;
    const country = filtered ? 'GE' : undefined;
    const question = async (server: Running, query: string, more: object): Promise<Question> => {
      let after: string | undefined;
      for (let page = 0; middle && page < 8; page++) {
        const found = await ask(server, query, { ...more, first: 450, ...(after && { after }) });
        after = found.pageInfo.endCursor;
      }
      return { server, query, variables: { ...more, first, ...(after && { after }) } };
    };
    const questions = [
      await question(member, findings, country ? { filter: { country: [country] }, country } : {}),
      await question(hand, findings, country ? { country } : {}),
      ...(other ? [await question(other, reports, country ? { condition: { country } } : {})] : []),
    ];
    const [ours = 0, byHand = 0, theirs = null] = await cpuPerRequest(questions);
    print(database.dialect, name, ours, byHand, theirs);
  }
  for (const { child, pool } of [member, hand, ...(other ? [other] : [])]) {
    await pool.close();
    child.disconnect();
  }
}

/** Elapsed milliseconds, since the work is the database's. */
async function summaries(database: BenchDatabase): Promise<void> {
  const member = await start('serve-member.ts', database);
  const bare = await bareSummary(database);
  const times = { ours: [] as number[], bare: [] as number[] };
  for (let round = 0; round < 5; round++) {
    times.bare.push(await elapsed(bare.run));
    times.ours.push(await elapsed(() => ask(member, summary, {})));
  }
  print(database.dialect, 'summary by two, elapsed', Math.min(...times.ours), Math.min(...times.bare), null);
  await bare.close();
  await member.pool.close();
  member.child.disconnect();
}

async function bareSummary({ dialect, url }: BenchDatabase) {
  const text = 'select country, theme, count(*) as n from report where open = 1 group by country, theme';
  if (dialect === 'postgres') {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return { run: () => client.query(text), close: () => client.end() };
  }
  const client = await mysql.createConnection(url);
  return { run: () => client.query(text), close: () => client.end() };
}

async function elapsed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

function print(dialect: string, name: string, ours: number, byHand: number, theirs: number | null): void {
  const cell = (value: number) => value.toFixed(2).padStart(9);
  const ratio = (ours / byHand).toFixed(2).padStart(9);
  const against = theirs === null ? '' : `${cell(theirs)} ${(ours / theirs).toFixed(2).padStart(9)}`;
  console.log(`${dialect.padEnd(9)} ${name.padEnd(32)} ${cell(ours)} ${cell(byHand)} ${ratio} ${against}`);
}

console.log(
  `${'ms'.padEnd(42)} ${'member'.padStart(9)} ${'by hand'.padStart(9)} ${'ratio'.padStart(9)} ${'PostGr.'.padStart(9)} ${'ratio'.padStart(9)}`,
);
try {
  for (const server of ['postgres', 'mysql'] as const satisfies readonly Server[]) {
    if (!only.includes(server)) continue;
    const kept = process.env[`BENCH_${server.toUpperCase()}`];
    const database = kept
      ? { dialect: server, url: kept, drop: async () => {} }
      : await benchDatabase[server](rows);
    try {
      await lists(database);
      await summaries(database);
    } finally {
      await database.drop();
    }
  }
  if (only.includes('sqlite')) await longestStall(start, ask, report);
} finally {
  for (const child of children) if (child.connected) child.disconnect();
}
