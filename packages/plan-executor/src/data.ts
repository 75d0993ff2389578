/** An object of a subgraph's response. */
export type Data = Record<string, unknown>;

export function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads a property by a name that may also be one of `Object.prototype`'s, like `constructor`. */
export function propertyReader(name: string): (object: Data) => unknown {
  return name in Object.prototype
    ? (object) => (Object.hasOwn(object, name) ? object[name] : undefined)
    : (object) => object[name];
}

/** A copy that shares nothing. */
export function copyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf);
  const copy: Data = {};
  for (const key of Object.keys(value)) {
    // Assigned, it would be where the copy has more values from.
    if (key !== '__proto__') copy[key] = copyOf((value as Data)[key]);
  }
  return copy;
}
