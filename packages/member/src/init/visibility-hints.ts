import type { InspectedTable } from '@observer-graph/source-sql';
import { oneLine } from '../harmless-text.ts';
import { hasWord, wordsOf } from './column-words.ts';
import { scalar } from './yaml-lines.ts';

const publishing =
  /public|publish|approved|active|visible|visibility|consent|moderat|audience|confidential|опублик|публич|публічн|გამოქვეყნ|gamokveq|javn|publik|miratuar/;

/** Columns that may say who is to see a row. */
export function hintColumns(table: InspectedTable): string[] {
  return table.columns
    .filter(({ name, more }) => !more && hasWord(wordsOf(name).join(' '), publishing))
    .map(({ name }) => name);
}

export function visibilityHints(table: InspectedTable): string[] {
  return hintColumns(table).map((name) => {
    const values = table.columns.find((column) => column.name === name)?.values ?? [];
    const known = values.flatMap(({ text, rows }) =>
      text === null ? [] : [`${scalar(text)}: OWNER (${rows} rows)`],
    );
    return `    # decide: ${oneLine(name)} may say it: visibility: { column: ${scalar(name)}, values: { … } }; it has ${known.slice(0, 6).join(', ')}`;
  });
}
