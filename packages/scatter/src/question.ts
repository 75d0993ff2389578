import { filterMistake } from '@observer-graph/contract';
import type { GatherQuestion } from './compose.ts';
import { badUserInput, type Failure, isFailure } from './errors.ts';
import { memberArgs, type PageRequest, pageRequest } from './paging.ts';
import type { PlanField } from './plan.ts';
import type { Variables } from './variables.ts';

/** What is asked for a connection or summary, wherever it stands; or what is wrong with it. */
export type Question = Asked | Failure;

export interface Asked {
  readonly question: GatherQuestion;
  readonly page: PageRequest | null;
}

export function questionOf(field: PlanField, variables: Variables, maxPageSize: number): Question {
  const { gather } = field;
  if (!gather) throw new Error(`${field.name} is neither a connection nor a summary.`);
  const args = field.argumentsOf(variables);
  if (isFailure(args)) return args;
  const page = gather.kind === 'connection' ? pageRequest(gather, args, maxPageSize) : null;
  if (page && isFailure(page)) return page;
  const filter = args['filter'] as Readonly<Record<string, unknown>> | null | undefined;
  const mistake = filter ? filterMistake(gather.record, filter) : null;
  if (mistake) return badUserInput(mistake);
  return { question: { field, gather, args: memberArgs(gather, args, page) }, page };
}

/** The same question for another part of the list. */
export function questionFor({ question }: Asked, page: PageRequest): GatherQuestion {
  return { ...question, args: memberArgs(question.gather, question.args, page) };
}
