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
import { type OpenLink, openLink } from '@observer-graph/source-sql';
import { asFederated, asOracle, oracleCode, writeMember } from './databases.ts';
import type { DrawnDomain } from './operations.ts';
import { domainsDrawn } from './operations.ts';
import type { World } from './world.ts';

/** A world twice: as a federation of members served over HTTP, and as one database that holds everything. */
export interface TwoWays {
  federated(domain: DrawnDomain, request: GraphQLRequest): Promise<GraphQLResponse>;
  /** The same operation, asked of the one member that has all rows; ids translated both ways. */
  oracle(domain: DrawnDomain, request: GraphQLRequest): Promise<GraphQLResponse>;
  close(): Promise<void>;
}

export async function twoWays(world: World): Promise<TwoWays> {
  const folder = await mkdtemp(join(tmpdir(), 'observer-graph-oracle-'));
  const closers: (() => Promise<unknown> | unknown)[] = [() => rm(folder, { recursive: true, force: true })];
  const open = async (code: string) => {
    const link: OpenLink = await openLink(writeMember(join(folder, `${code}.sqlite`), world, code));
    closers.push(() => link.close());
    return createMember({ code, link });
  };

  const scattered = new Map<DrawnDomain, ScatterMember[]>();
  for (const { code, organizations } of world.members) {
    const member = await open(code);
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
  const oracle = await open(oracleCode);
  closers.push(() => oracle.close());

  return {
    federated: (domain, request) => ask(scatters.get(domain), request),
    oracle: async (domain, request) => {
      const translated = JSON.parse(asOracle(JSON.stringify(request))) as GraphQLRequest;
      const response = await ask(oracle.executors.get(domain), translated);
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
