import { recordType } from '@observer-graph/contract';
import type { Viewer } from '@observer-graph/executor';
import type { Filter } from '@observer-graph/source';
import type { Truth } from './findings.ts';

const finding = recordType('Finding');
const levels = ['PUBLIC', 'NETWORK', 'PARTNERS', 'OWNER'];

export function seenBy(truths: readonly Truth[], viewer: Viewer): Truth[] {
  return truths.filter(
    ({ level, embargoed }) =>
      viewer.member === 'm1' ||
      (!embargoed && level !== 'OWNER' && levels.indexOf(level) <= levels.indexOf(viewer.level)),
  );
}

/** What a list must have, by the plainest reading of the contract. */
export function listOf(truths: readonly Truth[], viewer: Viewer, filter: Filter, orderName: string): Truth[] {
  const order = finding.orders.get(orderName);
  if (!order) throw new RangeError(orderName);
  const direction = order.descending ? -1 : 1;
  return matching(truths, viewer, filter).sort((one, other) => {
    for (const field of order.by) {
      const difference = compare(keyOf(one, field), keyOf(other, field), direction);
      if (difference !== 0) return difference;
    }
    if (one.source !== other.source) return one.source < other.source ? -1 : 1;
    const byClock = order.by.at(-1) === 'observedAt';
    const clocks = tieOf(one).clock.localeCompare(tieOf(other).clock) * direction;
    return (byClock && clocks) || (tieOf(one).key < tieOf(other).key ? -direction : direction);
  });
}

export function matching(truths: readonly Truth[], viewer: Viewer, filter: Filter): Truth[] {
  return seenBy(truths, viewer).filter(
    ({ record }) =>
      record['state'] !== 'WITHDRAWN' &&
      (filter['includeCopies'] === true || record['holding'] !== 'COPY') &&
      Object.entries(filter).every(([name, wanted]) =>
        matches(record, name, ([] as unknown[]).concat(wanted)),
      ),
  );
}

function matches(record: Truth['record'], name: string, wanted: readonly unknown[]): boolean {
  const filter = finding.filters.get(name);
  if (!filter) throw new RangeError(name);
  const values = filter.fields.flatMap((field) => record[field] ?? []) as string[];
  switch (filter.op) {
    case 'COPIES':
      return true;
    case 'IN':
      return values.some((value) => wanted.includes(value));
    case 'FROM':
      return values.some((value) =>
        wanted.some((bound) => microseconds(value) >= microseconds(String(bound))),
      );
    case 'UNTIL':
      return values.some((value) =>
        wanted.some((bound) => microseconds(value) < microseconds(String(bound))),
      );
    case 'TEXT':
      return values.some((value) => wanted.some((part) => lower(value).includes(lower(String(part)))));
  }
}

const lower = (text: string) => [...text].map((letter) => letter.toLowerCase()).join('');

/** Of one source's rows with equal keys: by what the clock showed, in the order's direction, then by key. */
function tieOf({ tie, source }: Truth) {
  const [clock = '', key = ''] = source === 'diary' ? tie.split('\0') : ['', tie];
  return { clock: clock.padEnd(26, '0'), key };
}

function keyOf({ record }: Truth, field: string): number | null {
  const value = record[field];
  if (value === null || value === undefined) return null;
  const values = finding.fields.get(field)?.values;
  return values ? values.indexOf(String(value)) : microseconds(String(value));
}

export function microseconds(time: string): number {
  const text = time.length === 10 ? `${time}T00:00:00Z` : time;
  const fraction = /\.(\d+)/.exec(text)?.[1] ?? '';
  return Date.parse(`${text.slice(0, 19)}Z`) * 1000 + Number(fraction.padEnd(6, '0'));
}

function compare(one: number | null, other: number | null, direction: number): number {
  if (one === other) return 0;
  if (one === null) return 1;
  if (other === null) return -1;
  return one < other ? -direction : direction;
}
