/** Choices that are made by numbers drawn beforehand: the same numbers make the same choices, and fewer make less. */
export interface Draw {
  integer(min: number, max: number): number;
  /** True once in so many times. */
  once(outOf: number): boolean;
  of<T>(values: readonly T[]): T;
  /** In the order of `values`. */
  some<T>(values: readonly T[]): T[];
}

/**
 * Makes choices of numbers. When they have run out, every choice is the first one, and nothing happens any more that
 * happens only sometimes: so to leave out numbers, or to make them smaller, is to draw something simpler, and fast-check
 * finds the simplest case that fails.
 *
 * @param numbers from 0 to {@link greatest}
 */
export function drawFrom(numbers: readonly number[]): Draw {
  let next = 0;
  const uniform = () => (numbers[next++] ?? 0) / (greatest + 1);
  const integer = (min: number, max: number) => min + Math.floor(uniform() * (max - min + 1));
  return {
    integer,
    once: (outOf) => uniform() >= 1 - 1 / outOf,
    of: <T>(values: readonly T[]) => values[integer(0, values.length - 1)] as T,
    some: (values) => values.filter(() => uniform() >= 0.55),
  };
}

export const greatest = 2 ** 24 - 1;
