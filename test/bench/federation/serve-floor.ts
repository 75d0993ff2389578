// The least that any hub must do: the requests that ours sends to members for each question, hard-wired and all at once,
// their answers read and parsed; nothing is merged, the answer is written as it was once given.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { Pool } from 'undici';

/** For each query the requests to members, and the answer. */
type Recorded = Record<
  string,
  { readonly requests: readonly { readonly url: string; readonly body: string }[]; readonly answer: unknown }
>;

const recorded = JSON.parse(readFileSync(process.argv[2] as string, 'utf8')) as Recorded;
const pools = new Map<string, Pool>();

async function ask({ url, body }: { url: string; body: string }): Promise<unknown> {
  const { origin, pathname } = new URL(url);
  let pool = pools.get(origin);
  if (!pool) {
    pool = new Pool(origin, { connections: 16 });
    pools.set(origin, pool);
  }
  const response = await pool.request({
    method: 'POST',
    path: pathname,
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body,
  });
  return JSON.parse(await response.body.text());
}

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { query } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  const known = recorded[query];
  await Promise.all(known?.requests.map(ask) ?? []);
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(known?.answer ?? {}));
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address) console.log(address.port);
});
