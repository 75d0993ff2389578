import type { InspectedColumn, InspectedTable } from '@observer-graph/source-sql';
import { type Candidate, computedCandidate, type Surroundings } from './candidate.ts';
import { hasWord, ownWords, wordsOf } from './column-words.ts';
import { fieldPatterns } from './field-patterns.ts';
import { chainsFrom, endOf, gatheredObjects, joinsAlong, literal, quoted } from './relations.ts';
import { wordFor } from './value-words.ts';

const evidence =
  /attachments?$|media( objects?)?$|photos?$|pictures?$|images?$|files?$|evidence|documents?$|videos?$|uploads?$|вложен|фото|файл|ფაილ|dokument/;
const translations = /langs?$|languages?$|translations?$|locales?$|i18n|перевод|переклад|perkthim|prevod/;
const evidenceKinds = ['PHOTO', 'VIDEO', 'AUDIO', 'DOCUMENT', 'TESTIMONY', 'LINK'];

/** What hangs on a table's rows in tables of their own: evidence and translations. */
export function attachedCandidates(table: InspectedTable, surroundings: Surroundings): Candidate[] {
  return [...evidenceOf(table, surroundings), ...translationsOf(table, surroundings)];
}

/** That there is a photo, and not where it lies. */
function evidenceOf(table: InspectedTable, { tables, dialect }: Surroundings): Candidate[] {
  for (const attached of tables) {
    const chain = chainsFrom(attached, tables, 2).find((each) => endOf(each) === table);
    if (attached === table || !chain || !hasWord(wordsOf(attached.name).join(' '), evidence)) continue;
    const kind = kindOf(attached);
    const [last] = chain.slice(-1);
    const [first] = chain;
    if (!first || !last) continue;
    const between = joinsAlong(chain.slice(0, -1), 'b', dialect, 'e', 'JOIN').join(' ');
    const points = `${chain.length > 1 ? 'b' : 'e'}.${quoted(last.column, dialect)} = t.${quoted(last.references, dialect)}`;
    const sql = gatheredObjects(
      { access: "'OWNER'", kind },
      `${[`${quoted(attached.name, dialect)} e`, between].filter(Boolean).join(' ')} WHERE ${points}`,
      dialect,
    );
    return [
      computedCandidate(
        'evidence',
        attached,
        { sql, alias: 'evidence', joins: [], more: ['list: json'] },
        { fills: 'evidence' },
      ),
    ];
  }
  return [];

  function kindOf(attached: InspectedTable): string {
    const column = attached.columns.find(
      ({ name, type }) =>
        ['text', 'enum', 'integer'].includes(type) &&
        hasWord(ownWords(name, attached.name), /mime|content type|type\b|kind\b/),
    );
    if (!column) return "'OTHER'";
    const name = `e.${quoted(column.name, dialect)}`;
    const cases = column.values.flatMap(({ text }) => {
      const word = text === null ? null : wordFor('EvidenceKind', text, evidenceKinds);
      return word === null || text === null ? [] : [`WHEN ${literal(text, dialect)} THEN '${word}'`];
    });
    return cases.length === 0
      ? `CASE ${name} WHEN 'decide' THEN 'PHOTO' ELSE 'OTHER' END`
      : `CASE ${name} ${cases.join(' ')} ELSE 'OTHER' END`;
  }
}

/** One row for each language, with the columns of the table itself. */
function translationsOf(table: InspectedTable, { tables, dialect }: Surroundings): Candidate[] {
  for (const other of tables) {
    const chain = chainsFrom(other, tables, 1).find((each) => endOf(each) === table);
    const [to] = chain ?? [];
    if (!to || !hasWord(wordsOf(other.name).at(-1) ?? '', translations)) continue;
    const find = (...patterns: RegExp[]): InspectedColumn | undefined =>
      patterns.flatMap((pattern) =>
        other.columns.filter(
          ({ name, type }) => type === 'text' && hasWord(ownWords(name, table.name), pattern),
        ),
      )[0];
    const language = find(/lang(uage)?\b|locale\b|язык|мова/);
    const title = find(...patternsOf('title'));
    const text = find(...patternsOf('description'));
    if (!language || !(title || text)) continue;
    const column = ({ name }: InspectedColumn) => `l.${quoted(name, dialect)}`;
    const sql = gatheredObjects(
      {
        language: shortLanguage(column(language)),
        ...(title && { title: column(title) }),
        ...(text && { text: column(text) }),
      },
      `${quoted(other.name, dialect)} l WHERE l.${quoted(to.column, dialect)} = t.${quoted(to.references, dialect)}`,
      dialect,
    );
    return [
      computedCandidate(
        'translations',
        other,
        { sql, alias: 'translations', joins: [], more: ['list: json'] },
        { fills: 'translations' },
      ),
    ];
  }
  return [];

  /** `sw` of `sw_KE`. */
  function shortLanguage(column: string): string {
    if (dialect === 'postgres') return `lower(split_part(replace(${column}, '-', '_'), '_', 1))`;
    if (dialect === 'mysql') return `lower(substring_index(replace(${column}, '-', '_'), '_', 1))`;
    return `lower(substr(${column}, 1, instr(replace(${column}, '-', '_') || '_', '_') - 1))`;
  }
}

function patternsOf(field: string): readonly RegExp[] {
  return fieldPatterns.Finding.find((each) => each.field === field)?.patterns ?? [];
}
