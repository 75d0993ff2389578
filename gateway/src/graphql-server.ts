import type { IncomingHttpHeaders } from 'node:http';
import {
  ApolloServer,
  type ApolloServerOptionsWithGateway,
  HeaderMap,
  type HTTPGraphQLResponse,
} from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { answeredOperations } from '@observer-graph/executor';
import { deferRules, type PlanExecutor, stringifyResult } from '@observer-graph/plan-executor';
import { acceptHeader } from './accepts-parts.ts';
import { answerPlugin } from './answer-plugin.ts';
import { clientError } from './client-error.ts';
import type { HttpRequest } from './http-request.ts';
import { KnownOperations } from './known-operations.ts';
import type { Limits } from './limits.ts';
import type { Log } from './log.ts';
import { operationPlugin } from './operation-plugin.ts';
import { queryLimits } from './query-limits.ts';
import type { RequestContext } from './request-context.ts';
import { sourcesPlugin } from './sources-plugin.ts';
import { shownErrors } from './whole-answer.ts';

export interface GraphqlServer {
  answer(request: HttpRequest, context: RequestContext): Promise<HTTPGraphQLResponse>;
  stop(): Promise<void>;
}

/** Apollo Server over a gateway, started: it parses, validates, refuses what costs too much, and masks errors. */
export async function startedGraphqlServer(
  gateway: PlanExecutor,
  limits: Limits,
  log: Log,
): Promise<GraphqlServer> {
  const shown = shownErrors(log);
  const known = new KnownOperations(gateway, shown);
  // Apollo's chatter of levels below warning is of no use to an operator.
  const logger = { debug: () => {}, info: () => {}, warn: apolloLog(log.warn), error: apolloLog(log.error) };
  const options: ApolloServerOptionsWithGateway<RequestContext> = {
    gateway,
    stringifyResult,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    persistedQueries: false,
    parseOptions: { maxTokens: limits.maxTokens },
    validationRules: [answeredOperations, queryLimits(limits), ...deferRules],
    formatError: (formatted, error) => clientError(formatted, error, log),
    plugins: [
      operationPlugin(),
      answerPlugin(gateway, shown),
      sourcesPlugin(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
    ],
    logger,
  };
  const apollo = new ApolloServer<RequestContext>(options);
  await apollo.start();
  return {
    async answer(request, context) {
      const found = await known.answer(request, context);
      if (found) return found;
      const { method, search, body } = request;
      const headers = headersFor(request.headers);
      const response = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: { method, headers, search, body },
        context: async () => context,
      });
      known.note(request, context, response);
      return response;
    },
    stop: () => apollo.stop(),
  };
}

function headersFor(given: IncomingHttpHeaders): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const { accept } = given;
  if (accept !== undefined) headers.set('accept', acceptHeader(accept));
  return headers;
}

function apolloLog(write: (message: string) => void): (message?: unknown) => void {
  return (message) => write(String(message));
}
