import type { ResponseError } from '@observer-graph/executor';
import { type Failure, responseError } from './errors.ts';

/** A part of the answer that a later round fills in. It may stand at several places. */
export class Later {
  value: unknown = null;
}

/** A part of the answer together with what went wrong with it. */
export class Failed {
  readonly failures: readonly Failure[];
  readonly value: unknown;

  constructor(failures: readonly Failure[], value: unknown = null) {
    this.failures = failures;
    this.value = value;
  }
}

/** A part of the answer in which nothing is left to be filled in, and nothing went wrong. */
export class Finished {
  readonly value: unknown;

  constructor(value: unknown) {
    this.value = value;
  }
}

/** An object of the answer. */
export type Output = Record<string, unknown>;

/** Has an object's keys, in their order. Null if one is `__proto__`, which a response key may be. */
export type Blank = Readonly<Output> | null;

export function blankOf(keys: readonly string[]): Blank {
  return keys.includes('__proto__') ? null : Object.fromEntries(keys.map((key) => [key, null]));
}

/** A new object to be filled in; copying one with all keys is several times faster than adding one after another. */
export function output(blank: Blank): Output {
  return blank ? { ...blank } : (Object.create(null) as Output);
}

/**
 * The finished answer: what later rounds filled in stands in its places, and each error is told with the path of every
 * place that it concerns.
 *
 * @param path where the value stands; as it was when the function returns
 */
export function materialize(value: unknown, path: (string | number)[], errors: ResponseError[]): unknown {
  if (value instanceof Finished) return value.value;
  if (value instanceof Later) return materialize(value.value, path, errors);
  if (value instanceof Failed) {
    for (const failure of value.failures) errors.push(responseError(failure, [...path]));
    return materialize(value.value, path, errors);
  }
  if (typeof value !== 'object' || value === null) return value;
  const at = path.length;
  if (Array.isArray(value)) {
    const list = value.map((item, index) => {
      path[at] = index;
      return materialize(item, path, errors);
    });
    path.length = at;
    return list;
  }
  const object: Output = Object.getPrototypeOf(value) === null ? Object.create(null) : { ...value };
  for (const key of Object.keys(value)) {
    path[at] = key;
    object[key] = materialize((value as Output)[key], path, errors);
  }
  path.length = at;
  return object;
}
