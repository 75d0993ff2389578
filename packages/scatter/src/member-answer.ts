import { memberOfId } from '@observer-graph/contract';
import type { SourceState, SourceStatus } from '@observer-graph/executor';
import type { Answer } from './answer.ts';
import type { AskedFields } from './asked.ts';
import type { RawObject } from './check.ts';
import type { Failure } from './errors.ts';
import { Fault } from './fault.ts';
import type { ScatterMember } from './member.ts';
import { fitOf, type GatherTask, type MemberAnswer, type MemberFit, type RecordTask } from './task.ts';
import {
  type Gathered,
  type HubSources,
  type Unusable,
  type Verified,
  verifyGathered,
  verifyRecord,
} from './verify.ts';

/** What a member said to one task, not yet verified. */
export interface Raw {
  readonly answer: Answer;
  readonly value: unknown;
  /** Errors that stand at no value of its own. */
  readonly others: readonly Failure[];
}

/** @param raw undefined if it was not asked */
export function gathered(
  task: GatherTask,
  member: ScatterMember,
  raw: Raw | undefined,
): MemberAnswer<Gathered> {
  const fit = fitOf(task, member);
  if ('incompatible' in fit || !raw) return notAsked(member, fit);
  const { refusal } = raw.answer;
  if (refusal) return new Unanswered(member.code, raw.answer.latencyMs, refusal.state, refusal.message);
  const { question, page } = task;
  const dimensions = question.args['by'];
  const keys = Array.isArray(dimensions) ? dimensions.length : null;
  const verified = verifyGathered(raw.value, member, { gather: fit.asked.gather, page, keys });
  return memberAnswer(raw, fit.dropped, member.code, verified);
}

export function recorded(
  { entity, representation, asked, fit, owner }: RecordTask,
  raw: Raw | undefined,
): MemberAnswer<RawObject | null> {
  if ('incompatible' in fit || !raw) return notAsked(owner, fit);
  const key = String(representation[entity.key]);
  // Of the members behind a hub it is the record's owner that answers, unless the hub itself does not.
  const name = owner.hub && !raw.answer.refusal ? (memberOfId(key) ?? owner.code) : owner.code;
  const { refusal, latencyMs } = raw.answer;
  if (refusal) return new Unanswered(name, latencyMs, refusal.state, refusal.message);
  const verified = verifyRecord(raw.value, owner, entity, key, fit.asked);
  const whole =
    'value' in verified && verified.value
      ? { ...verified, value: withFaults(verified.value, name, asked, fit.asked) }
      : verified;
  return memberAnswer(raw, fit.dropped, name, whole);
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
  return new Unanswered(code, null, 'INCOMPATIBLE', message);
}

/** @param code of who is told to have answered */
function memberAnswer<Value>(
  { answer: { latencyMs }, others }: Raw,
  droppedFields: readonly string[],
  code: string,
  verified: Verified<Value> | Unusable,
): MemberAnswer<Value> {
  if ('violation' in verified) {
    const message = `${code}: its answer was refused, because ${verified.violation}.`;
    return new Unanswered(code, latencyMs, 'VIOLATION', message);
  }
  if ('fault' in verified) {
    const failure = verified.fault ?? others[0] ?? null;
    const message = failure?.message ?? `${code}: gave no answer to this.`;
    return new Unanswered(code, latencyMs, 'ERROR', message, failure);
  }
  return new Answered(code, latencyMs, droppedFields, verified, others);
}

const none: readonly never[] = [];

/** Nothing of it can be used. */
class Unanswered implements MemberAnswer<never> {
  readonly value = undefined;
  readonly failure: Failure | null;
  private readonly status: SourceStatus;

  constructor(
    member: string,
    latencyMs: number | null,
    state: SourceState,
    message: string,
    failure: Failure | null = null,
  ) {
    this.status = { member, state, latencyMs, message, droppedFields: none };
    this.failure = failure;
  }

  statuses(): readonly SourceStatus[] {
    return [this.status];
  }
}

class Answered<Value> implements MemberAnswer<Value> {
  readonly failure = null;
  private readonly member: string;
  private readonly latencyMs: number | null;
  private readonly dropped: readonly string[];
  private readonly verified: Verified<Value>;
  private readonly others: readonly Failure[];

  constructor(
    member: string,
    latencyMs: number | null,
    dropped: readonly string[],
    verified: Verified<Value>,
    others: readonly Failure[],
  ) {
    this.member = member;
    this.latencyMs = latencyMs;
    this.dropped = dropped;
    this.verified = verified;
    this.others = others;
  }

  get value(): Value {
    return this.verified.value;
  }

  statuses(): readonly SourceStatus[] {
    const { behind } = this.verified;
    const own = this.status();
    return behind ? leavesOf(own, behind) : [own];
  }

  private status(): SourceStatus {
    const { member, latencyMs, dropped } = this;
    const lack = this.lack();
    if (lack !== null) return { member, state: 'PARTIAL', latencyMs, message: lack, droppedFields: dropped };
    if (dropped.length === 0) return { member, state: 'OK', latencyMs, message: null, droppedFields: none };
    const message = droppedMessage(member, dropped);
    return { member, state: 'PROJECTED', latencyMs, message, droppedFields: dropped };
  }

  /** Why not all of it could be used, in words. */
  private lack(): string | null {
    const { member, others } = this;
    const { problems, uncounted, found } = this.verified;
    if (problems.size > 0) return problemsMessage(member, problems);
    if (uncounted) return `${member}: ${uncounted}.`;
    if (found.some(({ unknown }) => unknown)) {
      return unknownMessage(member, new Set(found.flatMap(({ unknown }) => [...(unknown ?? [])])));
    }
    const fault = found.find(({ faults }) => faults)?.faults?.[0];
    return fault?.failure.message ?? others[0]?.message ?? null;
  }
}

/** Who failed is whoever behind the hub failed; the hub itself only if there is nobody else to name. */
function leavesOf(hub: SourceStatus, { complete, members }: HubSources): readonly SourceStatus[] {
  if (hub.state !== 'OK') return [hub, ...members];
  if (complete || members.some(({ state }) => state !== 'OK')) return members.length > 0 ? members : [hub];
  const message = `${hub.member}: says that its answer is not complete.`;
  return [{ ...hub, state: 'PARTIAL', message }, ...members];
}

function droppedMessage(code: string, dropped: readonly string[]): string {
  return `${code}: its version of the contract does not have ${dropped.map((name) => `\`${name}\``).join(', ')}.`;
}

function problemsMessage(code: string, problems: ReadonlyMap<string, number>): string {
  const total = [...problems.values()].reduce((sum, count) => sum + count, 0);
  const reasons = [...problems].map(([reason, count]) => `${count} ${reason}`).join(', ');
  return `${code}: ${total} ${total === 1 ? 'record was' : 'records were'} left out: ${reasons}.`;
}

function unknownMessage(code: string, names: ReadonlySet<string>): string {
  return `${code}: uses values that this version of the contract does not have; they were left out: ${[...names].join(', ')}.`;
}
