import { LinkFileError, parseLink } from '../../src/index.ts';
import type { FieldLink, Link, LinkedSource } from '../../src/link.ts';

/** Lines that make a link file whole: a file of its own for each test, without what the test is not about. */
export interface Parts {
  readonly database?: string;
  readonly defaults?: string;
  readonly from?: string;
  readonly key?: string;
  /** Fields of a finding beside what a finding must have. */
  readonly fields?: readonly string[];
  readonly visibility?: string;
  readonly source?: readonly string[];
  /** Lines at the end, for example further sections. */
  readonly further?: readonly string[];
}

export const env = { DATABASE_URL: 'postgres://reader:secret@db.example/golos' };

/** Field lines begin on line 9. */
export function linkText(parts: Parts = {}): string {
  return [
    'member: golos',
    `database: ${parts.database ?? '{ dialect: postgres, url: $DATABASE_URL }'}`,
    `defaults: ${parts.defaults ?? '{ organization: golos, country: RU }'}`,
    'findings:',
    '  reports:',
    `    from: ${parts.from ?? 'report'}`,
    `    key: ${parts.key ?? 'id'}`,
    '    fields:',
    ...(parts.fields ?? []).map((line) => `      ${line}`),
    ...['title: summary', 'kind: { constant: INCIDENT }']
      .filter((line) => !parts.fields?.some((field) => field.startsWith(line.split(':')[0] ?? '')))
      .map((line) => `      ${line}`),
    `    visibility: ${parts.visibility ?? 'PUBLIC'}`,
    ...(parts.source ?? []).map((line) => `    ${line}`),
    ...(parts.further ?? []),
    '',
  ].join('\n');
}

export function linked(parts: Parts = {}): Link {
  return parseLink(linkText(parts), { file: 'member.yaml', env });
}

export function onlySource(parts: Parts = {}): LinkedSource {
  const [source] = linked(parts).sources;
  if (!source) throw new Error('no source');
  return source;
}

/** What a field line becomes. */
export function field(line: string, parts: Parts = {}): FieldLink | undefined {
  const name = line.slice(0, line.indexOf(':'));
  return onlySource({ ...parts, fields: [line] }).fields.get(name);
}

/** Every mistake of a text as `line path: message`; none if it can be read. */
export function mistakesIn(text: string): string[] {
  try {
    parseLink(text, { file: 'member.yaml', env });
    return [];
  } catch (error) {
    if (!(error instanceof LinkFileError)) throw error;
    return error.problems.map(({ line, path, message }) => `${line} ${path}: ${message}`);
  }
}

export function mistakes(parts: Parts): string[] {
  return mistakesIn(linkText(parts));
}
