import { GraphQLError } from 'graphql';

/** A mistake of the client; the message says what was found and what to do. */
export function badUserInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}
