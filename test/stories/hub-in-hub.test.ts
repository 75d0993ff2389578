import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FederationInput, type RunningGateway, startGateway } from '@observer-graph/gateway';
import { serveRegistry } from '@observer-graph/registry';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from './ask.ts';
import { type SmallMember, silent, someFindings, startSmallMember } from './small-member.ts';

const closers: (() => Promise<unknown>)[] = [];
let members: Record<'m01' | 'm02' | 'm03', SmallMember>;
let registry: string;
/** All three members in one hub. */
let flat: RunningGateway;
/** m01 and m02, a member of the next. */
let region: RunningGateway;
let world: RunningGateway;

const gateway = async (federation: Omit<FederationInput, 'registry'>) => {
  const started = await startGateway({
    federation: { registry: { code: 'registry', url: registry }, ...federation },
    port: 0,
    log: silent,
    refreshMs: 200,
  });
  closers.push(() => started.close());
  return started;
};
const listed = ({ code, url }: SmallMember) => ({ code, url, organizations: [`${code}-org`] });
const asHub = () => ({
  code: 'region',
  url: region.url,
  organizations: ['m01-org', 'm02-org'],
  hub: true,
});

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'observer-graph-hubs-'));
  closers.push(() => rm(folder, { recursive: true, force: true }));
  const served = await serveRegistry({ database: join(folder, 'registry.sqlite'), port: 0 });
  closers.push(() => served.close());
  registry = served.url;
  const start = async (code: string, rows: ReturnType<typeof someFindings>) => {
    const member = await startSmallMember({ code, rows, folder });
    closers.push(() => member.close());
    return member;
  };
  members = {
    m01: await start('m01', someFindings('m01', 'GE', 100, 9)),
    m02: await start('m02', someFindings('m02', 'GE', 200, 7)),
    m03: await start('m03', [...someFindings('m03', 'GE', 300, 5), ...someFindings('m03', 'KE', 400, 4)]),
  };
  const { m01, m02, m03 } = members;
  flat = await gateway({ members: [m01, m02, m03].map(listed) });
  region = await gateway({ code: 'region', members: [m01, m02].map(listed) });
  world = await gateway({ members: [listed(m03), asHub()] });
}, 120_000);

afterAll(async () => {
  for (const close of closers.reverse()) await close();
});

const list = `query ($after: String) {
  findings(first: 4, after: $after, filter: { country: "GE" }, orderBy: OBSERVED_DESC) {
    totalCount
    edges { cursor node { id title member } }
    pageInfo { hasNextPage endCursor }
    sources { complete pruned members { member state message } }
  }
}`;

async function pages(url: string) {
  const answers = [];
  for (let after: string | null = null, more = true; more; ) {
    const { data, errors } = await ask(url, list, { after });
    expect(errors).toBeUndefined();
    answers.push(inOrder(data.findings));
    ({ hasNextPage: more, endCursor: after } = data.findings.pageInfo);
  }
  return answers;
}

/** A hub's members stand where the hub does, so the order in `sources` is another. */
function inOrder<Findings extends { sources: { members: { member: string }[] } }>(findings: Findings) {
  const members = findings.sources.members.toSorted((a, b) => (a.member < b.member ? -1 : 1));
  return { ...findings, sources: { ...findings.sources, members } };
}

describe('a hub that is a member of another', () => {
  it('tells whose records it gives and what they cover', async () => {
    const card = await (await fetch(`${region.url}/.well-known/observer-member.json`)).json();
    expect(card).toMatchObject({
      code: 'region',
      codes: ['m01', 'm02'],
      contractVersion: 1,
      domains: {
        findings: {
          path: 'subgraphs/findings',
          sdlHash: expect.stringMatching(/^[0-9a-f]{64}$/),
          records: { Finding: { countries: ['GE'] } },
        },
      },
    });
    expect((await fetch(`${world.url}/.well-known/observer-member.json`)).status).toBe(404);
  });

  it('gives the pages, totals and sources that all members in one hub give', async () => {
    const nested = await pages(world.url);
    expect(nested).toEqual(await pages(flat.url));
    expect(nested[0].totalCount).toBe(21);
    expect(nested[0].sources).toEqual({
      complete: true,
      pruned: 0,
      members: ['m01', 'm02', 'm03'].map((member) => ({ member, state: 'OK', message: null })),
    });
  });

  it("is not asked for what its members' coverage excludes", async () => {
    const { data, extensions } = await ask(
      world.url,
      '{ findings(filter: { country: "KE" }) { totalCount } }',
    );
    expect(data.findings.totalCount).toBe(4);
    expect(extensions?.sources?.map(({ member }) => member)).toEqual(['m03']);
  });

  it('counts with the others in summaries', async () => {
    const summary = '{ findingSummary(by: [COUNTRY]) { total buckets { keys count } } }';
    expect((await ask(world.url, summary)).data.findingSummary).toEqual({
      total: 25,
      buckets: [
        { keys: ['GE'], count: 21 },
        { keys: ['KE'], count: 4 },
      ],
    });
  });

  it("resolves the ids of its members' records", async () => {
    const { data, errors } = await ask(
      world.url,
      '{ ours: finding(id: "m03:finding:s:00300") { title } theirs: finding(id: "m02:finding:s:00200") { title member } }',
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      ours: { title: 'm03 saw 300' },
      theirs: { title: 'm02 saw 200', member: 'm02' },
    });
  });

  it('is refused where it claims the ids of another member', async () => {
    const twice = await gateway({
      members: [listed(members.m01), { ...asHub(), organizations: ['m02-org'] }],
    });
    const { data } = await ask(twice.url, list);
    expect(data.findings.totalCount).toBe(9);
    expect(data.findings.sources.members).toContainEqual({
      member: 'region',
      state: 'VIOLATION',
      message: "region: its card claims the ids of 'm01', which are those of m01.",
    });
  });

  it('is refused as a plain member', async () => {
    const plain = await gateway({ members: [{ ...asHub(), hub: false }] });
    const { data } = await ask(plain.url, list);
    expect(data.findings.sources.members).toEqual([
      {
        member: 'region',
        state: 'VIOLATION',
        message: 'region: its card is that of a hub; list it with hub: true to let its members take part.',
      },
    ]);
  });

  // The last one: from here on m02 is down.
  it('names the leaf that fails, and gives the rows of the others', async () => {
    await members.m02.close();
    const { data, errors } = await ask(world.url, list);
    expect(errors).toBeUndefined();
    expect(inOrder(data.findings).sources).toEqual({
      complete: false,
      pruned: 0,
      members: [
        { member: 'm01', state: 'OK', message: null },
        { member: 'm02', state: 'ERROR', message: 'm02: the connection failed.' },
        { member: 'm03', state: 'OK', message: null },
      ],
    });
    const everything = await ask(world.url, list.replace('first: 4', 'first: 100'));
    expect(everything.data.findings.totalCount).toBe(14);
    expect(everything.data.findings.edges).toHaveLength(14);
    const alone = await ask(world.url, '{ finding(id: "m02:finding:s:00200") { title } }');
    expect(alone.data).toEqual({ finding: null });
    expect(alone.errors).toMatchObject([{ extensions: { code: 'SOURCE_UNAVAILABLE', member: 'm02' } }]);
  });
});
