import type { Coverage, Domain, MemberCard } from '@observer-graph/contract';
import {
  type Call,
  type Executor,
  ExecutorError,
  type GraphQLResponse,
  withinDeadline,
} from '@observer-graph/executor';
import type { ScatterMember } from '@observer-graph/scatter';
import type { Federation } from './federation-file.ts';
import type { MemberConnection } from './member-connection.ts';

/** A member as the federation file names it. */
export type ListedMember = Federation['members'][number];

/** A member as the directory keeps it. */
export interface Entry {
  member: ListedMember;
  readonly isRegistry: boolean;
  readonly connection: MemberConnection;
  card: MemberCard | null;
  /** When it was read; 0 if there is none, or if it was read at another URL. */
  cardAt: number;
  /** Of a hub: the generations for which its card has just been read again, when that began, and the reading. */
  readonly sought: Map<string, { readonly at: number; readonly read: Promise<void> }>;
  /** Of a hub: the prefixes that its last card named, were it at another URL; null until one has been read. */
  codes: readonly string[] | null;
  /** The SDL of the domains in which its contract is not ours, with the hash that its card gave. */
  readonly sdls: Map<Domain, { readonly hash: string; readonly sdl: string }>;
  /** Why it must not be asked anything. */
  refusal: string | null;
  triedAt: number;
  refreshing: Promise<void> | null;
  timer: NodeJS.Timeout | null;
  readonly closed: AbortController;
}

export interface ScatterMemberOptions {
  /** Milliseconds that coverage may be old. */
  readonly coverageMs: number;
  /** Milliseconds after which the card is read again for the same reason. */
  readonly retryMs: number;
  /** Reads the member's card. */
  readonly refresh: () => Promise<void>;
}

/** A member as the scatter of a domain sees it: as the directory knows it at the moment. */
export function scatterMember(entry: Entry, domain: Domain, options: ScatterMemberOptions): ScatterMember {
  const path = entry.card?.domains[domain]?.path ?? domain;
  const sdl = entry.sdls.get(domain)?.sdl;
  return {
    code: entry.member.code,
    organizations: new Set(entry.member.organizations),
    executor: asking(entry, path, options),
    coverage: (record) => coverageNow(entry, domain, record, options.coverageMs),
    ...(sdl !== undefined && { sdl }),
    ...(entry.member.hub && {
      hub: {
        get codes() {
          return entry.codes ?? [];
        },
      },
    }),
  };
}

/** Coverage is as old as it says, and at least as old as its card; what is too old excludes nothing. */
function coverageNow(
  { card, cardAt }: Entry,
  domain: Domain,
  record: string,
  coverageMs: number,
): Coverage | null | undefined {
  if (!card) return undefined;
  const isOld = (at: number) => Date.now() > at + coverageMs;
  const coverage = card.domains[domain]?.records[record];
  if (!coverage) return isOld(cardAt) ? undefined : null;
  // Whose originals a member has stays true: its counts are not believed because its coverage is old.
  return isOld(cardAt) || isOld(Date.parse(coverage.asOf))
    ? { ...coverage, countries: null, elections: null, organizations: null, from: null, until: null }
    : coverage;
}

function asking(entry: Entry, path: string, options: ScatterMemberOptions): Executor {
  return async (request, call): Promise<GraphQLResponse> => {
    const { member, connection } = entry;
    if (entry.refusal !== null) throw new ExecutorError('MALFORMED', entry.refusal);
    if (!member.hub) return connection.executor(path)(request, call);
    if (entry.codes === null) {
      const message = `${member.code}: its card, which says whose records it gives, has not been read yet.`;
      throw new ExecutorError('UNREACHABLE', message);
    }
    const response = await connection.executor(path)(request, call);
    const generation = response.extensions?.['generation'];
    if (typeof generation === 'string' && generation !== entry.card?.generation) {
      await seek(entry, generation, call, options);
      if (entry.refusal !== null) throw new ExecutorError('MALFORMED', entry.refusal);
    }
    return response;
  };
}

/** Reads the card of a hub whose members have changed since: by it, its answer is believed. */
async function seek(
  entry: Entry,
  generation: string,
  call: Call,
  { refresh, retryMs }: ScatterMemberOptions,
): Promise<void> {
  const readAgain = async () => {
    // What is being read may be the card from before.
    await entry.refreshing;
    if (generation !== entry.card?.generation) await refresh();
  };
  const { sought } = entry;
  // Several servers of one hub may not agree for a while: then each of their generations is sought once.
  for (const [known, { at }] of sought) if (Date.now() - at >= retryMs) sought.delete(known);
  const { read } = sought.get(generation) ?? { read: readAgain() };
  if (!sought.has(generation)) sought.set(generation, { at: Date.now(), read });
  // Without it the answer is believed as far as is known.
  await withinDeadline(call, entry.member.code, () => read).catch(() => {});
}
