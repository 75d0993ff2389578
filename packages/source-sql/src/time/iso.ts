/** Microseconds of a day. */
export const dayLength = 86_400_000_000;

const instantShape =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?)?\s*(Z|z|[+-]\d\d(?::?\d\d)?)?$/;

/** @returns microseconds since 1970 UTC; null if the text is no ISO 8601 time. Without a zone it is taken as UTC. */
export function parseInstant(text: string): number | null {
  const match = instantShape.exec(text);
  if (!match) return null;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = match;
  const days = parseDate(`${year}-${month}-${day}`);
  if (days === null || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const seconds = days * 86_400 + Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  return (seconds - zoneSeconds(zone)) * 1_000_000 + Number(fraction.padEnd(6, '0').slice(0, 6));
}

function zoneSeconds(zone: string): number {
  const match = /^([+-])(\d\d):?(\d\d)?$/.exec(zone);
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 3600 + Number(match[3] ?? 0) * 60);
}

/** @returns days since 1970; null if the text does not begin with a day of the calendar */
export function parseDate(text: string): number | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?!\d)/.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const days = dayOf(year, month, day);
  return month >= 1 && month <= 12 && formatDate(days) === match[0] ? days : null;
}

/** Days from 1970 to a day, the month counted from 1. */
export function dayOf(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime() / 86_400_000;
}

/** `2021-09-19T10:00:00Z`, with as many digits after the second as there are microseconds to tell. */
export function formatInstant(microseconds: number): string {
  const seconds = Math.floor(microseconds / 1_000_000);
  const rest = microseconds - seconds * 1_000_000;
  const fraction = rest === 0 ? '' : `.${String(rest).padStart(6, '0').replace(/0+$/, '')}`;
  const day = Math.floor(seconds / 86_400);
  const second = seconds - day * 86_400;
  const minute = Math.floor(second / 60);
  return `${formatDate(day)}T${two(Math.floor(minute / 60))}:${two(minute % 60)}:${two(second % 60)}${fraction}Z`;
}

function two(number: number): string {
  return number < 10 ? `0${number}` : `${number}`;
}

/** A few of the days that were asked for: the rows of a page have few. */
const known: { days: number; text: string }[] = Array.from({ length: 256 }, () => ({
  days: Number.NaN,
  text: '',
}));

/** `2021-09-19` of days since 1970. */
export function formatDate(days: number): string {
  const place = known[days & 255];
  if (place?.days === days) return place.text;
  const text = new Date(days * 86_400_000).toISOString().slice(0, 10);
  known[days & 255] = { days, text };
  return text;
}
