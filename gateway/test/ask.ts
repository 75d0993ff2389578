import { connect } from 'node:net';
import type { Log } from '../src/index.ts';

export const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: whatever was asked for
  readonly data: any;
  readonly errors?: readonly { message: string; path?: unknown; extensions: Record<string, unknown> }[];
  readonly extensions?: { readonly sources?: readonly Record<string, unknown>[] };
}

export async function ask(gateway: { url: string }, query: string, variables?: object): Promise<Answer> {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
}

/** Waits until something is so; that it never comes fails the test by its timeout. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 50));
}

/**
 * Asks the same several times in one piece of one connection: the gateway reads all before it answers any.
 *
 * @param headers of each of the requests
 */
export function askTogether(
  gateway: { url: string },
  query: string,
  headers: readonly Readonly<Record<string, string>>[],
): Promise<Omit<Answer, 'status'>[]> {
  const { hostname, port } = new URL(gateway.url);
  const body = JSON.stringify({ query });
  const texts = headers.map((own, index) => {
    const last = index === headers.length - 1;
    const all = {
      host: hostname,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      connection: last ? 'close' : 'keep-alive',
      ...own,
    };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
    return ['POST /graphql HTTP/1.1', ...lines, '', body].join('\r\n');
  });
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(texts.join('')));
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('end', () => {
      const responses = Buffer.concat(chunks).toString('utf8').split('HTTP/1.1 ').slice(1);
      resolve(responses.map((response) => JSON.parse(response.slice(response.indexOf('\r\n\r\n')))));
    });
  });
}
