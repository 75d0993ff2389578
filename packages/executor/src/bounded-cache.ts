/**
 * Remembers what was made of a key, the most recently used `size` keys of it.
 *
 * @param make must not throw for reasons that may pass: nothing is remembered then, and it is asked again
 */
export function boundedCache<Value>(size: number): (key: string, make: () => Value) => Value {
  const values = new Map<string, Value>();
  return (key, make) => {
    const known = values.get(key);
    // Put back at the end: a Map keeps the order of insertion, so the first key is the one longest unused.
    if (known !== undefined) values.delete(key);
    const value = known ?? make();
    values.set(key, value);
    if (values.size > size) values.delete(values.keys().next().value as string);
    return value;
  };
}
