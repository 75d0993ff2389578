import type { RecordType } from '@observer-graph/contract';
import type { Filter, Source } from './source.ts';

/**
 * How many records match the filter and have each key in its field `by`.
 *
 * Where the contract counts by that field, one statement counts for all keys; otherwise each key is counted by itself.
 *
 * @returns one count per key; null where the filter names values of the same list field, which no source can count
 */
export async function relatedCounts(
  source: Source,
  record: RecordType,
  by: string,
  keys: readonly string[],
  filter: Filter,
): Promise<(number | null)[]> {
  const field = record.filters.get(by)?.fields[0];
  const dimension = [...record.dimensions.values()].find((each) => each.field === field && !each.unit);
  if (dimension && (keys.length > 1 || by in filter)) {
    const { buckets } = await source.summarize({ filter: { [by]: keys, ...filter }, by: [dimension.name] });
    const counts = new Map(buckets.map((bucket) => [bucket.keys[0], bucket.count]));
    return keys.map((key) => counts.get(key) ?? 0);
  }
  return Promise.all(
    keys.map((key) => {
      const values = filter[by];
      if (values === undefined) return source.count({ ...filter, [by]: [key] });
      if (field !== undefined && record.fields.get(field)?.list === true) return null;
      return Array.isArray(values) && values.includes(key) ? source.count({ ...filter, [by]: [key] }) : 0;
    }),
  );
}
