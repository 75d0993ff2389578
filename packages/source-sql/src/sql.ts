/** How a dialect writes what differs. */
export interface Writing {
  /** Around identifiers; doubled within them. */
  readonly quote: '"' | '`';
  /** The place of the n-th bound value, from 1. */
  readonly placeholder: (n: number) => string;
}

/** A statement as drivers take it. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

class Identifier {
  readonly #names: readonly string[];
  #quoted: { readonly quote: string; readonly text: string } | null = null;

  constructor(names: readonly string[]) {
    this.#names = names;
  }

  quoted({ quote }: Writing): string {
    if (this.#quoted?.quote !== quote) {
      const text = this.#names.map((name) => quote + name.replaceAll(quote, quote + quote) + quote).join('.');
      this.#quoted = { quote, text };
    }
    return this.#quoted.text;
  }
}

class Bound {
  readonly value: unknown;

  constructor(value: unknown) {
    this.value = value;
  }
}

type Part = string | Identifier | Bound;

/**
 * A piece of SQL with its bound values, in no dialect yet. Pieces are put into pieces by copying a flat list, so that a
 * statement is written anew for a question within a few microseconds. Databases prepare it by its text, in which no bound value
 * stands.
 */
export class Sql {
  readonly parts: readonly Part[];
  #written: { readonly writing: Writing; readonly statement: Statement } | null = null;

  constructor(parts: readonly Part[]) {
    this.parts = parts;
  }

  /** The same for the same dialect: what is asked for again is not written again. */
  written(writing: Writing): Statement {
    if (this.#written?.writing !== writing) this.#written = { writing, statement: this.#write(writing) };
    return this.#written.statement;
  }

  /**
   * Takes its text from another piece that differs from it in bound values alone, if it does: as one string and the same each
   * time, which is what a database has prepared.
   */
  takeText(other: Sql, writing: Writing): boolean {
    const { length } = this.parts;
    if (length !== other.parts.length) return false;
    const values: unknown[] = [];
    for (let index = 0; index < length; index++) {
      const part = this.parts[index];
      const same = other.parts[index];
      if (part instanceof Bound && same instanceof Bound) values.push(part.value);
      else if (part !== same) return false;
    }
    this.#written = { writing, statement: { text: other.written(writing).text, values } };
    return true;
  }

  #write(writing: Writing): Statement {
    const values: unknown[] = [];
    let text = '';
    for (const part of this.parts) {
      if (typeof part === 'string') text += part;
      else if (part instanceof Bound) text += writing.placeholder(values.push(part.value));
      else text += part.quoted(writing);
    }
    return { text, values };
  }

  /** The same with its values in the statement itself, as far as they are numbers or times: never what a client sent. */
  literal(): Sql {
    return new Sql(this.parts.map((part) => (part instanceof Bound ? literal(part.value) : part)));
  }

  /** The same for one dialect alone, in as few parts as there can be: for what stands in many statements. */
  settled(writing: Writing): Sql {
    const parts: Part[] = [];
    for (const part of this.parts) {
      const text = part instanceof Identifier ? part.quoted(writing) : part;
      const last = parts.at(-1);
      if (typeof text === 'string' && typeof last === 'string') parts[parts.length - 1] = last + text;
      else parts.push(text);
    }
    return new Sql(parts);
  }
}

function literal(value: unknown): Part {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return typeof value === 'string' && /^[\w:. +-]*$/.test(value) ? `'${value}'` : new Bound(value);
}

function tag(strings: TemplateStringsArray, ...values: readonly unknown[]): Sql {
  const parts: Part[] = [];
  for (let index = 0; index < strings.length; index++) {
    const text = strings[index];
    if (text) parts.push(text);
    if (index < values.length) add(parts, values[index]);
  }
  return new Sql(parts);
}

function add(parts: Part[], value: unknown): void {
  if (value instanceof Sql) for (const part of value.parts) parts.push(part);
  else parts.push(new Bound(value));
}

/** Writes SQL: what stands in `${…}` is another piece, or else a value to be bound. */
export const sql = Object.assign(tag, {
  /** An identifier, qualified by those before it. */
  id: (...names: readonly string[]): Sql => new Sql([new Identifier(names)]),

  /** Text as it is: never what a client sent. */
  raw: (text: string): Sql => new Sql([text]),

  /** A value in the statement itself: never what a client sent. */
  lit: (value: string | number): Sql =>
    new Sql([typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`]),

  /** Conditions, each in brackets, and all of them in brackets. */
  bracketed(conditions: readonly Sql[], operator: 'and' | 'or'): Sql {
    const between = operator === 'and' ? ') and (' : ') or (';
    const parts: Part[] = [];
    for (const { parts: condition } of conditions) {
      parts.push(parts.length === 0 ? '((' : between);
      for (const part of condition) parts.push(part);
    }
    parts.push('))');
    return new Sql(parts);
  },

  /** Pieces, or values to be bound, one after the other. */
  join(items: readonly unknown[], separator: Sql = comma): Sql {
    const parts: Part[] = [];
    for (const [index, item] of items.entries()) {
      if (index > 0) add(parts, separator);
      add(parts, item);
    }
    return new Sql(parts);
  },
});

const comma = new Sql([', ']);
