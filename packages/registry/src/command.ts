import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { databaseLocation } from './database.ts';
import { RegistryError } from './errors.ts';
import { describeImport, type ImportOptions, type ImportReport } from './import-files.ts';
import { openRegistry, type Registry } from './registry.ts';
import { serveRegistry } from './serve.ts';

interface DatabaseOption {
  readonly database: string;
}

/** `registry import`, `registry export` and `registry serve`. */
export function registryCommand(): Command {
  const registry = new Command('registry').description(
    "the hub's own member: organizations, elections, countries",
  );

  withDatabase(registry.command('import'))
    .description('import the files of a directory, all or nothing')
    .argument(
      '<directory>',
      'where countries, organizations, elections, declarations, endorsements are, as .csv or .yaml',
    )
    .option('--prune', 'remove the records that a file no longer names', false)
    .option('--dry-run', 'check everything, write nothing', false)
    .action(
      (
        directory: string,
        { database, prune, dryRun }: DatabaseOption & { prune: boolean; dryRun: boolean },
      ) =>
        reportingErrors(async () => {
          const options = { prune, dryRun };
          const tried = isMissing(database) ? await triedImport(directory, options) : null;
          print(describeImport((dryRun && tried) || (await importInto(database, directory, options))));
        }),
    );

  withDatabase(registry.command('export'))
    .description('write the registry as CSV files that can be reviewed and imported again')
    .argument('<directory>', 'made if it is not there')
    .action((directory: string, { database }: DatabaseOption) =>
      reportingErrors(async () => {
        refuseMissing(database);
        const files = await withRegistry(database, (opened) => opened.exportFiles(directory));
        print(files.map(({ file, records }) => `${file}: ${records}`));
      }),
    );

  withDatabase(registry.command('serve'))
    .description('serve the registry as a member')
    .option('--port <number>', 'where to listen; 0 is any free port', portOf, 4001)
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .action(({ database, port, host }: DatabaseOption & { port: number; host: string }) =>
      reportingErrors(async () => {
        refuseMissing(database);
        const stopped = untilStopped();
        const onError = (error: unknown) => console.error('registry:', error);
        const served = await serveRegistry({ database, port, host, onError });
        print([`The registry answers at ${served.url}`]);
        await stopped;
        await served.close();
      }),
    );

  return registry;
}

function isMissing(database: string): boolean {
  const { dialect, url } = databaseLocation(database);
  return dialect === 'sqlite' && !existsSync(url);
}

/** A mistyped path must not become an empty registry. */
function refuseMissing(database: string): void {
  if (isMissing(database)) {
    throw new RegistryError(
      'DATABASE_UNAVAILABLE',
      `There is no registry in ${database}; \`registry import DIRECTORY --database ${database}\` makes it.`,
    );
  }
}

function importInto(database: string, directory: string, options: ImportOptions): Promise<ImportReport> {
  return withRegistry(database, (opened) => opened.importFiles(directory, options));
}

/** What an import into a new registry comes to, tried where nothing of it stays: what fails must not leave an empty one. */
async function triedImport(directory: string, options: ImportOptions): Promise<ImportReport> {
  const folder = mkdtempSync(join(tmpdir(), 'observer-graph-registry-'));
  try {
    return await importInto(join(folder, 'registry.sqlite'), directory, options);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function withDatabase(command: Command): Command {
  const standard = process.env['REGISTRY_DATABASE'] || 'registry.sqlite';
  return command
    .option(
      '--database <place>',
      'an SQLite file, or a postgres:// URL (default: $REGISTRY_DATABASE, or registry.sqlite)',
      // Not commander's default: its help would show a URL's password.
      (value: string) => value,
    )
    .hook('preAction', (_parent, action) => {
      if (action.getOptionValue('database') === undefined) action.setOptionValue('database', standard);
    });
}

async function withRegistry<T>(database: string, work: (registry: Registry) => Promise<T>): Promise<T> {
  const registry = await openRegistry({ database });
  try {
    return await work(registry);
  } finally {
    await registry.close();
  }
}

/** What is wrong goes to stderr, one line each, and ends the process with 1; anything unexpected is thrown on. */
async function reportingErrors(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    for (const line of [...error.problems, error.message]) console.error(line);
    process.exitCode = 1;
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('It is a number from 0 to 65535.');
}

function print(lines: readonly string[]): void {
  for (const line of lines) console.log(line);
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}
