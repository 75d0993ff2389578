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

export interface AnswerInParts {
  readonly status: number;
  readonly type: string | null;
  /** What came, one after the other; the whole answer where it is not in parts. */
  // biome-ignore lint/suspicious/noExplicitAny: whatever was asked for
  readonly parts: AsyncGenerator<any, void>;
}

/** @param accept the header */
export async function askInParts(
  gateway: { url: string },
  query: string,
  {
    accept = 'multipart/mixed;deferSpec=20220824, application/json',
    signal,
  }: { accept?: string; signal?: AbortSignal } = {},
): Promise<AnswerInParts> {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify({ query }),
    ...(signal && { signal }),
  });
  const type = response.headers.get('content-type');
  return { status: response.status, type, parts: partsOf(response, type?.startsWith('multipart/') ?? false) };
}

async function* partsOf(response: Response, isMultipart: boolean) {
  if (!isMultipart) {
    yield await response.json();
    return;
  }
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body as ReadableStream<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    const [, ...pieces] = text.split('\r\n---');
    // The last one is not complete, or what ends the whole.
    for (const piece of pieces.slice(0, -1)) {
      const [headers = '', body = ''] = piece.split('\r\n\r\n');
      if (headers.trim() !== 'content-type: application/json; charset=utf-8') throw new Error(headers);
      yield JSON.parse(body);
    }
    text = `\r\n---${pieces.at(-1) ?? ''}`;
  }
  if (text !== '\r\n-----\r\n') throw new Error(`The answer ended with ${JSON.stringify(text)}.`);
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
