import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Log, startGateway } from '@observer-graph/gateway';
import { createMember, serveMember } from '@observer-graph/member';
import { serveRegistry } from '@observer-graph/registry';
import { openLink, readLinkFile } from '@observer-graph/source-sql';
import { stringify } from 'yaml';

/** A member to start. */
interface MemberPlan {
  readonly code: string;
  readonly linkFile: string;
  /** What the link file's `$NAME` stand for. */
  readonly environment: Readonly<Record<string, string>>;
  /** The organisations that it speaks for; its records of others are copies. */
  readonly organizations: readonly string[];
}

export interface FederationPlan {
  readonly members: readonly MemberPlan[];
  readonly registryDatabase: string;
  /** Where the federation file is written. */
  readonly directory: string;
  /** 0: any free port. */
  readonly port: number;
  readonly host?: string;
  readonly log?: Log;
}

export interface RunningMember {
  readonly code: string;
  readonly url: string;
  /** Ends its server and closes its database; the gateway is not told. */
  readonly close: () => Promise<void>;
}

export interface RunningFederation {
  /** Of the gateway; `/graphql` is the endpoint. */
  readonly url: string;
  readonly federationFile: string;
  /** Without the registry. */
  readonly members: readonly RunningMember[];
  /** Stops the gateway, then everything behind it. */
  readonly close: () => Promise<void>;
}

/** Starts members, registry and gateway in this process; they speak HTTP with one another all the same. */
export async function startFederation(plan: FederationPlan): Promise<RunningFederation> {
  const running: { close: () => Promise<void> }[] = [];
  const closeAll = async () => {
    for (const each of running.toReversed()) await each.close();
  };
  try {
    const registry = await serveRegistry({ database: plan.registryDatabase, port: 0, host: '127.0.0.1' });
    running.push(registry);
    const members: RunningMember[] = [];
    for (const member of plan.members) {
      const started = await startMember(member, plan.log);
      running.push(started);
      members.push(started);
    }
    const federationFile = writeFederationFile(plan, registry.url, members);
    running.push({ close: async () => rmSync(federationFile, { force: true }) });
    const gateway = await startGateway({
      federationFile,
      port: plan.port,
      ...(plan.host !== undefined && { host: plan.host }),
      ...(plan.log && { log: plan.log }),
    });
    running.push(gateway);
    return { url: gateway.url, federationFile, members, close: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

async function startMember(
  { code, linkFile, environment }: MemberPlan,
  log: Log | undefined,
): Promise<RunningMember> {
  const link = await openLink(await readLinkFile(linkFile, { env: environment }));
  const onError = (error: unknown) => log?.error(`${code}: ${error instanceof Error ? error.stack : error}`);
  try {
    const served = await serveMember({ member: createMember({ code, link, onError }), port: 0, onError });
    let closing: Promise<void> | null = null;
    const close = async () => {
      await served.close();
      await link.close();
    };
    return {
      code,
      url: served.url,
      close: () => {
        closing ??= close();
        return closing;
      },
    };
  } catch (error) {
    await link.close();
    throw error;
  }
}

let writtenFiles = 0;

/**
 * The file is written whenever the federation starts, since its members listen on ports that were free; it is this
 * process's own, so that two demonstrations do not take each other's members.
 */
function writeFederationFile(
  { directory, members: plans }: FederationPlan,
  registryUrl: string,
  members: readonly RunningMember[],
): string {
  const file = join(directory, `federation-${process.pid}-${writtenFiles++}.yaml`);
  const federation = {
    registry: { code: 'registry', url: registryUrl },
    members: members.map(({ code, url }) => ({
      code,
      url,
      organizations: plans.find((plan) => plan.code === code)?.organizations ?? [],
    })),
  };
  writeFileSync(
    file,
    `# Written at the start of the demonstration, with the ports that were free; removed when it stops.\n${stringify(federation)}`,
  );
  return file;
}
