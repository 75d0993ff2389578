import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';

/** A file that is a table. */
export interface TableFile {
  readonly path: string;
  /** The file's name without its ending. */
  readonly table: string;
  /** Whether the ending says that tabs part the cells. */
  readonly tabs: boolean;
  /** Changes when the file does. */
  readonly state: string;
}

/** What a database of files cannot be; the message names the file. */
export class FilesError extends Error {
  override readonly name = 'FilesError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/**
 * The tables of a folder, or of a single file, in the order of their names.
 *
 * @throws {FilesError} if there is none, or two have one name
 */
export async function tableFiles(path: string): Promise<TableFile[]> {
  const found = await stat(path).catch(() => null);
  if (!found) throw new FilesError([`there is no file or folder ${path}.`]);
  const paths = found.isDirectory()
    ? (await readdir(path)).filter(isTable).map((name) => join(path, name))
    : [path];
  const files = await Promise.all(paths.sort().map(tableFile));
  if (files.length === 0) throw new FilesError([`${path} has no file that ends in .csv or .tsv.`]);
  const names = files.map(({ table }) => table.toLowerCase());
  const twice = files.filter(({ table }, index) => names.indexOf(table.toLowerCase()) < index);
  if (twice.length > 0) {
    throw new FilesError(
      twice.map((file) => `${file.path}: another file is the table "${file.table}" already; rename one.`),
    );
  }
  return files;
}

/** Spreadsheet programs lay files beside the one that is open: `.~lock.a.csv#`, `~$a.csv`. */
function isTable(name: string): boolean {
  return /\.(csv|tsv)$/i.test(name) && !/^(\.|~\$)/.test(name);
}

async function tableFile(path: string): Promise<TableFile> {
  const { mtimeMs, size, ino } = await stat(path);
  const ending = extname(path);
  return {
    path,
    table: basename(path, ending),
    tabs: ending.toLowerCase() === '.tsv',
    state: `${path} ${mtimeMs} ${size} ${ino}`,
  };
}
