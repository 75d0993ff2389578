import { type FilterField, recordType } from '@observer-graph/contract';
import type { Draw } from './draw.ts';
import { areas, columnsOf, type DrawnRecord, days, instants, wordsOf } from './world.ts';

/** By the filter's fields. */
export type FilterValues = ReadonlyMap<string, { readonly value: unknown; readonly isEnum: boolean }>;

/** All fields of a filter but `member`: in the oracle there is only one. */
export function filterFields(record: DrawnRecord): FilterField[] {
  return [...recordType(record).filters.values()].filter(({ name }) => name !== 'member');
}

/** @param keysOf the keys of a type's entities */
export function drawFilter(
  draw: Draw,
  record: DrawnRecord,
  keysOf: (type: string) => readonly string[],
): FilterValues {
  return new Map(
    filterFields(record)
      .filter(() => draw.once(14))
      .map((filter) => [filter.name, drawValue(draw, record, filter, keysOf)]),
  );
}

function drawValue(
  draw: Draw,
  record: DrawnRecord,
  { op, fields: [name = ''] }: FilterField,
  keysOf: (type: string) => readonly string[],
): { value: unknown; isEnum: boolean } {
  const field = recordType(record).fields.get(name);
  if (op === 'COPIES') return { value: !draw.once(4), isEnum: false };
  if (op === 'TEXT') return { value: oneOrMore(draw, ['carou', 'карусель', 'ხმ', 'zzz']), isEnum: false };
  if (op === 'FROM' || op === 'UNTIL') {
    const times = (field?.kind === 'date' ? days : instants).filter((time) => time !== null);
    return { value: draw.of(times), isEnum: false };
  }
  if (field?.kind === 'enum') {
    // Also of fields that no row has: nothing matches then.
    const values = columnsOf(record).includes(name)
      ? wordsOf(record, name)
      : (field.values ?? []).slice(0, 2);
    return { value: oneOrMore(draw, values), isEnum: true };
  }
  const values = field?.kind === 'reference' ? keysOf(field.type) : [...areas, 'ZZ-ZZ'];
  return { value: oneOrMore(draw, values), isEnum: false };
}

function oneOrMore(draw: Draw, values: readonly string[]): unknown {
  if (values.length > 0 && draw.once(3)) return draw.of(values);
  const some = draw.some(values);
  return draw.once(10) ? null : some;
}

/** As it is written in an operation. */
export function printed(filter: FilterValues): string {
  const fields = [...filter].map(([name, { value, isEnum }]) => `${name}: ${literal(value, isEnum)}`);
  return `{${fields.join(', ')}}`;
}

function literal(value: unknown, isEnum: boolean): string {
  if (Array.isArray(value)) return `[${value.map((one) => literal(one, isEnum)).join(', ')}]`;
  return isEnum && value !== null ? String(value) : JSON.stringify(value);
}
