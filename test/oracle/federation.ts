import { setMaxListeners } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MemberCard } from '@observer-graph/contract';
import {
  type Call,
  type Executor,
  type GraphQLRequest,
  type GraphQLResponse,
  httpExecutor,
  publicViewer,
} from '@observer-graph/executor';
import { createMember, serveMember } from '@observer-graph/member';
import { createScatter, type ScatterMember } from '@observer-graph/scatter';
import { type Link, type OpenLink, openLink } from '@observer-graph/source-sql';
import {
  asFederated,
  asOracle,
  type Direction,
  directions,
  oracleCode,
  writeMember,
  writeOracle,
} from './databases.ts';
import { type DrawnDomain, drawnDomains } from './operations.ts';
import type { World, WorldMember } from './world.ts';

/** A world twice: as a federation of members served over HTTP, and as one database that holds everything. */
export interface TwoWays {
  federated(domain: DrawnDomain, request: GraphQLRequest): Promise<GraphQLResponse>;
  /** The same operation, in orders of one direction, asked of one member that has all rows; ids translated both ways. */
  oracle(domain: DrawnDomain, request: GraphQLRequest, direction: Direction): Promise<GraphQLResponse>;
  /** How often each member has been asked, by its code. */
  readonly asked: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

export async function twoWays(world: World): Promise<TwoWays> {
  const folder = await mkdtemp(join(tmpdir(), 'observer-graph-oracle-'));
  const closers: (() => Promise<unknown> | unknown)[] = [() => rm(folder, { recursive: true, force: true })];
  const open = async (code: string, written: Link) => {
    const link: OpenLink = await openLink(written);
    closers.push(() => link.close());
    const member = createMember({ code, link });
    closers.push(() => member.close());
    return member;
  };

  const asked = new Map<string, number>();
  const members = new Map<string, Map<DrawnDomain, ScatterMember>>();
  for (const one of world.members) {
    const member = await open(
      one.code,
      writeMember(join(folder, `${one.code}.sqlite`), world.rows, one.code),
    );
    const served = await serveMember({ member, port: 0 });
    closers.push(() => served.close());
    const card = await member.card();
    const domains = drawnDomains.map((domain) => {
      const executor = httpExecutor({ url: `${served.url}/${domain}`, name: one.code });
      closers.push(() => executor.close());
      const counted: Executor = (request, call) => {
        asked.set(one.code, (asked.get(one.code) ?? 0) + 1);
        return executor(request, call);
      };
      return [domain, scatterMember(one, domain, counted, card)] as const;
    });
    members.set(one.code, new Map(domains));
  }
  const scatters = new Map(drawnDomains.map((domain) => [domain, federate(world, domain, members)]));
  const oracles = new Map(
    await Promise.all(
      directions.map(async (direction) => {
        const written = writeOracle(join(folder, `${direction}.sqlite`), world.rows, direction);
        return [direction, await open(oracleCode, written)] as const;
      }),
    ),
  );

  return {
    asked,
    federated: (domain, request) => ask(scatters.get(domain), request),
    oracle: async (domain, request, direction) => {
      const translated = JSON.parse(asOracle(JSON.stringify(request), direction)) as GraphQLRequest;
      const response = await ask(oracles.get(direction)?.executors.get(domain), translated);
      return JSON.parse(asFederated(JSON.stringify(response))) as GraphQLResponse;
    },
    close: async () => {
      for (const close of closers.reverse()) await close();
    },
  };
}

function scatterMember(
  { code, organizations, covered }: WorldMember,
  domain: DrawnDomain,
  executor: Executor,
  card: MemberCard,
): ScatterMember {
  const records = card.domains[domain]?.records ?? {};
  return {
    code,
    organizations: new Set(organizations),
    executor,
    coverage: (record) => (covered ? (records[record] ?? null) : undefined),
  };
}

/** The hub that is asked, over members and other hubs. */
function federate(
  { members, hubs }: World,
  domain: DrawnDomain,
  served: ReadonlyMap<string, ReadonlyMap<DrawnDomain, ScatterMember>>,
): Executor {
  const standing = new Map(members.map(({ code }) => [code, served.get(code)?.get(domain) as ScatterMember]));
  for (const { code, over } of hubs) {
    const behind = over.map((each) => standing.get(each) as ScatterMember);
    for (const each of over) standing.delete(each);
    standing.set(code, {
      code,
      organizations: new Set(behind.flatMap(({ organizations }) => [...organizations])),
      executor: createScatter({ domain, members: () => behind }),
      coverage: () => undefined,
      hub: { codes: behind.flatMap(({ code: own, hub }) => [own, ...(hub?.codes ?? [])]) },
    });
  }
  const asked = [...standing.values()];
  return createScatter({ domain, members: () => asked });
}

function ask(executor: Executor | undefined, request: GraphQLRequest): Promise<GraphQLResponse> {
  if (!executor) throw new Error('No member serves this domain.');
  const controller = new AbortController();
  // Every member of a round listens.
  setMaxListeners(0, controller.signal);
  const call: Call = {
    viewer: publicViewer,
    signal: controller.signal,
    // Nothing here is about time.
    deadline: Date.now() + 600_000,
    report: () => {},
  };
  return executor(request, call);
}
