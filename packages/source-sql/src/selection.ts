import type { Expr } from './condition.ts';
import type { Cells, Column, SqlDialect } from './dialects/dialect.ts';
import { rawText } from './dialects/raw-text.ts';
import { sql } from './sql.ts';

/** The expressions that a statement selects: each once, as text, its place being its name. */
export class Selection {
  readonly #dialect: SqlDialect;
  readonly #places = new Map<string, number>();
  readonly #integers = new Map<number, (row: Cells) => number | null>();
  readonly #expressions: Expr[] = [];
  #sql: Expr | null = null;

  constructor(dialect: SqlDialect) {
    this.#dialect = dialect;
  }

  /** Selects a column. @returns what reads its raw text from a row */
  text(column: Column): (row: Cells) => string | null {
    const place = this.#add(`text ${column.name}`, () => this.#dialect.text(column));
    if (column.type !== 'decimal' && column.type !== 'float') return (row) => row[place] ?? null;
    return (row) => {
      const text = row[place] ?? null;
      return text === null ? null : rawText(column, text);
    };
  }

  /** Selects a whole number. @param key the same for the same expression, and for no other */
  integer(key: string, integer: () => Expr): (row: Cells) => number | null {
    const place = this.#add(`integer ${key}`, () => this.#dialect.digits(integer()));
    let read = this.#integers.get(place);
    if (!read) {
      read = integerReader(place);
      this.#integers.set(place, read);
    }
    return read;
  }

  get names(): readonly string[] {
    return this.#expressions.map((_, place) => String(place));
  }

  /** The list after SELECT; never empty. */
  sql(): Expr {
    if (this.#sql) return this.#sql;
    const columns = this.#expressions.map(
      (expression, place) => sql`${expression} as ${sql.id(String(place))}`,
    );
    const list = columns.length > 0 ? sql.join(columns) : sql`1 as ${sql.id('0')}`;
    this.#sql = list.settled(this.#dialect.writing);
    return this.#sql;
  }

  #add(key: string, expression: () => Expr): number {
    let place = this.#places.get(key);
    if (place === undefined) {
      place = this.#places.size;
      this.#places.set(key, place);
      this.#expressions.push(expression());
      this.#sql = null;
    }
    return place;
  }
}

/** Whoever reads a row's integer after another need not have it read from its digits again. */
function integerReader(place: number): (row: Cells) => number | null {
  let known: string | null = null;
  let integer: number | null = null;
  return (row) => {
    const digits = row[place] ?? null;
    if (digits !== known) {
      known = digits;
      integer = digits === null ? null : Number(digits);
    }
    return integer;
  };
}
