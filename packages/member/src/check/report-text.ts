import type { Visibility } from '@observer-graph/executor';
import { harmless, oneLine } from '../harmless-text.ts';
import type { Style } from '../text-style.ts';
import { textTable } from '../text-table.ts';
import type { CheckReport, Gravity, Remark, SourceReport } from './report.ts';
import { counted } from './report.ts';

const gravities: readonly Gravity[] = ['error', 'warning', 'note'];
const levels: readonly Visibility[] = ['PUBLIC', 'NETWORK', 'PARTNERS', 'OWNER'];

/** Columns not shown that are named one by one. */
const mostColumns = 100;

/** A report to be read, from the gravest to the tables. */
export function reportText(report: CheckReport, style: Style): string {
  const sources = [...new Set(report.remarks.map(({ source }) => source))].filter(
    (source) => source !== undefined,
  );
  const lines = [style.bold(`${report.file}: member ${report.member}, ${report.dialect}`), ''];
  const sections: readonly (string | undefined)[] = [...sources, undefined];
  for (const source of sections) {
    const remarks = report.remarks.filter((remark) => remark.source === source);
    if (remarks.length === 0) continue;
    const line = remarks.find((remark) => remark.line !== undefined)?.line;
    lines.push(style.bold(source === undefined ? 'the whole file' : `${source} (line ${line})`));
    for (const gravity of gravities) {
      for (const remark of remarks) if (remark.gravity === gravity) lines.push(...remarkLines(remark, style));
    }
    lines.push('');
  }
  if (report.sources.length > 0) lines.push(...viewersTable(report.sources, style), '');
  for (const source of report.sources) lines.push(...fieldsTable(source, style), '');
  lines.push(summary(report, style));
  return `${lines.join('\n')}\n`;
}

function remarkLines({ gravity, field, message, remedy = [] }: Remark, style: Style): string[] {
  const colour = { error: style.red, warning: style.yellow, note: style.dim }[gravity];
  const about =
    field === undefined || message.startsWith(`${field} `) || message.startsWith(`${field}:`)
      ? ''
      : `${field}: `;
  const [first = '', ...rest] = wrapped(harmless(`${about}${message}`), 100);
  return [
    `  ${colour(gravity.padEnd(8))} ${first}`,
    ...rest.map((line) => `           ${line}`),
    ...remedy.map((line) => `             ${style.green(line)}`),
  ];
}

function viewersTable(sources: readonly SourceReport[], style: Style): string[] {
  const [head = '', ...rows] = textTable(
    [
      ['visible to', 'rows', ...levels],
      ...sources.map(({ source, rows, visibleTo }) => [
        source,
        rows?.toLocaleString('en-US') ?? '?',
        ...levels.map((level) => visibleTo[level]?.toLocaleString('en-US') ?? '?'),
      ]),
    ],
    new Set([1, 2, 3, 4, 5]),
  );
  return [style.bold(head), ...rows];
}

function fieldsTable({ source, rows, filled, columns, unmapped }: SourceReport, style: Style): string[] {
  const named = Object.entries(filled).map(([name, percent]) => [
    name,
    `${percent.toFixed(percent % 1 === 0 ? 0 : 1)} %`,
    columns[name]?.map(oneLine).join(', ') ?? style.dim('constant'),
  ]);
  const [head = '', ...lines] = textTable([[source, 'filled', 'from'], ...named], new Set([1]));
  return [
    style.bold(head),
    ...(rows === 0 ? ['no rows'] : lines),
    ...(unmapped.length > 0
      ? wrapped(`not shown: ${namedColumns(unmapped.map(oneLine))}`, 110).map(style.dim)
      : []),
  ];
}

function namedColumns(columns: readonly string[]): string {
  const more = columns.length - mostColumns;
  return more > 0
    ? `${columns.slice(0, mostColumns).join(', ')} and ${more.toLocaleString('en-US')} more, all in --json`
    : columns.join(', ');
}

function summary({ remarks, ok }: CheckReport, style: Style): string {
  const parts = gravities.flatMap((gravity) => {
    const number = remarks.filter((remark) => remark.gravity === gravity).length;
    return number === 0 ? [] : [counted(number, gravity)];
  });
  const text = `${parts.length === 0 ? 'nothing to remark' : parts.join(', ')}.`;
  return ok ? style.green(`It can be served: ${text}`) : style.red(`Not to be served like this: ${text}`);
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > width) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
