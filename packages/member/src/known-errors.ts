/** What a member says to clients when something goes wrong; anything else is kept from them. */
const knownCodes: ReadonlySet<unknown> = new Set([
  'SOURCE_UNAVAILABLE',
  'SOURCE_FAILED',
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
]);

/** Whether the message of an error with these extensions was written for clients. */
export function isKnown(extensions: unknown): boolean {
  const code =
    typeof extensions === 'object' && extensions !== null && 'code' in extensions && extensions.code;
  return knownCodes.has(code);
}

/** What stands for an error that is kept from clients. */
export function failedMessage(member: string): string {
  return `${member}: could not answer this because of a fault of its own.`;
}
