/**
 * Remembers what was made of keys: the most recently used `size` of them, and of these no more than have `characters`
 * characters together. For keys that others send, which may be long; what is made of a document takes some 200 bytes for each of
 * its characters.
 */
export class RecentlyUsed<Value> {
  readonly #size: number;
  readonly #characters: number;
  readonly #values = new Map<string, Value>();
  #held = 0;
  #latest: string | null = null;

  constructor(size: number, characters = Number.POSITIVE_INFINITY) {
    this.#size = size;
    this.#characters = characters;
  }

  get(key: string): Value | undefined {
    const value = this.#values.get(key);
    if (value === undefined || key === this.#latest) return value;
    // Put back at the end: a Map keeps the order of insertion, so the first key is the one longest unused.
    this.#values.delete(key);
    this.#values.set(key, value);
    this.#latest = key;
    return value;
  }

  set(key: string, value: Value): void {
    this.#delete(key);
    // One that is too long by itself would drive out all others.
    if (key.length > this.#characters) return;
    this.#values.set(key, value);
    this.#latest = key;
    this.#held += key.length;
    while (this.#values.size > this.#size || this.#held > this.#characters) {
      this.#delete(this.#values.keys().next().value as string);
    }
  }

  /** The most recently used first. */
  entries(count: number): [string, Value][] {
    return [...this.#values].slice(-count).reverse();
  }

  #delete(key: string): void {
    if (this.#values.delete(key)) this.#held -= key.length;
  }
}
