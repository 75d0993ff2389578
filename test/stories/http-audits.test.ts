import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose, domains } from '@observer-graph/contract';
import { startGateway, startSupergraphGateway } from '@observer-graph/gateway';
import { serveRegistry } from '@observer-graph/registry';
import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silent, someFindings, startSmallMember } from './small-member.ts';

const closers: (() => Promise<unknown>)[] = [];
const subgraphs = [...domains, 'federation'];
const endpoints = [
  'the endpoint of a hub',
  'the endpoint of a gateway over a supergraph',
  ...subgraphs.map((name) => `a hub's /subgraphs/${name}`),
  "a member's /findings",
  "the registry's /elections",
];
const urls: Record<string, string> = {};

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'observer-graph-audits-'));
  closers.push(() => rm(folder, { recursive: true, force: true }));
  const registry = await serveRegistry({ database: join(folder, 'registry.sqlite'), port: 0 });
  closers.push(() => registry.close());
  const member = await startSmallMember({ code: 'm01', rows: someFindings('m01', 'GE', 3, 1), folder });
  closers.push(() => member.close());
  const hub = await startGateway({
    federation: {
      registry: { code: 'registry', url: registry.url },
      members: [{ code: 'm01', url: member.url, organizations: ['m01-org'] }],
    },
    port: 0,
    log: silent,
  });
  closers.push(() => hub.close());
  const supergraphFile = join(folder, 'supergraph.graphql');
  await writeFile(supergraphFile, compose(hub.url).supergraphSdl);
  const router = await startSupergraphGateway({ supergraphFile, port: 0, log: silent });
  closers.push(() => router.close());
  urls['the endpoint of a hub'] = `${hub.url}/graphql`;
  urls['the endpoint of a gateway over a supergraph'] = `${router.url}/graphql`;
  for (const name of subgraphs) urls[`a hub's /subgraphs/${name}`] = `${hub.url}/subgraphs/${name}`;
  urls["a member's /findings"] = `${member.url}/findings`;
  urls["the registry's /elections"] = `${registry.url}/elections`;
});

afterAll(async () => {
  for (const close of closers.reverse()) await close();
});

/** @see https://graphql.github.io/graphql-over-http/draft/ which the audits of graphql-http go through */
describe.each(endpoints)('%s speaks GraphQL over HTTP', (endpoint) => {
  const audits = serverAudits({ url: () => urls[endpoint] as string });
  const passed: string[] = [];
  const choices: string[] = [];

  it.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (_, audit) => {
    const { status, ...result } = await audit.fn();
    if (status === 'ok') passed.push(audit.name);
    // What a server MAY do it may as well not do; mutations on GET are a MUST NOT where GET is answered.
    else if (audit.name.startsWith('MAY ') && !audit.name.startsWith('MAY NOT ')) choices.push(audit.name);
    else expect(result).toBe('ok');
  });

  it('in all that is a MUST or a SHOULD', () => {
    const count = (word: string) => ({
      passed: passed.filter((name) => name.startsWith(`${word} `)).length,
      of: audits.filter(({ name }) => name.startsWith(`${word} `)).length,
    });
    const [must, should, may] = [count('MUST'), count('SHOULD'), count('MAY')];
    console.info(
      `${endpoint}: MUST ${must.passed} of ${must.of}, SHOULD ${should.passed} of ${should.of}, MAY ${may.passed} of ${may.of}${choices.map((name) => `\n  does not: ${name}`).join('')}`,
    );
    expect([must.passed, should.passed]).toEqual([must.of, should.of]);
    expect(must.of + should.of + may.of).toBe(audits.length);
    expect(must.of > 10 && should.of > 10).toBe(true);
  });
});
