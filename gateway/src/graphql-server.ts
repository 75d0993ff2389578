import { ApolloServer, type ApolloServerOptionsWithGateway } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { answeredOperations } from '@observer-graph/executor';
import { deferRules, type PlanExecutor, stringifyResult } from '@observer-graph/plan-executor';
import { answerPlugin } from './answer-plugin.ts';
import { clientError } from './client-error.ts';
import type { Limits } from './limits.ts';
import type { Log } from './log.ts';
import { operationPlugin } from './operation-plugin.ts';
import { queryLimits } from './query-limits.ts';
import type { RequestContext } from './request-context.ts';
import { sourcesPlugin } from './sources-plugin.ts';

/** Apollo Server over a gateway, started: it parses, validates, refuses what costs too much, and masks errors. */
export async function startedGraphqlServer(
  gateway: PlanExecutor,
  limits: Limits,
  log: Log,
): Promise<ApolloServer<RequestContext>> {
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
      answerPlugin(gateway, log),
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
  return apollo;
}

function apolloLog(write: (message: string) => void): (message?: unknown) => void {
  return (message) => write(String(message));
}
