import type { GatherQuestion } from './compose.ts';
import { constraintsOf, type Parent } from './constraints.ts';
import type { Context } from './context.ts';
import { isFailure } from './errors.ts';
import { gatheredOutput } from './gathered.ts';
import type { ScatterMember } from './member.ts';
import type { MemberPage } from './member-page.ts';
import { type MergedPage, PageMerge } from './merge.ts';
import { askedSize, type PageRequest } from './paging.ts';
import type { GatherPlan, PlanField, Selection } from './plan.ts';
import { type Asked, questionFor } from './question.ts';
import { worstOf } from './report.ts';
import { Failed, Later } from './result.ts';
import type { Route } from './route.ts';
import type { GatherTask, MemberAnswer, MemberFit } from './task.ts';
import type { Gathered } from './verify.ts';

type Answers = readonly MemberAnswer<Gathered>[];
type Fits = ReadonlyMap<ScatterMember, MemberFit<GatherQuestion>>;

const noFits: Fits = new Map();

/** A connection or summary, from all members that may have something for it. */
export function gather(context: Context, field: PlanField, parent: Parent | null): unknown {
  const asked = context.question(field);
  if (isFailure(asked)) return new Failed([asked]);
  if (!field.selection) return null;
  const gathering = new Gathering(context, asked, field.selection, parent);
  context.later({ gather: gathering });
  return gathering.later;
}

/** One connection or summary on its way. */
class Gathering implements GatherTask {
  readonly later = new Later();
  readonly question: GatherQuestion;
  readonly page: PageRequest | null;
  readonly parent: Parent | null;
  readonly route: Route;
  readonly fits: Fits;
  readonly laterRounds: number;
  private readonly context: Context;
  private readonly asked: Asked;
  private readonly selection: Selection;

  constructor(context: Context, asked: Asked, selection: Selection, parent: Parent | null) {
    this.context = context;
    this.asked = asked;
    this.selection = selection;
    this.parent = parent;
    const { question, page } = asked;
    const chosen = context.roster.route(
      question.gather.record.name,
      constraintsOf(question.gather, question.args, parent),
    );
    const size = page && askedSize(page.size, chosen.candidates.length);
    const isShare = page !== null && size !== null && size < page.size;
    this.page = isShare ? { ...page, size } : page;
    this.question = isShare ? context.share(asked, size) : question;
    // Whoever is asked for less than the page may have to be asked again.
    this.laterRounds = (isShare ? 1 : 0) + selection.laterRounds;
    const { route, fits } = fitted(context, this.question, chosen, parent);
    this.route = route;
    this.fits = fits;
  }

  done(answers: Answers): void {
    const { page } = this.asked;
    if (!page) {
      this.finish(null, answers);
      return;
    }
    const pages: MemberPage[] = [];
    for (const { value } of answers) if (value?.page) pages.push(value.page);
    const merge = new PageMerge(pages, page);
    if (this.page === page || merge.lacking === 0) this.finish(merge.result(), answers);
    else this.askAgain(merge, page, answers);
  }

  private finish(list: MergedPage | null, answers: Answers): void {
    const { context, route, selection } = this;
    const told = answers.map((answer) => ({ answer, statuses: answer.statuses() }));
    this.later.value = gatheredOutput(context, selection, this.question.gather, list, route, told);
    for (const { statuses } of told) for (const status of statuses) context.report.add(status);
  }

  /** Asks those for more who may have records that belong on the page, beyond what they were asked for. */
  private askAgain(merge: PageMerge, page: PageRequest, answers: Answers): void {
    const { context, parent } = this;
    const limiting = merge.limiting();
    const followers = new Map<MemberPage, MemberPage | null>();
    const second = new Map<MemberPage, MemberAnswer<Gathered>>();
    for (const first of limiting) {
      const { member } = first;
      const edge = first.lastCursor();
      const follower = { ...page, size: merge.lacking, [page.backward ? 'before' : 'after']: edge };
      const more = questionFor(this.asked, follower);
      const question = { ...more, gather: edgesOnly(more.gather) };
      const fit = this.fits.has(member)
        ? context.fitter.question(member, question, parent?.entity.name ?? 'Query')
        : null;
      const task: GatherTask = {
        question,
        page: follower,
        parent,
        route: { candidates: [member], pruned: 0, asOf: null },
        fits: fit && !('pruned' in fit) ? new Map([[member, fit]]) : noFits,
        laterRounds: this.selection.laterRounds,
        done: ([answer]) => {
          followers.set(first, answer?.value?.page ?? null);
          if (answer) second.set(first, answer);
          if (followers.size < limiting.length) return;
          merge.resume(followers);
          const both = answers.map((one) => {
            const other = one.value?.page ? second.get(one.value.page) : undefined;
            return other ? new TwiceAnswered(one, other) : one;
          });
          this.finish(merge.result(), both);
        },
      };
      context.later({ gather: task });
    }
  }
}

/** What each candidate can be asked in its version; whoever cannot hold a match in its version is pruned too. */
function fitted(
  { fitter }: Context,
  question: GatherQuestion,
  route: Route,
  parent: Parent | null,
): { readonly route: Route; readonly fits: Fits } {
  const fits = new Map<ScatterMember, MemberFit<GatherQuestion>>();
  const special = route.candidates.filter(({ sdl, hub }) => sdl !== undefined || hub);
  if (special.length === 0) return { route, fits };
  const pruned = new Set<ScatterMember>();
  for (const member of special) {
    const fit = fitter.question(member, question, parent?.entity.name ?? 'Query');
    if ('pruned' in fit) pruned.add(member);
    else fits.set(member, fit);
  }
  if (pruned.size === 0) return { route, fits };
  const candidates = route.candidates.filter((member) => !pruned.has(member));
  return { route: { ...route, candidates, pruned: route.pruned + pruned.size }, fits };
}

const edgesOnlyOf = new WeakMap<GatherPlan, GatherPlan>();

/** A connection without what is merged of it: that has been told. */
function edgesOnly(gather: GatherPlan): GatherPlan {
  const known = edgesOnlyOf.get(gather) ?? { ...gather, asked: [] };
  edgesOnlyOf.set(gather, known);
  return known;
}

/** What a member answered the first time, with the worse of how it answered both times. */
class TwiceAnswered implements MemberAnswer<Gathered> {
  private readonly first: MemberAnswer<Gathered>;
  private readonly second: MemberAnswer<Gathered>;

  constructor(first: MemberAnswer<Gathered>, second: MemberAnswer<Gathered>) {
    this.first = first;
    this.second = second;
  }

  get value(): Gathered | undefined {
    return this.first.value;
  }

  get failure(): MemberAnswer<Gathered>['failure'] {
    return this.first.failure;
  }

  statuses(): ReturnType<MemberAnswer<Gathered>['statuses']> {
    const statuses = new Map(this.first.statuses().map((status) => [status.member, status]));
    for (const status of this.second.statuses()) {
      const known = statuses.get(status.member);
      statuses.set(status.member, known ? worstOf(known, status) : status);
    }
    return [...statuses.values()];
  }
}
