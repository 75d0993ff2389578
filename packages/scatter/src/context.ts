import type { GatherQuestion, Representation } from './compose.ts';
import type { Parent } from './constraints.ts';
import type { DomainView, Entity } from './domain-view.ts';
import type { Fitter } from './fit.ts';
import type { PlanField, Selection } from './plan.ts';
import type { Asked, Question } from './question.ts';
import type { Report } from './report.ts';
import type { Roster } from './roster.ts';
import type { GatherTask, RecordTask } from './task.ts';

/**
 * How an entity came to be asked for, which decides what becomes of one that is not there.
 *
 * `lookup`: null. `representation`: null, unless others than the owner have something for it. `reference`: a key whose
 * other fields are null.
 */
export type Manner = 'lookup' | 'representation' | 'reference';

/** What operations of a domain share. */
export interface Domain {
  readonly view: DomainView;
  readonly roster: Roster;
  readonly fitter: Fitter;
  readonly maxPageSize: number;
}

/** One operation, as its parts see it. */
export interface Context extends Domain {
  readonly report: Report;
  /** How many parts of the answer have been left to later rounds, or went wrong. */
  unfinished: number;
  /** What is asked for a connection or summary, or what is wrong with it: the same wherever it stands. */
  question(field: PlanField): Question;
  /** The same question for so many records. */
  share(asked: Asked, size: number): GatherQuestion;
  /** Leaves something to the next round. */
  later(task: { readonly gather: GatherTask } | { readonly record: RecordTask }): void;
  /** An entity with what is selected of it. */
  entity(entity: Entity, representation: Representation, selection: Selection, manner: Manner): unknown;
  /** The connections and summaries of a record of a list. */
  gathers(selection: Selection, parent: Parent): ReadonlyMap<PlanField, unknown>;
}
