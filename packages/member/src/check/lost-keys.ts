import { quotedValue, type Remark, rowsHave } from './report.ts';

const examples = 3;

/** Gathers the keys that nothing leads back to. */
export class LostKeys {
  readonly #columns: string;
  readonly #first: string[] = [];
  #rows = 0;

  constructor(columns: string) {
    this.#columns = columns;
  }

  add(key: readonly string[]): void {
    this.#rows++;
    if (this.#first.length < examples) this.#first.push(key.map(quotedValue).join(', '));
  }

  remarks(): Remark[] {
    if (this.#rows === 0) return [];
    const more = this.#rows > this.#first.length ? '; …' : '';
    return [
      {
        gravity: 'error',
        code: 'KEY_UNUSABLE',
        column: this.#columns,
        rows: this.#rows,
        message: `${rowsHave(this.#rows)} a key that does not fit the type of its column, or is of bytes that are no text: ${this.#columns} = ${this.#first.join('; ')}${more}. No id leads to such a record, and no list goes on after it. Make the key a text in a SELECT: CAST(… AS TEXT), CAST(… AS CHAR) in MySQL and MariaDB, or HEX(…) of bytes.`,
      },
    ];
  }
}
