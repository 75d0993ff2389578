import type { Expr } from '../condition.ts';
import type { SqlDialect, TimeOrdering } from '../dialects/dialect.ts';
import type { Coarseness } from '../link.ts';
import type { RowKey } from '../order/sort-key.ts';
import { sql } from '../sql.ts';
import { dayOf } from '../time/iso.ts';
import type { Unit } from '../time/scale.ts';
import { type Field, LinkMistake } from './field.ts';

/** A number with fewer decimal places, and nothing finer to be found by it. */
export function roundedField(field: Field, decimals: number): Field {
  const scale = 10 ** decimals;
  return {
    ...unsearchable,
    constant: field.constant,
    read(selection) {
      const read = field.read(selection);
      return (row) => {
        const value = read(row);
        return typeof value === 'number' ? Math.round(value * scale) / scale : null;
      };
    },
  };
}

const precisions = ['EXACT', 'HOUR', 'DAY', 'MONTH', 'YEAR'];

/** How exactly a time is known that is told no finer than `unit`. That it is a time of entry stays said. */
export function coarsePrecision(field: Field | undefined, unit: Coarseness): Field {
  return {
    ...unsearchable,
    constant: field?.constant ?? true,
    read(selection) {
      const read = field?.read(selection);
      return (row) => {
        const value = read?.(row) ?? unit;
        return precisions.includes(String(value)) &&
          precisions.indexOf(String(value)) < precisions.indexOf(unit)
          ? unit
          : value;
      };
    },
  };
}

const unsearchable = {
  matches: () => false,
  contains: () => false,
  sortKey: () => {
    throw new LinkMistake('a value that is told more coarsely has no order.');
  },
} satisfies Partial<Field>;

const perDay: Readonly<Partial<Record<Unit, number>>> = {
  instant: 86_400_000_000,
  wall: 86_400_000_000,
  millisecond: 86_400_000,
  second: 86_400,
  day: 1,
};

/**
 * A time's sort key in whole hours, days or months, worked out in the database: the finer time is neither selected nor
 * sorted by, so that neither an order nor a cursor tells it. Hours and days of local times are those of the local clock;
 * a local day or month is told as its beginning in UTC, which has the same date.
 */
export function coarseKey(
  sort: RowKey,
  unit: Coarseness,
  ordering: TimeOrdering,
  dialect: SqlDialect,
): RowKey {
  const day = perDay[ordering.unit];
  // A year is coarser than anything, a day than an hour.
  if (day === undefined || (day === 1 && unit !== 'MONTH')) return sort;
  const local = ordering.unit === 'wall';
  const instantOf = local && unit !== 'HOUR' ? (raw: number) => raw : sort.keyOf;
  const size = unit === 'HOUR' ? day / 24 : day;
  const whole = size === 1 ? sort.value : dialect.divided(sort.value, size);
  const value: Expr = unit === 'MONTH' ? dialect.month(whole) : whole;
  const rawOf = (group: number) => (unit === 'MONTH' ? firstDay(group) * day : group * size);
  const groupOf = (raw: number) =>
    unit === 'MONTH' ? monthOf(Math.floor(raw / day)) : Math.floor(raw / size);
  const { day: _finer, knownBeyond: _exact, ...rest } = sort;
  return {
    ...rest,
    name: `${sort.name} by ${unit}`,
    by: value,
    value,
    bound: (raw) => sql.lit(raw),
    keyOf: (group) => instantOf(rawOf(group)),
    lowest: groupOf(sort.lowest),
    highest: groupOf(sort.highest),
    withinMonth: 1,
  };
}

/** Months since 1970 of days since 1970. */
function monthOf(days: number): number {
  const date = new Date(days * 86_400_000);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

function firstDay(month: number): number {
  return dayOf(1970 + Math.floor(month / 12), (((month % 12) + 12) % 12) + 1, 1);
}
