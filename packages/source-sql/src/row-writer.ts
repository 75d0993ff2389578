import type { PlainField, PlainObject } from '@observer-graph/executor';
import type { CompiledSource } from './compile-source.ts';
import type { Cells } from './dialects/dialect.ts';
import type { Field } from './fields/field.ts';
import type { Selection } from './selection.ts';

/** Writes a row as JSON; undefined where a value is not as its type wants it. */
export type WriteRow = (row: Cells) => string | undefined;

/**
 * What `rowReader` reads and an executor then completes, in one: a list's edge, from the row to its JSON. Selects the key and
 * the selected fields, and no other column.
 *
 * @param cursor reads a row's cursor
 */
export function edgeWriter(
  source: CompiledSource,
  edge: PlainObject,
  cursor: (row: Cells) => string,
  selection: Selection,
): WriteRow {
  const form = new RowForm();
  for (const { name, prefix, write, below } of edge.fields) {
    form.text(prefix);
    if (name === 'cursor') form.quoted(cursor);
    else if (name === 'node' && below) addRecord(form, source, below, selection);
    else form.text(write(undefined));
  }
  form.text('}');
  return form.writer();
}

function addRecord(form: RowForm, source: CompiledSource, selected: PlainObject, selection: Selection): void {
  const { record, fields, key } = source;
  const readId = key.readId(selection);
  for (const plain of selected.fields) {
    const { name, prefix, write } = plain;
    form.text(prefix);
    if (name === record.key) form.hole((row) => write(readId(row)));
    else addField(form, record.fields.has(name) ? fields.get(name) : undefined, plain, selection);
  }
  form.text('}');
}

/** An object field by field, each from its own columns. */
function objectWriter(
  { informs }: Field,
  { fields, required }: NonNullable<Field['parts']>,
  below: PlainObject,
  { write }: PlainField,
  selection: Selection,
): WriteRow {
  const form = new RowForm();
  for (const plain of below.fields) {
    form.text(plain.prefix);
    addField(form, fields.get(plain.name), plain, selection);
  }
  form.text('}');
  const writeRow = form.writer();
  const knows = informs?.(selection);
  const needed = required.map((name) => fields.get(name)?.read(selection) ?? (() => null));
  const unknown = write(null);
  return (row) => {
    if (knows && !knows(row)) return unknown;
    return needed.some((part) => (part(row) ?? null) === null) ? unknown : writeRow(row);
  };
}

function addField(form: RowForm, field: Field | undefined, plain: PlainField, selection: Selection): void {
  if (!field) form.text(plain.write(null));
  else if (field.constant) form.text(plain.write(field.read(selection)({})));
  else form.hole(fieldWriter(field, plain, selection));
}

/** Of a field with few values, those that were written. */
const keptValues = 1_000;

function fieldWriter(field: Field, plain: PlainField, selection: Selection): WriteRow {
  const { write, below } = plain;
  const written = field.write?.(selection);
  if (written) {
    const unknown = write(null);
    return (row) => written(row) ?? unknown;
  }
  if (field.parts && below) return objectWriter(field, field.parts, below, plain, selection);
  const read = field.read(selection);
  const cell = field.decidedBy?.(selection);
  if (!cell) return (row) => write(read(row));
  const known = new Map<string | null, string>();
  return (row) => {
    const text = cell(row);
    const found = known.get(text);
    if (found !== undefined) return found;
    const value = write(read(row));
    if (value !== undefined && known.size < keptValues) known.set(text, value);
    return value;
  };
}

/** A row's JSON: texts that are the same in every row, and holes between them. */
class RowForm {
  readonly #holes: { readonly before: string; readonly write: WriteRow }[] = [];
  #text: string | undefined = '';

  /** @param text undefined if it can be written in no row */
  text(text: string | undefined): void {
    this.#text = this.#text === undefined || text === undefined ? undefined : this.#text + text;
  }

  hole(write: WriteRow): void {
    this.#holes.push({ before: this.#text ?? '', write });
    if (this.#text !== undefined) this.#text = '';
  }

  /** @param read gives letters, digits and the like, which need no escapes */
  quoted(read: (row: Cells) => string): void {
    this.text('"');
    this.hole(read);
    this.text('"');
  }

  writer(): WriteRow {
    const holes = this.#holes;
    const after = this.#text;
    if (after === undefined) return () => undefined;
    return (row) => {
      let text = '';
      for (const { before, write } of holes) {
        const written = write(row);
        if (written === undefined) return undefined;
        text += before + written;
      }
      return text + after;
    };
  }
}
