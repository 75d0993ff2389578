import { Agent, createServer, get, type RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Listening, listen } from '../src/index.ts';

const open: Listening[] = [];
afterEach(async () => {
  for (const { close } of open.splice(0)) await close();
});

async function served(answer: RequestListener, host = '127.0.0.1') {
  const server = createServer(answer);
  const listening = await listen(server, 0, host);
  open.push(listening);
  return { server, ...listening };
}

describe('listen', () => {
  it.each([
    { host: '127.0.0.1', url: /^http:\/\/127\.0\.0\.1:\d+$/ },
    { host: '0.0.0.0', url: /^http:\/\/localhost:\d+$/ },
  ])('tells where it is reached when it listens at $host', async ({ host, url }) => {
    expect((await served((_, response) => response.end(), host)).url).toMatch(url);
  });

  it('says that a port is taken, and where another is named', async () => {
    const { url } = await served((_, response) => response.end());
    const port = Number(new URL(url).port);
    await expect(listen(createServer(), port, '127.0.0.1')).rejects.toThrow(
      `Port ${port} is taken; name another with --port.`,
    );
    const settings = { port: 'PORT', host: 'HOST' };
    await expect(listen(createServer(), port, '127.0.0.1', settings)).rejects.toThrow(
      `Port ${port} is taken; name another with PORT.`,
    );
  });

  it('says that an address is not one of this machine', async () => {
    // Of RFC 5737, for documentation alone.
    await expect(listen(createServer(), 0, '192.0.2.1')).rejects.toThrow(
      "'192.0.2.1' is no address of this machine; name another with --host.",
    );
  });

  it('ends as soon as the last request is answered, though its connection is to be kept', async () => {
    let answer = () => {};
    let begun = () => {};
    const isBegun = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const { server, url, close } = await served((_, response) => {
      answer = () => response.end('last');
      begun();
    });
    const cutOff = vi.spyOn(server, 'closeAllConnections');
    const agent = new Agent({ keepAlive: true });
    const answered = new Promise<string>((resolve, reject) =>
      get(url, { agent }, (response) => resolve(text(response))).on('error', reject),
    );
    await isBegun;
    const closing = close();
    answer();
    expect(await answered).toBe('last');
    await closing;
    expect(cutOff).not.toHaveBeenCalled();
    agent.destroy();
  });
});
