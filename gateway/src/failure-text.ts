import type { ExecutorError } from '@observer-graph/executor';

/** Why there was no answer, for the log: the message, and behind it what was at the bottom of it, which clients are not told. */
export function failureText({ message, cause }: ExecutorError): string {
  return cause instanceof Error ? `${message} (${bottomOf(cause).message})` : message;
}

function bottomOf(error: Error): Error {
  return error.cause instanceof Error ? bottomOf(error.cause) : error;
}
