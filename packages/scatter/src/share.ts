import type { GraphQLRequest } from '@observer-graph/executor';
import type { Answer } from './answer.ts';
import type { AskedFields } from './asked.ts';
import {
  compose,
  type GatherQuestion,
  type Piece,
  pieceKey,
  type Representation,
  relatedKey,
} from './compose.ts';
import type { Failure } from './errors.ts';
import type { Raw } from './member-answer.ts';
import type { GatherTask, RecordTask, Task } from './task.ts';
import type { Variables } from './variables.ts';

/** A piece of a request, and the tasks that it answers: of entities, in the order of the representations. */
export interface Share {
  readonly piece: Piece;
  readonly tasks: Task[];
  readonly representations: Representation[];
}

export function addGather(shares: Share[], task: GatherTask, question: GatherQuestion): void {
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

export function addRecord(shares: Share[], task: RecordTask, asked: AskedFields): void {
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
export class RequestMaker {
  private readonly variables: Variables;
  private readonly made: { readonly shares: readonly Share[]; readonly request: GraphQLRequest }[] = [];

  /** @param variables the client's */
  constructor(variables: Variables) {
    this.variables = variables;
  }

  requestFor(shares: readonly Share[]): GraphQLRequest {
    const known = this.made.find((one) => isSame(one.shares, shares));
    if (known) return known.request;
    const request = compose(
      shares.map(({ piece }) => piece),
      this.variables,
    );
    if (this.made.length < mostMade) this.made.push({ shares, request });
    return request;
  }
}

/** Where nearly all are different, looking for the same costs more than it spares. */
const mostMade = 8;

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

/** Takes an answer apart: what was said to each task. */
export function rawsOf(answer: Answer, shares: readonly Share[]): ReadonlyMap<Task, Raw> {
  const raws = new Map<Task, Raw>();
  for (const [index, { piece, tasks }] of shares.entries()) {
    const key = pieceKey(index);
    const others = answer.others.size === 0 ? none : othersOf(answer, key);
    const value = answer.data[key];
    for (const [place, task] of tasks.entries()) {
      raws.set(task, {
        answer,
        value: piece.kind === 'root' ? value : entityValue(piece, value, place, tasks),
        others,
      });
    }
  }
  return raws;
}

const none: readonly never[] = [];

function othersOf({ others }: Answer, key: string): readonly Failure[] {
  return [...(others.get('') ?? none), ...(others.get(key) ?? none)];
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
