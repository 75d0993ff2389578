import type { Visibility } from '@observer-graph/executor';
import { oneLine } from '../harmless-text.ts';
import type { Style } from '../text-style.ts';
import type { Preview } from './preview-link.ts';

/** Records to be read, without the fields of which nothing is known. */
export function previewText(previews: readonly Preview[], as: Visibility, style: Style): string {
  return previews
    .map(({ type, total, records }) => {
      const head = style.bold(
        `${type}: ${records.length === 0 ? 'none' : `the first ${records.length} of ${total.toLocaleString('en-US')}`}, as ${as} finds them`,
      );
      return [head, ...records.flatMap((record) => ['', ...recordLines(record, style)])].join('\n');
    })
    .join('\n\n')
    .concat('\n');
}

function recordLines(record: Readonly<Record<string, unknown>>, style: Style): string[] {
  const known = Object.entries(record).filter(([, value]) => !isNothing(value));
  const width = Math.max(0, ...known.map(([name]) => name.length));
  const unknown = Object.entries(record).flatMap(([name, value]) => (isNothing(value) ? [name] : []));
  return [
    ...known.map(([name, value]) => `  ${style.dim(name.padEnd(width))}  ${words(value)}`),
    ...(unknown.length > 0 ? [`  ${style.dim(`nothing: ${unknown.join(', ')}`)}`] : []),
  ];
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

function words(value: unknown): string {
  if (Array.isArray(value)) return value.map(words).join('; ');
  if (typeof value === 'object' && value !== null) {
    const known = Object.entries(value).filter(([, inner]) => !isNothing(inner));
    // A reference is its key.
    const [only] = known;
    if (known.length === 1 && only && (only[0] === 'id' || only[0] === 'code'))
      return oneLine(String(only[1]));
    return known.map(([name, inner]) => `${name} ${words(inner)}`).join(', ');
  }
  const text = oneLine(String(value));
  return text.length > 300 ? `${text.slice(0, 299)}…` : text;
}
