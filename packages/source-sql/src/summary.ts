import { type Bucket, type GroupBy, mergeBuckets } from '@observer-graph/contract';
import type { Viewer } from '@observer-graph/executor';
import type { Summary, SummaryQuery } from '@observer-graph/source';
import { type CompiledSource, listed, listedCopies } from './compile-source.ts';
import type { Cells } from './dialects/dialect.ts';
import { isConstant, knownValue } from './order/sort-key.ts';
import { Selection } from './selection.ts';
import { sql } from './sql.ts';
import { countOf, groups } from './statement.ts';
import { formatDate, formatInstant } from './time/iso.ts';

type Keys = Bucket['keys'];

/** Counts by dimensions: the database groups by its own values, the contract's words for them meet here. */
export async function summarize(
  sources: readonly CompiledSource[],
  viewer: Viewer,
  { filter, by }: SummaryQuery,
): Promise<Summary> {
  const add = async (count: (source: CompiledSource) => Promise<number>) =>
    (await Promise.all(sources.map(count))).reduce((sum, part) => sum + part, 0);
  const copies = add((source) => countOf(source, listedCopies(source, viewer, filter)));
  if (by.length === 0) {
    const total = add((source) => countOf(source, listed(source, viewer, filter)));
    const counts = await Promise.all([total, copies]);
    return { total: counts[0], copies: counts[1], buckets: [] };
  }
  const [parts, copied] = await Promise.all([
    Promise.all(sources.map((source) => groupsOf(source, viewer, { filter, by }))),
    copies,
  ]);
  const found = parts.flat();
  return {
    // Every record is in one group, so they need not be counted once more.
    total: found.reduce((sum, { count }) => sum + count, 0),
    copies: copied,
    buckets: mergeBuckets(
      found.flatMap(({ values, count }) => combinations(values).map((keys) => ({ keys, count }))),
    ),
  };
}

async function groupsOf(source: CompiledSource, viewer: Viewer, { filter, by }: SummaryQuery) {
  const selection = new Selection(source.database.dialect);
  const readers = by.map((name) => dimensionReader(source, name, selection));
  const found = await groups(source, selection, listed(source, viewer, filter));
  return found.map(({ row, count }) => ({ values: readers.map((read) => read(row)), count }));
}

function dimensionReader(
  source: CompiledSource,
  name: string,
  selection: Selection,
): (row: Cells) => (string | null)[] {
  const dimension = source.record.dimensions.get(name);
  if (!dimension) throw new RangeError(`${source.record.name} has no dimension ${name}.`);
  if (dimension.unit === 'MONTH') return monthReader(source, dimension, selection);
  const read = source.fields.get(dimension.field)?.read(selection);
  return (row) => {
    const values = ([] as unknown[]).concat(read?.(row) ?? []);
    return values.length === 0 ? [null] : values.map(String);
  };
}

/** The month in UTC. Rows are grouped finer than by month where a zone makes its month begin at another time. */
function monthReader(
  source: CompiledSource,
  { field }: GroupBy,
  selection: Selection,
): (row: Cells) => (string | null)[] {
  const sort = source.fields.get(field)?.sortKey() ?? { constant: null };
  const inDays = source.record.fields.get(field)?.kind === 'date';
  const monthOf = (key: number) => (inDays ? formatDate(key) : formatInstant(key)).slice(0, 7);
  if (isConstant(sort)) {
    const month = sort.constant === null ? null : monthOf(sort.constant);
    return () => [month];
  }
  const { utcDay } = sort;
  if (utcDay) {
    const day = selection.integer(`${sort.name} day`, () => sql`case when ${sort.known} then ${utcDay} end`);
    return (row) => [monthOfDay(day(row))];
  }
  const size = sort.withinMonth;
  const { dialect } = source.database;
  const value = knownValue(sort);
  const raw = selection.integer(`${sort.name} by ${size}`, () =>
    size === 1 ? value : dialect.divided(value, size),
  );
  return (row) => {
    const group = raw(row);
    return [group === null ? null : monthOf(sort.keyOf(group * size))];
  };
}

function monthOfDay(day: number | null): string | null {
  return day === null ? null : formatDate(day).slice(0, 7);
}

function combinations(values: readonly (readonly (string | null)[])[]): Keys[] {
  return values.reduce<(string | null)[][]>(
    (keys, options) => keys.flatMap((key) => options.map((option) => [...key, option])),
    [[]],
  );
}
