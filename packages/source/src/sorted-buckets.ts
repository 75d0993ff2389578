import type { Bucket } from './source.ts';

/** The fullest first, then by their keys, unknown ones last: the order in which a hub gives those of several members. */
export function sortedBuckets(buckets: readonly Bucket[]): readonly Bucket[] {
  return buckets.toSorted((one, other) => other.count - one.count || compareKeys(one.keys, other.keys));
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
