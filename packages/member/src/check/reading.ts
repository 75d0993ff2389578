import type { InspectedRecord } from '@observer-graph/source-sql';

/** What two readings of a source's rows must have alike, in whatever order they came. */
export interface Reading {
  readonly rows: number;
  /** Differs, but for one chance in 2^64, if the keys do. */
  readonly keys: string;
  /** By column, of the rows by their keys. */
  readonly columns: ReadonlyMap<string, string>;
}

/** Sums up rows as they come by, and keeps none. */
export class ReadingSum {
  #rows = 0;
  readonly #keys = new Sum();
  readonly #columns: ReadonlyMap<string, Sum>;

  constructor(columns: Iterable<string>) {
    this.#columns = new Map([...columns].map((column) => [column, new Sum()]));
  }

  add({ key, raw }: InspectedRecord): void {
    const place = key.join('\0');
    this.#rows++;
    this.#keys.add(place, '');
    for (const [column, sum] of this.#columns) {
      const text = raw(column);
      sum.add(place, text === null ? 'null' : `=${text}`);
    }
  }

  reading(): Reading {
    return {
      rows: this.#rows,
      keys: this.#keys.text(),
      columns: new Map([...this.#columns].map(([column, sum]) => [column, sum.text()])),
    };
  }
}

/** Sixty-four bits, in whatever order the texts come. */
class Sum {
  #low = 0;
  #high = 0;

  add(place: string, text: string): void {
    const low = hash(text, hash(place, 0x811c9dc5));
    const high = hash(text, hash(place, 0x9e3779b9));
    this.#low = (this.#low + low) >>> 0;
    this.#high = (this.#high + high) >>> 0;
  }

  text(): string {
    return `${this.#high.toString(16)}.${this.#low.toString(16)}`;
  }
}

/** FNV-1a with MurmurHash's last steps, so that near texts lie far apart. @see http://www.isthe.com/chongo/tech/comp/fnv/ */
function hash(text: string, seed: number): number {
  let state = seed;
  for (let index = 0; index < text.length; index++) {
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  }
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}
