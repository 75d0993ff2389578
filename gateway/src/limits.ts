import { z } from 'zod';

const expected = 'expected a whole number above 0';
const count = (standard: number) => z.int(expected).positive(expected).default(standard);

/** What the gateway asks of others and takes from clients at most; the `limits` of the federation file. */
export const limitsSchema = z.strictObject({
  /** Milliseconds that a member has for one answer. */
  deadlineMs: count(5_000),
  /** Milliseconds that a client's request may take in all: several rounds of asking, one after the other. */
  requestDeadlineMs: count(30_000),
  /** Records on one page. */
  maxPageSize: count(500),
  /** Bytes of one member's answer. */
  maxBytes: count(16 * 1024 * 1024),
  /**
   * Bytes of all members' long answers that are held at a time, for all requests; of one member's half as many. As objects
   * they take several times as much memory.
   */
  maxBytesInFlight: count(128 * 1024 * 1024),
  /** Bytes of a client's request. */
  maxRequestBytes: count(256 * 1024),
  /** Tokens of a query's text. */
  maxTokens: count(4_000),
  /** Fields inside fields. */
  maxDepth: count(20),
  /** Fields of a query, fragments counted wherever they are spread. */
  maxFields: count(1_000),
  /** Aliases of a query, likewise. */
  maxAliases: count(50),
  /** Fragments of a query with `@defer`, likewise: what is deferred is asked in requests of its own. */
  maxDeferred: count(20),
});

export type Limits = z.output<typeof limitsSchema>;
/** What is left out has its default. */
export type LimitValues = Readonly<Record<string, unknown>>;

/**
 * The limits with some of them set.
 *
 * @throws {Error} one line for every name that is none, and every value that cannot be
 */
export function limitsWith(values: LimitValues): Limits {
  const { data, error } = limitsSchema.safeParse(values);
  if (data) return data;
  const problems = error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map(
          (key) => `There is no limit '${key}'; there are ${Object.keys(limitsSchema.shape).join(', ')}.`,
        )
      : [`The limit ${issue.path.join('.')}: ${issue.message}.`],
  );
  throw new Error(problems.join('\n'));
}
