/** Remembers what was made of keys, the most recently used `size` of them. */
export class RecentlyUsed<Value> {
  readonly #size: number;
  readonly #values = new Map<string, Value>();

  constructor(size: number) {
    this.#size = size;
  }

  get(key: string): Value | undefined {
    const value = this.#values.get(key);
    if (value === undefined) return undefined;
    // Put back at the end: a Map keeps the order of insertion, so the first key is the one longest unused.
    this.#values.delete(key);
    this.#values.set(key, value);
    return value;
  }

  set(key: string, value: Value): void {
    this.#values.delete(key);
    this.#values.set(key, value);
    if (this.#values.size > this.#size) this.#values.delete(this.#values.keys().next().value as string);
  }

  /** The most recently used first. */
  entries(count: number): [string, Value][] {
    return [...this.#values].slice(-count).reverse();
  }
}
