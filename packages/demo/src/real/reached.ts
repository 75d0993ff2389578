/**
 * Waits for a connection to a database server.
 *
 * @param variable the environment variable that has its URL
 * @throws {Error} naming the server, without the URL's password, and what to do
 */
export async function reached<T>(connection: Promise<T>, url: string, variable: string): Promise<T> {
  try {
    return await connection;
  } catch (cause) {
    const { protocol, host } = new URL(url);
    // Of a host with several addresses Node gives one error for each, below one without a message.
    const [first = cause] = cause instanceof AggregateError ? cause.errors : [cause];
    throw new Error(
      `The database server ${protocol}//${host} does not let the demonstration in: ${(first as Error).message}. Start it, or name another in ${variable}.`,
      { cause },
    );
  }
}
