import { setMaxListeners } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
import type { DrawnDomain } from './operations.ts';
import { domainsDrawn } from './operations.ts';
import type { World } from './world.ts';

/** A world twice: as a federation of members served over HTTP, and as one database that holds everything. */
export interface TwoWays {
  federated(domain: DrawnDomain, request: GraphQLRequest): Promise<GraphQLResponse>;
  /** The same operation, in orders of one direction, asked of one member that has all rows; ids translated both ways. */
  oracle(domain: DrawnDomain, request: GraphQLRequest, direction: Direction): Promise<GraphQLResponse>;
  close(): Promise<void>;
}

export async function twoWays(world: World): Promise<TwoWays> {
  const folder = await mkdtemp(join(tmpdir(), 'observer-graph-oracle-'));
  const closers: (() => Promise<unknown> | unknown)[] = [() => rm(folder, { recursive: true, force: true })];
  const open = async (code: string, written: Link) => {
    const link: OpenLink = await openLink(written);
    closers.push(() => link.close());
    return createMember({ code, link });
  };

  const scattered = new Map<DrawnDomain, ScatterMember[]>();
  for (const { code, organizations } of world.members) {
    const member = await open(code, writeMember(join(folder, `${code}.sqlite`), world, code));
    const served = await serveMember({ member, port: 0 });
    closers.push(() => served.close());
    const card = await member.card();
    for (const domain of Object.keys(domainsDrawn) as DrawnDomain[]) {
      const executor = httpExecutor({ url: `${served.url}/${domain}`, name: code });
      closers.push(() => executor.close());
      const records = card.domains[domain]?.records ?? {};
      scattered.set(domain, [
        ...(scattered.get(domain) ?? []),
        {
          code,
          organizations: new Set(organizations),
          executor,
          // Half of the members tell no coverage: then they may match.
          coverage: (record) => (code.endsWith('2') ? undefined : (records[record] ?? null)),
        },
      ]);
    }
  }
  const scatters = new Map(
    [...scattered].map(([domain, members]) => [domain, createScatter({ domain, members: () => members })]),
  );
  const oracles = new Map(
    await Promise.all(
      directions.map(async (direction) => {
        const written = writeOracle(join(folder, `${direction}.sqlite`), world, direction);
        const oracle = await open(oracleCode, written);
        closers.push(() => oracle.close());
        return [direction, oracle] as const;
      }),
    ),
  );

  return {
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

function ask(executor: Executor | undefined, request: GraphQLRequest): Promise<GraphQLResponse> {
  if (!executor) throw new Error('No member serves this domain.');
  const controller = new AbortController();
  // Every member of a round listens.
  setMaxListeners(0, controller.signal);
  const call: Call = {
    viewer: publicViewer,
    signal: controller.signal,
    deadline: Date.now() + 30_000,
    report: () => {},
  };
  return executor(request, call);
}
