export type SourceErrorCode = 'SOURCE_UNAVAILABLE' | 'SOURCE_FAILED';

/** Names that a message has, of several. */
const mostNamed = 5;

/** A member's database failed a question. The message is fit for clients; SQL and host stand in the cause alone. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  /** What the client sees, as `errors[].extensions`. */
  readonly extensions: { readonly code: SourceErrorCode; readonly source: string };

  constructor(
    code: SourceErrorCode,
    source: string,
    options?: ErrorOptions,
    message = messageOf([{ code, source }]),
  ) {
    super(message, options);
    this.extensions = { code, source };
  }

  /**
   * What several sources failed by, as one error that names them, the first of them at least. Its code is `SOURCE_UNAVAILABLE`
   * where each of theirs is, since it may then do to try again.
   */
  static ofSeveral(failures: readonly [SourceError, ...SourceError[]]): SourceError {
    const all = failures.map(({ extensions }) => extensions);
    const { code, source } = all.find((each) => each.code === 'SOURCE_FAILED') ?? failures[0].extensions;
    // In a log nothing is shown of errors that lie as deep as these; their reasons are.
    const cause = new AggregateError(failures, failures.map(reasonOf).join('\n'));
    return new SourceError(code, source, { cause }, messageOf(all));
  }
}

function reasonOf({ extensions, message, cause }: SourceError): string {
  return `${extensions.source}: ${cause instanceof Error ? cause.message : message}`;
}

function messageOf(failures: readonly SourceError['extensions'][]): string {
  const sourcesOf = (code: SourceErrorCode) =>
    failures.filter((failure) => failure.code === code).map(({ source }) => source);
  return [...unavailable(sourcesOf('SOURCE_UNAVAILABLE')), ...failed(sourcesOf('SOURCE_FAILED'))].join(' ');
}

function unavailable(sources: readonly string[]): string[] {
  if (sources.length === 0) return [];
  return [`${databasesBehind(sources)} did not answer in time or cannot be reached. Try again later.`];
}

function failed(sources: readonly string[]): string[] {
  if (sources.length === 0) return [];
  const who =
    sources.length === 1 ? 'Its administrator finds the reason' : 'The administrator finds the reasons';
  return [`${databasesBehind(sources)} could not answer this. ${who} in the log.`];
}

/** `The databases behind "a", "b" and "c"`. */
function databasesBehind(sources: readonly string[]): string {
  const named = sources.slice(0, mostNamed).map((source) => `"${source}"`);
  if (sources.length > mostNamed) named.push(`${sources.length - mostNamed} more`);
  const last = named.pop();
  return named.length === 0
    ? `The database behind ${last}`
    : `The databases behind ${named.join(', ')} and ${last}`;
}

/**
 * `DATABASE_UNREACHABLE`: no connection. `LINK_MISMATCH`: the database is not as the link file says. `FILES_UNREADABLE`: files
 * that are a database have bad rows. `LOGIN_CAN_WRITE`: the link file is strict, and the login is not. `REGISTRY_UNREACHABLE`:
 * its elections cannot be looked up. `problems` has one sentence
 * each.
 */
export type OpenErrorCode =
  | 'DATABASE_UNREACHABLE'
  | 'LINK_MISMATCH'
  | 'FILES_UNREADABLE'
  | 'LOGIN_CAN_WRITE'
  | 'REGISTRY_UNREACHABLE';

/** A link cannot be opened. The message names the file and never the host or the password. */
export class OpenError extends Error {
  override readonly name = 'OpenError';
  readonly code: OpenErrorCode;
  readonly problems: readonly string[];

  constructor(
    code: OpenErrorCode,
    message: string,
    problems: readonly string[] = [],
    options?: ErrorOptions,
  ) {
    super([message, ...problems].join('\n  '), options);
    this.code = code;
    this.problems = problems;
  }
}
