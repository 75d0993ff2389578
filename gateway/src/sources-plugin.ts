import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from './request-context.ts';

/** Tells in `extensions.sources` how each member answered. */
export function sourcesPlugin(): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ response, contextValue }) => {
        const { body } = response;
        const sources = contextValue.report.list();
        if (sources.length === 0) return;
        const result = body.kind === 'single' ? body.singleResult : body.initialResult;
        result.extensions = { ...result.extensions, sources };
      },
    }),
  };
}
