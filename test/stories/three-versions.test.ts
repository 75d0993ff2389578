import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { subgraphWithout } from '@observer-graph/contract/testing';
import { type FederationInput, type RunningGateway, startGateway } from '@observer-graph/gateway';
import { serveRegistry } from '@observer-graph/registry';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from './ask.ts';
import { type OlderMember, startOlderMember } from './older-member.ts';
import { silent, someFindings, startSmallMember } from './small-member.ts';

const closers: (() => Promise<unknown>)[] = [];
let older: OlderMember[];
/** The three members in one hub. */
let flat: RunningGateway;
/** The same behind another hub. */
let nested: RunningGateway;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'observer-graph-versions-'));
  closers.push(() => rm(folder, { recursive: true, force: true }));
  const registry = await serveRegistry({ database: join(folder, 'registry.sqlite'), port: 0 });
  closers.push(() => registry.close());
  const start = async (code: string, first: number, lacks: string) => {
    const member = await startSmallMember({ code, rows: someFindings(code, 'GE', first, 4), folder });
    closers.push(() => member.close());
    const asOlder = await startOlderMember(member, subgraphWithout('findings', lacks));
    closers.push(() => asOlder.close());
    return asOlder;
  };
  older = [
    await start('m01', 100, 'Finding.description'),
    await start('m02', 200, 'FindingFilter.tone'),
    await start('m03', 300, 'Theme.VOTING'),
  ];
  const gateway = async (federation: Omit<FederationInput, 'registry'>) => {
    const started = await startGateway({
      federation: {
        registry: { code: 'registry', url: registry.url },
        limits: { deadlineMs: 20_000 },
        ...federation,
      },
      port: 0,
      log: silent,
    });
    closers.push(() => started.close());
    while (!(await findings(started)).sources.complete)
      await new Promise((resolve) => setTimeout(resolve, 100));
    return started;
  };
  const organizations = older.map(({ code }) => `${code}-org`);
  flat = await gateway({
    code: 'region',
    members: older.map(({ code, url }) => ({ code, url, organizations: [`${code}-org`] })),
  });
  nested = await gateway({ members: [{ code: 'region', url: flat.url, organizations, hub: true }] });
}, 120_000);

afterAll(async () => {
  for (const close of closers.reverse()) await close();
});

async function findings(gateway: RunningGateway, args = '', fields = '') {
  const { data, errors } = await ask(
    gateway.url,
    `{ findings(first: 20 ${args}) { totalCount edges { node { id title ${fields} } }
      sources { complete pruned members { member state message droppedFields } } } }`,
  );
  expect(errors).toBeUndefined();
  return data.findings;
}

const ok = (member: string) => ({ member, state: 'OK', message: null, droppedFields: [] });
const lacks = (member: string, what: string, rest: string) =>
  `${member}: ${rest}its version of the contract does not have \`${what}\`.`;

describe('three versions of the contract at once', () => {
  const hubs = [
    ['in one hub', () => flat],
    ['behind another hub', () => nested],
  ] as const;

  it.each(hubs)('answer together what all have: %s', async (_, hub) => {
    const { totalCount, edges, sources } = await findings(hub());
    expect([totalCount, edges.length]).toEqual([12, 12]);
    expect(sources).toEqual({ complete: true, pruned: 0, members: ['m01', 'm02', 'm03'].map(ok) });
  });

  it.each(hubs)('go without a field that one lacks, which is named: %s', async (_, hub) => {
    const { totalCount, sources } = await findings(hub(), '', 'description');
    expect(totalCount).toBe(12);
    expect(sources).toEqual({
      complete: false,
      pruned: 0,
      members: [
        {
          member: 'm01',
          state: 'PROJECTED',
          message: lacks('m01', 'Finding.description', ''),
          droppedFields: ['Finding.description'],
        },
        ok('m02'),
        ok('m03'),
      ],
    });
  });

  it.each(hubs)('do not ask one for what it would answer too widely: %s', async (_, hub) => {
    const { totalCount, edges, sources } = await findings(hub(), ', filter: { tone: [NEGATIVE] }');
    expect([totalCount, edges.length]).toEqual([0, 0]);
    expect(sources).toEqual({
      complete: false,
      pruned: 0,
      members: [
        ok('m01'),
        {
          member: 'm02',
          state: 'INCOMPATIBLE',
          message: lacks('m02', 'FindingFilter.tone', 'cannot be asked this, because '),
          droppedFields: [],
        },
        ok('m03'),
      ],
    });
  });

  it.each(hubs)('leave out whoever has no word for what is sought, and are complete: %s', async (_, hub) => {
    const { totalCount, sources } = await findings(hub(), ', filter: { theme: [VOTING] }');
    expect(totalCount).toBe(8);
    expect(sources).toEqual({ complete: true, pruned: 1, members: ['m01', 'm02'].map(ok) });
    const several = await findings(hub(), ', filter: { theme: [VOTING, MEDIA] }');
    expect(several.sources).toEqual({ complete: true, pruned: 0, members: ['m01', 'm02', 'm03'].map(ok) });
  });

  it('were never asked for what they do not have', () => {
    expect(older.map(({ refused }) => refused)).toEqual([[], [], []]);
  });
});
