import type { RecordField } from '@observer-graph/contract';
import { any } from '../condition.ts';
import type { Cells } from '../dialects/dialect.ts';
import type { ColumnLink } from '../link.ts';
import type { Selection } from '../selection.ts';
import { isObject, objectsIn, parsedJson } from './cells.ts';
import { containsRaw, distinct } from './column-field.ts';
import { type Field, type FieldContext, LinkMistake, type ReferenceIds } from './field.ts';
import { wordOf } from './words.ts';

/** One list from several columns. */
export function severalField(parts: readonly Field[]): Field {
  return {
    ...withoutOrder,
    constant: parts.every((part) => part.constant),
    read(selection) {
      const readers = parts.map((part) => part.read(selection));
      return (row) => {
        const values = readers.map((read) => read(row)).filter((value) => value !== null);
        return values.length === 0 ? null : distinct(values.flat());
      };
    },
    informs: (selection) => someInforms(parts, selection),
    lookups: parts.flatMap(({ lookups = [] }) => lookups),
    matches: (wanted) => any(parts.map((part) => part.matches(wanted))),
    contains: (part) => any(parts.map((field) => field.contains(part))),
  };
}

/**
 * An object; null where all its columns are unknown, or one that it cannot be without.
 *
 * @param field the contract's field, whose own fields are `fields`
 */
export function objectField(field: RecordField, fields: ReadonlyMap<string, Field>): Field {
  const parts = [...fields.values()];
  const constant = parts.every((part) => part.constant);
  return {
    ...withoutOrder,
    constant,
    read(selection) {
      const readers = [...fields].map(([name, part]) => [name, part.read(selection)] as const);
      const informs = someInforms(parts, selection);
      const complete = completing(field);
      return (row) => {
        if (!constant && !informs(row)) return null;
        const object: Record<string, unknown> = {};
        for (const [name, read] of readers) object[name] = read(row);
        return complete(object);
      };
    },
    ...(!field.list && { parts: { fields, required: requiredOf(field) } }),
    informs: (selection) => someInforms(parts, selection),
    matches: () => false,
    contains: (part) => any(parts.filter((field) => !field.constant).map((field) => field.contains(part))),
  };
}

/** Gives the object, or null if it lacks what the contract requires of it. */
function completing(field: RecordField) {
  const required = requiredOf(field);
  return (object: Record<string, unknown>): Record<string, unknown> | null =>
    required.some((name) => (object[name] ?? null) === null) ? null : object;
}

function requiredOf({ fields }: RecordField): readonly string[] {
  return [...(fields ?? [])].filter(([, part]) => part.required).map(([name]) => name);
}

function someInforms(parts: readonly Field[], selection: Selection): (row: Cells) => boolean {
  const tests = parts.filter((part) => !part.constant).map((part) => informsOf(part, selection));
  return (row) => tests.some((test) => test(row));
}

function informsOf(part: Field, selection: Selection): (row: Cells) => boolean {
  if (part.informs) return part.informs(selection);
  const read = part.read(selection);
  return (row) => read(row) !== null;
}

/** A list of the objects that are known. */
export function objectsField(items: readonly Field[]): Field {
  return {
    ...severalField(items),
    read(selection) {
      const readers = items.map((item) => item.read(selection));
      return (row) => readers.map((read) => read(row)).filter((value) => value !== null);
    },
  };
}

/** Objects that a cell holds as JSON. */
export function jsonField(link: ColumnLink, field: RecordField, context: FieldContext): Field {
  const column = context.column(link.column);
  return {
    ...withoutOrder,
    constant: false,
    read(selection) {
      const cell = selection.text(column);
      return (row) => {
        const text = cell(row);
        if (text === null || link.empty.includes(text)) return null;
        if (field.list) {
          return objectsIn(text, link.list ?? { kind: 'json' })
            .map((object) => jsonObject(object, field, context.ids))
            .filter((object) => object !== null);
        }
        const json = parsedJson(text);
        return isObject(json) ? jsonObject(json, field, context.ids) : null;
      };
    },
    matches: () => false,
    contains: (part) => containsRaw(context.dialect, column, link, part),
  };
}

/** The fields that the contract knows, each as the contract has it. */
function jsonObject(object: Readonly<Record<string, unknown>>, field: RecordField, ids: ReferenceIds) {
  const values = [...(field.fields ?? [])].map(([name, part]) => [name, jsonValue(object[name], part, ids)]);
  return completing(field)(Object.fromEntries(values));
}

function jsonValue(value: unknown, field: RecordField, ids: ReferenceIds): unknown {
  if (value === null || value === undefined) return null;
  if (field.list) {
    return Array.isArray(value)
      ? value.map((item) => jsonValue(item, { ...field, list: false }, ids)).filter((item) => item !== null)
      : null;
  }
  if (field.kind === 'object') return isObject(value) ? jsonObject(value, field, ids) : null;
  return typeof value === 'object' ? null : wordOf(field, String(value), ids);
}

const withoutOrder = {
  sortKey: () => {
    throw new LinkMistake('a field of several columns has no order.');
  },
};
