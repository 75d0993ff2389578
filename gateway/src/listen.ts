import type { Server } from 'node:http';
import { type Listening, listen } from '@observer-graph/executor';

/** @throws {Error} if the port is taken, or is not for this user, or the address is not one of this machine */
export async function listening(server: Server, port: number, host: string): Promise<Listening> {
  try {
    return await listen(server, port, host);
  } catch (error) {
    const problem = problemOf(error as NodeJS.ErrnoException, port, host);
    throw problem === null ? error : new Error(problem, { cause: error });
  }
}

function problemOf({ code }: NodeJS.ErrnoException, port: number, host: string): string | null {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken; name another with PORT or --port.`;
    case 'EACCES':
      return `Port ${port} may not be used by this user; name one above 1023 with PORT or --port.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `'${host}' is no address of this machine; name another with HOST or --host.`;
    default:
      return null;
  }
}

/** The same end for everyone who asks for it. */
export function closedOnce(close: () => Promise<void>): () => Promise<void> {
  let closing: Promise<void> | null = null;
  return () => {
    closing ??= close();
    return closing;
  };
}
