import type { SourceError } from './errors.ts';
import type { Link, LinkedSource } from './link.ts';
import { sectionOf } from './link-file/sections.ts';

/** Where a source stands, as its administrator finds it: `member.yaml:12: findings.reports`. */
export function placeOfSource({ file }: Pick<Link, 'file'>, { record, name, line }: LinkedSource): string {
  return `${file}:${line}: ${sectionOf(record)}.${name}`;
}

/** What a source's database failed by, for the administrator alone: where, why, and what to do. */
export function sourceFailure(link: Pick<Link, 'file'>, source: LinkedSource, error: SourceError): string {
  const { cause, extensions } = error;
  const reason = cause instanceof Error ? cause.message.trim().replace(/\.$/, '') : error.message;
  const remedy =
    extensions.code === 'SOURCE_UNAVAILABLE'
      ? slowSourceRemedy(source)
      : 'Run `member check`, which says what to do.';
  return `${placeOfSource(link, source)}: its rows cannot be read (${reason}). ${remedy}`;
}

/** What can be done where rows do not come in time, in a sentence. */
export function slowSourceRemedy({ from }: LinkedSource): string {
  const rows = 'table' in from ? `"${from.table}", if it is a view,` : 'its SELECT';
  return `Make ${rows} cheaper, let a materialised table hold its rows, or give \`statementTimeout\` more.`;
}
