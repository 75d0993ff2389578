import type { RecordField } from '@observer-graph/contract';
import type { Row } from '@observer-graph/source';
import { redactionMark } from '../fields/redacted-field.ts';
import type { FieldLink, Link, ObjectLink, Redaction } from '../link.ts';
import { levels } from '../visibility.ts';

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
  if (link.kind === 'objects') return objectsAt(field, link.items, name, read, sourceOf);
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

/**
 * A list of objects side by side, as its link has them, so that each part is searched, or not, by itself. A record has those that
 * are known, and which of the link's they are it does not say: so what holds for a part of one holds for that part of all.
 */
function objectsAt(
  field: RecordField,
  items: readonly ObjectLink[],
  name: string,
  read: Read,
  sourceOf: (field: RecordField) => string | null,
): SnapshotField {
  const names = new Set(items.flatMap(({ fields }) => [...fields.keys()]));
  const single = { ...field, list: false };
  const parts = new Map(
    [...names].flatMap((key) => {
      const inner = field.fields?.get(key);
      return inner
        ? [
            [
              key,
              commonLink(
                inner,
                items.map(({ fields }) => fields.get(key)),
              ),
            ] as const,
          ]
        : [];
    }),
  );
  const found = items.flatMap((_, index) => {
    const readItem: Read = (record) => (read(record) as readonly Row[] | null | undefined)?.[index];
    const item: ObjectLink = { kind: 'object', fields: parts };
    return fieldAt(single, item, `${name}_${index + 1}`, readItem, sourceOf) ?? [];
  });
  return { link: found.map(({ link }) => link), columns: found.flatMap(({ columns }) => columns) };
}

/** The same part of several objects. A constant is searched by nobody, and neither is the column that holds it beside others. */
function commonLink(field: RecordField, links: readonly (FieldLink | undefined)[]): FieldLink {
  const [first] = links;
  const value = (link: FieldLink | undefined) => (link?.kind === 'constant' ? (link.value ?? null) : null);
  if (first && value(first) !== null && links.every((link) => value(link) === value(first))) return first;
  const hidden = links.map((link): Redaction | undefined =>
    value(link) !== null ? { patterns: [], words: [] } : link && redactionOf(link),
  );
  const redact = field.kind === 'text' ? widest(hidden) : undefined;
  return { kind: 'column', column: field.name, empty: [], ...(redact && { redact }) };
}

function redactionOf(link: FieldLink): Redaction | undefined {
  if (link.kind === 'several') return widest(link.parts.map(redactionOf));
  return link.kind === 'column' ? link.redact : undefined;
}

/** Of those that one column has to keep, the one that concerns most viewers. */
function widest(redactions: readonly (Redaction | undefined)[]): Redaction | undefined {
  const reach = ({ for: level }: Redaction) => (level ? levels.indexOf(level) : levels.length);
  const found = redactions.flatMap((redaction) => redaction ?? []);
  return found.sort((one, other) => reach(other) - reach(one))[0];
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
