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

/** An object of the answer: response keys may be any name, `__proto__` too. */
export type Output = Record<string, unknown>;

export function output(): Output {
  return Object.create(null) as Output;
}

/**
 * The finished answer: what later rounds filled in stands in its places, and each error is told with the path of every
 * place that it concerns.
 *
 * @param path where the value stands; as it was when the function returns
 */
export function materialize(value: unknown, path: (string | number)[], errors: ResponseError[]): unknown {
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
  const object = output();
  for (const key of Object.keys(value)) {
    path[at] = key;
    object[key] = materialize((value as Output)[key], path, errors);
  }
  path.length = at;
  return object;
}
