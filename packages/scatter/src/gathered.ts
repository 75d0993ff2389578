import type { SourceStatus } from '@observer-graph/executor';
import type { Context } from './context.ts';
import type { Failure } from './errors.ts';
import type { Edge } from './member-page.ts';
import { type MergedPage, mergeValues } from './merge.ts';
import type { GatherPlan, PlanField, Selection } from './plan.ts';
import { recordOutput } from './record-output.ts';
import { type Sources, sourcesOf } from './report.ts';
import { Failed, Finished, type Output, output } from './result.ts';

import type { Route } from './route.ts';
import type { MemberAnswer } from './task.ts';
import type { Gathered, HubSources } from './verify.ts';

/** A member's answer, and what there is to tell of it. */
interface Told {
  readonly answer: MemberAnswer<Gathered>;
  readonly statuses: readonly SourceStatus[];
}

/**
 * A connection or summary out of its members' answers, as the client selected it.
 *
 * @param list the merged page; null if no records were selected
 * @param told of each candidate, in their order
 */
export function gatheredOutput(
  context: Context,
  selection: Selection,
  gather: GatherPlan,
  list: MergedPage | null,
  route: Route,
  told: readonly Told[],
): unknown {
  const given: Gathered[] = [];
  for (const { answer } of told) if (answer.value) given.push(answer.value);
  const object = output(selection.blank);
  for (const field of selection.fields) {
    object[field.responseKey] = part(field, { context, selection, gather, list, route, told, given });
  }
  const failures = failuresOf(gather, told);
  return failures.length > 0 ? new Failed(failures, object) : object;
}

interface Parts {
  readonly context: Context;
  readonly selection: Selection;
  readonly gather: GatherPlan;
  readonly list: MergedPage | null;
  readonly route: Route;
  readonly told: readonly Told[];
  readonly given: readonly Gathered[];
}

function part(field: PlanField, { context, selection, gather, list, route, told, given }: Parts): unknown {
  switch (field.role) {
    case 'typename':
      return selection.type;
    case 'edges':
      return list ? edgesOutput(context, field, list) : [];
    case 'pageInfo':
      return list && new Finished(plainOutput(field, list.pageInfo));
    case 'report':
      return new Finished(plainOutput(field, reportOf(route, told, given)));
    default:
      return new Finished(plainOutput(field, mergedValue(field.name, gather, told.length, given)));
  }
}

function reportOf(route: Route, told: readonly Told[], given: readonly Gathered[]): Sources {
  const all: SourceStatus[] = [];
  for (const { statuses } of told) for (const status of statuses) all.push(status);
  const hubs: HubSources[] = [];
  for (const { behind } of given) if (behind) hubs.push(behind);
  return sourcesOf(route, all, hubs);
}

function mergedValue(
  name: string,
  { merges }: GatherPlan,
  candidates: number,
  given: readonly Gathered[],
): unknown {
  const op = merges.get(name);
  if (!op) return null;
  const values: unknown[] = [];
  for (const { countable, merged } of given) if (countable) values.push(merged.get(name) ?? null);
  return mergeValues(op, values, candidates);
}

function edgesOutput(context: Context, { selection }: PlanField, { edges }: MergedPage): unknown {
  if (!selection) return null;
  const before = context.unfinished;
  const outputs = new Array<unknown>(edges.length);
  const node = usualNode(selection);
  for (let at = 0; at < edges.length; at++) {
    const edge = edges[at] as Edge;
    outputs[at] = node
      ? { cursor: edge.cursor, node: edge.output ?? recordOutput(context, edge.node, node) }
      : edgeOutput(context, selection, edge);
  }
  return context.unfinished === before ? new Finished(outputs) : outputs;
}

/** What is selected of the records, if edges have a cursor and a node under these names, as most do. */
function usualNode({ fields: [first, second, ...others] }: Selection): Selection | null {
  return others.length === 0 && first?.responseKey === 'cursor' && second?.responseKey === 'node'
    ? first.role === 'cursor' && second.role === 'node'
      ? second.selection
      : null
    : null;
}

function edgeOutput(context: Context, selection: Selection, edge: Edge): Output {
  const object = output(selection.blank);
  for (const field of selection.fields) {
    if (field.role === 'typename') object[field.responseKey] = selection.type;
    else if (field.role === 'cursor') object[field.responseKey] = edge.cursor;
    else if (field.selection) {
      object[field.responseKey] = edge.output ?? recordOutput(context, edge.node, field.selection);
    }
  }
  return object;
}

/** A value that the engine itself made, by the contract's names. */
function plainOutput(field: PlanField, value: unknown): unknown {
  const { selection } = field;
  if (!selection || value === null || value === undefined) return value ?? null;
  if (Array.isArray(value)) return value.map((item) => plainOutput(field, item));
  const object = output(selection.blank);
  for (const inner of selection.fields) {
    object[inner.responseKey] =
      inner.role === 'typename' ? selection.type : plainOutput(inner, (value as Output)[inner.name]);
  }
  return object;
}

/**
 * The errors of a connection or summary: the client's mistakes, and, if it does not see `sources`, whoever did not answer in
 * full. Never silently incomplete.
 */
function failuresOf({ reported }: GatherPlan, told: readonly Told[]): Failure[] {
  const failures = new Map<string, Failure>();
  for (const { answer, statuses } of told) {
    for (const { member, state, message } of statuses) {
      if (state === 'OK') continue;
      const mistake = answer.failure?.code === 'BAD_USER_INPUT' ? answer.failure : null;
      if (!mistake && reported) continue;
      const failure = mistake ?? {
        code: 'SOURCE_UNAVAILABLE',
        message: message ?? `${member}: did not answer in full.`,
        member,
      };
      failures.set(failure.message, failure);
    }
  }
  return [...failures.values()];
}
