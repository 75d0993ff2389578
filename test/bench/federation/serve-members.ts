// Members and a registry over HTTP, each on a port of its own, in one process. Each answers a request from its database
// once and then from memory, so that the machine's time goes to those who ask. Prints the URLs as JSON.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { serveMember } from '@observer-graph/member';
import { serveRegistry } from '@observer-graph/registry';
import { Pool } from 'undici';
import { codesOf, generatedMember, writeRegistry, writeRows } from './generated-members.ts';

const [, , count, folder] = process.argv as unknown as [string, string, string, string];
const codes = codesOf(Number(count));
const rows = join(folder, 'rows.sqlite');
let requests = 0;
/** What was asked since `/asked` was last called. */
let asked: { url: string; body: string }[] = [];

/** Stands before a server and remembers what it answered. */
async function remembering(origin: string): Promise<string> {
  const pool = new Pool(origin);
  const answers = new Map<string, { status: number; type: string; body: Buffer }>();
  const server = createServer(async (request, response) => {
    if (request.url === '/requests') return void response.end(String(requests));
    const body = await textOf(request);
    if (request.url === '/asked') {
      response.end(JSON.stringify(asked));
      asked = [];
      return;
    }
    if (request.method === 'POST') {
      requests += 1;
      if (asked.length < 10_000) asked.push({ url: `http://${request.headers.host}${request.url}`, body });
    }
    const key = `${request.url} ${body}`;
    const known = answers.get(key);
    if (known) return send(response, known);
    const answer = await forwarded(pool, request, body).catch(() => forwarded(pool, request, body));
    const found = {
      status: answer.statusCode,
      type: String(answer.headers['content-type']),
      body: Buffer.from(await answer.body.arrayBuffer()),
    };
    if (request.method === 'POST') answers.set(key, found);
    send(response, found);
  });
  server.keepAliveTimeout = 600_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** May fail where the connection was idle for so long that it ended just now. */
function forwarded(pool: Pool, { method, url }: IncomingMessage, body: string) {
  return pool.request({
    method: method === 'POST' ? 'POST' : 'GET',
    path: url ?? '/',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    ...(body && { body }),
  });
}

function send(
  response: ServerResponse,
  { status, type, body }: { status: number; type: string; body: Buffer },
) {
  response.writeHead(status, { 'content-type': type, 'content-length': body.length });
  response.end(body);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

writeRows(rows, codes);
const registry = await serveRegistry({
  database: await writeRegistry(folder, codes),
  port: 0,
  host: '127.0.0.1',
});
const members: { code: string; url: string; organizations: string[] }[] = [];
for (const code of codes) {
  const { url } = await serveMember({
    member: await generatedMember(code, rows),
    port: 0,
    onError: console.error,
  });
  members.push({ code, url: await remembering(url), organizations: [code] });
}
console.log(
  JSON.stringify({ registry: { code: 'registry', url: await remembering(registry.url) }, members }),
);
