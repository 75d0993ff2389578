import type { RecordField, RecordType } from '@observer-graph/contract';

/** The query for the first records of a type with all that the contract has of them. */
export function recordQuery(record: RecordType): string {
  const noun = record.name.charAt(0).toLowerCase() + record.name.slice(1);
  const list = noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return `query ($first: Int) { list: ${list}(first: $first) { totalCount edges { node { ${selection(record.fields)} } } } }`;
}

function selection(fields: ReadonlyMap<string, RecordField>): string {
  return [...fields.values()].map(selected).join(' ');
}

function selected({ name, kind, key, fields }: RecordField): string {
  if (kind === 'reference') return `${name} { ${key} }`;
  return kind === 'object' ? `${name} { ${selection(fields ?? new Map())} }` : name;
}
