import { dayLength, dayOf } from './iso.ts';
import { type Zone, zoneOf } from './zone.ts';

/** What a column's integer counts: microseconds since 1970 (of UTC, or as a clock shows them), days, seconds … */
export type Unit = 'instant' | 'wall' | 'day' | 'second' | 'millisecond' | 'year';

/**
 * How raw integers of a column become sort keys of the contract (microseconds since 1970 UTC, or days). Never falling,
 * so the database's order of the raw column is the order of the keys.
 */
export interface Scale {
  keyOf(raw: number): number;
  /** Whether two raw values never share a key. */
  readonly injective: boolean;
  /** The raw values, both included, outside which a value is no time but a placeholder, and so unknown. */
  readonly lowest: number;
  readonly highest: number;
  /**
   * So many raw values lie in one month of the keys, if they begin at a multiple of it: those of a day, or, where a zone
   * comes between, of a quarter of an hour, which every zone's offset is a multiple of.
   */
  readonly withinMonth: number;
}

// Microseconds of this range are safe integers; years like 9999 stand for "never" in many databases.
const rangeFrom = dayOf(1700, 1, 1);
const rangeUntil = dayOf(2200, 1, 1);

const domains: Readonly<Record<Unit, number>> = {
  instant: Number.MAX_SAFE_INTEGER,
  wall: Number.MAX_SAFE_INTEGER,
  day: 10_000_000,
  second: 100_000_000_000,
  millisecond: 100_000_000_000_000,
  year: 9_999,
};

/** Raw values of a day, and of a quarter of an hour. */
const days: Readonly<Record<Unit, number>> = {
  instant: dayLength,
  wall: dayLength,
  day: 1,
  second: 86_400,
  millisecond: 86_400_000,
  year: 1,
};
const quarters: Readonly<Record<Unit, number>> = {
  instant: dayLength / 96,
  wall: dayLength / 96,
  day: 1,
  second: 900,
  millisecond: 900_000,
  year: 1,
};

export function scaleOf(unit: Unit, kind: 'instant' | 'date', zoneName: string): Scale {
  const zone = zoneOf(zoneName);
  const instant = instantOf(unit, zone);
  const keyOf = kind === 'instant' ? instant : dateOf(unit, zone, instant);
  const [first, end] =
    kind === 'instant' ? [rangeFrom * dayLength, rangeUntil * dayLength] : [rangeFrom, rangeUntil];
  const lowest = unit === 'year' ? 1 : -domains[unit];
  return {
    keyOf,
    injective: isInjective(unit, kind, zone),
    lowest: leastRaw(keyOf, first, lowest, domains[unit]),
    highest: leastRaw(keyOf, end, lowest, domains[unit]) - 1,
    withinMonth: isShifted(unit, kind, zone) ? quarters[unit] : days[unit],
  };
}

/** The least raw value whose key is at least `key`; `highest + 1` if there is none. */
export function leastRaw(
  keyOf: (raw: number) => number,
  key: number,
  lowest: number,
  highest: number,
): number {
  // As in most columns, which hold the key itself.
  const within = key > lowest && key <= highest;
  if (within && keyOf(key) === key && keyOf(key - 1) < key) return key;
  let low = lowest;
  let high = highest + 1;
  while (low < high) {
    const middle = low + Math.floor((high - low) / 2);
    if (keyOf(middle) >= key) high = middle;
    else low = middle + 1;
  }
  return low;
}

function instantOf(unit: Unit, zone: Zone): (raw: number) => number {
  switch (unit) {
    case 'instant':
      return (raw) => raw;
    case 'wall':
      return zone.instantOf;
    case 'day':
      return (raw) => zone.instantOf(raw * dayLength);
    case 'second':
      return (raw) => raw * 1_000_000;
    case 'millisecond':
      return (raw) => raw * 1000;
    case 'year':
      return (raw) => zone.instantOf(dayOf(raw, 1, 1) * dayLength);
  }
}

function dateOf(unit: Unit, zone: Zone, instant: (raw: number) => number): (raw: number) => number {
  if (unit === 'day') return (raw) => raw;
  if (unit === 'year') return (raw) => dayOf(raw, 1, 1);
  if (unit === 'wall') return (raw) => Math.floor(raw / dayLength);
  return (raw) => dayAt(zone, instant(raw));
}

/** The zone's day at an instant. Where clocks go back over midnight, the new day stays: days never fall. */
function dayAt(zone: Zone, instant: number): number {
  const day = Math.floor(zone.wallOf(instant) / dayLength);
  // No clock goes back by more than three hours.
  const change = zone.offsets.findLast(
    ({ since }) => since <= instant && since > instant - 3 * 3_600_000_000,
  );
  return change ? Math.max(day, Math.floor(zone.wallOf(change.since - 1) / dayLength)) : day;
}

/** Whether a day of the keys may begin within a day of the raw values: one is the zone's, the other that of UTC. */
function isShifted(unit: Unit, kind: 'instant' | 'date', zone: Zone): boolean {
  return (unit === 'wall') === (kind === 'instant') && zone.offsets.some(({ offset }) => offset !== 0);
}

function isInjective(unit: Unit, kind: 'instant' | 'date', zone: Zone): boolean {
  if (unit === 'day' || unit === 'year') return true;
  if (kind === 'date') return false;
  return unit !== 'wall' || zone.offsets.length === 1;
}
