import type { FieldLink, LinkedSource } from '../link.ts';
import { partsOf } from '../lookup-parts.ts';

/** The columns that a link names, and for what: `severity`, `place.name`, `the key`. */
export function columnsOf(source: LinkedSource): ReadonlyMap<string, string> {
  const columns = new Map<string, string>();
  const add = (column: string, use: string) => {
    if (!columns.has(column)) columns.set(column, use);
  };
  for (const column of source.key) add(column, 'the key');
  for (const [name, link] of source.fields) for (const column of ofField(link, name)) add(...column);
  for (const rule of source.visibility) if (rule.kind === 'column') add(rule.column, 'visibility');
  if (source.embargoUntil) add(source.embargoUntil.column, 'embargoUntil');
  return columns;
}

function ofField(link: FieldLink, use: string): [column: string, use: string][] {
  switch (link.kind) {
    case 'constant':
      return [];
    case 'column':
      return [[link.column, use]];
    case 'lookup':
      return partsOf(link.by).flatMap((part) => ofField(part.link, use));
    case 'several':
      return link.parts.flatMap((part) => ofField(part, use));
    case 'object':
      return [...link.fields].flatMap(([name, part]) => ofField(part, `${use}.${name}`));
    case 'objects':
      return link.items.flatMap((item) => ofField(item, use));
  }
}
