import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGateway } from '@observer-graph/gateway';
import { serveRegistry } from '@observer-graph/registry';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ask, askInParts } from './ask.ts';
import { type HeldProxy, startHeldProxy } from './held-proxy.ts';
import { silent, someFindings, startSmallMember } from './small-member.ts';

const closers: (() => Promise<unknown>)[] = [];
let hub: Awaited<ReturnType<typeof startGateway>>;
let slow: HeldProxy;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'observer-graph-defer-'));
  closers.push(() => rm(folder, { recursive: true, force: true }));
  const registry = await serveRegistry({ database: join(folder, 'registry.sqlite'), port: 0 });
  closers.push(() => registry.close());
  const [m01, m02] = await Promise.all(
    ['m01', 'm02'].map((code) => startSmallMember({ code, rows: someFindings(code, 'GE', 1, 2), folder })),
  );
  if (!m01 || !m02) throw new Error('A member is missing.');
  slow = await startHeldProxy(m02.url);
  closers.push(
    () => m01.close(),
    () => m02.close(),
    () => slow.close(),
  );
  hub = await startGateway({
    federation: {
      registry: { code: 'registry', url: registry.url },
      // Nothing here is about time.
      limits: { deadlineMs: 60_000, requestDeadlineMs: 90_000 },
      members: [
        { code: 'm01', url: m01.url, organizations: ['m01-org'] },
        { code: 'm02', url: slow.url, organizations: ['m02-org'] },
      ],
    },
    port: 0,
    log: silent,
  });
  closers.push(() => hub.close());
});

afterEach(() => slow.passOn());

afterAll(async () => {
  for (const close of closers.reverse()) await close();
});

const list = (member: string) =>
  `findings(first: 5, filter: { member: "${member}" }, orderBy: OBSERVED_ASC) { edges { node { title } } sources { complete members { member state } } }`;
const query = `{ quick: ${list('m01')} ... @defer(label: "slow") { slow: ${list('m02')} } }`;

const found = (member: string) => ({
  edges: [1, 2].map((number) => ({ node: { title: `${member} saw ${number}` } })),
  sources: { complete: true, members: [{ member, state: 'OK' }] },
});

// biome-ignore lint/suspicious/noExplicitAny: whatever was asked for
const statesIn = ({ extensions }: any) =>
  extensions.sources.map(({ domain, member, state }: Record<string, unknown>) => ({ domain, member, state }));

describe('what is deferred of a slow member', () => {
  it('comes when it does, after the rest; each part says who has answered by then', async () => {
    slow.hold();
    const { status, type, parts } = await askInParts(hub.url, query);
    expect({ status, type }).toEqual({
      status: 200,
      type: 'multipart/mixed; boundary="-"; deferSpec=20220824',
    });
    const first = await parts.next();
    expect(first.value).toMatchObject({ data: { quick: found('m01') }, hasNext: true });
    expect(first.value).not.toHaveProperty('errors');
    expect(statesIn(first.value)).toEqual([{ domain: 'findings', member: 'm01', state: 'OK' }]);
    await slow.kept();
    slow.passOn();
    const later = await parts.next();
    expect(later.value).toMatchObject({
      incremental: [{ label: 'slow', path: [], data: { slow: found('m02') } }],
      hasNext: false,
    });
    expect(statesIn(later.value)).toEqual([
      { domain: 'findings', member: 'm01', state: 'OK' },
      { domain: 'findings', member: 'm02', state: 'OK' },
    ]);
    expect(await parts.next()).toEqual({ value: undefined, done: true });
  });

  it('is there at once for who cannot read parts', async () => {
    const { data, errors } = await ask(hub.url, query);
    expect({ data, errors }).toEqual({
      data: { quick: found('m01'), slow: found('m02') },
      errors: undefined,
    });
  });

  it('says in its own part that the member failed', async () => {
    slow.hold();
    const { parts } = await askInParts(hub.url, query);
    const first = await parts.next();
    expect(first.value).toMatchObject({ data: { quick: found('m01') }, hasNext: true });
    expect(statesIn(first.value)).toEqual([{ domain: 'findings', member: 'm01', state: 'OK' }]);
    await slow.kept();
    slow.breakOff();
    const later = await parts.next();
    expect(later.value).toMatchObject({
      incremental: [
        {
          path: [],
          data: {
            slow: {
              edges: [],
              sources: { complete: false, members: [{ member: 'm02', state: 'ERROR' }] },
            },
          },
        },
      ],
      hasNext: false,
    });
    expect(statesIn(later.value)).toEqual([
      { domain: 'findings', member: 'm01', state: 'OK' },
      { domain: 'findings', member: 'm02', state: 'ERROR' },
    ]);
  });
});
