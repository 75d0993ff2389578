import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import { type Info, parse } from 'csv-parse';
import type { TableFile } from './table-files.ts';

/** A table as its file has it. Cells without anything in them are null: a spreadsheet cannot tell the two apart. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** Sentences that begin with the file and the line; a table with any is not to be used. */
  readonly problems: readonly string[];
}

/** Letters that are read before anybody else has a turn. */
const sliceLength = 65_536;

/** Reads a file whole, and finds all that is wrong with it. Lines without anything on them are none. */
export async function readTable(file: TableFile): Promise<Table> {
  const bytes = await readFile(file.path);
  const named = (problems: readonly Problem[]) =>
    problems.map(({ line, until = line, what }) =>
      until === line
        ? `${file.path}, line ${line}: ${what}`
        : `${file.path}, lines ${line} to ${until}: ${what}`,
    );
  if (bytes[0] === 0xff || bytes[0] === 0xfe || bytes.includes(0)) {
    const what = 'this is not UTF-8 text but UTF-16, or no text; save it as CSV UTF-8.';
    return { columns: [], rows: [], problems: named([{ line: 1, what }]) };
  }
  // One kind of line end: the parser counts CRLF within quotes as two lines.
  const text = bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n');
  // Excel's own way to name the separator; the line goes, and the others keep their numbers.
  const told = /^"?sep=([^\n])"?;*,*(?=\n)/i.exec(text);
  const table = text.slice(told?.[0].length ?? 0);
  const separator = told?.[1] ?? (file.tabs ? '\t' : separatorOf(table));
  const legible = isUtf8(bytes);
  // What else is wrong shows in a file of another encoding too, since its separators are the same; its letters do not.
  const { columns, rows, problems } = await tableOf(table, separator, legible);
  const unreadable = legible ? [] : linesNotUtf8(bytes);
  const all = [...unreadable, ...problems].sort((one, other) => one.line - other.line);
  return { columns, rows, problems: named(all) };
}

interface Problem {
  readonly line: number;
  /** The last line of several with the same problem. */
  readonly until?: number;
  readonly what: string;
}

async function tableOf(
  text: string,
  delimiter: string,
  legible: boolean,
): Promise<Pick<Table, 'columns' | 'rows'> & { readonly problems: readonly Problem[] }> {
  const lines = text.split('\n');
  const problems: Problem[] = [];
  const misread = (line: number, what: string): Problem => ({ line, what });
  const rows: (string | null)[][] = [];
  let columns: readonly string[] | null = null;
  /** The last line that was understood, and whether a quotation mark beyond it was not. */
  let end = 0;
  let astray = false;
  const parser = parse({
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_record(record: readonly string[], info: Info) {
      const line = firstLine(lines, end, info.lines);
      end = info.lines;
      astray = false;
      if (columns === null) {
        columns = record.map((name) => name.trim());
        problems.push(...headerProblems(columns, legible).map((what) => misread(line, what)));
      } else if (record.length !== columns.length) {
        problems.push(
          misread(line, `${counted(record.length)}, and the header has ${counted(columns.length)}.`),
        );
      } else rows.push(record.map((cell) => (cell === '' ? null : cell)));
      return null;
    },
    on_skip(error) {
      const unclosed = error?.code === 'CSV_QUOTE_NOT_CLOSED';
      // After a mark that is wrong, the end of the file may seem to lie within quotation marks.
      if (unclosed && astray) return undefined;
      const line = unclosed ? end + 1 : Number(error?.['lines'] ?? end + 1);
      problems.push(
        misread(
          line,
          unclosed
            ? 'a quotation mark is opened, here or below, and never closed.'
            : 'a quotation mark stands where none can be; write it twice within a cell in quotation marks.',
        ),
      );
      end = Math.max(end, line);
      astray = true;
      return undefined;
    },
  });
  const done = finished(parser.resume());
  for (let start = 0; start < text.length; start += sliceLength) {
    parser.write(text.slice(start, start + sliceLength));
    await setImmediate();
  }
  parser.end();
  await done;
  if (columns === null && problems.length === 0) {
    problems.push(misread(1, 'the header with the names of the columns is missing.'));
  }
  return { columns: columns ?? [], rows, problems };
}

/** Of a record that ends at line `now`, where the last one ended at `end`: between them are lines without anything on them. */
function firstLine(lines: readonly string[], end: number, now: number): number {
  let line = end + 1;
  while (line < now && lines[line - 1] === '') line++;
  return line;
}

function headerProblems(columns: readonly string[], legible: boolean): string[] {
  const lower = columns.map((name) => name.toLowerCase());
  return columns.flatMap((name, index) => {
    if (name === '') return [`column ${index + 1} has no name.`];
    if (legible && lower.indexOf(name.toLowerCase()) < index) return [`the column "${name}" stands twice.`];
    return [];
  });
}

function counted(cells: number): string {
  return cells === 1 ? '1 cell' : `${cells} cells`;
}

/** What parts the cells of the header, the first line with anything on it: European spreadsheets write semicolons. */
function separatorOf(text: string): string {
  const unquoted = text.slice(0, sliceLength).replace(/"[^"]*"/g, '""');
  const header = unquoted.trimStart().split('\n', 1)[0] ?? '';
  const count = (separator: string) => header.split(separator).length;
  return count(';') > count(',') ? ';' : ',';
}

/** Lines one after the other are one problem: a file saved in another encoding has it on most of them. */
function linesNotUtf8(bytes: Buffer): Problem[] {
  const problems: { line: number; until: number; what: string }[] = [];
  let start = 0;
  for (let line = 1; start <= bytes.length; line++) {
    const found = bytes.indexOf(0x0a, start);
    const end = found < 0 ? bytes.length : found;
    if (!isUtf8(bytes.subarray(start, end))) {
      const before = problems.at(-1);
      if (before?.until === line - 1) {
        before.until = line;
        before.what = 'are not UTF-8; save the file as CSV UTF-8.';
      } else problems.push({ line, until: line, what: 'is not UTF-8; save the file as CSV UTF-8.' });
    }
    start = end + 1;
  }
  return problems;
}
