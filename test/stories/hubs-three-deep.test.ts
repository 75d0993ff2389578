import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FederationInput, type RunningGateway, startGateway } from '@observer-graph/gateway';
import { serveRegistry } from '@observer-graph/registry';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from './ask.ts';
import { type SmallMember, silent, someFindings, startSmallMember } from './small-member.ts';

const closers: (() => Promise<unknown>)[] = [];
let registry: string;
let members: Record<'m01' | 'm02' | 'm03' | 'm04', SmallMember>;
/** m01, and later m04. */
let inner: RunningGateway;
let innerFile: string;
/** Has read the inner hub's new federation file. */
let taken = 0;
/** m02 and the inner hub. */
let middle: RunningGateway;
/** m03 and the middle hub. */
let top: RunningGateway;

const listed = ({ code, url }: SmallMember) => ({ code, url, organizations: [`${code}-org`] });
const organizations = (...codes: string[]) => codes.map((code) => `${code}-org`);

/** Nobody asks for a card again unless something tells it to. */
const start = async (federation: Omit<FederationInput, 'registry'>) => {
  const started = await startGateway({
    federation: {
      registry: { code: 'registry', url: registry },
      ...federation,
      limits: { deadlineMs: 20_000 },
    },
    port: 0,
    log: silent,
    refreshMs: 3_600_000,
  });
  closers.push(() => started.close());
  return started;
};

const writeInner = (...of: SmallMember[]) =>
  writeFile(
    innerFile,
    [
      'code: inner',
      `registry: { code: registry, url: "${registry}" }`,
      'members:',
      ...of.map(({ code, url }) => `  - { code: ${code}, url: "${url}", organizations: [${code}-org] }`),
      '',
    ].join('\n'),
  );

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'observer-graph-three-deep-'));
  closers.push(() => rm(folder, { recursive: true, force: true }));
  const served = await serveRegistry({ database: join(folder, 'registry.sqlite'), port: 0 });
  closers.push(() => served.close());
  registry = served.url;
  const member = async (code: string, first: number) => {
    const started = await startSmallMember({ code, rows: someFindings(code, 'GE', first, 4), folder });
    closers.push(() => started.close());
    return started;
  };
  members = {
    m01: await member('m01', 100),
    m02: await member('m02', 200),
    m03: await member('m03', 300),
    m04: await member('m04', 400),
  };
  innerFile = join(folder, 'inner.yaml');
  await writeInner(members.m01);
  inner = await startGateway({
    federationFile: innerFile,
    port: 0,
    log: { ...silent, info: (message) => (taken += message.includes('read again') ? 1 : 0) },
    refreshMs: 3_600_000,
  });
  closers.push(() => inner.close());
  middle = await start({
    code: 'middle',
    members: [
      listed(members.m02),
      { code: 'inner', url: inner.url, organizations: organizations('m01', 'm04'), hub: true },
    ],
  });
  top = await start({
    members: [
      listed(members.m03),
      { code: 'middle', url: middle.url, organizations: organizations('m01', 'm02', 'm04'), hub: true },
    ],
  });
  // A hub that has not read its registry's card yet asks it too.
  while (!(await found()).complete) await new Promise((resolve) => setTimeout(resolve, 100));
}, 120_000);

afterAll(async () => {
  for (const close of closers.reverse()) await close();
});

const list = `{ findings(first: 50, filter: { country: "GE" }) {
  totalCount edges { node { id title } } sources { complete members { member state message } } } }`;

const found = async () => {
  const { data, errors } = await ask(top.url, list);
  expect(errors).toBeUndefined();
  const { totalCount, edges, sources } = data.findings;
  return {
    totalCount,
    records: edges.length,
    complete: sources.complete,
    members: Object.fromEntries(
      sources.members.map(({ member, state, message }: Record<string, string>) => [member, message ?? state]),
    ),
  };
};

describe('hubs three levels deep', () => {
  it('give the records of all leaves, and name them', async () => {
    expect(await found()).toEqual({
      totalCount: 12,
      records: 12,
      complete: true,
      members: { m01: 'OK', m02: 'OK', m03: 'OK' },
    });
    const { data } = await ask(top.url, '{ finding(id: "m01:finding:s:00101") { title member } }');
    expect(data.finding).toEqual({ title: 'm01 saw 101', member: 'm01' });
  });

  it('learn of a new leaf with the first answer in which it takes part', async () => {
    await writeInner(members.m01, members.m04);
    while (taken === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await found()).toEqual({
      totalCount: 16,
      records: 16,
      complete: true,
      members: { m01: 'OK', m02: 'OK', m03: 'OK', m04: 'OK' },
    });
    const { data, errors } = await ask(top.url, '{ finding(id: "m04:finding:s:00400") { title } }');
    expect({ data, errors }).toEqual({ data: { finding: { title: 'm04 saw 400' } }, errors: undefined });
  });

  it('name the leaf that fails, and then the hub between them', async () => {
    await members.m01.close();
    expect(await found()).toEqual({
      totalCount: 12,
      records: 12,
      complete: false,
      members: { m01: 'm01: the connection failed.', m02: 'OK', m03: 'OK', m04: 'OK' },
    });
    await inner.close();
    expect(await found()).toEqual({
      totalCount: 8,
      records: 8,
      complete: false,
      members: { inner: 'inner: the connection failed.', m02: 'OK', m03: 'OK' },
    });
  });
});
