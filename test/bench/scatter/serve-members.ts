// Members over HTTP, in a process of their own so that what they cost is not counted: `serve-members.ts COUNT ROWS` prints
// their URLs as JSON.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { codeOf, pagedMember } from './members.ts';

const [count = 0, rows = 0] = process.argv.slice(2).map(Number);

const urls = await Promise.all(
  Array.from({ length: count }, async (_, at) => {
    const textFor = pagedMember(codeOf(at), rows, count);
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { text } = textFor(JSON.parse(Buffer.concat(chunks).toString('utf8')));
        response.writeHead(200, {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(text),
        });
        response.end(text);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }),
);
console.log(JSON.stringify(urls));
