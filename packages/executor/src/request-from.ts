import type { GraphQLRequest } from './executor.ts';
import { isObject } from './is-object.ts';

/**
 * The GraphQL request that a value is: a query with what belongs to it, and no extensions.
 *
 * @returns null if there is more to say about it
 * @see https://graphql.github.io/graphql-over-http/draft/#sec-Request-Parameters
 */
export function requestFrom(value: unknown): GraphQLRequest | null {
  if (!isObject(value)) return null;
  const { query, variables, operationName, extensions } = value;
  if (typeof query !== 'string' || (extensions ?? null) !== null) return null;
  const given = variables ?? undefined;
  const name = operationName ?? '';
  if ((given !== undefined && !isObject(given)) || typeof name !== 'string') return null;
  return { query, ...(given && { variables: given }), ...(name !== '' && { operationName: name }) };
}
