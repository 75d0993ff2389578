import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Call, type HttpExecutor, httpExecutor, publicViewer } from '../src/index.ts';

const opened: { server: Server; executor: HttpExecutor }[] = [];

/** From here on time passes only where a test says so. */
function stopTime(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
}

afterEach(async () => {
  vi.useRealTimers();
  for (const { server, executor } of opened.splice(0)) {
    await executor.close();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

async function serving(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  maxBytes?: number,
) {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/findings?v=1`;
  const executor = httpExecutor({ url, name: 'golos', ...(maxBytes && { maxBytes }) });
  opened.push({ server, executor });
  return executor;
}

function callFor(milliseconds: number, signal = new AbortController().signal): Call {
  return { viewer: publicViewer, signal, deadline: Date.now() + milliseconds, report: () => {} };
}

function json(response: ServerResponse, status: number, type: string, value: unknown): void {
  response.writeHead(status, { 'content-type': type }).end(JSON.stringify(value));
}

const query = '{ members { code } }';

describe('httpExecutor', () => {
  it('posts the request as JSON with the time that is left, and gives back the response', async () => {
    let seen: unknown;
    const executor = await serving(async (request, response) => {
      const body = (await request.toArray()).join('');
      const { accept, 'content-type': type, 'observer-graph-deadline-ms': left } = request.headers;
      seen = {
        method: request.method,
        url: request.url,
        accept,
        type,
        body: JSON.parse(body),
        left: Number(left),
      };
      json(response, 200, 'application/json; charset=utf-8', { data: { members: [] } });
    });
    const request = { query, variables: { first: 2 }, operationName: 'Members' };
    expect(await executor(request, callFor(30_000))).toEqual({ data: { members: [] } });
    expect(seen).toEqual({
      method: 'POST',
      url: '/findings?v=1',
      accept: 'application/graphql-response+json, application/json;q=0.9',
      type: 'application/json',
      body: request,
      left: expect.any(Number),
    });
    const { left } = seen as { left: number };
    expect(left > 0 && left <= 30_000).toBe(true);
  });

  it('gives back GraphQL errors of a status that is not 200 where the content says that it is GraphQL', async () => {
    const refusal = { errors: [{ message: 'Syntax Error' }] };
    const executor = await serving((_, response) =>
      json(response, 400, 'application/graphql-response+json', refusal),
    );
    expect(await executor({ query }, callFor(30_000))).toEqual(refusal);
  });

  it.each([
    {
      what: 'HTML with status 500',
      status: 500,
      type: 'text/html',
      body: '<h1>pg://secret</h1>',
      code: 'UNREACHABLE',
      message: 'golos: answered with HTTP status 500.',
    },
    {
      what: 'JSON of a proxy',
      status: 502,
      type: 'application/json',
      body: '{"data":{}}',
      code: 'UNREACHABLE',
      message: 'golos: answered with HTTP status 502.',
    },
    {
      what: 'a redirection',
      status: 302,
      type: 'text/html',
      body: '',
      code: 'UNREACHABLE',
      message: 'golos: answered with HTTP status 302.',
    },
    {
      what: 'text in another encoding',
      status: 200,
      type: 'application/json',
      body: Buffer.from('{"data":{"name":"caf\u00e9"}}', 'latin1'),
      code: 'MALFORMED',
      message: 'golos: answered with text that is not UTF-8.',
    },
    {
      what: 'HTML with status 200',
      status: 200,
      type: 'text/html',
      body: '<h1>Welcome</h1>',
      code: 'MALFORMED',
      message: 'golos: answered with something that is not GraphQL.',
    },
    {
      what: 'JSON that is not a response',
      status: 200,
      type: 'application/json',
      body: '[1,2]',
      code: 'MALFORMED',
      message: 'golos: answered with something that is not GraphQL.',
    },
    {
      what: 'data that is no object',
      status: 200,
      type: 'application/json',
      body: '{"data":[]}',
      code: 'MALFORMED',
      message: 'golos: answered with something that is not GraphQL.',
    },
    {
      what: 'errors that are no errors',
      status: 200,
      type: 'application/json',
      body: '{"data":{},"errors":[null]}',
      code: 'MALFORMED',
      message: 'golos: answered with something that is not GraphQL.',
    },
  ])('rejects $what', async ({ status, type, body, code, message }) => {
    const executor = await serving((_, response) =>
      response.writeHead(status, { 'content-type': type }).end(body),
    );
    await expect(executor({ query }, callFor(30_000))).rejects.toMatchObject({
      name: 'ExecutorError',
      code,
      message,
    });
  });

  it('says when nothing listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((listening) => server.once('listening', listening));
    const { port } = server.address() as AddressInfo;
    await new Promise((closed) => server.close(closed));
    const executor = httpExecutor({ url: `http://127.0.0.1:${port}/`, name: 'golos' });
    await expect(executor({ query }, callFor(30_000))).rejects.toMatchObject({
      code: 'UNREACHABLE',
      message: 'golos: the connection failed.',
    });
    await executor.close();
  });

  it('asks once more, and only once, when the connection ends before the answer begins', async () => {
    let asked = 0;
    const executor = await serving((request, response) => {
      asked += 1;
      if (asked === 1) request.socket.destroy();
      else json(response, 200, 'application/json', { data: { asked } });
    });
    expect(await executor({ query }, callFor(30_000))).toEqual({ data: { asked: 2 } });

    let refused = 0;
    const never = await serving((request) => {
      refused += 1;
      request.socket.destroy();
    });
    await expect(never({ query }, callFor(30_000))).rejects.toMatchObject({ code: 'UNREACHABLE' });
    expect(refused).toBe(2);
  });

  it('does not ask again for a mutation, which may have been carried out', async () => {
    let asked = 0;
    const executor = await serving((request) => {
      asked += 1;
      request.socket.destroy();
    });
    await expect(executor({ query: 'mutation { pay }' }, callFor(30_000))).rejects.toThrow(
      'golos: the connection failed.',
    );
    expect(asked).toBe(1);
  });

  it("sends along the client's headers that the call names, and none over its own", async () => {
    let seen: unknown;
    const executor = await serving((request, response) => {
      const { authorization, 'content-type': type } = request.headers;
      seen = { authorization, type };
      json(response, 200, 'application/json', { data: {} });
    });
    const headers = { authorization: 'Bearer a', 'content-type': 'text/plain' };
    await executor({ query }, { ...callFor(30_000), headers });
    expect(seen).toEqual({ authorization: 'Bearer a', type: 'application/json' });
  });

  it('does not ask again when the connection ends half-way through the answer', async () => {
    let asked = 0;
    const executor = await serving((request, response) => {
      asked += 1;
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"data":', () => request.socket.destroy());
    });
    await expect(executor({ query }, callFor(30_000))).rejects.toMatchObject({
      code: 'UNREACHABLE',
      message: 'golos: the connection failed.',
    });
    expect(asked).toBe(1);
  });

  it('waits no longer than the deadline for an answer that does not begin, or does not end', async () => {
    stopTime();
    const silent = await serving(() => vi.advanceTimersByTime(200));
    await expect(silent({ query }, callFor(200))).rejects.toMatchObject({
      code: 'TIMEOUT',
      message: 'golos: no answer within 0.2 s.',
    });
    const stuck = await serving((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"data":', () => setImmediate(() => vi.advanceTimersByTime(200)));
    });
    await expect(stuck({ query }, callFor(200))).rejects.toMatchObject({ code: 'TIMEOUT' });
    const late = await serving((_, response) => json(response, 200, 'application/json', { data: {} }));
    await expect(late({ query }, callFor(-1))).rejects.toMatchObject({ code: 'TIMEOUT' });
  });

  it.each([
    { encoding: 'gzip', is: 'refuses' },
    { encoding: 'identity', is: 'takes' },
  ])('$is an answer that is said to be encoded as $encoding', async ({ encoding, is }) => {
    const executor = await serving((request, response) => {
      expect(request.headers['accept-encoding']).toBe('identity');
      response.setHeader('content-encoding', encoding);
      json(response, 200, 'application/json', { data: {} });
    });
    const answer = executor({ query }, callFor(30_000));
    if (is === 'takes') expect(await answer).toEqual({ data: {} });
    else {
      await expect(answer).rejects.toMatchObject({
        code: 'MALFORMED',
        message: 'golos: answered with something compressed, which was not asked for.',
      });
    }
  });

  it('stops when nobody waits any more, and the member notices', async () => {
    const caller = new AbortController();
    let closed = () => {};
    const noticed = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const executor = await serving((request) => {
      request.socket.once('close', closed);
      caller.abort();
    });
    await expect(executor({ query }, callFor(30_000, caller.signal))).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    await noticed;
  });

  it('reads no more of an endless answer than it may', async () => {
    const executor = await serving((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const pour = () => {
        while (!response.destroyed && response.write('"'.repeat(1_000)));
      };
      response.on('drain', pour);
      pour();
    }, 100_000);
    await expect(executor({ query }, callFor(30_000))).rejects.toMatchObject({
      code: 'MALFORMED',
      message: 'golos: answered with more than 100000 bytes.',
    });
  });

  it.each([
    { what: 'short', length: 1_000 },
    { what: 'long', length: 500_000 },
  ])('refuses a $what answer that is nested too deep to be walked through', async ({ length }) => {
    const deep = `{"data":{"a":${'['.repeat(length)}${']'.repeat(length)}}}`;
    const executor = await serving((_, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(deep),
    );
    await expect(executor({ query }, callFor(30_000))).rejects.toMatchObject({
      code: 'MALFORMED',
      message: 'golos: answered with something nested more than 100 deep.',
    });
  });
});

describe('httpExecutor, sharing', () => {
  /** Answers when told to, and counts. */
  async function counting(sharing: boolean) {
    const held: ServerResponse[] = [];
    const hasAsked: (() => void)[] = [];
    const server = createServer((_, response) => {
      held.push(response);
      for (const tell of hasAsked) tell();
    }).listen(0, '127.0.0.1');
    await new Promise((listening) => server.once('listening', listening));
    const { port } = server.address() as AddressInfo;
    const executor = httpExecutor({ url: `http://127.0.0.1:${port}/`, name: 'golos', sharing });
    opened.push({ server, executor });
    const asked = (count: number) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (held.length >= count) resolve();
        };
        hasAsked.push(look);
        look();
      });
    return {
      executor,
      held,
      asked,
      answerAll: () => {
        for (const response of held) {
          if (!response.writableEnded) json(response, 200, 'application/json', { data: { list: [1] } });
        }
      },
    };
  }

  it('serves those who ask the same at once with one request, each with an answer of its own', async () => {
    const { executor, held, asked, answerAll } = await counting(true);
    const waiting = [executor({ query }, callFor(30_000)), executor({ query }, callFor(30_000))];
    await asked(1);
    answerAll();
    const [one, other] = await Promise.all(waiting);
    expect([held.length, one, other]).toEqual([1, { data: { list: [1] } }, { data: { list: [1] } }]);
    expect(one?.data?.['list']).not.toBe(other?.data?.['list']);
  });

  it('serves nobody with what was asked before something was changed', async () => {
    const { executor, held, asked, answerAll } = await counting(true);
    const before = executor({ query }, callFor(30_000));
    await asked(1);
    executor.endSharing();
    const waiting = [before, executor({ query }, callFor(30_000)), executor({ query }, callFor(30_000))];
    await asked(2);
    answerAll();
    await Promise.all(waiting);
    expect(held).toHaveLength(2);
  });

  it.each([
    { what: 'it is not asked to', sharing: false, first: {}, second: {} },
    {
      what: 'the headers differ',
      sharing: true,
      first: { headers: { a: '1' } },
      second: { headers: { a: '2' } },
    },
    { what: 'one has headers', sharing: true, first: {}, second: { headers: { a: '2' } } },
    {
      what: 'a viewer is not the public',
      sharing: true,
      first: { viewer: { level: 'NETWORK' as const, member: 'golos' } },
      second: { viewer: { level: 'NETWORK' as const, member: 'golos' } },
    },
  ])('asks for each alone where $what', async ({ sharing, first, second }) => {
    const { executor, asked, answerAll, held } = await counting(sharing);
    const waiting = [
      executor({ query }, { ...callFor(30_000), ...first }),
      executor({ query }, { ...callFor(30_000), ...second }),
    ];
    await asked(2);
    answerAll();
    await Promise.all(waiting);
    expect(held.length).toBe(2);
  });

  it('asks anew once the answer is there', async () => {
    const { executor, held, asked, answerAll } = await counting(true);
    for (const count of [1, 2]) {
      const waiting = executor({ query }, callFor(30_000));
      await asked(count);
      answerAll();
      await waiting;
    }
    expect(held.length).toBe(2);
  });

  it('lets each of them go on its own, and cuts off the request when nobody is left', async () => {
    stopTime();
    const { executor, held, asked } = await counting(true);
    const callers = [new AbortController(), new AbortController()] as const;
    const one = executor({ query }, callFor(30_000, callers[0].signal));
    const other = executor({ query }, callFor(400, callers[1].signal));
    await asked(1);
    const noticed = new Promise((closed) => held[0]?.once('close', closed));
    callers[0].abort();
    await expect(one).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(held[0]?.destroyed).toBe(false);
    vi.advanceTimersByTime(400);
    await expect(other).rejects.toMatchObject({ code: 'TIMEOUT' });
    await noticed;
    expect(held.length).toBe(1);
  });
});
