import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { RequestContext } from './request-context.ts';

/** Why no one operation of a document can be chosen. */
export function unresolvedOperation(operationName: string | undefined): string {
  return operationName
    ? `The document has no operation "${operationName}".`
    : 'The document has several operations, or none: say which with operationName.';
}

/** Refuses documents of which no one operation can be chosen, before they are planned, and notes well-formed requests. */
export function operationPlugin(): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: async () => ({
      didResolveSource: async ({ contextValue, request }) => {
        contextValue.noted.isWellFormed = true;
        // https://graphql.github.io/graphql-over-http/draft/#sec-GET: empty is as if it were not there.
        if (request.operationName === '') delete request.operationName;
      },
      didResolveOperation: async ({ operation, request: { operationName } }) => {
        if (operation) return;
        throw new GraphQLError(unresolvedOperation(operationName), {
          extensions: { code: 'OPERATION_RESOLUTION_FAILURE', http: { status: 400 } },
        });
      },
    }),
  };
}
