import { all, any } from '../condition.ts';
import type { Column } from '../dialects/dialect.ts';
import type { ColumnLink } from '../link.ts';
import { lookupFields } from '../lookup-parts.ts';
import { monthReader } from '../order/month-of.ts';
import { atLeast, lessThan, rawFrom } from '../order/sort-key.ts';
import { dayOf } from '../time/iso.ts';
import { columnField } from './column-field.ts';
import type { Field, FieldContext } from './field.ts';
import { timeKey } from './time-field.ts';

/** A year as its digits: what a column has, or maps to one, or the year of its times. */
export function yearField(link: ColumnLink, context: FieldContext): Field {
  const column = context.column(link.column);
  const timed = timedLink(link, column);
  return timed ? yearOfTime(timed, column, context) : columnField(link, lookupFields.year, context);
}

/** Null where the column has years and no times. */
function timedLink(link: ColumnLink, { type }: Column): ColumnLink | null {
  const { values, time } = link;
  if (values || !time) return null;
  if (time.format !== 'year') return link;
  const isTime = type === 'instant' || type === 'wall' || type === 'date';
  return isTime ? { ...link, time: { ...time, format: 'native' } } : null;
}

/** The year in which the zone's clocks show the time. */
function yearOfTime(link: ColumnLink, column: Column, { dialect }: FieldContext): Field {
  const sort = timeKey(link, 'date', column, dialect);
  const firstRaw = (year: number) => rawFrom(sort, dayOf(year, 1, 1));
  return {
    constant: false,
    read(selection) {
      const month = monthReader(sort, 'date', dialect, selection);
      return (row) => month(row)?.slice(0, 4) ?? null;
    },
    // A range of the column itself, so that an index finds it.
    matches: (wanted) =>
      any(
        [...wanted]
          .map(Number)
          .map((year) =>
            all([sort.known, atLeast(sort, firstRaw(year)), lessThan(sort, firstRaw(year + 1))]),
          ),
      ),
    contains: () => false,
    sortKey: () => sort,
  };
}
