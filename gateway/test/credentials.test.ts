import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGateway } from '../src/index.ts';
import { covering } from './test-member.ts';

/** Everything that servers behind the gateway were sent. */
const received: string[] = [];
const closers: (() => Promise<unknown>)[] = [];
let url: string;

beforeAll(async () => {
  const server = createServer(async (request, response) => {
    received.push([request.url, ...request.rawHeaders, ...(await request.toArray())].join('\n'));
    const records = covering('GE');
    const domains = { findings: { path: 'findings', sdlHash: '', records } };
    const card = { code: request.url?.split('/')[1], contractVersion: 1, domains };
    const body = request.url?.includes('.well-known') ? card : { data: { p0: null } };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  closers.push(() => new Promise((closed) => server.close(closed).closeAllConnections()));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const gateway = await startGateway({
    federation: {
      registry: { code: 'registry', url: `${base}/registry` },
      members: [{ code: 'golos', url: `${base}/golos` }],
    },
    port: 0,
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
  closers.push(() => gateway.close());
  url = gateway.url;
});

afterAll(async () => {
  for (const close of closers.reverse()) await close();
});

it.each(['/graphql', '/subgraphs/findings'])(
  "a client's credentials reach nobody behind the gateway: %s",
  async (path) => {
    const before = received.length;
    await fetch(`${url}${path}?token=secret`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: 'Bearer secret',
        cookie: 'session=secret',
        'x-api-key': 'secret',
        'x-forwarded-user': 'secret',
        'observer-graph-viewer': 'secret',
      },
      body: JSON.stringify({
        query: '{ findings(first: 1) { edges { node { organization { id } } } } }',
        extensions: { token: 'secret' },
      }),
    });
    expect(received.length).toBeGreaterThan(before);
    expect(received.filter((text) => text.includes('secret'))).toEqual([]);
  },
);
