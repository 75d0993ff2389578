import { startGateway, stderrLog } from '@observer-graph/gateway';
import { Command, InvalidArgumentError, Option } from 'commander';
import { untilStopped } from './until-stopped.ts';

interface Options {
  federation: string;
  port: number;
  host: string;
}

export function gatewayCommand(environment: NodeJS.ProcessEnv): Command {
  return new Command('gateway')
    .requiredOption('--federation <file>', 'the federation file; read again whenever it changes')
    .addOption(
      new Option('--port <number>', '0: any free port (or PORT)').argParser(port).env('PORT').default(4_000),
    )
    .addOption(
      new Option('--host <address>', '0.0.0.0: reachable from other machines (or HOST)')
        .env('HOST')
        .default('127.0.0.1'),
    )
    .action(async (options: Options) => {
      const stopped = untilStopped();
      const gateway = await startGateway({
        federationFile: options.federation,
        port: options.port,
        host: options.host,
        log: stderrLog,
        environment,
      });
      process.stdout.write(`Observer Graph at ${gateway.url}/graphql\n`);
      const signal = await stopped;
      stderrLog.info(`${signal}: stopping`);
      await gateway.close();
    });
}

function port(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= 65_535) return number;
  throw new InvalidArgumentError('It is no port: expected a number from 0 to 65535.');
}
