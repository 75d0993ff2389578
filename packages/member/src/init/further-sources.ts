import { recordType } from '@observer-graph/contract';
import type { InspectedTable } from '@observer-graph/source-sql';
import { type Candidate, nameOf } from './candidate.ts';
import { type Checklist, countedRows, tickedRows } from './checklists.ts';
import type { DraftContext } from './draft-context.ts';
import { type ProposedField, proposeFields } from './propose-fields.ts';
import { referencesOf } from './relations.ts';
import { fieldLines, scalar } from './yaml-lines.ts';

/** Of a wide checklist: a finding for each ticked box, and in how many rows each was ticked. */
export function checklistLines(
  table: InspectedTable,
  checklist: Checklist,
  fields: readonly ProposedField[],
  key: readonly string[],
  context: DraftContext,
): string[] {
  const name = context.names.get(table);
  const beside = fields.filter(
    ({ field, candidate }) => !candidate.computed && /^(place\.|observedAt$|updatedAt$)/.test(field),
  );
  const keep = [...new Set([...key, ...beside.map(({ candidate }) => nameOf(candidate))])];
  const indented = (lines: readonly string[]) => lines.map((line) => `      ${line}`);
  return [
    `  ${name}-ticked: # decide: which of the ${checklist.columns.length} questions are findings? Then leave the others out`,
    '    from: |',
    ...indented(tickedRows(table, checklist, keep, context.dialect)),
    `    key: [${[...key.map(scalar), 'question'].join(', ')}]`,
    '    fields:',
    '      kind: { constant: OBSERVATION }',
    "      title: question # decide: the question's words, in the SELECT",
    '      # decide: themes: { column: question, values: { … } }',
    ...fieldLines(beside),
    '    visibility: OWNER # decide',
    `  ${name}-totals: # how often each was ticked`,
    '    from: |',
    ...indented(countedRows(table, checklist, context.dialect)),
    '    key: question',
    '    fields:',
    '      kind: { constant: ASSESSMENT }',
    '      title: question',
    '      base: { cases: cases, of: answered }',
    '    visibility: OWNER # decide',
  ];
}

/** A recommendation with a status: what its table says of that is an assessment of its own. */
export function statusLines(
  table: InspectedTable,
  candidates: readonly Candidate[],
  key: readonly string[],
  { tables, proposed, names }: DraftContext,
): string[] | null {
  const assessed = proposed.some(
    (each) => each.type === 'Assessment' && referencesOf(each.table, tables).some((to) => to.table === table),
  );
  const wanted = new Set(['status', 'assessedOn', 'country', 'organization']);
  const fields = proposeFields('Assessment', recordType('Assessment'), table, candidates).filter(
    ({ field }) => wanted.has(field),
  );
  const [only] = key;
  if (assessed || key.length !== 1 || only === undefined || !fields.some(({ field }) => field === 'status'))
    return null;
  const name = names.get(table);
  return [
    `  ${name}: # decide: is the status a word of your own? Then it is an assessment`,
    `    from: ${scalar(table.name)}`,
    `    key: ${scalar(only)}`,
    '    fields:',
    `      recommendation: { column: ${scalar(only)}, source: ${name} }`,
    ...fieldLines(fields),
    '    visibility: OWNER # decide',
  ];
}
