import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { type Executor, ExecutorError, type GraphQLResponse } from '@observer-graph/executor';
import type { Log } from './log.ts';
import type { RequestContext } from './request-context.ts';

/** A domain's executor as Apollo's gateway asks its subgraphs. */
export function executorDataSource(
  domain: string,
  execute: Executor,
  log: Log,
): GraphQLDataSource<RequestContext> {
  return {
    process: async ({ request, context }: GraphQLDataSourceProcessOptions<RequestContext>) => {
      const { viewer, signal, deadline, report } = context as RequestContext;
      const response = await execute(
        {
          query: request.query ?? '',
          ...(request.variables && { variables: request.variables }),
          ...(request.operationName && { operationName: request.operationName }),
        },
        { viewer, signal, deadline, report: (status) => report.add(domain, status) },
      ).catch((error: unknown) => failed(domain, error, log));
      // Apollo's types want arrays and objects that can be written to.
      return response as Awaited<ReturnType<GraphQLDataSource['process']>>;
    },
  };
}

/** An executor rejects only when there is no answer at all; Apollo shall not see more than its message. */
function failed(domain: string, error: unknown, log: Log): GraphQLResponse {
  if (error instanceof ExecutorError) {
    return { errors: [{ message: error.message, extensions: { code: 'SOURCE_UNAVAILABLE' } }] };
  }
  log.error(`${domain}: ${error instanceof Error ? error.stack : String(error)}`);
  return {
    errors: [{ message: 'The gateway failed at this.', extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
  };
}
