import type { RawObject } from './check.ts';
import type { Failure } from './errors.ts';
import type { Edge } from './member-page.ts';
import { type MergedPage, mergeValues } from './merge.ts';
import type { GatherPlan, PlanField, Selection } from './plan.ts';
import { type Sources, sourcesOf } from './report.ts';
import { Failed, Finished, type Output, output } from './result.ts';
import type { MemberAnswer } from './round.ts';
import type { Route } from './route.ts';
import type { Gathered } from './verify.ts';

/** Makes of the records of a list what the client selected of them. */
export interface RecordOutput {
  readonly output: (node: RawObject, selection: Selection) => unknown;
  /** How many parts of the answer so far are left to be filled in, or went wrong. */
  readonly unfinished: () => number;
}

/**
 * A connection or summary out of its members' answers, as the client selected it.
 *
 * @param list the merged page; null if no records were selected
 * @param answers one for each candidate, in their order
 */
export function gatheredOutput(
  selection: Selection,
  gather: GatherPlan,
  list: MergedPage | null,
  route: Route,
  answers: readonly MemberAnswer<Gathered>[],
  recordOutput: RecordOutput,
): unknown {
  const given = answers.flatMap(({ value }) => value ?? []);
  const statuses = answers.flatMap((answer) => answer.statuses());
  const sources = sourcesOf(
    route,
    statuses,
    given.flatMap(({ behind }) => behind ?? []),
  );
  const merged = (name: string) => {
    const op = gather.merges.get(name);
    return op
      ? mergeValues(
          op,
          given.filter(({ countable }) => countable).map((value) => value.merged.get(name) ?? null),
          answers.length,
        )
      : null;
  };
  const object = output(selection.isOrdinary);
  for (const field of selection.fields) {
    object[field.responseKey] = part(field, selection, list, sources, merged, recordOutput);
  }
  const failures = failuresOf(gather, answers);
  return failures.length > 0 ? new Failed(failures, object) : object;
}

function part(
  field: PlanField,
  { type }: Selection,
  list: MergedPage | null,
  sources: Sources,
  merged: (name: string) => unknown,
  recordOutput: RecordOutput,
): unknown {
  switch (field.role) {
    case 'typename':
      return type;
    case 'edges':
      return list ? edgesOutput(field, list, recordOutput) : [];
    case 'pageInfo':
      return list && plainOutput(field, list.pageInfo);
    case 'report':
      return plainOutput(field, sources);
    default:
      return plainOutput(field, merged(field.name));
  }
}

function edgesOutput(field: PlanField, { edges }: MergedPage, recordOutput: RecordOutput): unknown {
  const before = recordOutput.unfinished();
  const outputs = edges.map((edge) => edgeOutput(field, edge, recordOutput));
  return recordOutput.unfinished() === before ? new Finished(outputs) : outputs;
}

function edgeOutput({ selection }: PlanField, edge: Edge, recordOutput: RecordOutput): Output {
  const object = output(selection?.isOrdinary !== false);
  for (const field of selection?.fields ?? []) {
    if (field.role === 'typename') object[field.responseKey] = selection?.type;
    else if (field.role === 'cursor') object[field.responseKey] = edge.cursor;
    else if (field.selection) object[field.responseKey] = recordOutput.output(edge.node, field.selection);
  }
  return object;
}

/** A value that the engine itself made, by the contract's names. */
function plainOutput(field: PlanField, value: unknown): unknown {
  const { selection } = field;
  if (!selection || value === null || value === undefined) return value ?? null;
  if (Array.isArray(value)) return value.map((item) => plainOutput(field, item));
  const object = output(selection.isOrdinary);
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
function failuresOf({ reported }: GatherPlan, answers: readonly MemberAnswer<Gathered>[]): Failure[] {
  const failures = new Map<string, Failure>();
  for (const { statuses, failure } of answers) {
    for (const { member, state, message } of statuses()) {
      if (state === 'OK') continue;
      const mistake = failure?.code === 'BAD_USER_INPUT' ? failure : null;
      if (!mistake && reported) continue;
      const told = mistake ?? {
        code: 'SOURCE_UNAVAILABLE',
        message: message ?? `${member}: did not answer in full.`,
        member,
      };
      failures.set(told.message, told);
    }
  }
  return [...failures.values()];
}
