/** One mistake in a link file. */
export interface Problem {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** Where it is in the file's structure, for example `findings.reports.fields.severity`; empty for the whole. */
  readonly path: string;
  /** What was found and what to do; never a value of the environment. */
  readonly message: string;
}

/** A link file cannot be used. Its message names every mistake, a line each, as a terminal shows it. */
export class LinkFileError extends Error {
  override readonly name = 'LinkFileError';
  readonly code = 'LINK_FILE_INVALID';
  readonly file: string;
  /** All mistakes, in the order of the file; at least one. */
  readonly problems: readonly Problem[];

  constructor(file: string, problems: readonly Problem[], options?: ErrorOptions) {
    const sorted = problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
    super(sorted.map((problem) => inWords(file, problem)).join('\n'), options);
    this.file = file;
    this.problems = sorted;
  }
}

function inWords(file: string, { line, path, message }: Problem): string {
  return `${file}:${line}: ${path === '' ? '' : `${path}: `}${message}`;
}
