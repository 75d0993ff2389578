/** A source of invented numbers that is the same at every run: what is drawn depends on the seed alone. */
export interface Random {
  /** From 0 up to, but without, 1. */
  next(): number;
  /** An integer between the two, both included. */
  between(low: number, high: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** Picks by weight, for example `[['LOW', 5], [null, 2]]`. */
  weighted<T>(items: readonly (readonly [T, number])[]): T;
  /** Some of the items, in their order. */
  some<T>(items: readonly T[], count: number): T[];
  /** A version 4 UUID. */
  uuid(): string;
}

/** Mulberry32, by Tommy Ettinger: 32 bits of state are enough for some thousand rows. */
export function randomFrom(seed: string): Random {
  let state = [...seed].reduce(
    (hash, letter) => Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16_777_619),
    2_166_136_261,
  );
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const pick = <T>(items: readonly T[]): T => items[between(0, items.length - 1)] as T;
  return {
    next,
    between,
    pick,
    chance: (probability) => next() < probability,
    weighted: (items) => {
      const total = items.reduce((sum, [, weight]) => sum + weight, 0);
      let left = next() * total;
      const found = items.find(([, weight]) => {
        left -= weight;
        return left < 0;
      });
      return (found ?? (items[items.length - 1] as (typeof items)[number]))[0];
    },
    some: <T>(items: readonly T[], count: number): T[] => {
      const chosen = new Set<T>();
      while (chosen.size < Math.min(count, items.length)) chosen.add(pick(items));
      return items.filter((item) => chosen.has(item));
    },
    uuid: () => {
      const hex = (digits: number) =>
        Array.from({ length: digits }, () => between(0, 15).toString(16)).join('');
      return `${hex(8)}-${hex(4)}-4${hex(3)}-${pick(['8', '9', 'a', 'b'])}${hex(3)}-${hex(12)}`;
    },
  };
}
