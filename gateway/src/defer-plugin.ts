import {
  type ApolloServerPlugin,
  type GraphQLExperimentalFormattedSubsequentIncrementalExecutionResultAlpha2,
  HeaderMap,
} from '@apollo/server';
import type { AnswerInParts, PlanExecutor } from '@observer-graph/plan-executor';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { clientError } from './client-error.ts';
import type { Log } from './log.ts';
import type { RequestContext } from './request-context.ts';
import type { SourceReport } from './source-report.ts';

/**
 * Answers what has `@defer` in parts, to those who accept that; the others have the whole at once.
 *
 * Apollo Server takes parts of no gateway, but of a plugin; then it does not format their errors.
 */
export function deferPlugin(gateway: PlanExecutor, log: Log): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: async () => ({
      responseForOperation: async ({ schema, source, document, operationName, request, contextValue }) => {
        if (!contextValue.acceptsParts) return null;
        const asked = { schema, source, document, operationName, request, context: contextValue };
        const answer = await gateway.answerInParts(asked);
        if (!answer) return null;
        const { errors, ...first } = answer.first;
        return {
          http: { headers: new HeaderMap() },
          body: {
            kind: 'incremental',
            initialResult: { ...first, ...(errors && { errors: shown(errors, log) }) },
            subsequentResults: laterResults(answer, contextValue.report, log),
          },
        };
      },
    }),
  };
}

/** Each tells in `extensions.sources` how all members have answered that were asked by then, as the whole answer would. */
async function* laterResults(
  { rest }: AnswerInParts,
  report: SourceReport,
  log: Log,
): AsyncGenerator<GraphQLExperimentalFormattedSubsequentIncrementalExecutionResultAlpha2> {
  for await (const { incremental, hasNext } of rest) {
    const sources = report.list();
    const parts = incremental?.map(({ errors, ...part }) => ({
      ...part,
      ...(errors && { errors: shown(errors, log) }),
    }));
    yield {
      ...(parts && { incremental: parts }),
      hasNext,
      ...(sources.length > 0 && { extensions: { sources } }),
    };
  }
}

function shown(errors: readonly GraphQLError[], log: Log): GraphQLFormattedError[] {
  return errors.map((error) => clientError(error.toJSON(), error, log));
}
