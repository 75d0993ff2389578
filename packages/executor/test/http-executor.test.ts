import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type Call, type HttpExecutor, httpExecutor, publicViewer } from '../src/index.ts';

const opened: { server: Server; executor: HttpExecutor }[] = [];

afterEach(async () => {
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
    const silent = await serving(() => {});
    await expect(silent({ query }, callFor(200))).rejects.toMatchObject({
      code: 'TIMEOUT',
      message: 'golos: no answer within 0.2 s.',
    });
    const stuck = await serving((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"data":');
    });
    await expect(stuck({ query }, callFor(200))).rejects.toMatchObject({ code: 'TIMEOUT' });
    const late = await serving((_, response) => json(response, 200, 'application/json', { data: {} }));
    await expect(late({ query }, callFor(-1))).rejects.toMatchObject({ code: 'TIMEOUT' });
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
});
