import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Log } from '@observer-graph/gateway';
import { demoData } from './demo-data.ts';
import { type RunningFederation, startFederation } from './federation.ts';

/** The members of the demonstration with the organisations that each speaks for. */
const speakers: Readonly<Record<string, readonly string[]>> = {
  fairvote: ['fair-vote-georgia', 'caucasus-civic-watch', 'vot-liber-moldova', 'open-urn-armenia'],
  ion: ['international-observation-network', 'parliamentary-election-forum'],
  kosovo: ['vezhguesit-e-lire'],
  reform: ['centre-for-electoral-reform'],
  votemap: ['electoral-map-georgia', 'electoral-map-kenya', 'electoral-map-ukraine'],
};

export interface DemoOptions {
  /** 0: any free port. */
  readonly port: number;
  /** Where the databases are, or are generated. */
  readonly data: string;
  /** Generate the databases even if they are there. */
  readonly fresh?: boolean;
  readonly host?: string;
  readonly log?: Log;
}

/** Starts the demonstration: five members with invented databases, a registry and a gateway. */
export async function startDemo({
  data,
  fresh = false,
  ...options
}: DemoOptions): Promise<RunningFederation> {
  const databases = await demoData(data, { fresh });
  return startFederation({
    ...options,
    directory: data,
    registryDatabase: join(databases, 'registry.sqlite'),
    members: Object.entries(speakers).map(([code, organizations]) => ({
      code,
      organizations,
      linkFile: fileURLToPath(new URL(`../members/${code}/member.yaml`, import.meta.url)),
      environment: { [`DEMO_${code.toUpperCase()}_DATABASE`]: join(databases, `${code}.sqlite`) },
    })),
  });
}
