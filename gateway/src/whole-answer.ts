import type { AskedOperation, PlanExecutor } from '@observer-graph/plan-executor';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { clientError } from './client-error.ts';
import type { Log } from './log.ts';
import { seldom } from './seldom.ts';

/** The answer to an operation as clients see it; without data it could not be executed. */
export interface WholeAnswer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly GraphQLFormattedError[];
}

/** Errors as clients see them. */
export type ShownErrors = (errors: readonly GraphQLError[]) => GraphQLFormattedError[];

/** Codes of errors that tell clients all there is to tell, of what operators want to know too. */
const wrongAnswers: ReadonlySet<unknown> = new Set(['SUBGRAPH_MALFORMED', 'VALUE_INVALID', 'FIELD_MISSING']);

export function shownErrors(log: Log): ShownErrors {
  const note = seldom(log.error);
  return (errors) =>
    errors.map((error) => {
      if (wrongAnswers.has(error.extensions['code'])) note(error.message);
      return clientError(error.toJSON(), error, log);
    });
}

export async function wholeAnswer(
  gateway: PlanExecutor,
  asked: AskedOperation,
  shown: ShownErrors,
): Promise<WholeAnswer> {
  const { data, errors } = await gateway.answer(asked);
  return { ...(data !== undefined && { data }), ...(errors && { errors: shown(errors) }) };
}
