import type { GraphQLResponse, ResponseError } from './executor.ts';
import { isObject } from './is-object.ts';
import { maxDepth } from './max-depth.ts';

/**
 * The GraphQL response that a value is: data that is an object or null, errors that have messages, and at least one of the
 * two.
 *
 * Some servers write `"errors": null` where there are none, and that is read so. A path that is no list of names and positions,
 * or a longer one than there is, is left out: then the error is told of all that was asked, and is not lost.
 *
 * @returns null if it is none
 */
export function responseFrom(value: unknown): GraphQLResponse | null {
  if (!isObject(value)) return null;
  const { data, errors } = value;
  if (data !== undefined && data !== null && !isObject(data)) return null;
  if (errors === undefined) return data === undefined ? null : value;
  if (errors === null) {
    const { errors: _, ...others } = value;
    return data === undefined ? null : others;
  }
  if (!Array.isArray(errors) || !errors.every(isError)) return null;
  return errors.every(hasPath) ? value : { ...value, errors: errors.map(withPath) };
}

function isError(error: unknown): error is { readonly message: string; readonly path?: unknown } {
  return isObject(error) && typeof error['message'] === 'string';
}

function hasPath({ path }: { readonly path?: unknown }): boolean {
  return path === undefined || isPath(path);
}

function withPath({ path, ...error }: { readonly message: string; readonly path?: unknown }): ResponseError {
  return isPath(path) ? { ...error, path } : error;
}

function isPath(path: unknown): path is readonly (string | number)[] {
  // No answer has a place that is deeper.
  if (!Array.isArray(path) || path.length > maxDepth) return false;
  return path.every((step) => typeof step === 'string' || Number.isSafeInteger(step));
}
