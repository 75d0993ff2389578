import type { Fields, Row } from '@observer-graph/source';
import type { CompiledSource } from './compile-source.ts';
import type { Cells } from './dialects/dialect.ts';
import type { Selection } from './selection.ts';

/** What a withdrawn record still tells: that it existed, and that it was withdrawn. */
export const keptWhenWithdrawn: ReadonlySet<string> = new Set([
  'member',
  'organization',
  'country',
  'holding',
  'state',
  'supersedes',
  'note',
  'updatedAt',
  'visibility',
]);

/** Selects the key and the wanted fields, and no other column. @returns what makes a record of a row */
export function rowReader(
  { record, fields, key }: CompiledSource,
  want: Fields,
  selection: Selection,
): (row: Cells) => Row {
  const readId = key.readId(selection);
  const readers = [...want]
    .filter((name) => name !== record.key && record.fields.has(name))
    .map((name) => ({ name, read: fields.get(name)?.read(selection) ?? unknownValue }));
  return (row) => {
    const values: Record<string, unknown> = { [record.key]: readId(row) };
    for (const { name, read } of readers) values[name] = read(row);
    return values;
  };
}

/** Like {@link rowReader}, but of a withdrawn record without its content. */
export function recordReader(
  source: CompiledSource,
  want: Fields,
  selection: Selection,
): (row: Cells) => Row {
  const read = rowReader(source, want, selection);
  const state = source.fields.get('state')?.read(selection) ?? unknownValue;
  return (row) => {
    const record = read(row);
    if (state(row) !== 'WITHDRAWN') return record;
    return Object.fromEntries(
      Object.entries(record).map(([name, value]) => [
        name,
        name === source.record.key || keptWhenWithdrawn.has(name) ? value : null,
      ]),
    );
  };
}

const unknownValue = () => null;
