import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/** A row of a CSV file by its header. Cells are as they are written; a column without a name is `''`. */
export type CsvRow = Readonly<Record<string, string>>;

const needed = [
  'golos_spb2021/violations.json',
  'kosovo_dia/2013-local-elections-first-round.csv',
  'kosovo_dia/2013-local-elections-second-round.csv',
  'kosovo_dia/2014-general-elections-first-round.csv',
  'deco/DECO_v1.0.csv',
  'recommendations_sample/recommendations_sample.json',
  'gndem/gndem_members.csv',
  'parlgov/election.csv',
  'parlgov/country.csv',
  'iso3166/country-codes.csv',
];

/**
 * Checks that the real data are where they are said to be.
 *
 * @throws {Error} naming what is missing
 */
export function checkDataSource(directory: string): void {
  const missing = needed.filter((file) => !existsSync(join(directory, file)));
  if (missing.length === 0) return;
  throw new Error(
    `The real data are not in ${directory}: ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing. Name their directory with --data-source, or leave out --real for the invented data.`,
  );
}

export function csvOf(directory: string, file: string): CsvRow[] {
  return parse(readFileSync(join(directory, file)), {
    columns: true,
    bom: true,
    skip_empty_lines: true,
    // One of the files has both.
    record_delimiter: ['\r\n', '\n'],
  }) as CsvRow[];
}

export function jsonOf<T>(directory: string, file: string): T {
  return JSON.parse(readFileSync(join(directory, file), 'utf8')) as T;
}
