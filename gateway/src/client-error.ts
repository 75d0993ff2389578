import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Log } from './log.ts';

/** The errors whose messages are made for clients; those of any other may tell of SQL or hosts. */
export const clientCodes: ReadonlySet<string> = new Set([
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'FIELD_MISSING',
  'FORBIDDEN',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'PLANNING_FAILED',
  'QUERY_TOO_DEEP',
  'QUERY_TOO_LARGE',
  'SOURCE_FAILED',
  'SOURCE_UNAVAILABLE',
  'SUBGRAPH_ERROR',
  'SUBGRAPH_MALFORMED',
  'SUBGRAPH_UNAVAILABLE',
  'TOO_MANY_ALIASES',
  'UNAUTHENTICATED',
  'UNKNOWN_MEMBER',
  'VALUE_INVALID',
]);

const internal = {
  message: 'The gateway failed to answer this. Its log says why.',
  code: 'INTERNAL_SERVER_ERROR',
};

/** An error as clients see it: its message, its place, its code and the member or subgraph to blame, if one is. */
export function clientError(
  { message, path, locations, extensions }: GraphQLFormattedError,
  error: unknown,
  log: Log,
): GraphQLFormattedError {
  const cause = unwrapResolverError(error);
  // Apollo gives every error of validation one code; those of our own rules have theirs.
  const original = cause instanceof GraphQLError ? cause.originalError : undefined;
  const code = (original instanceof GraphQLError && original.extensions['code']) || extensions?.['code'];
  const known = typeof code === 'string' && clientCodes.has(code);
  if (!known) log.error(`masked: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`);
  const { member, subgraph } = extensions ?? {};
  return {
    message: known ? message : internal.message,
    ...(locations && { locations }),
    ...(path && { path }),
    extensions: {
      code: known ? code : internal.code,
      ...(typeof member === 'string' ? { member } : typeof subgraph === 'string' && { subgraph }),
    },
  };
}
