import type { InspectedColumn, InspectedTable } from '@observer-graph/source-sql';
import { type Candidate, computedCandidate, plainName, type Surroundings } from './candidate.ts';
import { hasWord, ownWords } from './column-words.ts';
import { quoted } from './relations.ts';

/** What an answer may be keyed by, `AB` or `Q12_other`; longer ones are texts. */
const tag = /^[A-Za-z0-9_.-]{1,24}$/;
const mostTags = 40;

/** Of answers in one document, `{"A": 1, "C": 2}`, the keys: which there are may be what the record is about. */
export function documentCandidates(table: InspectedTable, { dialect }: Surroundings): Candidate[] {
  if (dialect === 'mysql') return [];
  return table.columns.flatMap((column) => {
    if (!isTagged(column)) return [];
    const name = `t.${quoted(column.name, dialect)}`;
    const sql =
      dialect === 'postgres'
        ? `(SELECT string_agg(k, '|' ORDER BY k) FROM jsonb_object_keys(${name}::jsonb) k)`
        : `(SELECT group_concat(key, '|') FROM json_each(${name}))`;
    const computed = {
      sql,
      alias: `${plainName(column.name) ?? 'document'}_tags`,
      joins: [],
      more: ['separator: "|"'],
    };
    return [computedCandidate(column.name, table, computed, { fills: 'themes' })];
  });
}

function isTagged({ type, values }: InspectedColumn): boolean {
  if (type !== 'other' && type !== 'text') return false;
  const keys = new Set<string>();
  let documents = 0;
  for (const { text } of values) {
    if (text === null) continue;
    const found = keysOf(text);
    if (found === null) return false;
    for (const key of found) keys.add(key);
    if (found.length > 0) documents++;
  }
  return documents >= 2 && keys.size > 1 && keys.size <= mostTags && [...keys].every((key) => tag.test(key));
}

function keysOf(text: string): string[] | null {
  if (!text.startsWith('{')) return null;
  try {
    return Object.keys(JSON.parse(text) as object);
  } catch {
    return null;
  }
}

/** A day and a time of the day in two columns, as one. */
export function clockCandidates(
  candidates: readonly Candidate[],
  table: InspectedTable,
  { dialect }: Surroundings,
): Candidate[] {
  const words = ({ column }: Candidate) => ownWords(column.name, table.name);
  const day = candidates.find(
    (each) =>
      isDay(each.column) && hasWord(words(each), /date|day\b|when|дата|день|datum|data\b|თარიღ|tarighi|dita/),
  );
  const clock = candidates.find(
    (each) =>
      each !== day &&
      isClock(each.column) &&
      hasWord(words(each), /time|hour|clock|at\b|врем|час|დრო|saati|ora\b|koha|vreme/),
  );
  if (!day || !clock) return [];
  const sql = (candidate: Candidate) =>
    candidate.computed?.sql ?? `t.${quoted(candidate.column.name, dialect)}`;
  const [date, time] = [sql(day), sql(clock)];
  const both = {
    postgres: `(${date} + coalesce(${time}, '00:00'))`,
    mysql: `timestamp(${date}, coalesce(${time}, '00:00'))`,
    sqlite: `(${date} || ' ' || coalesce(${time}, '00:00'))`,
  }[dialect];
  const joins = [...(day.computed?.joins ?? []), ...(clock.computed?.joins ?? [])];
  const made = computedCandidate('observed at', table, { sql: both, alias: 'day_and_time', joins });
  return [{ ...made, column: { ...made.column, type: 'wall' } }];
}

function isDay({ type, values }: InspectedColumn): boolean {
  if (type === 'date') return true;
  const texts = values.flatMap(({ text }) => text ?? []);
  return type === 'text' && texts.length > 0 && texts.every((text) => /^\d{4}-\d\d-\d\d$/.test(text));
}

function isClock({ type, values }: InspectedColumn): boolean {
  const texts = values.flatMap(({ text }) => text ?? []);
  if (type !== 'other' && type !== 'text') return false;
  return texts.length > 0 && texts.every((text) => /^\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(text));
}
