import type { Server } from 'node:http';
import { type Listening, listen } from '@observer-graph/executor';

/** @throws {Error} if the port is taken, or is not for this user, or the address is not one of this machine */
export function listening(server: Server, port: number, host: string): Promise<Listening> {
  return listen(server, port, host, { port: 'PORT or --port', host: 'HOST or --host' });
}

/** The same end for everyone who asks for it. */
export function closedOnce(close: () => Promise<void>): () => Promise<void> {
  let closing: Promise<void> | null = null;
  return () => {
    closing ??= close();
    return closing;
  };
}
