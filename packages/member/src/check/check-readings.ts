import type { InspectedSource } from '@observer-graph/source-sql';
import type { Reading } from './reading.ts';
import { ReadingSum } from './reading.ts';
import { counted, type Remark } from './report.ts';

/** How often rows are read again until two readings in a row are alike: what depends on the time may change once. */
const mostReadings = 2;

/**
 * Whether a source gives the same rows each time that it is read; one that does not loses and repeats records from page to
 * page, and nobody would notice.
 *
 * @param first of the same state of the database
 */
export async function checkReadings(
  source: InspectedSource,
  first: Reading,
  progress: (records: number) => void,
): Promise<Remark[]> {
  let before = first;
  for (let again = 1; ; again++) {
    const after = await readAgain(source, progress);
    const columns = differingColumns(before, after);
    if (before.keys === after.keys && columns.length === 0) return [];
    if (again === mostReadings) {
      return before.keys === after.keys ? [changingValues(source, columns)] : [changingRows(before, after)];
    }
    before = after;
  }
}

async function readAgain(source: InspectedSource, progress: (records: number) => void): Promise<Reading> {
  const sum = new ReadingSum(source.used.keys());
  let records = 0;
  for await (const batch of source.records()) {
    for (const record of batch) sum.add(record);
    records += batch.length;
    progress(records);
  }
  return sum.reading();
}

function differingColumns(one: Reading, other: Reading): string[] {
  return [...one.columns].flatMap(([column, sum]) => (other.columns.get(column) === sum ? [] : [column]));
}

function changingRows(before: Reading, after: Reading): Remark {
  const what =
    before.rows === after.rows
      ? `${counted(after.rows, 'row')} each time, but not with the same keys`
      : `${counted(before.rows, 'row')} one time and ${counted(after.rows, 'row')} the next`;
  return {
    gravity: 'error',
    code: 'ROWS_UNSTEADY',
    rows: after.rows,
    message: `read twice, one right after the other, it gives ${what}: pages would lose and repeat records. Look for random(), for LIMIT without an ORDER BY that leaves no ties, and for a key that is made anew each time (uuid(), row_number()); ids are for ever.`,
  };
}

/** Lists are paged by what an order, or who may see a record, depends on. */
function changingValues({ link }: InspectedSource, columns: readonly string[]): Remark {
  const orders = new Set([...link.record.orders.values()].flatMap(({ by }) => by));
  const deciding = new Set([
    ...[...link.fields].flatMap(([name, field]) =>
      orders.has(name) && field.kind === 'column' ? [field.column] : [],
    ),
    ...link.visibility.flatMap((rule) => (rule.kind === 'column' ? [rule.column] : [])),
    ...(link.embargoUntil ? [link.embargoUntil.column] : []),
  ]);
  const decides = columns.some((column) => deciding.has(column));
  const names = columns.join(', ');
  return {
    gravity: decides ? 'error' : 'warning',
    code: 'VALUES_UNSTEADY',
    column: names,
    message: `read twice, one right after the other, ${names} ${columns.length === 1 ? 'has' : 'have'} other values${decides ? ': pages would lose and repeat records' : ''}. Look for random(), for row_number(), and for lists that are put together without an ORDER BY.`,
  };
}
