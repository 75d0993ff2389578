import { parseRecordId, recordId } from '@observer-graph/contract';
import { all, any, type Condition } from './condition.ts';
import type { Cells, Column, KeyOrdering } from './dialects/dialect.ts';
import { possibleValues } from './dialects/raw-text.ts';
import { type Field, type FieldContext, LinkMistake } from './fields/field.ts';
import type { LinkedSource } from './link.ts';
import type { Selection } from './selection.ts';
import { sql } from './sql.ts';

/** What identifies a source's rows: to clients as an id, in a cursor as the last tie-break. */
export interface SourceKey {
  readonly orderings: readonly KeyOrdering[];
  read(selection: Selection): (row: Cells) => readonly string[];
  /** Selects the key. @returns what reads a row's id */
  readId(selection: Selection): (row: Cells) => string;
  /** Selects the key. @returns what reads a row's key as {@link sortable} text */
  readSortable(selection: Selection, descending: boolean): (row: Cells) => string;
  /** Rows with one of the keys. */
  matches(keys: readonly (readonly string[])[]): Condition;
  idOf(key: readonly string[]): string;
  /** Null if the id is not one of this source. */
  keyOf(id: string): readonly string[] | null;
  /** The key as text that sorts, by its bytes, as the database sorts the columns in the order's direction. */
  sortable(key: readonly string[], descending: boolean): string;
  /** Null if the text is not {@link sortable} of a possible key. */
  fromSortable(text: string, descending: boolean): readonly string[] | null;
}

export function sourceKey(source: LinkedSource, member: string, context: FieldContext): SourceKey {
  const { record } = source;
  const { dialect } = context;
  const columns = source.key.map(context.column);
  const orderings = columns.map((column) => dialect.key(column));
  // Digits need no escapes.
  const digitsAlone = orderings.every(({ integer }) => integer);
  const ownPrefix = record.owned ? recordId(member, record.slug, source.name, ['']) : '';
  const partsOf = (selection: Selection) =>
    columns.map((column, index) => {
      const read = selection.text(column);
      return (row: Cells) => {
        const text = read(row);
        if (text === null) throw new Error(`Key column ${source.key[index]} of ${source.name} is NULL.`);
        return text;
      };
    });
  return {
    orderings,
    read(selection) {
      const parts = partsOf(selection);
      return (row) => parts.map((part) => part(row));
    },
    readId(selection) {
      const [first, ...more] = partsOf(selection);
      if (first && more.length === 0 && record.owned && digitsAlone) return (row) => ownPrefix + first(row);
      const read = this.read(selection);
      return (row) => this.idOf(read(row));
    },
    readSortable(selection, descending) {
      const [first, ...more] = partsOf(selection);
      if (first && more.length === 0 && digitsAlone) return (row) => sortableInteger(first(row), descending);
      const read = this.read(selection);
      return (row) => this.sortable(read(row), descending);
    },
    matches(keys) {
      const [column] = columns;
      if (column && columns.length === 1) return dialect.anyOf(column, keys.flat());
      return any(
        keys.map((key) => all(columns.map((part, index) => dialect.anyOf(part, [key[index] ?? ''])))),
      );
    },
    // A shared thing's key is its id; of several columns, as in `dop-2005/golos`, they are joined.
    idOf: (key) => {
      if (!record.owned) return key.join('/');
      return digitsAlone ? ownPrefix + key.join(',') : recordId(member, record.slug, source.name, key);
    },
    keyOf: (id) => keyOfId(id, source, member),
    sortable(key, descending) {
      let text = '';
      for (let index = 0; index < key.length; index++) {
        const part = key[index] ?? '';
        if (index > 0) text += '\0';
        text += orderings[index]?.integer
          ? sortableInteger(part, descending)
          : sortableText(part, descending);
      }
      return text;
    },
    fromSortable(text, descending) {
      const parts = text.split('\0');
      if (parts.length !== columns.length) return null;
      const key = parts.map((part, index) =>
        orderings[index]?.integer ? integerOfSortable(part, descending) : textOfSortable(part, descending),
      );
      const possible = key.every(
        (part, index) => part !== null && possibleValues(columns[index] as Column, [part]).length === 1,
      );
      return possible ? (key as string[]) : null;
    },
  };
}

/** Whether a row's id and its cursors lead back to its key; if not, nobody finds the record, and lists end there. */
export function leadsBack(
  key: readonly string[],
  { keyOf, idOf, sortable, fromSortable }: SourceKey,
): boolean {
  const isKey = (found: readonly string[] | null) => found?.join('\0') === key.join('\0');
  try {
    return (
      isKey(keyOf(idOf(key))) &&
      [true, false].every((descending) => isKey(fromSortable(sortable(key, descending), descending)))
    );
  } catch {
    // A column of integers had a text.
    return false;
  }
}

function keyOfId(id: string, { record, name, key }: LinkedSource, member: string): readonly string[] | null {
  if (!record.owned) {
    const parts = key.length === 1 ? [id] : id.split('/');
    return parts.length === key.length ? parts : null;
  }
  const parsed = parseRecordId(id);
  const own =
    parsed?.member === member &&
    parsed.slug === record.slug &&
    parsed.source === name &&
    parsed.keys.length === key.length;
  return own ? parsed.keys : null;
}

/** The record's key as a field, for filters by id. */
export function keyField(key: SourceKey): Field {
  return {
    constant: false,
    read: (selection) => key.readId(selection),
    matches: (wanted) => key.matches([...wanted].map(key.keyOf).filter((found) => found !== null)),
    contains: () => false,
    sortKey: () => {
      throw new LinkMistake('the key has no order.');
    },
  };
}

const bias = 2n ** 64n;
/** Its first ten digits and its last: numbers hold such halves exactly. */
const [highBias, lowBias] = [1_844_674_407, 3_709_551_616];

/** Twenty digits that sort as the number does, from -2^63 to 2^64, or the other way round. */
function sortableInteger(digits: string, descending: boolean): string {
  if (digits.length <= 15) {
    const value = Number(digits);
    // SQLite lets a column of integers hold anything. A cursor made of that would lead nowhere.
    if (String(value) !== digits) throw new Error(`A key is "${digits}", and its column is of integers.`);
    const low = lowBias + (descending ? -value : value);
    const carry = Math.floor(low / 1e10);
    return `${highBias + carry}${String(low - carry * 1e10).padStart(10, '0')}`;
  }
  const value = BigInt(digits);
  return ((descending ? -value : value) + bias).toString().padStart(20, '0');
}

function integerOfSortable(text: string, descending: boolean): string | null {
  if (!/^\d{20}$/.test(text)) return null;
  // Rounded at most once, so that it is the sum if it is a safe integer.
  const near = (Number(text.slice(0, 10)) - highBias) * 1e10 + (Number(text.slice(10)) - lowBias);
  if (Number.isSafeInteger(near)) return String(descending ? 0 - near : near);
  const value = BigInt(text) - bias;
  return (descending ? -value : value).toString();
}

/** The text, or what sorts the other way round: its bytes inverted, in hexadecimal, and an end that sorts after any byte. */
function sortableText(text: string, descending: boolean): string {
  return descending ? `${inverted(Buffer.from(text)).toString('hex')}~` : text;
}

function textOfSortable(text: string, descending: boolean): string | null {
  if (!descending) return text;
  return /^([0-9a-f]{2})*~$/.test(text) ? inverted(Buffer.from(text, 'hex')).toString() : null;
}

function inverted(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte) => 255 - byte));
}

/** The rows of a link's table or SELECT, under the name that every expression uses. */
export function derivedTable(from: LinkedSource['from']) {
  if ('table' in from) return sql`${sql.id(...from.table.split('.'))} as ${sql.id('r')}`;
  // A comment at its end must not swallow the bracket.
  return sql`(${sql.raw(from.select.trim().replace(/(;\s*)+$/, ''))}\n) as ${sql.id('r')}`;
}
