import type { Expr } from './condition.ts';
import type { Column, RawRow, SqlDialect } from './dialects/dialect.ts';
import { rawText } from './dialects/raw-text.ts';
import { sql } from './sql.ts';

/** The expressions that a statement selects: each once, under a short name, as text. */
export class Selection {
  readonly #dialect: SqlDialect;
  readonly #names = new Map<string, string>();
  readonly #expressions: Expr[] = [];
  #sql: Expr | null = null;

  constructor(dialect: SqlDialect) {
    this.#dialect = dialect;
  }

  /** Selects a column. @returns what reads its raw text from a row */
  text(column: Column): (row: RawRow) => string | null {
    const name = this.#add(`text ${column.name}`, () => this.#dialect.text(column));
    if (column.type !== 'decimal' && column.type !== 'float') return (row) => row[name] ?? null;
    return (row) => {
      const text = row[name] ?? null;
      return text === null ? null : rawText(column, text);
    };
  }

  /** Selects a whole number. @param key the same for the same expression, and for no other */
  integer(key: string, integer: () => Expr): (row: RawRow) => number | null {
    const name = this.#add(`integer ${key}`, () => this.#dialect.digits(integer()));
    return (row) => {
      const digits = row[name] ?? null;
      return digits === null ? null : Number(digits);
    };
  }

  get names(): readonly string[] {
    return [...this.#names.values()];
  }

  /** The list after SELECT; never empty. */
  sql(): Expr {
    const columns = () =>
      this.names.map((name, index) => sql`${this.#expressions[index]} as ${sql.id(name)}`);
    this.#sql ??= (this.#names.size > 0 ? sql.join(columns()) : sql`1 as ${sql.id('c')}`).settled(
      this.#dialect.writing,
    );
    return this.#sql;
  }

  #add(key: string, expression: () => Expr): string {
    let name = this.#names.get(key);
    if (name === undefined) {
      name = `c${this.#names.size}`;
      this.#names.set(key, name);
      this.#expressions.push(expression());
      this.#sql = null;
    }
    return name;
  }
}
