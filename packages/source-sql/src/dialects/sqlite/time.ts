import type { Expr } from '../../condition.ts';
import { sql } from '../../sql.ts';
import { startOnClock, type Zone, zoneOf } from '../../time/zone.ts';
import type { TimeOrdering } from '../dialect.ts';

const bound = (raw: number) => sql`${BigInt(raw)}`;

/**
 * ISO 8601 text as an integer: SQLite has no type of its own for time. A day is the day that the text begins with; an
 * instant is found by the text's own zone (`Z`, `+03:00`), and by the link's where it has none.
 */
export function sqliteTime(text: Expr, kind: 'instant' | 'date', zone: string): TimeOrdering {
  if (kind === 'date') {
    const day = dated(text, sql`cast(strftime('%s', substr(${text}, 1, 10)) as integer) / 86400`);
    return { unit: 'day', by: day, value: day, bound, known: true, plausible: true };
  }
  // The commonest forms first: this is worked out for every row that is sorted.
  const instant = dated(
    text,
    sql`case
      when ${text} glob '*Z' then ${clock(text)}
      when length(${text}) < 20 then ${instantOf(clock(text), zoneOf(zone))}
      when substr(${text}, -6) glob '[+-][0-9][0-9]:[0-9][0-9]' then ${clock(text)} - ${shift(text, 6, -2)}
      when substr(${text}, -5) glob '[+-][0-9][0-9][0-9][0-9]' then ${clock(text)} - ${shift(text, 5, -2)}
      when substr(${text}, -3) glob '[+-][0-9][0-9]' then ${clock(text)} - ${shift(text, 3, null)}
      else ${instantOf(clock(text), zoneOf(zone))} end`,
  );
  return { unit: 'instant', by: instant, value: instant, bound, known: true, plausible: true };
}

/** Years that are no time in earnest, like 9999, are NULL, and so are days that no month has, which SQLite takes for later ones. */
function dated(text: Expr, value: Expr): Expr {
  const isDay = sql`(substr(${text}, 9, 2) < '29' or strftime('%d', substr(${text}, 1, 10)) = substr(${text}, 9, 2))`;
  return sql`case when ${text} glob '[12][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*' and ${text} between '1700-01-02' and '2199-12-31' and ${isDay} then ${value} end`;
}

/** Microseconds since 1970 as though the clock showed UTC; NULL if the text tells no time. */
function clock(text: Expr): Expr {
  const seconds = sql`cast(strftime('%s', rtrim(substr(${text}, 1, 19), 'Z')) as integer)`;
  const fraction = sql`case when substr(${text}, 20, 1) = '.'
    then cast(round(cast('0.' || substr(${text}, 21, 6) as real) * 1000000) as integer) else 0 end`;
  return sql`(${seconds} * 1000000 + ${fraction})`;
}

/** What a zone at the end of the text (`+03:00`: from the 6th last letter, minutes in the last two) is ahead of UTC. */
function shift(text: Expr, length: number, minutes: number | null): Expr {
  const sign = sql`case substr(${text}, ${sql.lit(-length)}, 1) when '-' then -1 else 1 end`;
  const hours = sql`substr(${text}, ${sql.lit(1 - length)}, 2) * 3600`;
  const rest = minutes === null ? sql`0` : sql`substr(${text}, ${sql.lit(minutes)}) * 60`;
  return sql`(${sign}) * (${hours} + ${rest}) * 1000000`;
}

/** {@link Zone.instantOf} in SQL. */
function instantOf(wall: Expr, zone: Zone): Expr {
  if (zone.offsets.length === 1) return sql`${wall} - ${sql.lit(zone.offsets[0]?.offset ?? 0)}`;
  return sql`(select ${branches(zone, 0, zone.offsets.length)} from (select ${wall} as w) as c)`;
}

function branches(zone: Zone, from: number, end: number): Expr {
  if (end - from > 1) {
    const middle = Math.floor((from + end) / 2);
    const start = sql.lit(startOnClock(zone.offsets, middle));
    return sql`case when w < ${start} then ${branches(zone, from, middle)} else ${branches(zone, middle, end)} end`;
  }
  const offset = sql`w - ${sql.lit(zone.offsets[from]?.offset ?? 0)}`;
  const next = zone.offsets[end];
  return next ? sql`min(${offset}, ${sql.lit(next.since)})` : offset;
}
