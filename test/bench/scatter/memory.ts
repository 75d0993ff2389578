import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ByteBudget, type Executor, httpExecutor } from '@observer-graph/executor';
import { call, codeOf, findingsQuery, memberOf, scatterOf } from './members.ts';
import { row } from './row.ts';

/** A server in a process of its own, so that its memory is not counted. */
const flood = `
const text = Buffer.alloc(64 * 1024, 0x78);
require('node:http').createServer((request, response) => {
  request.resume();
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"data":{"p0":{"totalCount":"');
  let left = Number(process.argv[1]) * 1024 * 1024;
  const more = () => { while (left > 0 && !response.destroyed) { left -= text.length; if (!response.write(text)) return; } response.end('"}}}'); };
  response.on('drain', more);
  more();
}).listen(0, '127.0.0.1', function () { console.log(this.address().port); });`;

/** What 30 members who send more than anybody can use cost in memory, with and without a budget for all requests. */
export async function memory(): Promise<void> {
  const budget = () => new ByteBudget(128 * 2 ** 20);
  // What one has taken the process keeps: the greediest comes last.
  await flooded('30 members each send 20 MB, of which 16 MiB are read, budget 128 MiB', 20, 1, budget());
  await flooded('the same, 10 requests at once, 15 MB of each member, read to the end', 15, 10, budget());
  await flooded('30 members each send 20 MB, no budget', 20, 1, null);
}

async function flooded(
  what: string,
  each: number,
  requests: number,
  budget: ByteBudget | null,
): Promise<void> {
  const child = spawn(process.execPath, ['-e', flood, String(each)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  const url = `http://127.0.0.1:${String(port).trim()}/`;
  const executors = Array.from({ length: 30 }, (_, at) =>
    httpExecutor({ url, name: codeOf(at), ...(budget && { budget: budget.share() }) }),
  );
  const scatter = scatterOf(executors.map((executor, at) => memberOf(codeOf(at), executor)));
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let peak = before;
  const watching = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 5);
  const states = new Map<string, number>();
  await Promise.all(
    Array.from({ length: requests }, async () => {
      for (const state of await statesOf(scatter)) states.set(state, (states.get(state) ?? 0) + 1);
    }),
  );
  clearInterval(watching);
  const megabytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MB`;
  const told = [...states].map(([state, count]) => `${count} ${state}`).join(', ');
  row(what, `${megabytes(before)} before, ${megabytes(peak)} at most; ${told}`, 'bounded');
  for (const executor of executors) await executor.close();
  child.kill();
}

interface Reported {
  readonly findings: { readonly sources: { readonly members: readonly { readonly state: string }[] } };
}

async function statesOf(scatter: Executor): Promise<string[]> {
  const { data } = await scatter({ query: findingsQuery, variables: { n: 20 } }, call(120_000));
  return (data as unknown as Reported).findings.sources.members.map(({ state }) => state);
}
