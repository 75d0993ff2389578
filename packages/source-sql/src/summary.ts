import { type Bucket, type GroupBy, mergeBuckets } from '@observer-graph/contract';
import type { Viewer } from '@observer-graph/executor';
import type { Summary, SummaryQuery } from '@observer-graph/source';
import { answersOfAll } from './answers-of-all.ts';
import { type CompiledSource, listed, listedCopies } from './compile-source.ts';
import type { Cells } from './dialects/dialect.ts';
import { monthOf, monthReader } from './order/month-of.ts';
import { isConstant } from './order/sort-key.ts';
import { Selection } from './selection.ts';
import { countOf, groups } from './statement.ts';

type Keys = Bucket['keys'];

/** Counts by dimensions: the database groups by its own values, the contract's words for them meet here. */
export async function summarize(
  sources: readonly CompiledSource[],
  viewer: Viewer,
  { filter, by }: SummaryQuery,
): Promise<Summary> {
  const add = async (count: (source: CompiledSource) => Promise<number>) =>
    (await answersOfAll(sources.map(count))).reduce((sum, part) => sum + part, 0);
  const copies = add((source) => countOf(source, listedCopies(source, viewer, filter)));
  if (by.length === 0) {
    const total = add((source) => countOf(source, listed(source, viewer, filter)));
    const counts = await Promise.all([total, copies]);
    return { total: counts[0], copies: counts[1], buckets: [] };
  }
  const [parts, copied] = await Promise.all([
    answersOfAll(sources.map((source) => groupsOf(source, viewer, { filter, by }))),
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
  if (dimension.unit === 'MONTH') return monthsReader(source, dimension, selection);
  const read = source.fields.get(dimension.field)?.read(selection);
  return (row) => {
    const values = ([] as unknown[]).concat(read?.(row) ?? []);
    return values.length === 0 ? [null] : values.map(String);
  };
}

function monthsReader(
  source: CompiledSource,
  { field }: GroupBy,
  selection: Selection,
): (row: Cells) => (string | null)[] {
  const sort = source.fields.get(field)?.sortKey() ?? { constant: null };
  const kind = source.record.fields.get(field)?.kind === 'date' ? 'date' : 'instant';
  if (isConstant(sort)) {
    const month = sort.constant === null ? null : monthOf(sort.constant, kind);
    return () => [month];
  }
  const read = monthReader(sort, kind, source.database.dialect, selection);
  return (row) => [read(row)];
}

function combinations(values: readonly (readonly (string | null)[])[]): Keys[] {
  return values.reduce<(string | null)[][]>(
    (keys, options) => keys.flatMap((key) => options.map((option) => [...key, option])),
    [[]],
  );
}
