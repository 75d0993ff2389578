import type { InspectedSource, LinkedSource } from '@observer-graph/source-sql';
import { usedColumns } from './column-links.ts';
import { quotedValue, type Remark, rowsHave } from './report.ts';

/** Zero dates, texts that are no time, local times in a zone that nobody named, times that lie ahead. */
export async function checkTimes(source: InspectedSource): Promise<Remark[]> {
  const remarks: Remark[] = [];
  const embargo = source.link.embargoUntil;
  const times = usedColumns(source.link).flatMap(({ path, field, link }) =>
    (field.kind === 'instant' || field.kind === 'date') && !link.list
      ? [{ path, kind: field.kind, link }]
      : [],
  );
  if (embargo) times.push({ path: 'embargoUntil', kind: 'instant', link: embargo });
  const zonesTold = new Set<string>();
  for (const { path, kind, link } of times) {
    const { column } = link;
    const about = { field: path, column };
    for (const { text, rows } of await source.unreadableTimes(link, kind, 5)) {
      const zero = /^0000|-00/.test(text ?? '');
      remarks.push({
        ...about,
        gravity: 'warning',
        code: 'TIME_UNREADABLE',
        rows,
        message: `${rowsHave(rows)} ${column} = ${quotedValue(text)}, which is ${zero ? 'a zero date' : 'no time between 1700 and 2200'}: unknown, shown as null${path === 'embargoUntil' ? ', so the record stays hidden' : ''}.`,
      });
    }
    const type = source.columns.find(({ name }) => name === column)?.type;
    const { format, zone } = link.time ?? { format: 'native', zone: 'UTC' };
    const untold = format === 'native' && zone === 'UTC' && kind === 'instant' && !zonesTold.has(column);
    zonesTold.add(column);
    if (untold && (type === 'wall' || (type === 'text' && (await hasLocalTimes(source, column))))) {
      remarks.push({
        ...about,
        gravity: 'note',
        code: 'TIME_ZONE_NOT_SAID',
        message: `${column} has times without a zone, which are taken as UTC. If its clocks show local time, give 'timezone' under defaults or here.`,
      });
    }
    if (finerThanDays(source.link, path) && (await hasOnlyDays(source, column, type))) {
      remarks.push({
        ...about,
        gravity: 'warning',
        code: 'TIME_TOO_EXACT',
        message: `${column} has days without a time of the day, and the file says that they are exact: midnight would be told for the time it happened. Write { column: ${column}, precision: DAY }.`,
      });
    }
    if (path === 'observedAt' || path === 'updatedAt' || path === 'assessedOn' || path === 'issuedOn') {
      const rows = await source.futureTimes(link, kind);
      if (rows > 0) {
        remarks.push({
          ...about,
          gravity: 'warning',
          code: 'TIME_IN_FUTURE',
          rows,
          message: `${rowsHave(rows)} a ${column} later than now (times are read in ${zone}). Is the zone right, and the format?`,
        });
      }
    }
  }
  return remarks;
}

/** Whether the contract is told that a time is known better than by its day. */
function finerThanDays({ fields }: LinkedSource, path: string): boolean {
  const precision = fields.get(`${path}Precision`);
  return precision?.kind === 'constant' && ['EXACT', 'HOUR'].includes(String(precision.value));
}

async function hasOnlyDays(
  source: InspectedSource,
  column: string,
  type: string | undefined,
): Promise<boolean> {
  if (type === 'date') return true;
  if (type !== 'text' && type !== 'wall') return false;
  const { values } = await source.valuesOf(column, 100);
  const known = values.flatMap(({ text }) => (text === null || /^0000/.test(text) ? [] : [text]));
  return known.length > 1 && known.every((text) => /^\d{4}-\d\d-\d\d([T ]00:00(:00(\.0+)?)?)?$/.test(text));
}

/** Whether some of a column's texts are a time of day without a zone behind it. */
async function hasLocalTimes(source: InspectedSource, column: string): Promise<boolean> {
  const { values } = await source.valuesOf(column, 100);
  return values.some(
    ({ text }) => /\d\d:\d\d/.test(text ?? '') && !/(Z|[+-]\d\d(:?\d\d)?)$/i.test(text ?? ''),
  );
}
