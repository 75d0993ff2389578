export type RegistryErrorCode =
  | 'FILES_INVALID'
  | 'DATABASE_UNAVAILABLE'
  | 'DATABASE_UNKNOWN'
  | 'EXPORT_REFUSED';

/** The registry was not changed. The message says what to do; `problems` has one sentence for each bad line. */
export class RegistryError extends Error {
  override readonly name = 'RegistryError';
  readonly code: RegistryErrorCode;
  /** Of FILES_INVALID: in the order of files and lines; empty otherwise. */
  readonly problems: readonly string[];

  constructor(
    code: RegistryErrorCode,
    message: string,
    options: ErrorOptions & { readonly problems?: readonly string[] } = {},
  ) {
    super(message, options);
    this.code = code;
    this.problems = options.problems ?? [];
  }
}
