import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HeldProxy {
  readonly url: string;
  /** Keeps queries from now on, until they are passed on or broken off. */
  hold(): void;
  passOn(): void;
  breakOff(): void;
  /** Resolves once a query is kept. */
  kept(): Promise<void>;
  close(): Promise<void>;
}

/** Stands before a server and keeps queries to it back when told to; all else it passes on. */
export async function startHeldProxy(target: string): Promise<HeldProxy> {
  let now: 'kept' | 'passed on' | 'broken off' = 'passed on';
  const waiting: { readonly pass: () => void; readonly response: ServerResponse }[] = [];
  let tell = () => {};
  const forward = (request: IncomingMessage, response: ServerResponse, body: Buffer) => {
    const { method, headers, url = '/' } = request;
    const asked = send(new URL(url, target), { ...(method && { method }), headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    asked.on('error', () => response.destroy());
    asked.end(body);
  };
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    const pass = () => forward(request, response, body);
    if (now === 'passed on' || request.method !== 'POST') pass();
    else if (now === 'broken off') response.destroy();
    else {
      waiting.push({ pass, response });
      tell();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hold() {
      now = 'kept';
    },
    passOn() {
      now = 'passed on';
      for (const { pass } of waiting.splice(0)) pass();
    },
    breakOff() {
      now = 'broken off';
      for (const { response } of waiting.splice(0)) response.destroy();
    },
    kept: () =>
      new Promise((resolve) => {
        tell = resolve;
        if (waiting.length > 0) resolve();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
