import type { FilterField, RecordType } from '@observer-graph/contract';
import { badUserInput, type Filter } from '@observer-graph/source';
import { all, any, type Condition } from './condition.ts';
import type { Field } from './fields/field.ts';
import { keyAtLeast, keyLessThan } from './order/sort-key.ts';
import { dayLength, parseInstant } from './time/iso.ts';

/**
 * A filter as a condition. A field that the source does not link matches nothing.
 *
 * @throws {GraphQLError} `BAD_USER_INPUT` for a field that the record type's filter does not have, or a value that is no time
 */
export function filterCondition(
  record: RecordType,
  fields: ReadonlyMap<string, Field>,
  filter: Filter,
): Condition {
  return all(
    Object.entries(filter).map(([name, value]) => {
      if (value === null || value === undefined) return true;
      const filterField = record.filters.get(name);
      if (!filterField) {
        throw badUserInput(
          `${record.name} has no filter "${name}"; it has ${[...record.filters.keys()].join(', ')}.`,
        );
      }
      const values = ([] as unknown[]).concat(value);
      return fieldCondition(record, fields, filterField, values);
    }),
  );
}

function fieldCondition(
  record: RecordType,
  fields: ReadonlyMap<string, Field>,
  { name, op, fields: names }: FilterField,
  values: readonly unknown[],
): Condition {
  if (op === 'COPIES') return true;
  return any(
    names.map((fieldName) => {
      const field = fields.get(fieldName);
      if (!field) return false;
      if (op === 'IN') return field.matches(new Set(values.map(String)));
      if (op === 'TEXT') return any(values.map((value) => field.contains(String(value))));
      const inDays = record.fields.get(fieldName)?.kind === 'date';
      return any(
        values.map((value) => {
          const key = timeKeyOf(String(value), inDays, name);
          return op === 'FROM' ? keyAtLeast(field.sortKey(), key) : keyLessThan(field.sortKey(), key);
        }),
      );
    }),
  );
}

/** Microseconds, or days: the first day that begins at or after the instant. */
function timeKeyOf(text: string, inDays: boolean, name: string): number {
  const instant = parseInstant(text);
  if (instant === null) throw badUserInput(`${name} is "${text}"; give an instant or day as ISO 8601.`);
  return inDays ? Math.ceil(instant / dayLength) : instant;
}
