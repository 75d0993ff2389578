import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { clientError } from './client-error.ts';
import type { Log } from './log.ts';
import type { RequestContext } from './request-context.ts';

/**
 * Makes errors of what Apollo's gateway hides in `extensions.valueCompletion`: a domain answered null where the contract
 * has no null, and data around it is lost. Nothing is lost silently.
 */
export function completionPlugin(log: Log): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ response }) => {
        if (response.body.kind !== 'single') return;
        const result = response.body.singleResult;
        const { valueCompletion, ...extensions } = (result.extensions ?? {}) as Record<string, unknown>;
        if (!Array.isArray(valueCompletion)) return;
        const errors = (valueCompletion as GraphQLError[]).map(({ message, path }): GraphQLFormattedError => {
          const found = new GraphQLError(message, {
            ...(path && { path }),
            extensions: { code: 'SOURCE_FAILED' },
          });
          return clientError(found.toJSON(), found, log);
        });
        result.errors = [...(result.errors ?? []), ...errors];
        if (Object.keys(extensions).length > 0) result.extensions = extensions;
        else delete result.extensions;
      },
    }),
  };
}
