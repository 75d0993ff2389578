import { filterMistake, memberOfId } from '@observer-graph/contract';
import {
  type Call,
  ExecutorError,
  type GraphQLRequest,
  type GraphQLResponse,
  type ResponseError,
} from '@observer-graph/executor';
import { execute, GraphQLError, getArgumentValues } from 'graphql';
import type { AskedFields } from './asked.ts';
import type { RawObject } from './check.ts';
import type { GatherQuestion, Representation } from './compose.ts';
import { constraintsOf, type Parent } from './constraints.ts';
import type { DomainView, Entity } from './domain-view.ts';
import { badUserInput, type Failure } from './errors.ts';
import { Fault } from './fault.ts';
import type { Fitter } from './fit.ts';
import { gatheredOutput } from './gathered.ts';
import type { ScatterMember } from './member.ts';
import type { MemberPage } from './member-page.ts';
import { type MergedPage, PageMerge } from './merge.ts';
import { askedSize, memberArgs, type PageRequest, pageRequest } from './paging.ts';
import { type GatherPlan, needsRound, type PlanField, type Selection, withClaims } from './plan.ts';
import type { Planned } from './planner.ts';
import { Report, worstOf } from './report.ts';
import { isIdOf, missingInput, readRepresentation, representationOf, withUnknown } from './representation.ts';
import { Failed, Later, materialize, type Output, output } from './result.ts';
import type { Roster } from './roster.ts';
import { type MemberAnswer, type MemberFit, Round } from './round.ts';
import type { Route } from './route.ts';
import type { Gathered } from './verify.ts';

/**
 * How an entity came to be asked for, which decides what becomes of one that is not there.
 *
 * `lookup`: null. `representation`: null, unless others than the owner have something for it. `reference`: a key whose
 * other fields are null.
 */
type Manner = 'lookup' | 'representation' | 'reference';

/** What operations of a domain share. */
export interface Domain {
  readonly roster: Roster;
  readonly fitter: Fitter;
}

/** A connection or summary as all members are asked for it, wherever it stands. */
interface Prepared {
  readonly question: GatherQuestion;
  readonly page: PageRequest | null;
  /** The same question for so many records. */
  readonly sized: (size: number) => GatherQuestion;
}

type Fits = ReadonlyMap<ScatterMember, MemberFit<GatherQuestion>>;

/** The part of the time left that a round may take when others follow, so that a slow member costs only its own rows. */
const shareOfTime = 2 / 3;

/** One operation on its way: from round to round, until nothing is left to be asked. */
export class Operation {
  private readonly view: DomainView;
  private readonly roster: Roster;
  private readonly fitter: Fitter;
  private readonly planned: Planned;
  private readonly maxPageSize: number;
  private readonly report = new Report();
  private readonly prepared = new Map<PlanField, Prepared | Failure>();
  private readonly askedOf = new Map<Selection, AskedFields>();
  private readonly resolved = new Map<Selection, Map<string, Later>>();
  private next = new Round();
  /** How many parts of the answer have been left to later rounds, or went wrong. */
  private unfinished = 0;

  constructor(view: DomainView, { roster, fitter }: Domain, planned: Planned, maxPageSize: number) {
    this.view = view;
    this.roster = roster;
    this.fitter = fitter;
    this.planned = planned;
    this.maxPageSize = maxPageSize;
  }

  /** @throws {ExecutorError} CANCELLED if nobody waits any more */
  async run(request: GraphQLRequest, call: Call): Promise<GraphQLResponse> {
    const errors: ResponseError[] = [];
    const local = await this.local(request, errors);
    const data = output(this.planned.plan.isOrdinary);
    for (const field of this.planned.plan.roots) data[field.responseKey] = this.root(field, local);
    while (!this.next.isEmpty) {
      const round = this.next;
      this.next = new Round();
      await round.run(this.planned.variables, { ...call, deadline: deadlineOf(round, call) });
      if (call.signal.aborted) throw new ExecutorError('CANCELLED', 'Nobody waits for the answer any more.');
    }
    this.report.tell(call.report);
    const finished = materialize(data, [], errors) as Output;
    return errors.length > 0 ? { data: finished, errors } : { data: finished };
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
        return this.gather(field, null);
      case 'lookup':
        return this.lookup(field);
      case 'entities':
        return this.entities(field);
      default:
        return local[field.responseKey];
    }
  }

  private argsOf({ definition, node }: PlanField): Readonly<Record<string, unknown>> | Failure {
    if (!definition) return {};
    try {
      return getArgumentValues(definition, node, this.planned.variables);
    } catch (error) {
      if (error instanceof GraphQLError) return badUserInput(error.message);
      throw error;
    }
  }

  private lookup(field: PlanField): unknown {
    const entity = this.view.lookups.get(field.name);
    const args = this.argsOf(field);
    if (isFailure(args)) return new Failed([args]);
    if (!entity || !field.selection) return null;
    const representation = representationOf(entity, String(args[entity.key]));
    return this.entity(entity, representation, field.selection, 'lookup');
  }

  private entities(field: PlanField): unknown {
    const args = this.argsOf(field);
    if (isFailure(args)) return new Failed([args]);
    return (args['representations'] as readonly unknown[]).map((value) => {
      const given = readRepresentation(this.view, value);
      if (isFailure(given)) return new Failed([given]);
      const selection = field.choices?.get(given.entity.name);
      return selection ? this.entity(given.entity, given.representation, selection, 'representation') : null;
    });
  }

  /** An entity with what is selected of it: once, however often it is asked for. */
  private entity(
    entity: Entity,
    representation: Representation,
    selection: Selection,
    manner: Manner,
  ): unknown {
    if (manner !== 'reference' && !isIdOf(entity, String(representation[entity.key]))) {
      this.unfinished += 1;
      return new Failed([badUserInput(`"${representation[entity.key]}" is not the id of a ${entity.name}.`)]);
    }
    if (manner !== 'lookup' && !needsRound(selection)) {
      return this.object(selection, null, representation, new Map());
    }
    this.unfinished += 1;
    const known = this.resolved.get(selection) ?? new Map<string, Later>();
    this.resolved.set(selection, known);
    const id = JSON.stringify(representation);
    let later = known.get(id);
    if (!later) {
      later = new Later();
      known.set(id, later);
      this.resolve(later, entity, representation, selection, manner);
    }
    return later;
  }

  /** Splits what is selected of an entity: its own fields are its owner's to give, all others' are gathered. */
  private resolve(
    later: Later,
    entity: Entity,
    representation: Representation,
    selection: Selection,
    manner: Manner,
  ): void {
    const parent: Parent = { entity, representation };
    const needsOwner = entity.partitioned && (manner === 'lookup' || selection.asked.size > 0);
    const owner = needsOwner ? this.ownerOf(entity, representation) : null;
    if (owner && isFailure(owner) && manner !== 'reference') {
      later.value = new Failed([owner]);
      return;
    }
    const gathers = new Map(
      selection.gathers.map((field) => [field, this.gatherOf(field, parent, manner)] as const),
    );
    const whole = (raw: RawObject | null) => this.object(selection, raw, representation, gathers);
    const absent = () =>
      manner === 'reference' || (manner === 'representation' && gathers.size > 0) ? whole(null) : null;
    if (!owner) later.value = whole(null);
    else if (isFailure(owner)) later.value = new Failed([owner], absent());
    else {
      const asked = this.askedOfOwner(selection);
      this.next.record({
        entity,
        owner,
        representation: representationOf(entity, String(representation[entity.key])),
        asked,
        fit: this.fitter.record(owner, entity, asked) as MemberFit<AskedFields>,
        laterRounds: selection.laterRoundsByKey,
        done: (answer) => {
          for (const status of answer.statuses()) this.report.add(status);
          if (answer.value === undefined) later.value = new Failed([unavailable(answer)], absent());
          else later.value = answer.value === null ? absent() : whole(answer.value);
        },
      });
    }
  }

  private ownerOf(entity: Entity, representation: Representation): ScatterMember | Failure {
    const id = String(representation[entity.key]);
    const code = memberOfId(id);
    const owner = code === null ? undefined : this.roster.owner(code);
    if (owner && isIdOf(entity, id)) return owner;
    const message =
      code !== null && isIdOf(entity, id)
        ? `Nobody in this federation owns ids that begin with "${code}:".`
        : `"${id}" is not the id of a ${entity.name}.`;
    return { code: 'UNKNOWN_MEMBER', message };
  }

  private askedOfOwner(selection: Selection): AskedFields {
    const known = this.askedOf.get(selection) ?? withClaims(this.view, selection.type, selection.asked);
    this.askedOf.set(selection, known);
    return known;
  }

  private gatherOf(field: PlanField, parent: Parent, manner: Manner): unknown {
    this.unfinished += 1;
    const requires = field.gather?.requires;
    if (!requires) return this.gather(field, parent);
    const { entity, representation } = parent;
    // Of what the engine itself came upon, nobody sent anything along: it is unknown, and does not prune.
    if (manner !== 'representation') {
      return this.gather(field, { entity, representation: withUnknown(representation, requires) });
    }
    const missing = missingInput(representation, requires);
    if (missing === null) return this.gather(field, parent);
    const { name } = entity;
    return new Failed([
      badUserInput(
        `A representation of ${name} needs \`${missing}\` for \`${field.name}\`; null if it is unknown.`,
      ),
    ]);
  }

  /** A connection or summary, from all members that may have something for it. */
  private gather(field: PlanField, parent: Parent | null): unknown {
    const { selection } = field;
    const prepared = this.prepare(field);
    if (isFailure(prepared)) return new Failed([prepared]);
    if (!selection) return null;
    const later = new Later();
    const { gather } = prepared.question;
    const chosen = this.roster.route(
      gather.record.name,
      constraintsOf(gather, prepared.question.args, parent),
    );
    const { page } = prepared;
    const size = page && askedSize(page.size, chosen.candidates.length);
    const question = size === null ? prepared.question : prepared.sized(size);
    const { route, fits } = this.fitted(question, chosen, parent);
    // Whoever is asked for less than the page may have to be asked again.
    const again = page !== null && size !== null && size < page.size ? 1 : 0;
    const finish = (list: MergedPage | null, answers: readonly MemberAnswer<Gathered>[]) => {
      later.value = gatheredOutput(selection, gather, list, route, answers, {
        output: (node, record) => this.record(node, record),
        unfinished: () => this.unfinished,
      });
      for (const answer of answers) for (const status of answer.statuses()) this.report.add(status);
    };
    this.next.gather({
      question,
      page: page && { ...page, size: size as number },
      parent,
      route,
      fits,
      laterRounds: again + selection.laterRounds,
      done: (answers) => {
        if (!page) return finish(null, answers);
        const merge = new PageMerge(
          answers.flatMap(({ value }) => value?.page ?? []),
          page,
        );
        if (again === 0 || merge.lacking === 0) return finish(merge.result(), answers);
        this.askAgain(prepared, parent, fits, merge, answers, selection.laterRounds, (whole) =>
          finish(merge.result(), whole),
        );
      },
    });
    return later;
  }

  /** What each candidate can be asked in its version; whoever cannot hold a match in its version is pruned too. */
  private fitted(
    question: GatherQuestion,
    route: Route,
    parent: Parent | null,
  ): { readonly route: Route; readonly fits: Fits } {
    const fits = new Map<ScatterMember, MemberFit<GatherQuestion>>();
    const special = route.candidates.filter(({ sdl, hub }) => sdl !== undefined || hub);
    if (special.length === 0) return { route, fits };
    const pruned = new Set<ScatterMember>();
    for (const member of special) {
      const fit = this.fitter.question(member, question, parent?.entity.name ?? 'Query');
      if ('pruned' in fit) pruned.add(member);
      else fits.set(member, fit);
    }
    if (pruned.size === 0) return { route, fits };
    const candidates = route.candidates.filter((member) => !pruned.has(member));
    return { route: { ...route, candidates, pruned: route.pruned + pruned.size }, fits };
  }

  /**
   * Asks those who may have more records of the page once more: each for as many as the page lacks, so that no third time is
   * needed.
   *
   * @param done told the first answers, with what became of the second ones
   */
  private askAgain(
    { question, page }: Prepared,
    parent: Parent | null,
    fits: Fits,
    merge: PageMerge,
    answers: readonly MemberAnswer<Gathered>[],
    laterRounds: number,
    done: (answers: readonly MemberAnswer<Gathered>[]) => void,
  ): void {
    const limiting = merge.limiting();
    const size = merge.lacking;
    const followers = new Map<MemberPage, MemberPage | null>();
    const second = new Map<MemberPage, MemberAnswer<Gathered>>();
    const request = page as PageRequest;
    for (const first of limiting) {
      const { member } = first;
      const edge = first.lastCursor();
      const follower = { ...request, size, [request.backward ? 'before' : 'after']: edge };
      const more = { ...question, args: memberArgs(question.gather, question.args, follower) };
      const onlyEdges = { ...more, gather: edgesOnly(question.gather) };
      const fit = fits.has(member)
        ? this.fitter.question(member, onlyEdges, parent?.entity.name ?? 'Query')
        : null;
      this.next.gather({
        question: onlyEdges,
        page: follower,
        parent,
        route: { candidates: [member], pruned: 0, asOf: null },
        fits: new Map(fit && !('pruned' in fit) ? [[member, fit]] : []),
        laterRounds,
        done: ([answer]) => {
          followers.set(first, answer?.value?.page ?? null);
          if (answer) second.set(first, answer);
          if (followers.size < limiting.length) return;
          merge.resume(followers);
          done(
            answers.map((one) => withSecond(one, one.value?.page ? second.get(one.value.page) : undefined)),
          );
        },
      });
    }
  }

  private prepare(field: PlanField): Prepared | Failure {
    let prepared = this.prepared.get(field);
    if (!prepared) {
      prepared = this.prepareNew(field);
      this.prepared.set(field, prepared);
    }
    return prepared;
  }

  private prepareNew(field: PlanField): Prepared | Failure {
    const { gather } = field;
    const args = this.argsOf(field);
    if (isFailure(args)) return args;
    if (!gather) throw new Error(`${field.name} is neither a connection nor a summary.`);
    const page = gather.kind === 'connection' ? pageRequest(gather, args, this.maxPageSize) : null;
    if (page && isFailure(page)) return page;
    const mistake = filterMistake(gather.record, (args['filter'] ?? {}) as Readonly<Record<string, unknown>>);
    if (mistake) return badUserInput(mistake);
    const question = { field, gather, args: memberArgs(gather, args, page) };
    const sizes = new Map<number, GatherQuestion>([[page?.size ?? 0, question]]);
    const sized = (size: number) => {
      const known = sizes.get(size) ?? {
        ...question,
        args: memberArgs(gather, args, page && { ...page, size }),
      };
      sizes.set(size, known);
      return known;
    };
    return { question, page, sized };
  }

  /** A record of a list: what its member gave, and what is still to be asked. */
  private record(raw: RawObject, selection: Selection): Output {
    const { entity } = selection;
    if (!entity) return this.plain(selection, raw);
    const representation = representationOf(entity, String(raw[entity.key]));
    if (selection.gathers.length === 0) return this.object(selection, raw, representation, noGathers);
    const parent: Parent = { entity, representation };
    const gathers = new Map(
      selection.gathers.map((field) => [field, this.gatherOf(field, parent, 'reference')] as const),
    );
    return this.object(selection, raw, representation, gathers);
  }

  /** @param raw what its owner gave; null if nothing of it is known but what the representation says */
  private object(
    selection: Selection,
    raw: RawObject | null,
    representation: Representation,
    gathers: ReadonlyMap<PlanField, unknown>,
  ): Output {
    const object = output(selection.isOrdinary);
    for (const field of selection.fields) {
      object[field.responseKey] = this.field(field, selection, raw, representation, gathers);
    }
    return object;
  }

  private field(
    field: PlanField,
    { type, entity }: Selection,
    raw: RawObject | null,
    representation: Representation,
    gathers: ReadonlyMap<PlanField, unknown>,
  ): unknown {
    switch (field.role) {
      case 'typename':
        return type;
      case 'key':
        return entity && representation[entity.key];
      case 'gather':
        return gathers.get(field) ?? null;
      case 'external':
        return this.external(field, representation[field.name]);
      default:
        return raw && this.value(field, raw[field.key]);
    }
  }

  /** What was sent along; of an entity, as far as its key tells. */
  private external(field: PlanField, value: unknown): unknown {
    if (value === undefined || value === null) return null;
    return field.selection?.entity ? this.reference(field.selection, value as RawObject) : value;
  }

  private plain(selection: Selection, raw: RawObject): Output {
    const object = output(selection.isOrdinary);
    for (const field of selection.fields) {
      object[field.responseKey] =
        field.role === 'typename' ? selection.type : this.value(field, raw[field.key]);
    }
    return object;
  }

  private value(field: PlanField, value: unknown): unknown {
    if (value === null || value === undefined) return null;
    if (typeof value !== 'object') return value;
    if (value instanceof Fault) {
      this.unfinished += 1;
      return new Failed([value.failure]);
    }
    if (Array.isArray(value)) {
      const isWhole = !field.selection && !value.some((item) => item instanceof Fault);
      return isWhole ? value : value.map((item) => this.value(field, item));
    }
    if (!field.selection) return value;
    return field.role === 'reference'
      ? this.reference(field.selection, value as RawObject)
      : this.plain(field.selection, value as RawObject);
  }

  /** A reference is a key: what else is selected of the entity is asked of those who know. */
  private reference(selection: Selection, value: RawObject): unknown {
    const { entity } = selection;
    const key = entity && value[entity.key];
    if (!entity || typeof key !== 'string') return null;
    if (!needsRound(selection)) return keyOutput(selection, key);
    return this.entity(entity, representationOf(entity, key), selection, 'reference');
  }
}

const noGathers: ReadonlyMap<PlanField, unknown> = new Map();

/** An entity of which nothing but the key is selected, or what nobody sent along. */
function keyOutput(selection: Selection, key: string): Output {
  const object = output(selection.isOrdinary);
  for (const { role, responseKey } of selection.fields) {
    object[responseKey] = role === 'typename' ? selection.type : role === 'key' ? key : null;
  }
  return object;
}

function deadlineOf(round: Round, { deadline }: Call): number {
  const now = Date.now();
  return round.laterRounds > 0 && deadline > now ? now + (deadline - now) * shareOfTime : deadline;
}

function unavailable({ statuses, failure }: MemberAnswer<unknown>): Failure {
  const [status] = statuses();
  const code = status?.state === 'VIOLATION' ? 'SOURCE_FAILED' : 'SOURCE_UNAVAILABLE';
  return failure ?? { code, message: status?.message ?? '', ...(status && { member: status.member }) };
}

const edgesOnlyOf = new WeakMap<GatherPlan, GatherPlan>();

/** A connection without what is merged of it: that has been told. */
function edgesOnly(gather: GatherPlan): GatherPlan {
  const known = edgesOnlyOf.get(gather) ?? { ...gather, asked: [] };
  edgesOnlyOf.set(gather, known);
  return known;
}

/** What a member answered the first time, with the worse of how it answered both times. */
function withSecond(
  first: MemberAnswer<Gathered>,
  second: MemberAnswer<Gathered> | undefined,
): MemberAnswer<Gathered> {
  if (!second) return first;
  return {
    ...first,
    statuses: () => {
      const statuses = new Map(first.statuses().map((status) => [status.member, status]));
      for (const status of second.statuses()) {
        const known = statuses.get(status.member);
        statuses.set(status.member, known ? worstOf(known, status) : status);
      }
      return [...statuses.values()];
    },
  };
}

function isFailure(value: object): value is Failure {
  return 'message' in value && 'code' in value;
}
