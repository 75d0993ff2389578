import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { httpExecutor } from '@observer-graph/executor';
import { call, codeOf, findingsQuery, memberOf, scatterOf } from './members.ts';
import { row } from './row.ts';

/** A server in a process of its own, so that its memory is not counted. */
const flood = `
const text = Buffer.alloc(64 * 1024, 0x78);
require('node:http').createServer((request, response) => {
  request.resume();
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"data":{"p0":{"totalCount":"');
  let left = 20 * 1024 * 1024;
  const more = () => { while (left > 0 && !response.destroyed) { left -= text.length; if (!response.write(text)) return; } response.end('"}}}'); };
  response.on('drain', more);
  more();
}).listen(0, '127.0.0.1', function () { console.log(this.address().port); });`;

export async function memory(): Promise<void> {
  const child = spawn(process.execPath, ['-e', flood], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  const executors = Array.from({ length: 30 }, (_, at) =>
    httpExecutor({ url: `http://127.0.0.1:${String(port).trim()}/`, name: codeOf(at) }),
  );
  const scatter = scatterOf(executors.map((executor, at) => memberOf(codeOf(at), executor)));
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let peak = before;
  const watching = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 5);
  const { data } = await scatter({ query: findingsQuery, variables: { n: 20 } }, call());
  clearInterval(watching);
  const { members } = (data as unknown as { findings: { sources: { members: { state: string }[] } } })
    .findings.sources;
  const states = [...new Set(members.map(({ state }) => state))].join();
  const megabytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MB`;
  row(
    '30 members each send 20 MB at once (16 MiB are read of each): memory of the process',
    `${megabytes(before)} before, ${megabytes(peak)} at most; all ${states}`,
    'bounded: 30 × 16 MiB',
  );
  for (const executor of executors) await executor.close();
  child.kill();
}
