import type { ServerResponse } from 'node:http';

/** Sends a whole answer of a server. @param headers besides its length and those that are set already */
export function sendText(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  text: string,
): void {
  // With its length the answer goes out in one piece, and not in chunks.
  const length = Buffer.byteLength(text);
  response.writeHead(status, { ...headers, 'content-length': length });
  // What is ASCII alone needs no encoding.
  response.end(text, length === text.length ? 'latin1' : 'utf8');
}
