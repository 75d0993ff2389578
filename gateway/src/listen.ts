import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Milliseconds that requests under way have to end when a server stops. */
const drainMs = 10_000;

/**
 * Milliseconds that an idle connection is kept: longer than load balancers do, which is 60 s mostly. Who closes first must be
 * the one that sends requests, or a request meets a connection that is just being closed.
 */
const keepAliveMs = 75_000;

/** @throws {Error} if the port is taken, or is not for this user, or the address is not one of this machine */
export function listening(server: Server, port: number, host: string): Promise<void> {
  server.keepAliveTimeout = keepAliveMs;
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const problem = problemOf(error, port, host);
      reject(problem === null ? error : new Error(problem, { cause: error }));
    });
    server.listen(port, host, resolve);
  });
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

/** Idle connections end at once, the others when they have been answered, all within `drainMs`. */
export async function drained(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const timer = setTimeout(() => server.closeAllConnections(), drainMs);
  server.closeIdleConnections();
  await closed;
  clearTimeout(timer);
}

/** The same end for everyone who asks for it. */
export function closedOnce(close: () => Promise<void>): () => Promise<void> {
  let closing: Promise<void> | null = null;
  return () => {
    closing ??= close();
    return closing;
  };
}

export function urlOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  const wildcard = address === '0.0.0.0' || address === '::';
  const host = wildcard ? 'localhost' : family === 'IPv6' ? `[${address}]` : address;
  return `http://${host}:${port}`;
}
