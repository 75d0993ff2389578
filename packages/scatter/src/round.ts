import { memberOfId } from '@observer-graph/contract';
import type { Call, GraphQLRequest, SourceState, SourceStatus } from '@observer-graph/executor';
import type { AskedFields } from './asked.ts';
import type { Found, RawObject } from './check.ts';
import {
  compose,
  type GatherQuestion,
  type Piece,
  pieceKey,
  type Representation,
  relatedKey,
} from './compose.ts';
import type { Entity } from './domain-view.ts';
import type { Failure } from './errors.ts';
import { Fault } from './fault.ts';
import type { ScatterMember } from './member.ts';
import type { PageRequest } from './paging.ts';
import type { Route } from './route.ts';
import { type Answer, send } from './send.ts';
import {
  type Gathered,
  type HubSources,
  type Unusable,
  type Verified,
  verifyGathered,
  verifyRecord,
} from './verify.ts';
import type { Fit } from './version.ts';
import { Waiting } from './waiting.ts';

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
  readonly done: (answers: readonly MemberAnswer<Gathered>[]) => void;
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
  readonly done: (answer: MemberAnswer<RawObject | null>) => void;
}

/** How one member answered one task. */
export interface MemberAnswer<Value> {
  /** Of a page, as far as it has been read. One, or those of the members behind a hub. */
  readonly statuses: () => readonly SourceStatus[];
  /** Undefined if nothing could be used. */
  readonly value: Value | undefined;
  /** What the member said of its failing, if it said something. */
  readonly failure: Failure | null;
}

/** All that is asked at once: one request to each member, however many tasks. */
export class Round {
  private readonly gathers: GatherTask[] = [];
  private readonly records: RecordTask[] = [];

  get isEmpty(): boolean {
    return this.gathers.length === 0 && this.records.length === 0;
  }

  /** How many rounds will follow at most. */
  get laterRounds(): number {
    return Math.max(0, ...[...this.gathers, ...this.records].map((task) => task.laterRounds));
  }

  gather(task: GatherTask): void {
    this.gathers.push(task);
  }

  record(task: RecordTask): void {
    this.records.push(task);
  }

  /** Asks all members, waits for all of them, and then tells all tasks. */
  async run(
    variables: Readonly<Record<string, unknown>>,
    call: Pick<Call, 'viewer' | 'signal' | 'deadline'>,
  ): Promise<void> {
    const shares = this.shares();
    const requestOf = composer(variables);
    const waiting = new Waiting(call);
    const answers = await Promise.all(
      [...shares].map(([member, share]) => send(member, requestOf(share), call, waiting)),
    );
    waiting.close();
    const read = new Map(
      answers.map((answer) => [answer.member, readerOf(answer, shares.get(answer.member) ?? [])]),
    );
    for (const task of this.gathers) {
      task.done(task.route.candidates.map((member) => gathered(task, member, read.get(member)?.(task))));
    }
    for (const task of this.records) task.done(recorded(task, read.get(task.owner)?.(task)));
  }

  /** What each member is asked for. */
  private shares(): Map<ScatterMember, Share[]> {
    const shares = new Map<ScatterMember, Share[]>();
    const shareOf = (member: ScatterMember): Share[] => {
      const share = shares.get(member) ?? [];
      shares.set(member, share);
      return share;
    };
    for (const task of this.gathers) {
      for (const member of task.route.candidates) {
        const fit = fitOf(task, member);
        if ('asked' in fit) addGather(shareOf(member), task, fit.asked);
      }
    }
    for (const task of this.records) {
      if ('asked' in task.fit) addRecord(shareOf(task.owner), task, task.fit.asked);
    }
    return shares;
  }
}

function fitOf({ fits, question }: GatherTask, member: ScatterMember): MemberFit<GatherQuestion> {
  return fits.get(member) ?? { asked: question, dropped: [] };
}

type Task = GatherTask | RecordTask;

/** A piece of a request, and the tasks that it answers: of entities, in the order of the representations. */
interface Share {
  readonly piece: Piece;
  readonly tasks: Task[];
  readonly representations: Representation[];
}

function addGather(shares: Share[], task: GatherTask, question: GatherQuestion): void {
  const { parent } = task;
  if (!parent) {
    shares.push({ piece: { kind: 'root', question }, tasks: [task], representations: [] });
    return;
  }
  let share = shares.find(({ piece }) => piece.kind === 'related' && piece.question === question);
  if (!share) {
    const representations: Representation[] = [];
    const piece: Piece = { kind: 'related', question, entity: parent.entity, representations };
    share = { piece, tasks: [], representations };
    shares.push(share);
  }
  share.tasks.push(task);
  share.representations.push(parent.representation);
}

function addRecord(shares: Share[], task: RecordTask, asked: AskedFields): void {
  let share = shares.find(({ piece }) => piece.kind === 'records' && piece.asked === asked);
  if (!share) {
    const representations: Representation[] = [];
    const piece: Piece = { kind: 'records', asked, entity: task.entity, representations };
    share = { piece, tasks: [], representations };
    shares.push(share);
  }
  share.tasks.push(task);
  share.representations.push(task.representation);
}

/** Makes requests of shares: one for all that are the same, as most members' are. */
function composer(
  variables: Readonly<Record<string, unknown>>,
): (shares: readonly Share[]) => GraphQLRequest {
  const made: { readonly shares: readonly Share[]; readonly request: GraphQLRequest }[] = [];
  return (shares) => {
    const known = made.find((one) => isSame(one.shares, shares));
    if (known) return known.request;
    const request = compose(
      shares.map(({ piece }) => piece),
      variables,
    );
    if (made.length < 8) made.push({ shares, request });
    return request;
  };
}

function isSame(one: readonly Share[], other: readonly Share[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ piece, tasks }, index) => {
      const { piece: second, tasks: others } = other[index] as Share;
      return (
        askedIn(piece) === askedIn(second) &&
        tasks.length === others.length &&
        tasks.every((task, place) => task === others[place])
      );
    })
  );
}

function askedIn(piece: Piece): unknown {
  return piece.kind === 'records' ? piece.asked : piece.question;
}

/** What a member said to one task, not yet verified. */
interface Raw {
  readonly answer: Answer;
  readonly value: unknown;
  /** Errors that stand at no value of its own. */
  readonly others: readonly Failure[];
}

function readerOf(answer: Answer, shares: readonly Share[]): (task: Task) => Raw {
  const raws = new Map<Task, Raw>();
  for (const [index, { piece, tasks }] of shares.entries()) {
    const key = pieceKey(index);
    const others = [...(answer.others.get('') ?? []), ...(answer.others.get(key) ?? [])];
    const value = answer.data[key];
    for (const [place, task] of tasks.entries()) {
      raws.set(task, {
        answer,
        value: piece.kind === 'root' ? value : entityValue(piece, value, place, tasks),
        others,
      });
    }
  }
  return (task) => raws.get(task) as Raw;
}

function entityValue(piece: Piece, value: unknown, place: number, tasks: readonly Task[]): unknown {
  // Anything but a list with one value for each representation stands for all of them: a fault, or nothing of use.
  if (!Array.isArray(value)) return value;
  if (value.length !== tasks.length) return undefined;
  const entity: unknown = value[place];
  if (piece.kind === 'records' || entity === null || entity === undefined || typeof entity !== 'object')
    return entity;
  return relatedKey in entity ? (entity as Record<string, unknown>)[relatedKey] : entity;
}

function gathered(task: GatherTask, member: ScatterMember, raw: Raw | undefined): MemberAnswer<Gathered> {
  const fit = fitOf(task, member);
  if ('incompatible' in fit || !raw) return notAsked(member, fit);
  const { question, page } = task;
  const dimensions = question.args['by'];
  const { gather } = fit.asked;
  const answer = memberAnswer(raw.answer, fit.dropped, member.code, raw.others, () =>
    verifyGathered(raw.value, member, {
      record: gather.record,
      merges: gather.merges,
      reports: gather.reports,
      asked: gather.asked,
      node: gather.node,
      page,
      keys: Array.isArray(dimensions) ? dimensions.length : null,
    }),
  );
  const behind = answer.value?.behind;
  return behind ? { ...answer, statuses: () => leavesOf(answer.statuses(), behind) } : answer;
}

/** Who failed is whoever behind the hub failed; the hub itself only if there is nobody else to name. */
function leavesOf(own: readonly SourceStatus[], { complete, members }: HubSources): readonly SourceStatus[] {
  const [hub] = own as [SourceStatus];
  if (hub.state !== 'OK') return [...own, ...members];
  if (complete || members.some(({ state }) => state !== 'OK')) return members.length > 0 ? members : own;
  const message = `${hub.member}: says that its answer is not complete.`;
  return [{ ...hub, state: 'PARTIAL', message }, ...members];
}

function recorded(
  { entity, representation, asked, fit, owner }: RecordTask,
  raw: Raw | undefined,
): MemberAnswer<RawObject | null> {
  if ('incompatible' in fit || !raw) return notAsked(owner, fit);
  const key = String(representation[entity.key]);
  // Of the members behind a hub it is the record's owner that answers, unless the hub itself does not.
  const name = owner.hub && !raw.answer.refusal ? (memberOfId(key) ?? owner.code) : owner.code;
  const answer = memberAnswer(raw.answer, fit.dropped, name, raw.others, () =>
    verifyRecord(raw.value, owner, entity, key, fit.asked),
  );
  return answer.value ? { ...answer, value: withFaults(answer.value, name, asked, fit.asked) } : answer;
}

/** Where nothing else tells who could not answer, what a member's version does not have is an error in its place. */
function withFaults(value: RawObject, member: string, asked: AskedFields, fitted: AskedFields): RawObject {
  if (asked === fitted) return value;
  const whole: Record<string, unknown> = { ...value };
  for (const [key, { name }] of asked) {
    if (fitted.has(key)) continue;
    const message = `${member}: its version of the contract does not have \`${name}\`.`;
    whole[key] = new Fault({ code: 'SOURCE_UNAVAILABLE', message, member });
  }
  return whole;
}

function notAsked<Value>({ code }: ScatterMember, fit: MemberFit<unknown>): MemberAnswer<Value> {
  const missing = 'incompatible' in fit ? fit.incompatible : 'this';
  const message = `${code}: cannot be asked this, because its version of the contract does not have \`${missing}\`.`;
  const status = {
    member: code,
    state: 'INCOMPATIBLE' as const,
    latencyMs: null,
    message,
    droppedFields: [],
  };
  return { statuses: () => [status], value: undefined, failure: null };
}

/** @param code of who is told to have answered */
function memberAnswer<Value>(
  { latencyMs, refusal }: Answer,
  droppedFields: readonly string[],
  code: string,
  others: readonly Failure[],
  verify: () => Verified<Value> | Unusable,
): MemberAnswer<Value> {
  const status = (state: SourceState, message: string | null, dropped: readonly string[] = []) => [
    { member: code, state, latencyMs, message, droppedFields: dropped },
  ];
  const unusable = (state: SourceState, message: string, failure: Failure | null) => ({
    statuses: () => status(state, message),
    value: undefined,
    failure,
  });
  if (refusal) return unusable(refusal.state, refusal.message, null);
  const verified = verify();
  if ('violation' in verified) {
    return unusable('VIOLATION', `${code}: its answer was refused, because ${verified.violation}.`, null);
  }
  if ('fault' in verified) {
    const failure = verified.fault ?? others[0] ?? null;
    return unusable('ERROR', failure?.message ?? `${code}: gave no answer to this.`, failure);
  }
  const lack = () =>
    problemsOf(code, verified.problems) ??
    (verified.uncounted ? `${code}: ${verified.uncounted}.` : null) ??
    unknownOf(code, verified.found) ??
    verified.found.find(({ faults }) => faults.length > 0)?.faults[0]?.failure.message ??
    others[0]?.message ??
    null;
  return {
    statuses: () => {
      const message = lack();
      if (message !== null) return status('PARTIAL', message, droppedFields);
      return droppedFields.length === 0
        ? status('OK', null)
        : status('PROJECTED', droppedMessage(code, droppedFields), droppedFields);
    },
    value: verified.value,
    failure: null,
  };
}

function droppedMessage(code: string, dropped: readonly string[]): string {
  return `${code}: its version of the contract does not have ${dropped.map((name) => `\`${name}\``).join(', ')}.`;
}

function problemsOf(code: string, problems: ReadonlyMap<string, number>): string | null {
  if (problems.size === 0) return null;
  const total = [...problems.values()].reduce((sum, count) => sum + count, 0);
  const reasons = [...problems].map(([reason, count]) => `${count} ${reason}`).join(', ');
  return `${code}: ${total} ${total === 1 ? 'record was' : 'records were'} left out: ${reasons}.`;
}

function unknownOf(code: string, found: readonly Found[]): string | null {
  const names = new Set(found.flatMap(({ unknown }) => [...unknown.keys()]));
  return names.size === 0
    ? null
    : `${code}: uses values that this version of the contract does not have; they were left out: ${[...names].join(', ')}.`;
}
