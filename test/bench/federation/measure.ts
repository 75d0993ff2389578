// `npm run -s bench:federation`: gateways side by side on the shape of the public federation benchmark. One table.
//
// BENCH_SECONDS for each line (default 8), BENCH_CONCURRENCY (default 10), BENCH_ONLY=ours,stock,…, BENCH_QUERY=big,
// BENCH_HIVE=<folder with @graphql-hive/gateway and @graphql-hive/router-runtime>, BENCH_PROFILE=<folder for CPU profiles of ours>
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { benchmarkQueries } from './benchmark-queries.ts';
import { answerOf, type Contestant, drive } from './drive.ts';
import { hasHive, startHive } from './hive.ts';
import { start, stopAll } from './processes.ts';
import { schemas } from './schemas.ts';
import { printTable } from './table.ts';

const seconds = Number(process.env['BENCH_SECONDS'] ?? 8);
const concurrency = Number(process.env['BENCH_CONCURRENCY'] ?? 10);
const only = process.env['BENCH_ONLY']?.split(',');
const onlyQuery = process.env['BENCH_QUERY'];
const profiles = process.env['BENCH_PROFILE'];

async function main(folder: string): Promise<void> {
  const { line } = await start('serve-subgraphs.ts', []);
  const urls = Object.fromEntries(
    Object.entries(JSON.parse(line) as Record<string, number>).map(([name, port]) => [
      name,
      `http://127.0.0.1:${port}/`,
    ]),
  );
  const supergraph = join(folder, 'supergraph.graphql');
  writeFileSync(supergraph, composed(urls));
  writeFileSync(join(folder, 'urls.json'), JSON.stringify(urls));

  const contestants = await started(supergraph, join(folder, 'urls.json'));
  const rows: string[][] = [];
  for (const question of benchmarkQueries.filter(({ name }) => !onlyQuery || name === onlyQuery)) {
    const bytes = await sameAnswer(contestants, question);
    const measured = await drive(contestants, question, {
      seconds,
      concurrency,
      fetchesSoFar: async () => Number(await (await fetch(`${urls['accounts']}requests`)).text()),
    });
    console.log(
      `${question.name}: all ${contestants.length} give the same answer, ${(bytes / 1024).toFixed(1)} KB`,
    );
    const least = measured[0]?.cpuMs ?? 0;
    measured.forEach((each, index) => {
      rows.push([
        question.name,
        contestants[index]?.name ?? '',
        each.cpuMs.toFixed(2),
        (each.cpuMs / least).toFixed(1),
        each.perSecond.toFixed(0),
        each.p50.toFixed(1),
        each.p99.toFixed(1),
        (each.p99 / each.p50).toFixed(1),
        each.fetches.toFixed(1),
        each.memoryMb.toFixed(0),
      ]);
    });
  }
  printTable(
    [
      ['query', 'gateway', 'CPU ms', 'ratio', 'req/s', 'p50 ms', 'p99 ms', 'p99/p50', 'fetches', 'peak MB'],
      ...rows,
    ],
    2,
  );
}

function composed(urls: Readonly<Record<string, string>>): string {
  const { supergraphSdl, errors } = composeServices(
    Object.entries(schemas).map(([name, { typeDefs }]) => ({
      name,
      url: urls[name] as string,
      typeDefs: parse(typeDefs),
    })),
  );
  if (!supergraphSdl) throw new Error(String(errors));
  return supergraphSdl;
}

/** In the order of the table; who does not start is named and left out. */
async function started(supergraph: string, urls: string): Promise<Contestant[]> {
  const own =
    (file: string, args: string[], flags: string[] = []) =>
    async (name: string) => {
      const { child, line } = await start(file, args, flags);
      return { name, child, url: `http://127.0.0.1:${line}/` };
    };
  const profile = profiles ? ['--cpu-prof', `--cpu-prof-dir=${profiles}`] : [];
  const hive = (port: number, rust: boolean, sharing: boolean) => (name: string) =>
    startHive(name, { supergraph, port, rust, sharing });
  const all: Record<string, (name: string) => Promise<Contestant>> = {
    'by-hand': own('serve-by-hand.ts', [urls], profile),
    'front-alone': own('serve-front.ts', [supergraph], profile),
    ours: own('serve-ours.ts', [supergraph], profile),
    'ours-sharing': own('serve-ours.ts', [supergraph, 'sharing']),
    stock: own('serve-stock.ts', [supergraph]),
    ...(hasHive && {
      hive: hive(41_000, false, false),
      'hive-sharing': hive(41_001, false, true),
      'hive-rust': hive(41_002, true, false),
      'hive-rust-sharing': hive(41_003, true, true),
    }),
  };
  const contestants: Contestant[] = [];
  for (const [name, begin] of Object.entries(all)) {
    if (only && !only.includes(name)) continue;
    try {
      contestants.push(await begin(name));
    } catch (error) {
      console.error(`${name} is left out: ${(error as Error).message}`);
    }
  }
  return contestants;
}

/** @returns how long the answer is, in bytes */
async function sameAnswer(
  contestants: readonly Contestant[],
  question: (typeof benchmarkQueries)[number],
): Promise<number> {
  let first: { data: string; bytes: number } | undefined;
  for (const contestant of contestants) {
    const { data, bytes } = await answerOf(contestant, question);
    first ??= { data: JSON.stringify(data), bytes };
    if (JSON.stringify(data) !== first.data) throw new Error(`${contestant.name} answers otherwise.`);
  }
  return first?.bytes ?? 0;
}

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
try {
  await main(folder);
} finally {
  await stopAll();
  rmSync(folder, { recursive: true });
}
