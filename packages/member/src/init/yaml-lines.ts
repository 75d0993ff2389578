import { nameOf } from './candidate.ts';
import type { ProposedField } from './propose-fields.ts';

/** The lines of a source's fields, with the parts of an object below it. */
export function fieldLines(fields: readonly ProposedField[]): string[] {
  const names = [...new Set(fields.map(({ field }) => field.split('.')[0] ?? ''))];
  return names.flatMap((name) => {
    const parts = fields.filter(({ field }) => field === name || field.startsWith(`${name}.`));
    const [first] = parts;
    if (!first) return [];
    if (first.field === name) return listLines(name, parts, 6);
    const inner = [...new Set(parts.map(({ field }) => field))];
    return [
      `      ${name}:`,
      ...inner.flatMap((path) =>
        listLines(
          path.slice(name.length + 1),
          parts.filter(({ field }) => field === path),
          8,
        ),
      ),
    ];
  });
}

/** One column, or several side by side. */
function listLines(name: string, parts: readonly ProposedField[], indent: number): string[] {
  const space = ' '.repeat(indent);
  const [only] = parts;
  if (only && parts.length === 1) return columnLines(`${space}${name}: `, only, indent + 2);
  return [`${space}${name}:`, ...parts.flatMap((part) => columnLines(`${space}  - `, part, indent + 4))];
}

/** A column in a line, or, with a map, in several. */
function columnLines(
  head: string,
  { candidate, more, values, otherwise, comment }: ProposedField,
  indent: number,
): string[] {
  const column = scalar(nameOf(candidate));
  const remark = comment === undefined ? '' : ` # decide: ${comment}`;
  if (!values) return [`${head}{ ${[`column: ${column}`, ...more].join(', ')} }${remark}`];
  const space = ' '.repeat(indent);
  const starts = head.trimEnd().endsWith('-');
  const parts = [
    `column: ${column}${remark}`,
    ...more,
    'values:',
    ...values.map(
      ({ raw, word, rows }) =>
        `  ${scalar(raw)}: ${word ?? otherwise ?? 'null'} # ${rows} rows${word === null ? ', decide' : ''}`,
    ),
    ...(otherwise === undefined ? [] : [`otherwise: ${otherwise}`]),
  ];
  if (!starts) return [head.trimEnd(), ...parts.map((part) => space + part)];
  return parts.map((part, index) => (index === 0 ? head + part : space + part));
}

/** A text as YAML has it; quoted wherever it could be taken for something else. */
export function scalar(text: string): string {
  const plain =
    /^[\p{L}_][\p{L}\p{N}_ ()/-]*$/u.test(text) && !/^(true|false|null|yes|no|on|off|y|n|~)$/i.test(text);
  return plain && text === text.trim() ? text : JSON.stringify(text).replaceAll('\u007f', '\\u007f');
}
