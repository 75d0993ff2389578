import type { Call, SourceState, SourceStatus } from '@observer-graph/executor';
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
import type { ScatterMember } from './member.ts';
import type { PageRequest } from './paging.ts';
import type { Route } from './route.ts';
import { type Answer, send } from './send.ts';
import { type Gathered, type Unusable, type Verified, verifyGathered, verifyRecord } from './verify.ts';

/** A connection or summary to be gathered from all candidates. */
export interface GatherTask {
  readonly question: GatherQuestion;
  readonly page: PageRequest | null;
  /** The entity that it concerns; null at the root. */
  readonly parent: { readonly entity: Entity; readonly representation: Representation } | null;
  readonly route: Route;
  readonly laterRounds: number;
  /** @param answers one for each candidate, in their order */
  readonly done: (answers: readonly MemberAnswer<Gathered>[]) => void;
}

/** A record to be fetched from its owner. */
export interface RecordTask {
  readonly entity: Entity;
  readonly owner: ScatterMember;
  readonly representation: Representation;
  /** The same object for all tasks that ask for the same. */
  readonly asked: AskedFields;
  readonly laterRounds: number;
  readonly done: (answer: MemberAnswer<RawObject | null>) => void;
}

/** How one member answered one task. */
export interface MemberAnswer<Value> {
  /** Of a page, as far as it has been read. */
  readonly status: () => SourceStatus;
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
    const answers = await Promise.all(
      [...shares].map(([member, share]) =>
        send(
          member,
          compose(
            share.map(({ piece }) => piece),
            variables,
          ),
          call,
        ),
      ),
    );
    const read = new Map(
      answers.map((answer) => [answer.member, readerOf(answer, shares.get(answer.member) ?? [])]),
    );
    for (const task of this.gathers) {
      task.done(task.route.candidates.map((member) => gathered(task, read.get(member)?.(task) as Raw)));
    }
    for (const task of this.records) task.done(recorded(task, read.get(task.owner)?.(task) as Raw));
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
      for (const member of task.route.candidates) addGather(shareOf(member), task);
    }
    for (const task of this.records) addRecord(shareOf(task.owner), task);
    return shares;
  }
}

type Task = GatherTask | RecordTask;

/** A piece of a request, and the tasks that it answers: of entities, in the order of the representations. */
interface Share {
  readonly piece: Piece;
  readonly tasks: Task[];
  readonly representations: Representation[];
}

function addGather(shares: Share[], task: GatherTask): void {
  const { question, parent } = task;
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

function addRecord(shares: Share[], task: RecordTask): void {
  let share = shares.find(({ piece }) => piece.kind === 'records' && piece.asked === task.asked);
  if (!share) {
    const representations: Representation[] = [];
    const piece: Piece = { kind: 'records', asked: task.asked, entity: task.entity, representations };
    share = { piece, tasks: [], representations };
    shares.push(share);
  }
  share.tasks.push(task);
  share.representations.push(task.representation);
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

function gathered(task: GatherTask, { answer, value, others }: Raw): MemberAnswer<Gathered> {
  const { question, page } = task;
  const dimensions = question.args['by'];
  return memberAnswer(answer, others, () =>
    verifyGathered(value, answer.member, {
      ...question.gather,
      page,
      keys: Array.isArray(dimensions) ? dimensions.length : null,
    }),
  );
}

function recorded(
  { entity, representation, asked }: RecordTask,
  { answer, value, others }: Raw,
): MemberAnswer<RawObject | null> {
  return memberAnswer(answer, others, () =>
    verifyRecord(value, answer.member, entity, representation[entity.key], asked),
  );
}

function memberAnswer<Value>(
  { member: { code }, latencyMs, refusal }: Answer,
  others: readonly Failure[],
  verify: () => Verified<Value> | Unusable,
): MemberAnswer<Value> {
  const status = (state: SourceState, message: string | null): SourceStatus => ({
    member: code,
    state,
    latencyMs,
    message,
    droppedFields: [],
  });
  const unusable = (state: SourceState, message: string, failure: Failure | null) => ({
    status: () => status(state, message),
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
    unknownOf(code, verified.found) ??
    verified.found.find(({ faults }) => faults.length > 0)?.faults[0]?.failure.message ??
    others[0]?.message ??
    null;
  return {
    status: () => {
      const message = lack();
      return status(message === null ? 'OK' : 'PARTIAL', message);
    },
    value: verified.value,
    failure: null,
  };
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
