import { dayOf } from './iso.ts';

/** A zone's history: from `since` on (microseconds since 1970 UTC), its clocks are `offset` microseconds ahead of UTC. */
interface Offset {
  readonly since: number;
  readonly offset: number;
}

/** A time zone as two functions between its clocks (microseconds as though the clock showed UTC) and instants. */
export interface Zone {
  readonly name: string;
  readonly offsets: readonly Offset[];
  /**
   * The instant that a clock shows. It never falls while the clock's time rises: in the hour that clocks show twice it is
   * the first, in the hour that they skip it is the moment of skipping.
   */
  instantOf(wall: number): number;
  /** What the clock shows at an instant. */
  wallOf(instant: number): number;
}

// Before and after, the first and the last offset hold on: elections with a clock time lie within.
const from = dayOf(1970, 1, 1) * 86_400;
const until = dayOf(2041, 1, 1) * 86_400;
// Shorter than any zone ever kept an offset for: Morocco and Egypt suspended summer time for the month of Ramadan.
const step = 14 * 86_400;

const zones = new Map<string, Zone>();

/** @throws {RangeError} if there is no such IANA zone */
export function zoneOf(name: string): Zone {
  let zone = zones.get(name);
  if (!zone) {
    zone = makeZone(name, offsetsOf(name));
    zones.set(name, zone);
  }
  return zone;
}

function makeZone(name: string, offsets: readonly Offset[]): Zone {
  const at = (index: number) => offsets[index] as Offset;
  /** The last for which the test holds; it holds for the first and, once false, for none after. */
  const last = (test: (index: number) => boolean) => {
    let low = 0;
    let high = offsets.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (test(middle)) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return {
    name,
    offsets,
    instantOf(wall) {
      const index = last((i) => wall >= startOnClock(offsets, i));
      const next = offsets[index + 1];
      const instant = wall - at(index).offset;
      return next ? Math.min(instant, next.since) : instant;
    },
    wallOf: (instant) => instant + at(last((i) => instant >= at(i).since)).offset,
  };
}

/** The clock's time from which on an offset's times are meant. */
export function startOnClock(offsets: readonly Offset[], index: number): number {
  const [before, here] = [offsets[index - 1], offsets[index] as Offset];
  return before ? here.since + Math.max(before.offset, here.offset) : Number.NEGATIVE_INFINITY;
}

function offsetsOf(name: string): Offset[] {
  const offsetAt = offsetReader(name);
  const offsets: Offset[] = [{ since: Number.NEGATIVE_INFINITY, offset: offsetAt(from) * 1_000_000 }];
  let known = offsetAt(from);
  for (let start = from; start < until; start += step) {
    const end = Math.min(start + step, until);
    if (offsetAt(end) === known) continue;
    let [low, high] = [start, end];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (offsetAt(middle) === known) low = middle;
      else high = middle;
    }
    known = offsetAt(high);
    offsets.push({ since: high * 1_000_000, offset: known * 1_000_000 });
  }
  return offsets;
}

/** Seconds ahead of UTC at a second since 1970. */
function offsetReader(name: string): (second: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (second) => {
    const parts: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(second * 1000)) parts[type] = Number(value);
    const part = (type: string) => parts[type] ?? 0;
    const clock =
      dayOf(part('year'), part('month'), part('day')) * 86_400 +
      part('hour') * 3600 +
      part('minute') * 60 +
      part('second');
    return clock - second;
  };
}
