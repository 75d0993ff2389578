export type SourceErrorCode = 'SOURCE_UNAVAILABLE' | 'SOURCE_FAILED';

/** A member's database failed a question. The message is fit for clients; SQL and host stand in the cause alone. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  /** What the client sees, as `errors[].extensions`. */
  readonly extensions: { readonly code: SourceErrorCode; readonly source: string };

  constructor(code: SourceErrorCode, source: string, options?: ErrorOptions) {
    super(
      code === 'SOURCE_UNAVAILABLE'
        ? `The database behind "${source}" did not answer in time or cannot be reached. Try again later.`
        : `The database behind "${source}" could not answer this. Its administrator finds the reason in the log.`,
      options,
    );
    this.extensions = { code, source };
  }
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
