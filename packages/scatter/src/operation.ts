import {
  type Call,
  ExecutorError,
  type GraphQLRequest,
  type GraphQLResponse,
  type ResponseError,
} from '@observer-graph/executor';
import { execute } from 'graphql';
import type { GatherQuestion, Representation } from './compose.ts';
import type { Parent } from './constraints.ts';
import type { Context, Domain, Manner } from './context.ts';
import type { DomainView, Entity } from './domain-view.ts';
import { Entities, gathersOf } from './entities.ts';
import { isFailure } from './errors.ts';
import type { Fitter } from './fit.ts';
import { gather } from './gathering.ts';
import { Held } from './held.ts';
import type { PlanField, Selection } from './plan.ts';
import type { Planned } from './planner.ts';
import { type Asked, type Question, questionFor, questionOf } from './question.ts';
import type { Gathers } from './record-output.ts';
import { Report } from './report.ts';
import { readRepresentation, representationOf } from './representation.ts';
import { Failed, materialize, type Output, output } from './result.ts';
import type { Roster } from './roster.ts';
import { Round } from './round.ts';
import type { GatherTask, RecordTask } from './task.ts';

/** The part of the time left that a round may take when others follow, so that a slow member costs only its own rows. */
const shareOfTime = 2 / 3;

/** One operation on its way: from round to round, until nothing is left to be asked. */
export class Operation implements Context {
  readonly view: DomainView;
  readonly roster: Roster;
  readonly fitter: Fitter;
  readonly maxPageSize: number;
  readonly report = new Report();
  unfinished = 0;
  private readonly planned: Planned;
  private readonly entities = new Entities(this);
  private readonly questions = new Map<PlanField, Question>();
  private readonly shares = new Map<Asked, Map<number, GatherQuestion>>();
  private next = new Round();

  constructor({ view, roster, fitter, maxPageSize }: Domain, planned: Planned) {
    this.view = view;
    this.roster = roster;
    this.fitter = fitter;
    this.maxPageSize = maxPageSize;
    this.planned = planned;
  }

  /** @throws {ExecutorError} CANCELLED if nobody waits any more */
  async run(request: GraphQLRequest, call: Call): Promise<GraphQLResponse> {
    const held = new Held();
    try {
      return await this.answer(request, call, held);
    } finally {
      held.release();
    }
  }

  private async answer(request: GraphQLRequest, call: Call, held: Held): Promise<GraphQLResponse> {
    const { plan, variables } = this.planned;
    const errors: ResponseError[] = [];
    const local = plan.local ? await this.local(request, errors) : {};
    const data = output(plan.blank);
    for (const field of plan.roots) data[field.responseKey] = this.root(field, local);
    while (!this.next.isEmpty) {
      const round = this.next;
      this.next = new Round();
      const { viewer, signal } = call;
      const deadline = deadlineOf(round, call);
      await round.run(variables, { viewer, signal, deadline, hold: (release) => held.hold(release) });
      if (signal.aborted) throw new ExecutorError('CANCELLED', 'Nobody waits for the answer any more.');
    }
    this.report.tell(call.report);
    const finished = materialize(data, [], errors) as Output;
    return errors.length > 0 ? { data: finished, errors } : { data: finished };
  }

  question(field: PlanField): Question {
    let known = this.questions.get(field);
    if (!known) {
      known = questionOf(field, this.planned.variables, this.maxPageSize);
      this.questions.set(field, known);
    }
    return known;
  }

  share(asked: Asked, size: number): GatherQuestion {
    const { page, question } = asked;
    if (!page) return question;
    const known = this.shares.get(asked) ?? new Map<number, GatherQuestion>();
    const share = known.get(size) ?? questionFor(asked, { ...page, size });
    this.shares.set(asked, known.set(size, share));
    return share;
  }

  later(task: { readonly gather: GatherTask } | { readonly record: RecordTask }): void {
    if ('gather' in task) this.next.gather(task.gather);
    else this.next.record(task.record);
  }

  entity(entity: Entity, representation: Representation, selection: Selection, manner: Manner): unknown {
    return this.entities.entity(entity, representation, selection, manner);
  }

  gathers(selection: Selection, parent: Parent): Gathers {
    return gathersOf(this, selection, parent, 'reference');
  }

  /** Answers introspection and the like from the contract. */
  private async local({ variables }: GraphQLRequest, errors: ResponseError[]): Promise<Output> {
    const { local } = this.planned.plan;
    if (!local) return {};
    const result = await execute({
      schema: this.view.schema,
      document: local,
      rootValue: { _service: { sdl: this.view.sdl } },
      variableValues: variables ?? {},
    });
    for (const { message, path } of result.errors ?? []) {
      errors.push({ message, ...(path && { path }), extensions: { code: 'BAD_USER_INPUT' } });
    }
    return (result.data ?? {}) as Output;
  }

  private root(field: PlanField, local: Output): unknown {
    switch (field.role) {
      case 'gather':
        return gather(this, field, null);
      case 'lookup':
        return this.lookup(field);
      case 'entities':
        return this.representations(field);
      default:
        return local[field.responseKey];
    }
  }

  private lookup(field: PlanField): unknown {
    const entity = this.view.lookups.get(field.name);
    const args = field.argumentsOf(this.planned.variables);
    if (isFailure(args)) return new Failed([args]);
    if (!entity || !field.selection) return null;
    const representation = representationOf(entity, String(args[entity.key]));
    return this.entity(entity, representation, field.selection, 'lookup');
  }

  private representations(field: PlanField): unknown {
    const args = field.argumentsOf(this.planned.variables);
    if (isFailure(args)) return new Failed([args]);
    return (args['representations'] as readonly unknown[]).map((value) => {
      const given = readRepresentation(this.view, value);
      if (isFailure(given)) return new Failed([given]);
      const selection = field.choices?.get(given.entity.name);
      return selection ? this.entity(given.entity, given.representation, selection, 'representation') : null;
    });
  }
}

function deadlineOf(round: Round, { deadline }: Call): number {
  const now = Date.now();
  return round.laterRounds > 0 && deadline > now ? now + (deadline - now) * shareOfTime : deadline;
}
