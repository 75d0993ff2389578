import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  ByteBudget,
  type ByteShare,
  type Call,
  type HttpExecutor,
  httpExecutor,
  publicViewer,
} from '../src/index.ts';

let server: Server;
const executors: HttpExecutor[] = [];

/** Answers with as many letters as the query says. */
beforeAll(async () => {
  server = createServer(async (request, response) => {
    const { query } = JSON.parse((await request.toArray()).join('')) as { query: string };
    const text = 'x'.repeat(Number(query));
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data: { text } }));
  }).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
});
afterEach(async () => {
  for (const executor of executors.splice(0)) await executor.close();
});
afterAll(() => new Promise((done) => server.close(done)));

function executorOf(name: string, budget: ByteShare): HttpExecutor {
  const { port } = server.address() as AddressInfo;
  const executor = httpExecutor({ url: `http://127.0.0.1:${port}/`, name, budget });
  executors.push(executor);
  return executor;
}

function callOf(hold?: Call['hold']): Call {
  const { signal } = new AbortController();
  const call = { viewer: publicViewer, signal, deadline: Date.now() + 30_000, report: () => {} };
  return hold ? { ...call, hold } : call;
}

const noRoom = (name: string) => ({
  code: 'SKIPPED',
  message: `${name}: its answer was given up, because too much of other answers is being held here already; ask for less, or later.`,
});

describe('the bytes of answers that a process holds', () => {
  it('are bounded for all members together, until whoever asked is done with them', async () => {
    const budget = new ByteBudget(1_000_000);
    const [golos, isfed, odihr] = ['golos', 'isfed', 'odihr'].map((name) => executorOf(name, budget.share()));
    const releases: (() => void)[] = [];
    const holding = callOf((release) => releases.push(release));
    await golos?.({ query: '400000' }, holding);
    await isfed?.({ query: '400000' }, holding);
    await expect(odihr?.({ query: '300000' }, callOf())).rejects.toMatchObject(noRoom('odihr'));
    releases.pop()?.();
    await expect(odihr?.({ query: '300000' }, callOf())).resolves.toMatchObject({ data: {} });
    // Nothing was left over of what was given up, nor of what nobody held.
    releases.pop()?.();
    expect(releases).toEqual([]);
    expect(budget.take(1_000_000)).toBe(true);
  });

  it('are one half at most those of one member', async () => {
    const budget = new ByteBudget(1_000_000);
    const golos = executorOf('golos', budget.share());
    await expect(golos({ query: '600000' }, callOf())).rejects.toMatchObject(noRoom('golos'));
    await expect(golos({ query: '400000' }, callOf())).resolves.toMatchObject({ data: {} });
    expect(budget.take(1_000_000)).toBe(true);
  });

  it('are not counted of short answers, for which there is always room', async () => {
    const budget = new ByteBudget(1_000_000);
    const golos = executorOf('golos', budget.share());
    expect(budget.take(1_000_000)).toBe(true);
    await expect(golos({ query: '60000' }, callOf())).resolves.toMatchObject({ data: {} });
    await expect(golos({ query: '70000' }, callOf())).rejects.toMatchObject(noRoom('golos'));
  });
});
