import { CsvError, type Info, parse } from 'csv-parse/sync';
import {
  type FileFormat,
  gatherNames,
  type Problem,
  type RawFile,
  type RawRecord,
  unknownColumn,
} from './raw-record.ts';

interface CsvRecord {
  readonly record: readonly string[];
  readonly raw: string;
  readonly info: Info;
}

/** Reads a CSV file with a header. Records that cannot be read are problems; the others are read all the same. */
export function readCsv(text: string, kind: FileFormat): RawFile {
  let rows: readonly CsvRecord[];
  try {
    // One kind of line end: the parser counts CRLF within quotes as two lines.
    const options = { bom: true, info: true, raw: true, relax_column_count: true };
    rows = parse(text.replace(/\r\n?/g, '\n'), options) as unknown as CsvRecord[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { records: [], problems: [{ line: Number(error['lines'] ?? 1), message: csvMessage(error) }] };
  }
  const [header, ...body] = rows;
  if (header === undefined || header.record.every((column) => column.trim() === '')) {
    return {
      records: [],
      problems: [{ line: 1, message: 'the header with the names of the columns is missing' }],
    };
  }
  const columns = header.record.map((column) => column.trim());
  const headerLine = firstLine(header);
  const problems: Problem[] = columns.flatMap((column, index) => {
    const message =
      columns.indexOf(column) < index ? `column '${column}' stands twice` : unknownColumn(column, kind);
    return message === null ? [] : [{ line: headerLine, message }];
  });

  const records: RawRecord[] = [];
  for (const row of body) {
    if (row.record.every((cell) => cell.trim() === '')) continue;
    const line = firstLine(row);
    if (row.record.length !== columns.length) {
      const message = `${row.record.length} values for ${columns.length} columns`;
      problems.push({ line, message });
      continue;
    }
    const cells = columns.flatMap((column, index) => {
      const cell = (row.record[index] ?? '').trim().normalize('NFC');
      return cell === '' || unknownColumn(column, kind) !== null ? [] : [[column, cell] as const];
    });
    const gathered = gatherNames(cells);
    if ('twice' in gathered) problems.push({ line, message: `name:${gathered.twice} is given twice` });
    else records.push({ cells: gathered.cells, line, lines: {} });
  }
  return { records, problems };
}

/** The parser counts lines up to a record's end. */
function firstLine({ raw, info }: CsvRecord): number {
  return info.lines - (raw.replace(/\n$/, '').match(/\n/g)?.length ?? 0);
}

function csvMessage(error: CsvError): string {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return 'a value opens with a quote that is never closed';
  if (error.code === 'INVALID_OPENING_QUOTE')
    return 'a quote stands within a value; put the value in quotes, and write "" for one';
  return `not readable as CSV: ${error.message}`;
}
