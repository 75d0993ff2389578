import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Log } from '@observer-graph/gateway';
import { openRegistry } from '@observer-graph/registry';
import { type RunningFederation, startFederation } from '../federation.ts';
import { readCountries } from './countries.ts';
import { checkDataSource } from './data-source.ts';
import { loadDeco } from './deco.ts';
import { loadGolos } from './golos.ts';
import { loadKosovo } from './kosovo.ts';
import { writeRegistryFiles } from './registry-files.ts';
import { loadTracker } from './tracker.ts';

export interface RealOptions {
  /** 0: any free port. */
  readonly port: number;
  /** Where the SQLite databases are made, anew at every start. */
  readonly data: string;
  /** Where the real data are. */
  readonly dataSource: string;
  /** PostgreSQL, database included; it is made anew. @default $DEMO_GOLOS_DATABASE_URL, or the local server */
  readonly golosUrl?: string;
  /** MariaDB, likewise. @default $DEMO_DECO_DATABASE_URL, or the local server */
  readonly decoUrl?: string;
  readonly host?: string;
  readonly log?: Log;
}

/**
 * Loads the real data into databases shaped like the real ones and starts a federation over them.
 *
 * @throws {Error} naming the files that are missing
 */
export async function startReal({
  data,
  dataSource,
  golosUrl = process.env['DEMO_GOLOS_DATABASE_URL'] ??
    'postgres://postgres@127.0.0.1:5432/observer_graph_demo_golos',
  decoUrl = process.env['DEMO_DECO_DATABASE_URL'] ?? 'mysql://root@127.0.0.1:3306/observer_graph_demo_deco',
  ...options
}: RealOptions): Promise<RunningFederation> {
  checkDataSource(dataSource);
  const databases = join(data, 'databases');
  rmSync(databases, { recursive: true, force: true });
  mkdirSync(databases, { recursive: true });
  const countries = readCountries(dataSource);
  await loadGolos(dataSource, golosUrl);
  await loadDeco(dataSource, decoUrl, countries);
  const diaFile = loadKosovo(dataSource, databases);
  const trackersFile = loadTracker(dataSource, databases, countries);
  const registryDatabase = join(databases, 'registry.sqlite');
  const registry = await openRegistry({ database: registryDatabase });
  try {
    await registry.importFiles(writeRegistryFiles(dataSource, databases, countries));
  } finally {
    await registry.close();
  }
  const member = (code: string, organizations: readonly string[], variable: string, database: string) => ({
    code,
    organizations,
    linkFile: fileURLToPath(new URL(`../../real/${code}/member.yaml`, import.meta.url)),
    environment: { [variable]: database },
  });
  return startFederation({
    ...options,
    directory: data,
    registryDatabase,
    members: [
      member('deco', ['ucdp'], 'DEMO_DECO_DATABASE_URL', decoUrl),
      member('dia', ['democracy-in-action'], 'DEMO_DIA_DATABASE', diaFile),
      member('golos', ['golos'], 'DEMO_GOLOS_DATABASE_URL', golosUrl),
      // It speaks for nobody: all it holds are copies.
      member('trackers', [], 'DEMO_TRACKERS_DATABASE', trackersFile),
    ],
  });
}
