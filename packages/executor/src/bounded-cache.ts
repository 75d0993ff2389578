import { RecentlyUsed } from './recently-used.ts';

/**
 * Remembers what was made of a key, the most recently used `size` keys of it.
 *
 * @param characters that the keys remembered have together at most. @default any number
 * @param make must not throw for reasons that may pass: nothing is remembered then, and it is asked again
 */
export function boundedCache<Value>(
  size: number,
  characters?: number,
): (key: string, make: () => Value) => Value {
  const values = new RecentlyUsed<Value>(size, characters);
  return (key, make) => {
    const known = values.get(key);
    if (known !== undefined) return known;
    const value = make();
    values.set(key, value);
    return value;
  };
}
