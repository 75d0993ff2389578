import type { Data } from './data.ts';

/**
 * Adds what a fetch brought to what is there, lists by index.
 *
 * What is there is never replaced by null: another fetch could not get it, that is all. Objects and lists of `source`
 * are taken over, not copied; so references go from older to newer responses, and there are no cycles.
 *
 * @param objectTypes names of object types: a concrete `__typename` is not replaced by an interface's name
 */
function merge(target: Data, source: Data, objectTypes: ReadonlySet<string>): void {
  mergeKeys(target, source, Object.keys(source), objectTypes);
}

/** The same, into many objects. @param keys those of `source` that are merged */
export function mergeIntoAll(
  targets: readonly Data[],
  source: Data,
  keys: readonly string[],
  objectTypes: ReadonlySet<string>,
): void {
  for (const target of targets) mergeKeys(target, source, keys, objectTypes);
}

function mergeKeys(
  target: Data,
  source: Data,
  keys: readonly string[],
  objectTypes: ReadonlySet<string>,
): void {
  for (const key of keys) {
    // No property but the prototype, which all objects share.
    if (key === '__proto__') continue;
    const value = source[key];
    const present = target[key];
    if (typeof present !== 'object' || present === null) {
      if (key === '__typename' && present !== undefined && !objectTypes.has(value as string)) continue;
      if (value !== null || present === undefined) target[key] = value;
    } else if (typeof value === 'object' && value !== null && value !== present) {
      if (Array.isArray(value)) {
        if (Array.isArray(present) && present.length === value.length)
          mergeLists(present, value, objectTypes);
        else target[key] = value;
      } else if (!Array.isArray(present)) {
        merge(present as Data, value as Data, objectTypes);
      }
    }
  }
}

function mergeLists(target: unknown[], source: unknown[], objectTypes: ReadonlySet<string>): void {
  for (let index = 0; index < source.length; index += 1) {
    const value = source[index];
    const present = target[index];
    if (value === present || value === null || value === undefined) continue;
    if (typeof present !== 'object' || present === null || typeof value !== 'object') target[index] = value;
    else if (Array.isArray(present) !== Array.isArray(value)) target[index] = value;
    else if (!Array.isArray(value)) merge(present as Data, value as Data, objectTypes);
    else if ((present as unknown[]).length === value.length)
      mergeLists(present as unknown[], value, objectTypes);
    else target[index] = value;
  }
}
