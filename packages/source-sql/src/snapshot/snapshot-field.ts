import type { RecordField } from '@observer-graph/contract';
import type { Row } from '@observer-graph/source';
import { redactionMark } from '../fields/redacted-field.ts';
import type { FieldLink, Link, Redaction } from '../link.ts';

/** A column of a snapshot, and its value of a record. */
export interface SnapshotColumn {
  readonly name: string;
  readonly type: 'INTEGER' | 'TEXT';
  /** An integer as a bigint, everything else as text; null is unknown. */
  valueOf(record: Row): bigint | string | null;
}

/** How a field stands in a snapshot: in the contract's own words, so that no raw code leaves. */
export interface SnapshotField {
  /** What the snapshot's link file says of it. */
  readonly link: unknown;
  readonly columns: readonly SnapshotColumn[];
}

type Read = (record: Row) => unknown;

/** @param sourceOf the source that a reference's local keys would be of; full ids stay what they are */
export function snapshotField(
  field: RecordField,
  link: FieldLink,
  sourceOf: (field: RecordField) => string | null,
): SnapshotField | null {
  return fieldAt(field, link, field.name, (record) => record[field.name], sourceOf);
}

function fieldAt(
  field: RecordField,
  link: FieldLink,
  name: string,
  read: Read,
  sourceOf: (field: RecordField) => string | null,
): SnapshotField | null {
  if (link.kind === 'constant') {
    return link.value === null || link.value === undefined
      ? null
      : { link: { constant: link.value }, columns: [] };
  }
  if (link.kind === 'object' && field.kind === 'object' && !field.list) {
    const parts = [...link.fields].flatMap(([key, part]) => {
      const inner = field.fields?.get(key);
      const readPart: Read = (record) => (read(record) as Row | null | undefined)?.[key];
      const found = inner && fieldAt(inner, part, `${name}_${key}`, readPart, sourceOf);
      return found ? [[key, found] as const] : [];
    });
    return {
      link: Object.fromEntries(parts.map(([key, part]) => [key, part.link])),
      columns: parts.flatMap(([, part]) => part.columns),
    };
  }
  const source = field.kind === 'reference' ? sourceOf(field) : null;
  const redaction = redactionOf(link);
  const about = {
    column: name,
    ...(source !== null && { source }),
    ...(redaction && { redact: redacted(redaction) }),
  };
  if (field.list || field.kind === 'object') {
    const json = (record: Row) => {
      const value = read(record);
      return value === null || value === undefined ? null : JSON.stringify(value);
    };
    return { link: { ...about, list: 'json' }, columns: [{ name, type: 'TEXT', valueOf: json }] };
  }
  const integer = field.kind === 'integer';
  return {
    link: about,
    columns: [
      {
        name,
        type: integer ? 'INTEGER' : 'TEXT',
        valueOf(record) {
          const value = read(record);
          if (value === null || value === undefined) return null;
          return integer ? BigInt(value as number) : String(value);
        },
      },
    ],
  };
}

function redactionOf(link: FieldLink): Redaction | undefined {
  if (link.kind === 'several') return link.parts.map(redactionOf).find((found) => found !== undefined);
  return link.kind === 'column' ? link.redact : undefined;
}

/**
 * Its texts are redacted already, and what is taken out of them must not be told by naming it. They still cannot be searched:
 * what stands for it is taken out once more.
 */
function redacted({ for: level }: Redaction): unknown {
  return { words: [redactionMark], ...(level && { for: level }) };
}

/** The source to name beside a reference: any whose key is one column, since a snapshot has full ids alone. */
export function referredSource({ sources }: Link, field: RecordField): string | null {
  const candidates = sources.filter(({ record }) => record.name === field.type && record.owned);
  return (candidates.find(({ key }) => key.length === 1) ?? candidates[0])?.name ?? null;
}
