import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contestant } from './drive.ts';
import { spawned } from './processes.ts';

const installed = process.env['BENCH_HIVE'];
const bin = installed && join(installed, 'node_modules/@graphql-hive/gateway/dist/bin.js');

/** Hive Gateway is no dependency of this project: BENCH_HIVE names a folder that it is installed in. */
export const hasHive = bin !== undefined && existsSync(bin);

/**
 * Starts Hive Gateway as one process.
 *
 * @param rust with the query planner and executor of `@graphql-hive/router-runtime`
 * @param sharing whether requests to subgraphs that are under way are shared, which it does unless told not to; whole
 *   requests of clients are never shared
 */
export async function startHive(
  name: string,
  { supergraph, port, rust, sharing }: { supergraph: string; port: number; rust: boolean; sharing: boolean },
): Promise<Contestant> {
  if (!installed || !bin) throw new Error('BENCH_HIVE names no folder.');
  const config = join(installed, `${name}.config.mjs`);
  const options = [
    `supergraph: ${JSON.stringify(supergraph)}`,
    "logging: 'error'",
    'pollingInterval: 0',
    'inboundInflightRequestDeduplication: false',
    ...(sharing ? [] : ["transportEntries: { '*': { options: { deduplicateInflightRequests: false } } }"]),
    ...(rust ? ['unifiedGraphHandler'] : []),
  ];
  writeFileSync(
    config,
    `${rust ? "import { unifiedGraphHandler } from '@graphql-hive/router-runtime';\n" : ''}export const gatewayConfig = { ${options.join(', ')} };\n`,
  );
  const address = ['-p', String(port), '--host', '127.0.0.1'];
  const child = spawned([bin, 'supergraph', supergraph, '-c', config, '--fork', '1', ...address], installed);
  child.stdout?.resume();
  const url = `http://127.0.0.1:${port}/graphql`;
  for (let attempt = 0; attempt < 60; attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const up = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{__typename}"}',
    }).catch(() => null);
    if (up?.ok) return { name, child, url };
  }
  throw new Error('does not start.');
}
