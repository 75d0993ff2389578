// The three checklists of Democracy in Action as they are: one wide table for each file, all columns text.
import { join } from 'node:path';
import { type Table, writeDatabase } from '../data/sqlite.ts';
import { csvOf } from './data-source.ts';

/** The tables, and the files that they hold. */
const checklists = {
  lokale_2013_1: 'kosovo_dia/2013-local-elections-first-round.csv',
  lokale_2013_2: 'kosovo_dia/2013-local-elections-second-round.csv',
  qendrore_2014: 'kosovo_dia/2014-general-elections-first-round.csv',
} as const;

export function loadKosovo(dataSource: string, directory: string): string {
  const file = join(directory, 'dia.sqlite');
  const tables = Object.entries(checklists).map(([name, csv]): Table => {
    const rows = csvOf(dataSource, csv).map((row, index) => ({
      // The line of the file: the file of 2014 has no number of its own.
      rreshti: index + 2,
      // SQLite would take a column without a name, but nobody could name it in a link file.
      ...Object.fromEntries(
        Object.entries(row).map(([column, value]) => [column === '' ? 'pa_emer' : column, value]),
      ),
    }));
    const columns = Object.keys(rows[0] ?? {}).filter((column) => column !== 'rreshti');
    return {
      name,
      create: `CREATE TABLE ${name} (rreshti integer PRIMARY KEY, ${columns.map((column) => `"${column}" text`).join(', ')})`,
      rows,
    };
  });
  writeDatabase(file, tables);
  return file;
}
