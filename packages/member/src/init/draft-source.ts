import { recordType } from '@observer-graph/contract';
import type { InspectedTable } from '@observer-graph/source-sql';
import { personalColumn } from '../check/personal.ts';
import { oneLine } from '../harmless-text.ts';
import { answerCandidates } from './answers.ts';
import { attachedCandidates } from './attached.ts';
import type { Candidate, Surroundings } from './candidate.ts';
import { checklistOf } from './checklists.ts';
import type { ProposedTable } from './classify-tables.ts';
import { hasWord, wordsOf } from './column-words.ts';
import { clockCandidates, documentCandidates } from './documents.ts';
import type { DraftContext } from './draft-context.ts';
import { checklistLines, statusLines } from './further-sources.ts';
import { neighbourCandidates } from './neighbours.ts';
import { placeCandidates } from './places.ts';
import { type ProposedField, proposeFields } from './propose-fields.ts';
import { quoted, referencesOf } from './relations.ts';
import { columnsOfStep, type Step, stepsOf } from './steps.ts';
import { hintColumns, visibilityHints } from './visibility-hints.ts';
import { fieldLines, scalar } from './yaml-lines.ts';

/** The lines of the sources that one table feeds, by the sections that they stand in. */
export type Sections = ReadonlyMap<ProposedTable['type'], string[]>;

/** Drafts one table: its records, and what else its rows tell of. */
export async function draftTable({ table, type }: ProposedTable, context: DraftContext): Promise<Sections> {
  const key = keyOf(table);
  const steps = type === 'Finding' ? stepsOf(table) : [];
  const taken = new Set([...steps.flatMap(columnsOfStep).map(({ name }) => name), ...key.columns]);
  const own = table.columns.map((column): Candidate => ({ column, table: table.name }));
  const free = own.filter(({ column }) => !taken.has(column.name));
  const { computed, unread } = await computedCandidates({ table, type }, free, key.columns, context);
  const keys = key.guessed ? own.filter(({ column }) => key.columns.includes(column.name)) : [];
  const candidates = [...computed, ...free, ...keys];
  const record = recordType(type);
  const fields = proposeFields(type, record, table, candidates).filter(
    ({ field }) => field !== 'recommendation',
  );
  const reference = type === 'Assessment' ? recommendationOf(table, context) : null;
  const used = new Set([...fields.map(({ candidate }) => candidate.column.name), reference?.column]);
  const stepColumns = steps.flatMap(columnsOfStep).map(({ name }) => name);
  const lines = [
    `  ${context.names.get(table)}: # ${table.rows} rows; this name is part of the ids, for ever`,
    ...fromLines(
      table,
      fields,
      [...key.columns, ...stepColumns, ...(reference ? [reference.column] : [])],
      context,
    ),
    ...keyLine(key),
    '    fields:',
    ...constantLines(type, table, fields),
    ...fieldLines(fields),
    ...stepLines(steps),
    ...(reference ? [reference.line] : []),
    ...undecided(type, fields, reference !== null),
    ...(unread === null
      ? []
      : [`      # what other tables tell of these rows could not be read: ${oneLine(unread)}`]),
    ...leftOut(free.filter(({ column }) => !used.has(column.name))),
    ...visibilityLines(table),
  ];
  const sections = new Map<ProposedTable['type'], string[]>([[type, lines]]);
  const checklist = type === 'Finding' ? checklistOf(table) : null;
  if (checklist) lines.push(...checklistLines(table, checklist, fields, key.columns, context));
  if (type === 'Recommendation') {
    const status = statusLines(table, free, key.columns, context);
    if (status) sections.set('Assessment', status);
  }
  return sections;
}

/** What a SELECT can have of other tables, with what it then holds; what holds nothing is left out. */
async function computedCandidates(
  { table, type }: ProposedTable,
  own: readonly Candidate[],
  key: readonly string[],
  context: DraftContext,
): Promise<{ computed: Candidate[]; unread: string | null }> {
  const names = new Set(table.columns.map(({ name }) => name.toLowerCase()));
  const possible = [
    ...placeCandidates(table, context),
    ...(type === 'Mission' ? [] : answerCandidates(table, context)),
    ...neighbourCandidates(table, context),
    ...attachedCandidates(table, context),
    ...documentCandidates(table, context),
  ].map((candidate) => withNewAlias(candidate, names));
  if (possible.length === 0) return { computed: clockCandidates(own, table, context), unread: null };
  try {
    const sampled = await context.sample(selectOf(table, key, possible, context).join('\n'));
    const computed = possible.flatMap((candidate): Candidate[] => {
      const found = sampled.find(({ name }) => name === candidate.computed?.alias);
      if (!found || (table.rows > 0 && found.values.every(({ text }) => isNothing(text)))) return [];
      return [{ ...candidate, column: { ...found, name: candidate.column.name } }];
    });
    return {
      computed: [...computed, ...clockCandidates([...computed, ...own], table, context)],
      unread: null,
    };
  } catch (error) {
    return { computed: clockCandidates(own, table, context), unread: (error as Error).message };
  }
}

function isNothing(text: string | null): boolean {
  return text === null || text === '' || text === '[]';
}

function withNewAlias(candidate: Candidate, names: Set<string>): Candidate {
  const { computed } = candidate;
  if (!computed) return candidate;
  let alias = computed.alias;
  for (let number = 2; names.has(alias); number++) alias = `${computed.alias}_${number}`;
  names.add(alias);
  return { ...candidate, computed: { ...computed, alias } };
}

function keyOf(table: InspectedTable): { columns: readonly string[]; guessed: boolean } {
  if (table.primaryKey.length > 0) return { columns: table.primaryKey, guessed: false };
  const named = table.columns.find(({ name }) => /^(id|uuid|code|nr|no|number)$/i.test(name));
  return { columns: [named?.name ?? table.columns[0]?.name ?? 'id'], guessed: true };
}

function keyLine({ columns, guessed }: ReturnType<typeof keyOf>): string[] {
  const [first = ''] = columns;
  const key = columns.length === 1 ? scalar(first) : `[${columns.map(scalar).join(', ')}]`;
  return [
    `    key: ${key}${guessed ? ' # decide: the table has no primary key; what identifies a row?' : ''}`,
  ];
}

/** The table itself, or a SELECT where it takes one; then it has the columns that are used, and no other. */
function fromLines(
  table: InspectedTable,
  fields: readonly ProposedField[],
  columns: readonly string[],
  context: DraftContext,
): string[] {
  const candidates = fields.map(({ candidate }) => candidate);
  const simple = /^[^\s.,;:'"`()[\]]+(\.[^\s.,;:'"`()[\]]+)?$/u.test(table.name);
  if (simple && candidates.every(({ computed }) => !computed)) return [`    from: ${scalar(table.name)}`];
  const lines = selectOf(table, [...columns, ...hintColumns(table)], candidates, context);
  // A name may have lines of its own, as headings of spreadsheets do.
  return ['    from: |', ...lines.flatMap((line) => line.split('\n')).map((line) => `      ${line}`)];
}

function selectOf(
  table: InspectedTable,
  columns: readonly string[],
  candidates: readonly Candidate[],
  { dialect }: Surroundings,
): string[] {
  const own = candidates.flatMap(({ column, computed }) => (computed ? [] : [column.name]));
  const computed = [...new Set(candidates.flatMap((candidate) => candidate.computed ?? []))];
  const selected = [
    ...[...new Set([...columns, ...own])].map((column) => `t.${quoted(column, dialect)}`),
    ...new Set(computed.map(({ sql, alias }) => `${sql} AS ${quoted(alias, dialect)}`)),
  ];
  return [
    `SELECT ${selected.join(',\n  ')}`.split('\n'),
    `FROM ${quoted(table.name, dialect)} t`,
    ...new Set(computed.flatMap(({ joins }) => joins)),
  ].flat();
}

function constantLines(
  type: ProposedTable['type'],
  table: InspectedTable,
  fields: readonly ProposedField[],
): string[] {
  const has = (name: string) => fields.some(({ field }) => field === name);
  const words = wordsOf(table.name).join(' ');
  if (type === 'Finding') {
    const kind = hasWord(words, incident) ? 'INCIDENT' : 'OBSERVATION';
    return [
      `      kind: { constant: ${kind} } # decide: OBSERVATION, INCIDENT or ASSESSMENT`,
      ...(has('title') || has('description')
        ? []
        : [
            `      title: { constant: ${scalar(words)} } # decide: no column looks like a title or a text; make one in a SELECT`,
          ]),
    ];
  }
  if (type === 'Recommendation' && !has('text')) {
    return [
      `      text: { constant: ${scalar(words)} } # decide: no column looks like the recommendation's text`,
    ];
  }
  return [];
}

const incident =
  /incident|violation|complaint|irregular|наруш|порушен|жалоб|скарг|инцид|інцид|დარღვ|საჩივ|darghv|sachiv|prijav|shkelj|ankes|parregull/;

function stepLines(steps: readonly Step[]): string[] {
  if (steps.length === 0) return [];
  return [
    '      remedies: # one for each instance that was asked',
    ...steps.map(({ name, forum, filedOn, decidedOn, outcome }) => {
      const parts = [
        `forum: ${forum ? scalar(forum.name) : `{ constant: ${scalar(name.toUpperCase())} }`}`,
        ...(filedOn ? [`filedOn: ${scalar(filedOn.name)}`] : []),
        ...(decidedOn ? [`decidedOn: ${scalar(decidedOn.name)}`] : []),
        ...(outcome ? [`outcome: ${scalar(outcome.name)}`] : []),
      ];
      return `        - { ${parts.join(', ')} }${forum ? '' : ' # decide: what is it called?'}`;
    }),
  ];
}

function undecided(type: ProposedTable['type'], fields: readonly ProposedField[], linked: boolean): string[] {
  const has = (name: string) => fields.some(({ field }) => field === name);
  const lines: string[] = [];
  const election = type === 'Finding' ? 'elections' : 'election';
  if (!has(election)) {
    lines.push(
      `      # decide: ${election}: { constant: GE-2024-10-26-parliamentary }, { lookup: { year: 2024, kind: PARLIAMENTARY } }, or a column with a map to such ids`,
    );
  }
  if (type === 'Finding' && !has('themes')) {
    lines.push('      # decide: themes: nothing says what these are about');
  }
  if (type === 'Assessment' && !linked) {
    lines.push(
      '      # decide: recommendation: { column: …, source: … }; which recommendation does it assess?',
    );
  }
  return lines;
}

function leftOut(rest: readonly Candidate[]): string[] {
  const list = (candidates: readonly Candidate[]) =>
    candidates.map(({ column }) => oneLine(column.name)).join(', ');
  const personal = rest.filter(({ column }) => personalColumn(column.name) !== null);
  const plain = rest.filter((candidate) => !personal.includes(candidate));
  return [
    ...(personal.length > 0 ? [`      # left out, about people by their names: ${list(personal)}`] : []),
    ...(plain.length > 0 ? [`      # not used: ${list(plain)}`] : []),
  ];
}

function visibilityLines(table: InspectedTable): string[] {
  return [
    '    visibility: OWNER # decide: PUBLIC, NETWORK or PARTNERS, or a column that says it for each row',
    ...visibilityHints(table),
  ];
}

function recommendationOf(
  table: InspectedTable,
  { tables, proposed, names }: DraftContext,
): { column: string; line: string } | null {
  for (const reference of referencesOf(table, tables)) {
    const target = proposed.find((each) => each.table === reference.table && each.type === 'Recommendation');
    if (!target) continue;
    const source = names.get(target.table);
    return {
      column: reference.column,
      line: `      recommendation: { column: ${scalar(reference.column)}, source: ${source} }`,
    };
  }
  return null;
}
