import type { RecordField } from '@observer-graph/contract';
import {
  type ColumnLink,
  type FieldLink,
  type LinkedSource,
  type NamedPart,
  partsOf,
} from '@observer-graph/source-sql';

/** A column as one field uses it. */
export interface UsedColumn {
  /** `severity`, `place.name`. */
  readonly path: string;
  readonly field: RecordField;
  readonly link: ColumnLink;
  /** Whether the field has this column alone, so that a record's value is this column's. */
  readonly alone: boolean;
}

export function usedColumns(source: LinkedSource): UsedColumn[] {
  const used = [...source.fields].flatMap(([name, link]) => {
    const field = source.record.fields.get(name);
    return field ? ofLink(link, field, name, true) : [];
  });
  // Elections are looked up by the records' own country, which need not be told of twice.
  return used.filter(({ path, link }) => path === 'country' || link !== source.fields.get('country'));
}

function ofLink(link: FieldLink, field: RecordField, path: string, alone: boolean): UsedColumn[] {
  switch (link.kind) {
    case 'constant':
      return [];
    case 'column':
      return [{ path, field, link, alone }];
    case 'lookup':
      return partsOf(link.by).flatMap((part) =>
        ofLink(part.link, partField(part), `${path}.${part.name}`, false),
      );
    case 'several':
      return link.parts.flatMap((part) => ofLink(part, field, path, false));
    case 'object':
      return [...link.fields].flatMap(([name, part]) => {
        const inner = field.fields?.get(name);
        return inner ? ofLink(part, inner, `${path}.${name}`, alone && !field.list) : [];
      });
    case 'objects':
      return link.items.flatMap((item) => ofLink(item, field, path, false));
  }
}

/** A year that is said to be that of a time is looked at as one. */
function partField({ name, field, link }: NamedPart): RecordField {
  const timed = link.kind === 'column' && link.time && link.time.format !== 'year';
  return name === 'year' ? { ...field, kind: timed ? 'date' : 'integer' } : field;
}

/** `findings.reports`. */
export function sourceName({ record, name }: LinkedSource): string {
  const noun = record.name.toLowerCase();
  return `${noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`}.${name}`;
}

/** The link's columns, by field. */
export function columnsByField(link: LinkedSource): Record<string, string[]> {
  const columns: Record<string, string[]> = {};
  for (const {
    path,
    link: { column },
  } of usedColumns(link)) {
    const [field = ''] = path.split('.');
    columns[field] = [...new Set([...(columns[field] ?? []), column])];
  }
  return columns;
}
