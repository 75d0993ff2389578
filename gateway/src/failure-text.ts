/** Why there was no answer, for the log: the message, and behind it what was at the bottom of it, which clients are not told. */
export function failureText({ message, cause }: Error): string {
  if (!(cause instanceof Error)) return message;
  const bottom = bottomOf(cause);
  // Where several addresses were tried there is a code alone.
  return `${message} (${bottom.message || (bottom as NodeJS.ErrnoException).code || bottom.name})`;
}

function bottomOf(error: Error): Error {
  return error.cause instanceof Error ? bottomOf(error.cause) : error;
}
