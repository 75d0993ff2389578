import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Milliseconds that requests under way have to end when a server stops. */
const drainMs = 10_000;

/**
 * Milliseconds that an idle connection is kept: longer than hubs and load balancers do, which is 60 s mostly. Who closes first
 * must be the one that sends requests, or a request meets a connection that is just being closed.
 */
const keepAliveMs = 75_000;

/** A server that takes requests. */
export interface Listening {
  /** Without a slash at its end; `localhost` where it listens at all addresses of this machine. */
  readonly url: string;
  /** Idle connections end at once, the others when they have been answered, all within ten seconds. */
  close(): Promise<void>;
}

/** Where whoever starts a server names its port and its address, for messages. */
export interface ListenSettings {
  readonly port: string;
  readonly host: string;
}

/**
 * @param port 0: any free port
 * @throws {Error} if the port is taken, or is not for this user, or the address is not one of this machine
 */
export async function listen(
  server: Server,
  port: number,
  host: string,
  settings: ListenSettings = { port: '--port', host: '--host' },
): Promise<Listening> {
  server.keepAliveTimeout = keepAliveMs;
  // A connection that was busy when the stopping began would stay open, idle, until its keep-alive ends.
  const answered = () => {
    if (!server.listening) setImmediate(() => server.closeIdleConnections());
  };
  server.on('request', (_request: IncomingMessage, response: ServerResponse) => {
    response.on('close', answered);
  });
  await begun(server, port, host).catch((error: NodeJS.ErrnoException) => {
    const problem = problemOf(error, port, host, settings);
    throw problem === null ? error : new Error(problem, { cause: error });
  });
  return { url: urlOf(server), close: () => drained(server) };
}

function begun(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function problemOf(
  { code }: NodeJS.ErrnoException,
  port: number,
  host: string,
  settings: ListenSettings,
): string | null {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken; name another with ${settings.port}.`;
    case 'EACCES':
      return `Port ${port} may not be used by this user; name one above 1023 with ${settings.port}.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `'${host}' is no address of this machine; name another with ${settings.host}.`;
    default:
      return null;
  }
}

async function drained(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const timer = setTimeout(() => server.closeAllConnections(), drainMs);
  server.closeIdleConnections();
  await closed;
  clearTimeout(timer);
}

function urlOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  const wildcard = address === '0.0.0.0' || address === '::';
  const host = wildcard ? 'localhost' : family === 'IPv6' ? `[${address}]` : address;
  return `http://${host}:${port}`;
}
