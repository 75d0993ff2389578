// `npm run -s bench:federation`: gateways side by side on the shape of the public federation benchmark. One table.
//
// BENCH_SECONDS per cell (default 8), BENCH_CONCURRENCY (default 10), BENCH_ONLY=ours,stock,…
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { Pool } from 'undici';
import { type BenchQuestion, benchQuestions } from './questions.ts';
import { schemas } from './schemas.ts';

const here = dirname(fileURLToPath(import.meta.url));
const tsx = createRequire(import.meta.url).resolve('tsx');
const seconds = Number(process.env['BENCH_SECONDS'] ?? 8);
const concurrency = Number(process.env['BENCH_CONCURRENCY'] ?? 10);
const only = process.env['BENCH_ONLY']?.split(',');
const children: ChildProcess[] = [];

/** Starts a program in this folder and waits for the first line it prints. */
function start(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ child: ChildProcess; line: string }> {
  const child = spawn(command, args, {
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const end = text.indexOf('\n');
      if (end >= 0) resolve({ child, line: text.slice(0, end) });
    });
    child.once('exit', (code) => reject(new Error(`${args.join(' ')} ended with ${code}.`)));
  });
}

// Not tsx's own command: it would start a second process, without the flags.
const program = (file: string) => ['--import', tsx, join(here, file)];

interface Gateway {
  readonly name: string;
  start(): Promise<{ child: ChildProcess; url: string }>;
}

/** A process and all that it started. */
function treeOf(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return [pid, ...(children ? children.split(' ').flatMap((child) => treeOf(Number(child))) : [])];
}

/** User and system time of a process tree so far, in milliseconds. */
function cpuOf(pid: number): number {
  let ticks = 0;
  for (const each of treeOf(pid)) {
    const fields = readFileSync(`/proc/${each}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    ticks += Number(fields[11]) + Number(fields[12]);
  }
  return ticks * 10;
}

/** The most memory that the processes of a tree ever held, in MB. */
function peakMemoryOf(pid: number): number {
  let kilobytes = 0;
  for (const each of treeOf(pid)) {
    kilobytes += Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${each}/status`, 'utf8'))?.[1] ?? 0);
  }
  return kilobytes / 1024;
}

interface Measured {
  readonly cpuMs: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly fetches: number;
  readonly memoryMb: number;
  readonly answer: string;
}

async function measure(
  url: string,
  pid: number,
  { query }: BenchQuestion,
  requestsSoFar: () => Promise<number>,
): Promise<Measured> {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections: concurrency });
  const body = JSON.stringify({ query });
  const ask = async (): Promise<string> => {
    const response = await pool.request({
      method: 'POST',
      path: pathname,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body,
    });
    return response.body.text();
  };
  const drive = async (milliseconds: number): Promise<number[]> => {
    const latencies: number[] = [];
    const end = performance.now() + milliseconds;
    await Promise.all(
      Array.from({ length: concurrency }, async () => {
        while (performance.now() < end) {
          const began = performance.now();
          await ask();
          latencies.push(performance.now() - began);
        }
      }),
    );
    return latencies.sort((a, b) => a - b);
  };
  const answer = await ask();
  await drive(Math.max(2_000, seconds * 300));
  const [cpu, requests, began] = [cpuOf(pid), await requestsSoFar(), performance.now()];
  const latencies = await drive(seconds * 1_000);
  const elapsed = performance.now() - began;
  const count = latencies.length;
  const measured = {
    cpuMs: (cpuOf(pid) - cpu) / count,
    perSecond: (count / elapsed) * 1_000,
    p50: latencies[Math.floor(count * 0.5)] ?? 0,
    p99: latencies[Math.floor(count * 0.99)] ?? 0,
    fetches: ((await requestsSoFar()) - requests) / count,
    memoryMb: peakMemoryOf(pid),
    answer,
  };
  await pool.destroy();
  return measured;
}

async function main(): Promise<void> {
  const subgraphs = await start(process.execPath, program('serve-subgraphs.ts'));
  const ports = JSON.parse(subgraphs.line) as Record<string, number>;
  const urls = Object.fromEntries(
    Object.entries(ports).map(([name, port]) => [name, `http://127.0.0.1:${port}/`]),
  );
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const supergraph = join(folder, 'supergraph.graphql');
  const { supergraphSdl, errors } = composeServices(
    Object.entries(schemas).map(([name, { typeDefs }]) => ({
      name,
      url: urls[name] as string,
      typeDefs: parse(typeDefs),
    })),
  );
  if (!supergraphSdl) throw new Error(String(errors));
  writeFileSync(supergraph, supergraphSdl);
  writeFileSync(join(folder, 'urls.json'), JSON.stringify(urls));
  const requestsSoFar = async () => Number(await (await fetch(`${urls['accounts']}requests`)).text());

  const ours = (name: string, file: string, argument: string, flags: string[] = []): Gateway => ({
    name,
    async start() {
      const { child, line } = await start(process.execPath, [...flags, ...program(file), argument]);
      return { child, url: `http://127.0.0.1:${line}/` };
    },
  });
  const gateways: Gateway[] = [
    ours('by hand', 'serve-by-hand.ts', join(folder, 'urls.json')),
    ours('ours', 'serve-ours.ts', supergraph, ['--max-semi-space-size=64']),
    ours('stock', 'serve-stock.ts', supergraph),
    ...hiveGateways(supergraph, folder),
  ];

  const rows: string[][] = [];
  const first = new Map<string, string>();
  for (const gateway of gateways) {
    if (only && !only.includes(gateway.name)) continue;
    const started = await gateway.start().catch((error: Error) => error);
    if (started instanceof Error) {
      console.error(`${gateway.name} is left out: ${started.message}`);
      continue;
    }
    const { child, url } = started;
    for (const question of benchQuestions.filter(
      ({ name }) => process.env['BENCH_QUESTION'] === undefined || name === process.env['BENCH_QUESTION'],
    )) {
      const measured = await measure(url, child.pid as number, question, requestsSoFar);
      const answer = JSON.stringify(JSON.parse(measured.answer).data);
      if (!first.has(question.name)) first.set(question.name, answer);
      rows.push([
        question.name,
        gateway.name,
        measured.cpuMs.toFixed(2),
        measured.perSecond.toFixed(0),
        measured.p50.toFixed(1),
        measured.p99.toFixed(1),
        measured.memoryMb.toFixed(0),
        measured.fetches.toFixed(1),
        answer === first.get(question.name) ? `${(measured.answer.length / 1024).toFixed(1)} KB` : 'DIFFERS',
      ]);
    }
    child.kill();
  }
  rmSync(folder, { recursive: true });
  print([
    ['query', 'gateway', 'CPU ms', 'req/s', 'p50 ms', 'p99 ms', 'peak MB', 'fetches', 'answer'],
    ...rows.sort(([a = ''], [b = '']) => a.localeCompare(b)),
  ]);
}

/** `@graphql-hive/gateway`, where BENCH_HIVE names a folder that it is installed in; it is no dependency of this project. */
function hiveGateways(supergraph: string, folder: string): Gateway[] {
  const installed = process.env['BENCH_HIVE'];
  const bin = installed && join(installed, 'node_modules/@graphql-hive/gateway/dist/bin.js');
  if (!bin || !existsSync(bin)) return [];
  return ['hive', 'hive-rust'].map((name, index) => ({
    name,
    async start() {
      const port = 41_000 + index;
      const config = join(installed, `${name}.config.mjs`);
      writeFileSync(
        config,
        `${name === 'hive-rust' ? "import { unifiedGraphHandler } from '@graphql-hive/router-runtime';\n" : ''}export const gatewayConfig = { supergraph: ${JSON.stringify(supergraph)}, logging: 'error', pollingInterval: 0${name === 'hive-rust' ? ', unifiedGraphHandler' : ''} };\n`,
      );
      const child = spawn(
        process.execPath,
        [
          bin,
          'supergraph',
          supergraph,
          '-c',
          config,
          '-p',
          String(port),
          '--fork',
          '1',
          '--host',
          '127.0.0.1',
        ],
        {
          cwd: installed,
          env: { ...process.env, NODE_ENV: 'production' },
          stdio: ['ignore', 'ignore', 'inherit'],
        },
      );
      children.push(child);
      const url = `http://127.0.0.1:${port}/graphql`;
      for (let attempt = 0; attempt < 60; attempt += 1) {
        await new Promise((resolve) => setTimeout(resolve, 500));
        const up = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{"query":"{__typename}"}',
        }).catch(() => null);
        if (up?.ok) return { child, url };
      }
      throw new Error(`${name} does not start (see ${folder}).`);
    },
  }));
}

function print(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows) {
    console.log(
      row
        .map((cell, column) =>
          column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    );
  }
}

try {
  await main();
} finally {
  for (const child of children) child.kill();
}
