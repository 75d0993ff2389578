/** A count of the records that share the keys; the contract's `Bucket`. */
export interface Bucket {
  /** One value for each dimension asked for, in that order; null where the record has none. */
  readonly keys: readonly (string | null)[];
  readonly count: number;
}

/**
 * Adds up the counts of the buckets with the same keys: the fullest first, then by their keys, unknown ones last. The
 * order does not depend on who gave them.
 */
export function mergeBuckets(buckets: readonly Bucket[]): Bucket[] {
  const counts = new Map<string, { keys: Bucket['keys']; count: number }>();
  for (const { keys, count } of buckets) {
    const id = JSON.stringify(keys);
    const bucket = counts.get(id);
    if (bucket) bucket.count += count;
    else counts.set(id, { keys, count });
  }
  return [...counts.values()].sort(
    (one, other) => other.count - one.count || compareKeys(one.keys, other.keys),
  );
}

function compareKeys(one: Bucket['keys'], other: Bucket['keys']): number {
  for (const [index, key] of one.entries()) {
    const against = other[index] ?? null;
    if (key === against) continue;
    if (key === null) return 1;
    if (against === null) return -1;
    return key < against ? -1 : 1;
  }
  return 0;
}
