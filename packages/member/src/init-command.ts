import { statSync } from 'node:fs';
import { type DatabaseSettings, type Dialect, parseLink } from '@observer-graph/source-sql';
import { Command, InvalidArgumentError } from 'commander';
import { draftDatabase } from './init/draft-database.ts';
import { progressOn } from './progress.ts';

interface Options {
  readonly database: string;
  readonly member?: string;
}

export function initCommand(): Command {
  return new Command('init')
    .description('draft a link file from the tables of a database')
    .requiredOption(
      '--database <url>',
      'postgres://…, mysql://…, or the path of an SQLite file or of CSV files',
    )
    .option('--member <code>', "the member's code", memberCode)
    .action(async ({ database: url, member }: Options) => {
      const progress = progressOn(process.stderr);
      try {
        const settings = settingsOf(url);
        const draft = await draftDatabase(settings, { member: member ?? null, progress: progress.tell });
        progress.end();
        parseLink(draft, { file: 'draft', env: { DATABASE_URL: url } });
        process.stdout.write(draft);
      } catch (error) {
        progress.end();
        process.exitCode = 1;
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      }
    });
}

/** @throws {Error} if nobody can tell what kind of database it is */
export function settingsOf(url: string): DatabaseSettings {
  const dialect = dialectOf(url);
  const path = url.replace(/^(sqlite|file):(\/\/)?/, '');
  return {
    dialect,
    url: path,
    ...(dialect === 'sqlite' && isTables(path) && { files: path }),
    statementTimeoutMs: 30_000,
    poolSize: 2,
  };
}

/** A CSV or TSV file, or a folder of such. */
function isTables(path: string): boolean {
  return /\.(csv|tsv)$/i.test(path) || (statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false);
}

function dialectOf(url: string): Dialect {
  const protocol = /^([a-z]+):/i.exec(url)?.[1]?.toLowerCase();
  if (protocol === 'postgres' || protocol === 'postgresql') return 'postgres';
  if (protocol === 'mysql' || protocol === 'mariadb') return 'mysql';
  if (protocol === undefined || protocol === 'sqlite' || protocol === 'file') return 'sqlite';
  throw new Error(
    `'${protocol}:' is no database that is supported: postgres://…, mysql://… or the path of an SQLite file.`,
  );
}

function memberCode(text: string): string {
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(text)) return text;
  throw new InvalidArgumentError('It has lower-case letters, digits and hyphens.');
}
