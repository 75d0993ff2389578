import type { RecordField } from '@observer-graph/contract';
import { all, any, not } from '../condition.ts';
import type { Cells, Column, SqlDialect, TimeOrdering } from '../dialects/dialect.ts';
import type { Coarseness, ColumnLink, TimeFormat } from '../link.ts';
import { knownValue, type RowKey } from '../order/sort-key.ts';
import type { Selection } from '../selection.ts';
import { sql } from '../sql.ts';
import { formatDate, formatInstant } from '../time/iso.ts';
import { scaleOf, type Unit } from '../time/scale.ts';
import { zoneOf } from '../time/zone.ts';
import { coarseKey } from './coarse-fields.ts';
import { containsRaw, integerOf } from './column-field.ts';
import { type Field, type FieldContext, LinkMistake } from './field.ts';

/** An instant or a day from a column: read, sorted and compared by one and the same integer. */
export function timeField(link: ColumnLink, field: RecordField, context: FieldContext): Field {
  const { dialect } = context;
  const column = context.column(link.column);
  const coarsen = context.protects(link.coarsen) ? link.coarsen : undefined;
  const kind = field.kind === 'date' ? 'date' : 'instant';
  const sort = timeKey(link, kind, column, dialect, coarsen?.to);
  const format = field.kind === 'date' ? formatDate : formatInstant;
  const read = (selection: Selection) => {
    const raw = selection.integer(sort.name, () => knownValue(sort));
    return (row: Cells) => {
      const value = raw(row);
      return value === null ? null : format(sort.keyOf(value));
    };
  };
  return {
    constant: false,
    read,
    ...(!field.list && {
      write: (selection: Selection) => {
        const text = read(selection);
        return (row: Cells) => {
          const time = text(row);
          return time === null ? null : `"${time}"`;
        };
      },
    }),
    matches: () => false,
    contains: (part) => (coarsen ? false : containsRaw(dialect, column, link, part)),
    sortKey: () => sort,
  };
}

/** The column's times as sort keys: microseconds since 1970 UTC, or days. */
export function timeKey(
  link: ColumnLink,
  kind: 'instant' | 'date',
  column: Column,
  dialect: SqlDialect,
  coarse?: Coarseness,
): RowKey {
  const time = link.time ?? { format: 'native', zone: 'UTC' };
  const ordering = timeOrdering(time, kind, column, dialect);
  const scale = scaleOf(ordering.unit, kind, time.zone);
  const { by } = ordering;
  const lowest = ordering.bound(scale.lowest).literal();
  const highest = ordering.bound(scale.highest).literal();
  const empty = dialect.anyOf(column, link.empty);
  const exact: RowKey = {
    ...scale,
    by,
    value: ordering.value,
    bound: ordering.bound,
    name: `${kind} ${column.name} ${time.format} ${time.zone} ${JSON.stringify(link.empty)}`,
    ...(ordering.day && dayIsOfKey(ordering.unit, kind, time.zone) && { day: ordering.day }),
    ...(ordering.plausible && empty === false && { nullWhereUnknown: true }),
    known: all([
      ordering.known,
      ordering.plausible ? sql`${by} is not null` : sql`${by} >= ${lowest} and ${by} <= ${highest}`,
      not(empty),
    ]),
    knownBeyond: (upward) =>
      all([
        ordering.known,
        ordering.plausible || (upward ? sql`${by} <= ${highest}` : sql`${by} >= ${lowest}`),
        not(empty),
      ]),
    unknown: any([
      sql`${by} is null`,
      !ordering.plausible && sql`${by} < ${lowest} or ${by} > ${highest}`,
      not(ordering.known),
      empty,
    ]),
  };
  return coarse ? coarseKey(exact, coarse, ordering, dialect) : exact;
}

/** A day of the column is one of the keys: of UTC if they are instants, of the zone if they are days. */
function dayIsOfKey(unit: Unit, kind: 'instant' | 'date', zone: string): boolean {
  const own = kind === 'date' ? 'wall' : 'instant';
  return unit === own || zoneOf(zone).offsets.every(({ offset }) => offset === 0);
}

const units: Readonly<Record<Exclude<TimeFormat['format'], 'native'>, Unit>> = {
  'unix-seconds': 'second',
  'unix-milliseconds': 'millisecond',
  year: 'year',
};

function timeOrdering(
  { format, zone }: TimeFormat,
  kind: 'instant' | 'date',
  column: Column,
  dialect: SqlDialect,
): TimeOrdering {
  if (format !== 'native') return { ...integerOf(dialect, column), unit: units[format] };
  const ordering = dialect.time(column, kind, zone);
  if (!ordering) {
    throw new LinkMistake(
      `column "${column.name}" has no type of date or time; name its format, or convert it in the SELECT.`,
    );
  }
  return ordering;
}
