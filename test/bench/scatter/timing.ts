/** Milliseconds since some moment: of the processor's work for this process, or of the clock on the wall. */
const clocks = {
  cpu: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  },
  wall: () => performance.now(),
};

/**
 * Milliseconds that each of several works takes, run in turns so that all meet the same machine.
 *
 * @param clock CPU time counts the collection of garbage and the compiler's threads too, and not what other processes do
 * @returns the median of the best half of `rounds` rounds, after as many of warming up
 */
export async function timed<Name extends string>(
  works: Readonly<Record<Name, () => Promise<unknown>>>,
  {
    rounds = 40,
    repeats,
    clock = 'cpu',
  }: { readonly rounds?: number; readonly repeats: number; readonly clock?: keyof typeof clocks },
): Promise<Record<Name, number>> {
  const now = clocks[clock];
  const names = Object.keys(works) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < 2 * rounds; round++) {
    // Whoever comes after the dearest meets its garbage: so each comes first in turn.
    for (const name of [...names.slice(round % names.length), ...names.slice(0, round % names.length)]) {
      const started = now();
      for (let repeat = 0; repeat < repeats; repeat++) await works[name]();
      if (round >= rounds) times.get(name)?.push((now() - started) / repeats);
    }
  }
  return Object.fromEntries(
    names.map((name) => {
      const sorted = (times.get(name) ?? []).toSorted((one, other) => one - other);
      return [name, sorted[Math.floor(sorted.length / 4)]];
    }),
  ) as Record<Name, number>;
}
