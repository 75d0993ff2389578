import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { benchmarkQueries } from './benchmark-queries.ts';
import type { Contestant } from './drive.ts';
import { hasHive, startHive } from './hive.ts';
import { start } from './processes.ts';
import { measuredRows, type Settings } from './rows.ts';
import { schemas } from './schemas.ts';

const profiles = process.env['BENCH_PROFILE'];

/** The shape of the public federation benchmark: its query and a small one. */
export async function benchmarkRows(folder: string, settings: Settings): Promise<string[][]> {
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
  const contestants = await started(supergraph, join(folder, 'urls.json'), settings);
  const fetchesSoFar = async () => Number(await (await fetch(`${urls['accounts']}requests`)).text());
  const rows: string[][] = [];
  for (const question of benchmarkQueries.filter(({ name }) => settings.isWanted(name))) {
    rows.push(...(await measuredRows(contestants, question, { ...settings, fetchesSoFar })));
  }
  return rows;
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
async function started(
  supergraph: string,
  urls: string,
  { only }: Pick<Settings, 'only'>,
): Promise<Contestant[]> {
  const own =
    (file: string, args: string[], flags: string[] = []) =>
    async (name: string) => {
      const { child, line } = await start(file, args, flags);
      return { name, child, url: `http://127.0.0.1:${line}` };
    };
  const profile = profiles ? ['--cpu-prof', `--cpu-prof-dir=${profiles}`] : [];
  const hive = (port: number, rust: boolean, sharing: boolean) => (name: string) =>
    startHive(name, { supergraph, port, rust, sharing });
  const all: Record<string, (name: string) => Promise<Contestant>> = {
    'by-hand': own('serve-by-hand.ts', [urls], profile),
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
