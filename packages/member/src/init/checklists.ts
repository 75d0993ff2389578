import type { Dialect, InspectedColumn, InspectedTable } from '@observer-graph/source-sql';
import { literal, quoted } from './relations.ts';
import { hintColumns } from './visibility-hints.ts';

/** A table with a column for each question, answered with yes or no. */
export interface Checklist {
  readonly columns: readonly InspectedColumn[];
  /** Words for yes and for no in capitals, as these columns have them. */
  readonly yes: readonly string[];
  readonly no: readonly string[];
}

const yesWords = /^(YES|Y|PO|DA|ДА|ТАК|TAK|SI|SÍ|OUI|კი|AYO|NDIYO|EVET|T|TRUE|X|1)$/;
const noWords = /^(NO|N|JO|NE|НЕТ|НІ|NIE|NON|NU|არა|HAYIR|HAPANA|F|FALSE|0)$/;

const unanswered = /^$|^N\/?A$|^[-—?.]+$/;

/** Fewer such columns are flags of a record, and no checklist. */
const fewest = 6;

export function checklistOf(table: InspectedTable): Checklist | null {
  const { columns } = table;
  const asked = columns.filter(isYesOrNo);
  if (asked.length < fewest || asked.length < columns.length / 8) return null;
  const answers = new Set(asked.flatMap(({ values }) => values.map(({ text }) => said(text))));
  const deciding = hintColumns(table);
  return {
    // What may say who is to see a row asks nobody anything.
    columns: asked.filter(({ name }) => !deciding.includes(name)),
    yes: [...answers].filter((text) => yesWords.test(text)),
    no: [...answers].filter((text) => noWords.test(text)),
  };
}

function isYesOrNo({ type, values }: InspectedColumn): boolean {
  if (!['text', 'enum', 'boolean'].includes(type)) return false;
  const counts = { clear: 0, other: 0 };
  for (const { text, rows } of values) {
    const word = said(text);
    if (!unanswered.test(word)) counts[yesWords.test(word) || noWords.test(word) ? 'clear' : 'other'] += rows;
  }
  return counts.clear > 0 && counts.clear >= counts.other * 2;
}

function said(text: string | null): string {
  return (text ?? '').trim().toUpperCase();
}

/** Each ticked box as a row: the question, and the columns that tell where it was. */
export function tickedRows(
  table: InspectedTable,
  { columns, yes }: Checklist,
  keep: readonly string[],
  dialect: Dialect,
): string[] {
  return columns.map((column, index) => {
    const head = index === 0 ? 'SELECT' : 'UNION ALL SELECT';
    const question = `${literal(column.name, dialect)}${index === 0 ? ' AS question' : ''}`;
    const kept = keep.map((name) => `t.${quoted(name, dialect)}`);
    return `${head} ${[question, ...kept].join(', ')} FROM ${quoted(table.name, dialect)} t WHERE ${saysOneOf(column, yes, dialect)}`;
  });
}

/** For each question how often it was answered with yes, and how often at all. */
export function countedRows(
  table: InspectedTable,
  { columns, yes, no }: Checklist,
  dialect: Dialect,
): string[] {
  return columns.map((column, index) => {
    const head = index === 0 ? 'SELECT' : 'UNION ALL SELECT';
    const [question, cases, stations] =
      index === 0 ? [' AS question', ' AS cases', ' AS answered'] : ['', '', ''];
    const count = (words: readonly string[]) =>
      `count(CASE WHEN ${saysOneOf(column, words, dialect)} THEN 1 END)`;
    return `${head} ${literal(column.name, dialect)}${question}, ${count(yes)}${cases}, ${count([...yes, ...no])}${stations} FROM ${quoted(table.name, dialect)} t`;
  });
}

function saysOneOf(column: InspectedColumn, words: readonly string[], dialect: Dialect): string {
  const name = `t.${quoted(column.name, dialect)}`;
  const text = column.type === 'text' ? name : `CAST(${name} AS ${dialect === 'mysql' ? 'CHAR' : 'TEXT'})`;
  return `upper(trim(${text})) IN (${words.map((word) => literal(word, dialect)).join(', ')})`;
}
