import { createHash } from 'node:crypto';
import {
  type CardDomain,
  type Coverage,
  contractVersion,
  type Domain,
  type MemberCard,
  subgraphSdl,
} from '@observer-graph/contract';
import { publicViewer } from '@observer-graph/executor';
import type { SourceFor, Sources } from '@observer-graph/source';

export interface CardOptions {
  readonly code: string;
  readonly sources: ReadonlyMap<Domain, Sources>;
  /** Milliseconds. */
  readonly refreshMs: number;
}

/**
 * Keeps a member's card: made when it is first asked for, and from then on again every `refreshMs`, because coverage is
 * read from the whole database.
 */
export function memberCard({ code, sources, refreshMs }: CardOptions) {
  let card: Promise<MemberCard> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const schedule = () => {
    if (closed) return;
    timer = setTimeout(refresh, refreshMs);
    timer.unref();
  };
  const refresh = async () => {
    const next = await makeCard(code, sources);
    card = Promise.resolve(next);
    schedule();
  };
  return {
    current: (): Promise<MemberCard> => {
      if (!card) {
        card = makeCard(code, sources);
        card.then(schedule);
      }
      return card;
    },
    close: (): void => {
      closed = true;
      clearTimeout(timer);
    },
  };
}

async function makeCard(code: string, sources: ReadonlyMap<Domain, Sources>): Promise<MemberCard> {
  const domains = await Promise.all(
    [...sources].map(async ([domain, each]) => [domain, await cardDomain(domain, each)] as const),
  );
  return { code, contractVersion, domains: Object.fromEntries(domains) };
}

async function cardDomain(domain: Domain, sources: Sources): Promise<CardDomain> {
  const records = await Promise.all(
    Object.entries(sources).map(async ([record, sourceFor]) =>
      sourceFor ? [[record, await publicCoverage(sourceFor)] as const] : [],
    ),
  );
  const sdlHash = createHash('sha256').update(subgraphSdl(domain)).digest('hex');
  return { path: domain, sdlHash, records: Object.fromEntries(records.flat()) };
}

/** Everything unknown if it cannot be read: then a hub asks. */
async function publicCoverage(sourceFor: SourceFor): Promise<Coverage> {
  const asOf = new Date().toISOString();
  return sourceFor(publicViewer)
    .coverage()
    .catch(() => ({ countries: null, elections: null, organizations: null, from: null, until: null, asOf }));
}
