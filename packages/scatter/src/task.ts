import type { SourceStatus } from '@observer-graph/executor';
import type { AskedFields } from './asked.ts';
import type { RawObject } from './check.ts';
import type { GatherQuestion, Representation } from './compose.ts';
import type { Entity } from './domain-view.ts';
import type { Failure } from './errors.ts';
import type { ScatterMember } from './member.ts';
import type { PageRequest } from './paging.ts';
import type { Route } from './route.ts';
import type { Gathered } from './verify.ts';
import type { Fit } from './version.ts';

/** A connection or summary to be gathered from all candidates. */
export interface GatherTask {
  readonly question: GatherQuestion;
  readonly page: PageRequest | null;
  /** The entity that it concerns; null at the root. */
  readonly parent: { readonly entity: Entity; readonly representation: Representation } | null;
  readonly route: Route;
  /** What those candidates are asked who cannot be asked `question` as it is. */
  readonly fits: ReadonlyMap<ScatterMember, MemberFit<GatherQuestion>>;
  readonly laterRounds: number;
  /** @param answers one for each candidate, in their order */
  done(answers: readonly MemberAnswer<Gathered>[]): void;
}

/** What one member can be asked; never that nothing of its own can match. */
export type MemberFit<Asked> = Exclude<Fit<Asked>, { readonly pruned: true }>;

/** A record to be fetched from its owner. */
export interface RecordTask {
  readonly entity: Entity;
  readonly owner: ScatterMember;
  readonly representation: Representation;
  /** The same object for all tasks that ask for the same. */
  readonly asked: AskedFields;
  /** What of it the owner can be asked. */
  readonly fit: MemberFit<AskedFields>;
  readonly laterRounds: number;
  done(answer: MemberAnswer<RawObject | null>): void;
}

export type Task = GatherTask | RecordTask;

/** How one member answered one task. */
export interface MemberAnswer<Value> {
  /** Of a page, as far as it has been read. One, or those of the members behind a hub. */
  statuses(): readonly SourceStatus[];
  /** Undefined if nothing could be used. */
  readonly value: Value | undefined;
  /** What the member said of its failing, if it said something. */
  readonly failure: Failure | null;
}

export function fitOf({ fits, question }: GatherTask, member: ScatterMember): MemberFit<GatherQuestion> {
  return fits.get(member) ?? { asked: question, dropped: none };
}

const none: readonly never[] = [];
