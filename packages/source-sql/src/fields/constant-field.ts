import type { RecordField } from '@observer-graph/contract';
import { parseDate, parseInstant } from '../time/iso.ts';
import type { Field, ReferenceIds } from './field.ts';
import { containsText, wordOf } from './words.ts';

/** A field that is the same in every record; what it matches is decided without the database. */
export function constantField(value: unknown, field: RecordField, ids: ReferenceIds): Field {
  const constant = constantValue(value, field, ids);
  const values = ([] as unknown[]).concat(constant ?? []).map(String);
  return {
    constant: true,
    read: () => () => constant,
    matches: (wanted) => values.some((word) => wanted.has(word)),
    contains: (part) => values.some((text) => containsText(text, part)),
    sortKey: () => ({ constant: sortKeyOf(constant, field) }),
  };
}

function constantValue(value: unknown, field: RecordField, ids: ReferenceIds): unknown {
  if (value === null || value === undefined) return null;
  if (field.list) return ([] as unknown[]).concat(value).map((item) => scalarOrObject(item, field, ids));
  return scalarOrObject(value, field, ids);
}

function scalarOrObject(value: unknown, field: RecordField, ids: ReferenceIds): unknown {
  return typeof value === 'object' ? value : wordOf(field, String(value), ids);
}

/** The contract's sort key of a value in the contract's words. */
export function sortKeyOf(value: unknown, field: RecordField): number | null {
  if (value === null) return null;
  switch (field.kind) {
    case 'enum': {
      const rank = field.values?.indexOf(String(value)) ?? -1;
      return rank < 0 ? null : rank;
    }
    case 'instant':
      return parseInstant(String(value));
    case 'date':
      return parseDate(String(value));
    default:
      return typeof value === 'number' ? value : null;
  }
}
