// `npm run -s bench:federation`: gateways side by side on the shape of the public federation benchmark, then hubs of
// generated members on this project's five questions. One table.
//
// BENCH_SECONDS for each line (default 8), BENCH_CONCURRENCY (default 10), BENCH_ONLY=ours,stock,…, BENCH_QUERY=big,…
// (default all; `questions` and `benchmark` stand for all of a part), BENCH_MEMBERS (default 3,30,100),
// BENCH_HIVE=<folder with @graphql-hive/gateway and @graphql-hive/router-runtime>, BENCH_PROFILE=<folder for CPU profiles>
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchmarkRows } from './benchmark.ts';
import { stopAll } from './processes.ts';
import { questionRows } from './questions.ts';
import { head, type Settings } from './rows.ts';
import { printTable } from './table.ts';

const queries = process.env['BENCH_QUERY']?.split(',');
const wants = (part: string) => (name: string) =>
  !queries || queries.includes(part) || queries.includes(name);
const settings: Omit<Settings, 'isWanted'> = {
  seconds: Number(process.env['BENCH_SECONDS'] ?? 8),
  concurrency: Number(process.env['BENCH_CONCURRENCY'] ?? 10),
  only: process.env['BENCH_ONLY']?.split(','),
};
const members = (process.env['BENCH_MEMBERS'] ?? '3,30,100').split(',').map(Number);

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const rows: string[][] = [];
try {
  const benchmark = { ...settings, isWanted: wants('benchmark') };
  if (['big', 'small'].some(benchmark.isWanted)) {
    rows.push(...(await benchmarkRows(folder, benchmark)));
    await stopAll();
  }
  for (const count of members) {
    rows.push(...(await questionRows(folder, count, { ...settings, isWanted: wants('questions') })));
    await stopAll();
  }
} finally {
  await stopAll();
  rmSync(folder, { recursive: true });
  printTable([head, ...rows], 2);
}
