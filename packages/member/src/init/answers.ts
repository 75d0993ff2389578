import type { InspectedColumn, InspectedTable } from '@observer-graph/source-sql';
import { personalColumn } from '../check/personal.ts';
import { type Candidate, computedCandidate, plainName, type Surroundings } from './candidate.ts';
import { hasWord, wordsOf } from './column-words.ts';
import {
  type Chain,
  chainsFrom,
  endOf,
  gathered,
  joinsAlong,
  labelOf,
  literal,
  quoted,
  type Reference,
  referencesOf,
} from './relations.ts';

const questionTable =
  /questions?$|fields?$|attributes?$|indicators?$|variables?$|вопрос|питан|კითხვ|pyetj|pitanj|[iî]ntreb|pregunt/;
const questionCode = [/code\b|key\b|slug\b|tag\b|код/, /name\b|label\b|title\b|text\b/];
const valueColumn =
  /value|answer|response|text|content|date|time|number|amount|ответ|відповід|პასუხ|p[eë]rgjigj|odgovor/;
const optionTable = /options?$|choices?$|вариант|варіант|опци|mundesi/;

/** So many questions are made columns; whoever has more adds theirs. */
const mostQuestions = 60;

/** A table with one row for each answer, what it answers, and to which question. */
interface AnswerTable {
  readonly table: InspectedTable;
  readonly toRecord: Reference;
  readonly toQuestion: Chain;
  readonly code: InspectedColumn;
  readonly values: readonly InspectedColumn[];
}

/** Tables of answers to a deployment's own questions: rows of other tables in pieces, and so no records themselves. */
export function answerTables(tables: readonly InspectedTable[]): ReadonlySet<InspectedTable> {
  return new Set(
    tables.flatMap((table) => tables.flatMap((answers) => answersOf(table, answers, tables)?.table ?? [])),
  );
}

/** Each question as a column: its text, number or time, the option chosen, or the options. */
export function answerCandidates(table: InspectedTable, surroundings: Surroundings): Candidate[] {
  return surroundings.tables.flatMap((each) => {
    const answers = answersOf(table, each, surroundings.tables);
    return answers ? questionCandidates(answers, surroundings) : [];
  });
}

function answersOf(
  record: InspectedTable,
  table: InspectedTable,
  tables: readonly InspectedTable[],
): AnswerTable | null {
  const toRecord = referencesOf(table, tables).find((reference) => reference.table === record);
  if (!toRecord || table === record || hasWord(lastWord(record), questionTable)) return null;
  const values = table.columns.filter(
    ({ name, type }) =>
      !/(_id|Id)$/.test(name) &&
      hasWord(wordsOf(name).join(' '), valueColumn) &&
      ['text', 'date', 'wall', 'instant', 'integer', 'decimal', 'float', 'other'].includes(type),
  );
  if (values.length === 0) return null;
  for (const toQuestion of chainsFrom(table, tables, 2)) {
    const question = endOf(toQuestion);
    if (question === record || !hasWord(lastWord(question), questionTable)) continue;
    const texts = question.columns.filter(({ name, type }) => type === 'text' && !/(_id|Id)$/.test(name));
    const code = questionCode.flatMap((pattern) =>
      texts.filter(({ name }) => hasWord(wordsOf(name).join(' '), pattern)),
    )[0];
    if (code) return { table, toRecord, toQuestion, code, values };
  }
  return null;
}

function questionCandidates(answers: AnswerTable, { tables, dialect }: Surroundings): Candidate[] {
  const { table, toRecord, toQuestion, code } = answers;
  const joins = joinsAlong(toQuestion, 'q', dialect, 'a', 'JOIN').join(' ');
  const toOption = chainsFrom(table, tables, 2).find(
    (chain) => hasWord(lastWord(endOf(chain)), optionTable) && labelOf(endOf(chain), 'o', dialect) !== null,
  );
  const option = toOption && endOf(toOption);
  const codes = code.values
    .flatMap(({ text }) => (text === null || text.trim() === '' ? [] : [text]))
    .slice(0, mostQuestions);
  return codes.flatMap((text, index) => {
    // What asks for names and telephones is not even looked at.
    if (personalColumn(text) !== null) return [];
    const name = plainName(text) ?? `question_${index + 1}`;
    const where = `WHERE a.${quoted(toRecord.column, dialect)} = t.${quoted(toRecord.references, dialect)} AND q.${quoted(code.name, dialect)} = ${literal(text, dialect)}`;
    const from = `${quoted(table.name, dialect)} a ${joins}`;
    const candidate = (
      sql: string,
      suffix: string,
      type: InspectedColumn['type'] = 'text',
      more: readonly string[] = [],
    ): Candidate => {
      const made = computedCandidate(text, table, { sql, alias: `${name}_${suffix}`, joins: [], more });
      return { ...made, column: { ...made.column, type } };
    };
    const plain = answers.values
      .filter((column) => column.type !== 'other' || isClock(column))
      .map((column) =>
        candidate(
          `(SELECT max(a.${quoted(column.name, dialect)}) FROM ${from} ${where})`,
          plainName(column.name) ?? 'value',
          column.type,
        ),
      );
    if (!option || !toOption) return plain;
    const chosen = joinsAlong(toOption, 'o', dialect, 'a', 'JOIN').join(' ');
    const label = labelOf(option, 'o', dialect) ?? '';
    const one = [
      candidate(`(SELECT max(${label}) FROM ${from} ${chosen} ${where})`, 'option'),
      ...option.columns
        .filter(({ name: column }) => /^lat(itude)?$|^(lon|lng|longitude)$/i.test(column))
        .map((column) => {
          const sql = `(SELECT max(o.${quoted(column.name, dialect)}) FROM ${from} ${chosen} ${where})`;
          const axis = /^lat/i.test(column.name) ? 'latitude' : 'longitude';
          return { ...candidate(sql, axis, column.type, ['empty: 0']), fills: `place.${axis}` };
        }),
    ];
    return [...plain, ...one, ...severalChosen()];

    /** Options of one answer in a table of their own. */
    function severalChosen(): Candidate[] {
      for (const between of tables) {
        const toAnswer = referencesOf(between, tables).find((reference) => reference.table === table);
        const chain = chainsFrom(between, tables, 2).find((each) => endOf(each) === option);
        if (!toAnswer || !chain || between === table || chain.some((each) => each.table === table)) continue;
        const several = `${from} JOIN ${quoted(between.name, dialect)} s ON s.${quoted(toAnswer.column, dialect)} = a.${quoted(toAnswer.references, dialect)} ${joinsAlong(chain, 'm', dialect, 's', 'JOIN').join(' ')} ${where}`;
        const each = labelOf(option as InspectedTable, 'm', dialect) ?? '';
        return [candidate(gathered(each, several, each, dialect), 'options', 'text', ['separator: "|"'])];
      }
      return [];
    }
  });
}

function isClock({ values }: InspectedColumn): boolean {
  const texts = values.flatMap(({ text }) => (text === null ? [] : [text]));
  return texts.length > 0 && texts.every((text) => /^\d\d?:\d\d(:\d\d)?/.test(text));
}

function lastWord({ name }: InspectedTable): string {
  return wordsOf(name).at(-1) ?? '';
}
