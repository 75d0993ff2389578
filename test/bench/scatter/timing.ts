/**
 * Milliseconds of CPU and waiting that each of several works takes, run in turns so that all meet the same machine.
 *
 * @returns the median of the best half of `rounds` rounds, after as many of warming up
 */
export async function timed<Name extends string>(
  works: Readonly<Record<Name, () => Promise<unknown>>>,
  { rounds = 40, repeats }: { readonly rounds?: number; readonly repeats: number },
): Promise<Record<Name, number>> {
  const names = Object.keys(works) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < 2 * rounds; round++) {
    for (const name of names) {
      const started = performance.now();
      for (let repeat = 0; repeat < repeats; repeat++) await works[name]();
      if (round >= rounds) times.get(name)?.push((performance.now() - started) / repeats);
    }
  }
  return Object.fromEntries(
    names.map((name) => {
      const sorted = (times.get(name) ?? []).toSorted((one, other) => one - other);
      return [name, sorted[Math.floor(sorted.length / 4)]];
    }),
  ) as Record<Name, number>;
}
