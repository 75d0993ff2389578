/** Different messages that are remembered; more begin anew. */
const remembered = 1_000;

/**
 * Passes on a message at most once in a while, and says how often it came in between: a subgraph that is down fails
 * thousands of requests in the same way.
 *
 * @param everyMs milliseconds
 * @param now milliseconds since any moment
 */
export function seldom(
  write: (message: string) => void,
  everyMs = 10_000,
  now: () => number = () => performance.now(),
): (message: string) => void {
  const seen = new Map<string, { writtenAt: number; since: number }>();
  return (message) => {
    const known = seen.get(message);
    if (known && now() - known.writtenAt < everyMs) {
      known.since += 1;
      return;
    }
    if (seen.size >= remembered) seen.clear();
    seen.set(message, { writtenAt: now(), since: 0 });
    write(known?.since ? `${message} (and ${known.since} times since it was last said)` : message);
  };
}
