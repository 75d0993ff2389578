/** The contract's `PhaseDates`: days as ISO 8601, null where unknown. */
interface PhaseDates {
  readonly phase: string;
  readonly from?: string | null;
  readonly until?: string | null;
}

/** The contract's `ElectionRound`. */
interface ElectionRound {
  readonly date?: string | null;
}

/**
 * The phase that an election is in. The day of a round is election day whatever the calendar says; of several phases
 * that overlap, it is the one that began last.
 *
 * @param at an instant as ISO 8601 in UTC; its day counts
 * @param calendar a list of {@link PhaseDates}, or unknown
 * @param rounds a list of {@link ElectionRound}, or unknown
 * @returns null if the calendar does not tell
 */
export function phaseAt(at: string, calendar: unknown, rounds: unknown): string | null {
  const day = at.slice(0, 10);
  if (listOf<ElectionRound>(rounds).some(({ date }) => date === day)) return 'ELECTION_DAY';
  const [latest] = listOf<PhaseDates>(calendar)
    .filter(({ from, until }) => from != null && from <= day && (until == null || day <= until))
    .sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? 1 : -1));
  return latest?.phase ?? null;
}

function listOf<Item>(value: unknown): readonly Item[] {
  return Array.isArray(value) ? value : [];
}
