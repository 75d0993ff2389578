import { parseElectionId, type RecordField, type RecordType } from '@observer-graph/contract';
import type { InspectedColumn, InspectedTable } from '@observer-graph/source-sql';
import { personalColumn } from '../check/personal.ts';
import type { Candidate } from './candidate.ts';
import type { ProposedType } from './classify-tables.ts';
import { hasWord, ownWords, wordsOf } from './column-words.ts';
import { type FieldPattern, fieldPatterns, placeSizes } from './field-patterns.ts';
import { countryCode, wordFor } from './value-words.ts';

/** A field with the column that may fill it. */
export interface ProposedField {
  /** `title`, `place.name`. */
  readonly field: string;
  readonly candidate: Candidate;
  /** What the link file says beside the column. */
  readonly more: readonly string[];
  /** Of a map: each raw value with its word, or null where nobody knows, and how many rows have it. */
  readonly values?: readonly { readonly raw: string; readonly word: string | null; readonly rows: number }[];
  readonly otherwise?: string;
  readonly comment?: string;
}

/** Enums of which a value that nobody knows is OTHER rather than unknown. */
const withOther = new Set(['Theme', 'Addressee', 'MissionKind']);

/** The columns that may fill a record's fields; each is used once, for what its name says most surely. */
export function proposeFields(
  type: ProposedType,
  record: RecordType,
  table: InspectedTable,
  candidates: readonly Candidate[],
): ProposedField[] {
  const used = new Set<Candidate>();
  const proposed: ProposedField[] = [];
  const has = (field: string) => proposed.some((each) => each.field === field);
  const add = (field: string, candidate: Candidate, sure: boolean) => {
    const found = propose(field, record, candidate);
    if (!found || (!sure && saysNothing(found))) return;
    used.add(candidate);
    proposed.push(found);
  };
  const { surer, later } = fixedCandidates(record, candidates);
  for (const [field, candidate] of surer) if (!has(field)) add(field, candidate, true);
  const settled = new Set(proposed.map(({ field }) => field));
  const patterns = fieldPatterns[type].filter(({ field }) => !settled.has(field));
  const most = Math.max(...patterns.map((each) => each.patterns.length));
  for (let rank = 0; rank < most; rank++) {
    for (const pattern of patterns) {
      const regular = pattern.patterns[rank];
      if (!regular) continue;
      for (const candidate of candidates) {
        // A second column for a list has to be as sure as a first.
        if (used.has(candidate) || (has(pattern.field) && !(pattern.several && rank === 0))) continue;
        const sure = rank === 0 || pattern.field !== 'themes';
        if (matches(pattern, regular, candidate, table)) add(pattern.field, candidate, sure);
      }
    }
  }
  for (const [field, candidate] of later) if (!has(field)) add(field, candidate, field !== 'phases');
  // Many systems keep no other time than that of the last change.
  const changed = proposed.find(({ field }) => field === 'updatedAt');
  if (type === 'Finding' && changed && !has('observedAt')) {
    const format = changed.more.filter((each) => !each.startsWith('precision'));
    const comment = 'the only time there is; of the event, or of the entry?';
    proposed.push({ ...changed, field: 'observedAt', more: [...format, 'precision: ENTRY_TIME'], comment });
  }
  return withLargestFirst(proposed);
}

/** The contract has the places around a place by their size, the largest first. */
function withLargestFirst(proposed: readonly ProposedField[]): ProposedField[] {
  const path = proposed.filter(({ field }) => field === 'place.path');
  if (path.length < 2) return [...proposed];
  const sizeOf = ({ candidate: { column } }: ProposedField) => {
    const words = wordsOf(column.name).join(' ');
    return placeSizes.findIndex((size) => hasWord(words, size));
  };
  const sorted = path
    .toSorted((one, other) => sizeOf(one) - sizeOf(other))
    .map((each, index) => (index === 0 ? { ...each, comment: 'is the largest place the first?' } : each));
  return proposed.map((each) => sorted[path.indexOf(each)] ?? each);
}

/** Candidates that are for one field whatever their names: before all others, or after them. */
function fixedCandidates(record: RecordType, candidates: readonly Candidate[]) {
  const fixed = candidates.flatMap((candidate): [string, Candidate][] => {
    const { fills } = candidate;
    if (fills === undefined || fills === 'place') return [];
    return [[fills === 'elections' && !record.fields.has(fills) ? 'election' : fills, candidate]];
  });
  return {
    surer: fixed.filter(([, { late }]) => !late),
    later: fixed.filter(([, { late }]) => late),
  };
}

/** A column that is only called a type or kind may be one of anything. */
function saysNothing({ values }: ProposedField): boolean {
  return values?.every(({ word }) => word === null) ?? false;
}

function matches(
  pattern: FieldPattern,
  regular: RegExp,
  candidate: Candidate,
  table: InspectedTable,
): boolean {
  const { column, fills } = candidate;
  if (fills === 'place' && !pattern.field.startsWith('place.')) return false;
  if (fills !== undefined && fills !== 'place') return false;
  const words = ownWords(column.name, fills === 'place' ? '' : table.name);
  if (!hasWord(words, regular)) return false;
  const aboutPlace = pattern.field.startsWith('place.');
  // An address of a polling station is none of a person.
  if (personalColumn(aboutPlace ? words.replace(/address/g, '') : column.name) !== null) return false;
  if (aboutPlace && /e ?mail|phone|user|\bip\b/.test(words)) return false;
  if (pattern.field === 'place.name' && /type|kind|visible/.test(words)) return false;
  // Of a place's own table a number is the place's; elsewhere it may count anything.
  if (pattern.field === 'place.name' && fills !== 'place' && /^(\w+ )?(number|no|nr|num)$/.test(words)) {
    if (!/station|precinct|place|section|qv|vv/.test(words)) return false;
  }
  if (pattern.field === 'description' && /location|station|place|precinct/.test(words)) return false;
  if (
    pattern.field === 'themes' &&
    /location|account|mime|file|form|source|media|election|submission/.test(words)
  )
    return false;
  const points = /(_id|Id)$/.test(column.name);
  return !points || ['recommendation', 'elections', 'election'].includes(pattern.field);
}

function propose(path: string, record: RecordType, candidate: Candidate): ProposedField | null {
  const field = fieldAt(record, path);
  const { column, computed } = candidate;
  if (!field) return null;
  const plain: ProposedField = { field: path, candidate, more: computed?.more ?? [] };
  if (path === 'recommendation' || field.kind === 'object') return plain;
  if (path === 'country') return mapped(plain, column, countryCode, 0.6);
  if (path === 'organization') {
    const found = column.type === 'text' ? mapped(plain, column, slug, 0.6) : null;
    return found && { ...found, comment: "the registry's ids; these are guesses from the names" };
  }
  if (path === 'language') return language(plain, column);
  if (field.type === 'Election' && candidate.fills) return electionNames(plain, column);
  if (field.type === 'Election') {
    const known = texts(column).filter((text) => parseElectionId(text) !== null);
    return known.length > 0 && known.length >= texts(column).length / 2 ? plain : null;
  }
  switch (field.kind) {
    case 'enum':
      return enumField(plain, field, isMade(candidate) ? { ...column, type: 'text' } : column);
    case 'instant':
    case 'date':
      return timeField(plain, field, column);
    case 'text':
      if (column.type === 'text' || column.type === 'enum' || isMade(candidate)) return plain;
      return path.startsWith('place.') && ['integer', 'decimal'].includes(column.type) ? plain : null;
    case 'integer':
      return column.type === 'integer' ? plain : null;
    case 'float':
      if (['float', 'decimal', 'integer'].includes(column.type)) {
        const noughts = texts(column).some((text) => Number(text) === 0);
        return noughts
          ? { ...plain, more: ['empty: 0'], comment: '0 is taken as unknown' }
          : { ...plain, more: [] };
      }
      return texts(column).some((text) => /^-?\d+\.\d+$/.test(text)) ? plain : null;
    default:
      return null;
  }
}

export function fieldAt(record: RecordType, path: string): RecordField | undefined {
  const [first = '', second] = path.split('.');
  const field = record.fields.get(first);
  return second === undefined ? field : field?.fields?.get(second);
}

function texts({ values }: InspectedColumn): string[] {
  return values.flatMap(({ text }) => (text === null || text.trim() === '' ? [] : [text]));
}

function mapped(
  plain: ProposedField,
  column: InspectedColumn,
  wordOf: (raw: string) => string | null,
  share: number,
): ProposedField | null {
  const values = column.values.flatMap(({ text, rows }) =>
    text === null || text.trim() === '' ? [] : [{ raw: text, word: wordOf(text), rows }],
  );
  const known = values.filter(({ word }) => word !== null);
  if (values.length === 0 || column.more || known.length < values.length * share) return null;
  return values.every(({ raw, word }) => raw === word) ? plain : { ...plain, values };
}

function slug(name: string): string | null {
  const text = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return text === '' ? null : text;
}

/** Made as text, whatever a database takes an expression for. */
function isMade({ computed, fills }: Candidate): boolean {
  return computed !== undefined && fills !== 'place';
}

/** What another table calls an election is no id; which one it is, people know. */
function electionNames(plain: ProposedField, column: InspectedColumn): ProposedField | null {
  if (column.more) return null;
  const values = column.values.flatMap(({ text, rows }) =>
    text === null || text.trim() === ''
      ? []
      : [{ raw: text, word: parseElectionId(text) ? text : null, rows }],
  );
  return values.length === 0 ? null : { ...plain, values, comment: 'ids like GE-2024-10-26-parliamentary' };
}

function language(plain: ProposedField, column: InspectedColumn): ProposedField | null {
  const values = texts(column);
  if (values.length === 0 || !values.every((text) => /^[a-z]{2,3}([-_][A-Za-z]{2,4})?$/i.test(text)))
    return null;
  return mapped(plain, column, (raw) => raw.toLowerCase().split(/[-_]/)[0] ?? null, 0);
}

function enumField(plain: ProposedField, field: RecordField, column: InspectedColumn): ProposedField | null {
  if (!['text', 'enum', 'integer', 'boolean'].includes(column.type) || column.more) return null;
  const known = plain.more.length > 0 ? '|' : null;
  if (known && !field.list) return null;
  const separator = known ?? (field.list ? separatorIn(column) : null);
  const counts = new Map<string, number>();
  for (const { text, rows } of column.values) {
    for (const part of text === null ? [] : separator === null ? [text] : text.split(separator)) {
      if (part.trim() !== '') counts.set(part.trim(), (counts.get(part.trim()) ?? 0) + rows);
    }
  }
  // A column that hardly ever says the same is text, not a list of words.
  if (counts.size === 0 || (counts.size > 20 && counts.size > total(column) * 0.5 && known === null))
    return null;
  const words = field.values ?? [];
  const values = [...counts].map(([raw, rows]) => ({ raw, word: wordFor(field.type, raw, words), rows }));
  const guessed = values.filter(({ word }) => word !== null).length;
  return {
    ...plain,
    more: separator === null ? [] : [`separator: ${JSON.stringify(separator)}`],
    values,
    ...(withOther.has(field.type) && { otherwise: 'OTHER' }),
    comment: `${guessed} of ${values.length} values guessed; look at each`,
  };
}

function total({ values }: InspectedColumn): number {
  return values.reduce((sum, { rows }) => sum + rows, 0);
}

function separatorIn(column: InspectedColumn): string | null {
  const cells = texts(column);
  return [';', '|'].find((each) => cells.some((cell) => cell.includes(each))) ?? null;
}

function timeField(plain: ProposedField, field: RecordField, column: InspectedColumn): ProposedField | null {
  const precision =
    plain.field === 'observedAt' || plain.field === 'issuedOn' || plain.field === 'assessedOn';
  const say = (word: string) => (precision ? [`precision: ${word}`] : []);
  const cells = texts(column);
  const numbers = cells.length > 0 && cells.every((text) => /^\d+$/.test(text));
  const years = cells.filter((text) => Number(text) > 1900 && Number(text) < 2100);
  const others = [...new Set(cells.filter((text) => !years.includes(text)))];
  if (numbers && years.length > 0 && others.every((text) => /^(0+|9+)$/.test(text))) {
    const empty =
      others.length > 0 ? [`empty: [${others.map((text) => JSON.stringify(text)).join(', ')}]`] : [];
    return { ...plain, more: ['format: year', ...empty] };
  }
  if (column.type === 'integer' && numbers) {
    const milliseconds = cells.every((text) => text.length >= 12);
    if (!milliseconds && !cells.every((text) => text.length >= 9)) return null;
    return {
      ...plain,
      more: [`format: ${milliseconds ? 'unix-milliseconds' : 'unix-seconds'}`, ...say('EXACT')],
    };
  }
  const iso = cells.filter((text) => /^\d{4}-\d\d-\d\d/.test(text)).length;
  const timed = ['instant', 'wall', 'date'].includes(column.type);
  if (!timed && (iso === 0 || iso < cells.length * 0.5)) return null;
  const entered = hasWord(ownWords(column.name, ''), /creat|updat|modif|add|dateadd|enter|receiv/);
  const daily = column.type === 'date' || field.kind === 'date' || cells.every((text) => text.length === 10);
  const zone =
    column.type === 'wall' || column.type === 'text' ? 'local time? then give timezone' : undefined;
  return {
    ...plain,
    more: say(entered ? 'ENTRY_TIME' : daily && cells.length > 0 ? 'DAY' : 'EXACT'),
    ...(zone !== undefined && field.kind === 'instant' && { comment: zone }),
  };
}
