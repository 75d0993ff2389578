import type { Condition, Expr } from '../condition.ts';
import type { ListFormat } from '../link.ts';
import type { Writing } from '../sql.ts';
import type { Unit } from '../time/scale.ts';

/** What a column holds, as far as its values are compared, ordered or read differently. */
export type ColumnType =
  | 'text'
  | 'integer'
  | 'decimal'
  | 'float'
  | 'boolean'
  | 'uuid'
  | 'enum'
  | 'instant'
  | 'wall'
  | 'date'
  | 'array'
  | 'jsonb'
  | 'bit'
  | 'bytes'
  | 'geometry'
  | 'other';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** Of an integer: from 0 on, and twice as far. */
  readonly unsigned?: true;
  /** Of an integer: its text begins with zeros, which the others' does not. */
  readonly zerofill?: true;
  /** Of an enum: its labels. */
  readonly labels?: readonly string[];
  /** Of texts that the column itself does not compare by their bytes: by looser rules, or but for spaces at their end. */
  readonly compared?: 'loosely' | 'unpadded';
}

/** An expression that orders rows, and the integer that tells the place. */
export interface Ordering {
  /** What the database sorts and compares: the column itself where that serves an index. */
  readonly by: Expr;
  /** The integer of a row. */
  readonly value: Expr;
  /** An integer as `by` has it. */
  bound(raw: number): Expr;
  /** What else must hold for a row to have a value. */
  readonly known: Condition;
}

export interface TimeOrdering extends Ordering {
  readonly unit: Unit;
  /** Of `instant` and `wall`: the whole days since 1970, found sooner than from the microseconds. */
  readonly day?: Expr;
  /** Whether `by` is NULL where the time is out of any plausible range, so that nobody need compare it. */
  readonly plausible?: true;
}

export interface KeyOrdering {
  readonly by: Expr;
  readonly integer: boolean;
  bound(text: string): Expr;
}

/**
 * What differs between databases, as SQL. Values go by their raw text, which is the same in all of them: integers in
 * digits, decimals without superfluous zeros, booleans `true` and `false` (MariaDB and SQLite have integers instead: `1`
 * and `0`), UUIDs in lower case, a fixed number of bytes in hexadecimal, everything else as the database writes it in UTC and ISO 8601.
 */
export interface SqlDialect {
  readonly writing: Writing;
  text(column: Column): Expr;
  /** Exactly one of the values: no collation makes `a` and `A` one. */
  anyOf(column: Column, values: readonly string[]): Condition;
  textIn(text: Expr, values: readonly string[]): Expr;
  /** Whether some value in a cell satisfies a condition on its text. */
  someElement(
    column: Column,
    format: Exclude<ListFormat, { kind: 'bits' | 'json-map' }>,
    condition: (element: Expr) => Expr,
  ): Expr;
  /** Whether the text contains another, whatever the case of the letters; not empty. */
  contains(text: Expr, part: string): Expr;
  /** The column as whole numbers; null if its type cannot be. */
  integer(column: Column): Ordering | null;
  /** The column as time in the database's own types; null if it is no such. */
  time(column: Column, kind: 'instant' | 'date', zone: string): TimeOrdering | null;
  key(column: Column): KeyOrdering;
  /**
   * Cells by which, as a part of the key, nobody finds the row again: what does not fit the column's type, and bytes that are no
   * text, or are read like those of other cells.
   */
  unusableAsKey(column: Column): Condition;
  /** Whole numbers, rounded down. */
  divided(integer: Expr, by: number): Expr;
  /** Months since 1970 of whole days since 1970. */
  month(days: Expr): Expr;
  /** A text as what groups it by its bytes. */
  bytes(text: Expr): Expr;
  /** A column of texts as what groups it by its bytes, and as what is selected of a group. */
  grouped(column: Expr): { readonly by: Expr; readonly value: Expr };
  /** A whole number as text. */
  digits(integer: Expr): Expr;
}

/** Rows of text: every selected expression is. */
export type RawRow = Readonly<Record<string, string | null>>;

/** A row by the places of its columns, whose names these are too: a list, or a {@link RawRow} with such names. */
export interface Cells {
  readonly [place: number]: string | null;
}

/** One connection pool, read-only by the database's own means. */
export interface Database {
  readonly dialect: SqlDialect;
  run(query: Expr): Promise<readonly RawRow[]>;
  /** Like {@link run}, for a query whose columns are named after their places: the rows as the driver has them soonest. */
  cells(query: Expr): Promise<readonly Cells[]>;
  /** The columns of a derived table, in its order. */
  columns(from: Expr): Promise<readonly Column[]>;
  /**
   * Whether a table declares itself that no two rows have the same values in just these columns, and none has NULL in one. Absent
   * where a declaration does not say so much.
   */
  declaresKey?(table: readonly string[], columns: readonly string[]): Promise<boolean>;
  /** Whether an error means that the database cannot be reached, or took too long. */
  isUnavailable(error: unknown): boolean;
  /** Of a database that is files; it stays what it was when it was opened, whatever becomes of them. */
  readonly files?: DatabaseFiles;
  close(): Promise<void>;
}

/** Where a database lies, and how to tell that it should be opened anew. */
export interface DatabaseFiles {
  readonly path: string;
  /** Whether its rows were copied out of the files: no later change to them is seen. */
  readonly copied: boolean;
  readonly opened: FilesState;
  /** Null if there is nothing to open. */
  now(): Promise<FilesState | null>;
}

export interface FilesState {
  /** Changes when another file takes the place of one. */
  readonly files: string;
  /** Changes when anybody writes to them. */
  readonly content: string;
}
