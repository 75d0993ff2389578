import type { Sources } from './generated/types.ts';

/** Some of those who could hold records did not answer in full, so paging stopped. */
export class IncompleteError extends Error {
  override readonly name = 'IncompleteError';
  readonly code = 'INCOMPLETE';
  /** Who answered and who did not; null if the graph does not say. */
  readonly sources: Sources | null;
  /** The end of what was complete: give it as `after` to go on from there later. Null: nothing was. */
  readonly after: string | null;

  constructor(field: string, sources: Sources | null, after: string | null) {
    super(
      `${field} is incomplete: ${reasons(sources)}. Try again later${after === null ? '' : ` with after: "${after}"`}, or take what there is with allowIncomplete: true.`,
    );
    this.sources = sources;
    this.after = after;
  }
}

/** The graph answered what no connection may answer, so that going on would lose or repeat records. */
export class PagingError extends Error {
  override readonly name = 'PagingError';
  readonly code = 'PAGING';
}

/** No answer came from the graph's URL. Why stands in `cause`, as `fetch` says it. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
  readonly code = 'UNREACHABLE';

  constructor(url: string, options: ErrorOptions) {
    super(`Nobody answers at ${url}. See that the gateway runs, and that the URL is right.`, options);
  }
}

function reasons(sources: Sources | null): string {
  const failed = (sources?.members ?? []).filter(({ state }) => state !== 'OK');
  if (failed.length === 0) return 'some records could not be had';
  return failed
    .map(({ member, state, message }) => `${member} (${state}${message === null ? '' : `: ${message}`})`)
    .join(', ');
}
