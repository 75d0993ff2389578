import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError } from 'commander';
import type { RunningFederation } from './federation.ts';
import { startReal } from './real/start-real.ts';
import { startDemo } from './start-demo.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

interface Options {
  readonly port?: number;
  readonly host: string;
  readonly data?: string;
  readonly fresh: boolean;
  readonly real: boolean;
  readonly dataSource: string;
}

/** `demo`: a whole federation in one process, with invented databases or, with `--real`, with real ones. */
export function demoCommand(): Command {
  return new Command('demo')
    .description('start a federation to try: a registry, five members with databases of their own, a gateway')
    .option('--port <port>', 'port of the gateway; 0 is any free one (default: $PORT, or 4000)', portNumber)
    .option('--host <host>', 'address to listen on', '127.0.0.1')
    .option('--data <directory>', 'where the databases are generated (default: .data/demo, or .data/real)')
    .option('--fresh', 'generate the databases anew', false)
    .option('--real', 'real data instead of invented ones, from --data-source', false)
    .option('--data-source <directory>', 'where the real data are', resolve(root, '../shared/data'))
    .action(async (options: Options) => {
      try {
        await runUntilStopped(options);
      } catch (error) {
        console.error(error instanceof Error ? error.message : error);
        process.exitCode = 1;
      }
    });
}

/** A signal that comes while the federation is still starting stops it as soon as it has started. */
async function runUntilStopped(options: Options): Promise<void> {
  const stopped = new Promise<void>((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop());
  });
  const started = performance.now();
  const { port = defaultPort(), host, fresh, real, dataSource } = options;
  const data = resolve(options.data ?? resolve(root, real ? '.data/real' : '.data/demo'));
  const running = real
    ? await startReal({ port, host, data, dataSource: resolve(dataSource) })
    : await startDemo({ port, host, data, fresh });
  console.log(welcome(running, real, (performance.now() - started) / 1000));
  await stopped;
  await running.close();
}

function welcome(
  { url, members, federationFile }: RunningFederation,
  real: boolean,
  seconds: number,
): string {
  const filter = real ? 'country: "RU"' : 'country: "GE"';
  const election = real ? 'XK-2013-11-03-local' : 'GE-2024-10-26-parliamentary';
  return `
Observer Graph: ${members.length} members answer as one (started in ${seconds.toFixed(1)} s).

  Endpoint   ${url}/graphql
  Explorer   ${url}/graphql  in a browser, with five questions to try
  Members    ${members.map(({ code }) => code).join(', ')}; the file that lists them: ${federationFile}

Two queries to paste:

  { findings(first: 50, filter: {${filter}}) { totalCount edges { node { id title member organization { name } elections { name } } } sources { complete pruned members { member state latencyMs } } } }

  { election(id: "${election}") { name } findingSummary(filter: {election: "${election}"}, by: [THEME, OBSERVER_KIND]) { total buckets { keys count } sources { complete } } }

Ctrl-C stops everything.`;
}

function defaultPort(): number {
  const port = process.env['PORT'];
  if (port === undefined || port === '') return 4000;
  try {
    return portNumber(port);
  } catch (cause) {
    throw new Error(`PORT: ${(cause as Error).message}`, { cause });
  }
}

function portNumber(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError(`'${text}' is no port: a number from 0 to 65535.`);
}
