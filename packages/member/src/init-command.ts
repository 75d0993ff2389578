import { statSync } from 'node:fs';
import { type DatabaseSettings, type Dialect, type Link, parseLink } from '@observer-graph/source-sql';
import { Command, InvalidArgumentError } from 'commander';
import { columnsByField, sourceName } from './check/column-links.ts';
import { draftDatabase } from './init/draft-database.ts';
import { progressOn } from './progress.ts';

interface Options {
  readonly database: string;
  readonly member?: string;
  readonly json?: boolean;
}

export function initCommand(): Command {
  return new Command('init')
    .description('draft a link file from the tables of a database')
    .requiredOption(
      '--database <url>',
      'postgres://…, mysql://…, or the path of an SQLite file or of CSV files',
    )
    .option('--member <code>', "the member's code", memberCode)
    .option('--json', 'print the draft, and which columns it links, as JSON')
    .action(async ({ database: url, member, json }: Options) => {
      const progress = progressOn(process.stderr);
      try {
        const settings = settingsOf(url);
        const draft = await draftDatabase(settings, { member: member ?? null, progress: progress.tell });
        progress.end();
        const link = parseLink(draft, { file: 'draft', env: { DATABASE_URL: url } });
        process.stdout.write(json ? `${JSON.stringify(summaryOf(draft, link), null, 2)}\n` : draft);
      } catch (error) {
        progress.end();
        process.exitCode = 1;
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      }
    });
}

function summaryOf(draft: string, { database, sources }: Link) {
  return {
    dialect: database.dialect,
    draft,
    sources: sources.map((source) => ({
      source: sourceName(source),
      record: source.record.name,
      line: source.line,
      columns: columnsByField(source),
    })),
  };
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
