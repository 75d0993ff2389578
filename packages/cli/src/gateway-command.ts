import { Command, InvalidArgumentError, Option } from 'commander';
import { untilStopped } from './until-stopped.ts';

interface Options {
  federation?: string;
  supergraph?: string;
  limit: Readonly<Record<string, number>>;
  forward: readonly string[];
  sharing: boolean;
  port: number;
  host: string;
}

export function gatewayCommand(environment: NodeJS.ProcessEnv): Command {
  return new Command('gateway')
    .option('--federation <file>', 'the federation file; read again whenever it changes')
    .addOption(
      new Option(
        '--supergraph <file>',
        'in its place any Federation 2 supergraph with the URLs of its subgraphs; read again whenever it changes',
      ).conflicts('federation'),
    )
    .addOption(
      new Option(
        '--limit <name=number>',
        'with --supergraph, another limit, like maxDepth=30; repeat for more',
      )
        .argParser(limit)
        .default({}, 'those of a federation file'),
    )
    .addOption(
      new Option(
        '--forward <header>',
        "with --supergraph, a client's header that subgraphs are sent too; repeat for more",
      )
        .argParser((name: string, others: readonly string[]) => [...others, name])
        .default([], 'none'),
    )
    .option(
      '--no-sharing',
      'with --supergraph, ask a subgraph for each client anew, even if the same is being asked at that moment',
    )
    .addOption(
      new Option('--port <number>', '0: any free port (or PORT)').argParser(port).env('PORT').default(4_000),
    )
    .addOption(
      new Option('--host <address>', '0.0.0.0: reachable from other machines (or HOST)')
        .env('HOST')
        .default('127.0.0.1'),
    )
    .action(async (options: Options, command: Command) => {
      checkOptions(options, command);
      const stopped = untilStopped();
      // Loaded last: whoever has mistyped an option need not wait for it.
      const { startGateway, startSupergraphGateway, stderrLog } = await import('@observer-graph/gateway');
      const { federation, supergraph, limit, forward, sharing, port, host } = options;
      const place = { port, host, log: stderrLog };
      const gateway =
        supergraph === undefined
          ? await startGateway({ federationFile: federation as string, environment, ...place })
          : await startSupergraphGateway({
              supergraphFile: supergraph,
              limits: limit,
              forwardHeaders: forward,
              sharing,
              ...place,
            });
      process.stdout.write(`Observer Graph at ${gateway.url}/graphql\n`);
      const signal = await stopped;
      stderrLog.info(`${signal}: stopping`);
      await gateway.close();
    });
}

function checkOptions({ federation, supergraph, limit, forward, sharing }: Options, command: Command): void {
  if (supergraph !== undefined) return;
  if (federation === undefined) {
    command.error(
      'error: name a federation file with --federation, or with --supergraph a supergraph of any other subgraphs',
    );
  }
  if (Object.keys(limit).length > 0) {
    command.error(
      'error: --limit is for --supergraph; a federation file has its own limits: write, for example, limits: { maxDepth: 30 } in it',
    );
  }
  if (forward.length > 0) {
    command.error('error: --forward is for --supergraph; members are sent no header of a client');
  }
  if (!sharing)
    command.error('error: --no-sharing is for --supergraph; members only have what can be shared');
}

function port(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= 65_535) return number;
  throw new InvalidArgumentError('It is no port: expected a number from 0 to 65535.');
}

function limit(text: string, others: Options['limit']): Options['limit'] {
  const [, name, number] = /^(\w+)=(\d+)$/.exec(text) ?? [];
  if (name !== undefined) return { ...others, [name]: Number(number) };
  throw new InvalidArgumentError('It is no limit: expected a name and a number, like maxDepth=30.');
}
