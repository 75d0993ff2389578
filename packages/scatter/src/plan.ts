import type { DocumentNode, FieldNode, GraphQLField } from 'graphql';
import type { ArgumentsOf } from './arguments.ts';
import type { AskedField, AskedFields } from './asked.ts';
import type { Entity, Gather } from './domain-view.ts';
import type { Blank, Output } from './result.ts';

/** An operation with its fragments and conditions resolved: a tree of fields. */
export interface Plan {
  readonly roots: readonly PlanField[];
  /** An object with all their response keys and no values yet. */
  readonly blank: Blank;
  /** The part that no member is asked for: introspection, `_service`, the root's `__typename`. */
  readonly local: DocumentNode | null;
}

/**
 * What a field is to the engine.
 *
 * `local`: answered here. `entities`: `_entities`. `lookup`: one record by its key. `gather`: a connection or summary.
 * `edges`, `pageInfo`, `merge`, `report`: the parts of one. `cursor`, `node`: the parts of an edge. `key`: an entity's
 * key. `external`: what others sent along. `reference`: an entity, known by its key. `value`: anything else.
 */
export type Role =
  | 'typename'
  | 'local'
  | 'entities'
  | 'lookup'
  | 'gather'
  | 'edges'
  | 'pageInfo'
  | 'merge'
  | 'report'
  | 'cursor'
  | 'node'
  | 'key'
  | 'external'
  | 'reference'
  | 'value';

export interface PlanField {
  readonly role: Role;
  readonly responseKey: string;
  readonly name: string;
  /** Absent for `__typename`. */
  readonly definition: GraphQLField<unknown, unknown> | null;
  /** Has the arguments. */
  readonly node: FieldNode;
  /** The key of the value in a member's answer. */
  readonly key: string;
  readonly argumentsOf: ArgumentsOf;
  readonly selection: Selection | null;
  /** Of `_entities`: what is selected of each type. */
  readonly choices: ReadonlyMap<string, Selection> | null;
  readonly gather: GatherPlan | null;
}

/** What is selected of one object. */
export interface Selection {
  readonly type: string;
  readonly fields: readonly PlanField[];
  /** An object with all response keys and no values yet. */
  readonly blank: Blank;
  readonly entity: Entity | null;
  /** Of an entity: what its owner is asked for beyond the key. Of another object: what stands in it. */
  readonly asked: AskedFields;
  /** Of an entity: the same, with what is needed to believe its owner. */
  readonly askedOfOwner: AskedFields;
  readonly gathers: readonly PlanField[];
  /** How many rounds follow the one in which this object arrives. */
  readonly laterRounds: number;
  /** Of an entity: how many rounds follow the one that asks for it by its key. */
  readonly laterRoundsByKey: number;
}

/** What members are asked for to answer a connection or summary. */
export interface GatherPlan extends Gather {
  /** What is asked of each record; null if none are. */
  readonly node: AskedFields | null;
  /** Makes what the client selected of a record that is plainly right; null if that takes more than reading. */
  readonly read: RecordReader | null;
  /** The merged fields to ask for. */
  readonly asked: readonly AskedField[];
  /** Whether the client sees who answered. */
  readonly reported: boolean;
}

/**
 * Checks a record and takes out of it what the client selected, in one pass.
 *
 * @returns undefined if it is not plainly right; why, and what can be used of it, is found out elsewhere
 */
export type RecordReader = (record: unknown) => Output | undefined;

/** Whether more is selected of an entity than its key, and what came along with it, can tell. */
export function needsRound({ asked, gathers }: Selection): boolean {
  return asked.size > 0 || gathers.length > 0;
}
