import {
  type ApolloServerPlugin,
  type GraphQLExperimentalFormattedSubsequentIncrementalExecutionResultAlpha2,
  HeaderMap,
} from '@apollo/server';
import type { AnswerInParts, PlanExecutor } from '@observer-graph/plan-executor';
import type { RequestContext } from './request-context.ts';
import type { SourceReport } from './source-report.ts';
import { type ShownErrors, wholeAnswer } from './whole-answer.ts';

/**
 * Answers operations: what has `@defer` in parts, to those who accept that; else whole.
 *
 * Apollo Server takes parts of no gateway, but of a plugin; then it does not format their errors. Whole answers come this way
 * too, because what Apollo Server makes for each request to a gateway's executor outlives it with the answer in it, until
 * all of the memory is searched: an object with accessors of its own, which V8 keeps with the form of the object. That
 * was a quarter of what a large answer cost.
 */
export function answerPlugin(gateway: PlanExecutor, shown: ShownErrors): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: async () => ({
      responseForOperation: async ({ schema, source, document, operationName, request, contextValue }) => {
        const operation = { schema, source, document, operationName };
        const asked = { ...operation, request, context: contextValue };
        const parts = contextValue.acceptsParts ? await gateway.answerInParts(asked) : null;
        if (parts) {
          const { errors, ...first } = parts.first;
          return {
            http: { headers: new HeaderMap() },
            body: {
              kind: 'incremental',
              initialResult: { ...first, ...(errors && { errors: shown(errors) }) },
              subsequentResults: laterResults(parts, contextValue.report, shown),
            },
          };
        }
        const { noted } = contextValue;
        const { data, errors } = noted.answer ?? (await wholeAnswer(gateway, asked, shown));
        // The executor says so again, and Apollo Server with which status.
        if (data === undefined) return null;
        noted.passed = operation;
        return {
          http: { headers: new HeaderMap() },
          body: { kind: 'single', singleResult: { data, ...(errors && { errors }) } },
        };
      },
    }),
  };
}

/** Each tells in `extensions.sources` how all members have answered that were asked by then, as the whole answer would. */
async function* laterResults(
  { rest }: AnswerInParts,
  report: SourceReport,
  shown: ShownErrors,
): AsyncGenerator<GraphQLExperimentalFormattedSubsequentIncrementalExecutionResultAlpha2> {
  for await (const { incremental, hasNext } of rest) {
    const sources = report.list();
    const parts = incremental?.map(({ errors, ...part }) => ({
      ...part,
      ...(errors && { errors: shown(errors) }),
    }));
    yield {
      ...(parts && { incremental: parts }),
      hasNext,
      ...(sources.length > 0 && { extensions: { sources } }),
    };
  }
}
