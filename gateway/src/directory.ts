import { type Domain, domains, type MemberCard, registryDomains } from '@observer-graph/contract';
import { ExecutorError } from '@observer-graph/executor';
import type { ScatterMember } from '@observer-graph/scatter';
import { CardError, fetchCard } from './card.ts';
import type { Federation } from './federation-file.ts';
import type { Limits } from './limits.ts';
import type { Log } from './log.ts';
import { type MemberConnection, memberConnection } from './member-connection.ts';

/** A member as the federation file names it. */
type ListedMember = Federation['members'][number];

/** What the directory knows of a member. */
export interface KnownMember {
  readonly code: string;
  readonly organizations: readonly string[];
  readonly listed: boolean;
  readonly isRegistry: boolean;
  /** Null until the member has been reached. */
  readonly card: MemberCard | null;
  readonly state: 'UP' | 'DOWN' | 'UNKNOWN';
  /** When it last answered anything in order; null if it has not since this gateway started. */
  readonly lastAnswerAt: Date | null;
}

/** The members of the federation as they are now. */
export interface Directory {
  /** The registry first, the others in the order of their codes. */
  readonly members: () => readonly KnownMember[];
  /** Those that take part in a domain. */
  readonly scatterMembers: (domain: Domain) => readonly ScatterMember[];
  /** The one member that serves a domain which is the registry's. */
  readonly registry: (domain: Domain) => ScatterMember;
  /** Takes over a new version of the federation: who stays keeps connections and card. */
  readonly update: (federation: Federation) => void;
  /** Asks all for their cards; resolves when each has answered or failed. */
  readonly refresh: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface DirectoryOptions {
  readonly log: Log;
  /** Milliseconds between two askings for a card, give or take a fifth. @default 30000 */
  readonly refreshMs?: number;
  /** Milliseconds that a card may be old; after that its member may hold anything. @default 600000 */
  readonly coverageMs?: number;
}

/** Milliseconds that a member has to answer its card. */
const cardDeadlineMs = 5_000;
/** Milliseconds after which a member that failed is asked again if somebody's question needs it. */
const retryMs = 1_000;

interface Entry {
  member: ListedMember;
  readonly isRegistry: boolean;
  readonly connection: MemberConnection;
  card: MemberCard | null;
  cardAt: number;
  /** Why it must not be asked anything. */
  refusal: string | null;
  triedAt: number;
  refreshing: Promise<void> | null;
  timer: NodeJS.Timeout | null;
  readonly closed: AbortController;
}

/** Keeps the members' cards, and knows by them who takes part where. */
export function createDirectory(
  federation: Federation,
  { log, refreshMs = 30_000, coverageMs = 600_000 }: DirectoryOptions,
): Directory {
  let entries = new Map<string, Entry>();
  const leaving = new Set<Entry>();

  const update = ({ registry, members, limits }: Federation) => {
    const before = entries;
    entries = new Map();
    for (const member of [{ ...registry, listed: true }, ...members.toSorted(byCode)]) {
      const isRegistry = entries.size === 0;
      const known = before.get(member.code);
      if (known?.member.url === member.url && known.isRegistry === isRegistry) {
        known.member = member;
        entries.set(member.code, known);
        before.delete(member.code);
        continue;
      }
      const entry = newEntry(member, isRegistry, limits);
      entries.set(member.code, entry);
      schedule(entry, 0);
    }
    for (const entry of before.values()) {
      // It may be answering still.
      leaving.add(entry);
      setTimeout(() => void closeEntry(entry), limits.requestDeadlineMs).unref();
    }
  };

  const newEntry = (member: ListedMember, isRegistry: boolean, limits: Limits): Entry => {
    const entry: Entry = {
      member,
      isRegistry,
      connection: memberConnection(member, limits, () => {
        // It answers although it did not give its card: ask again now.
        if (!entry.card) refreshSoon(entry);
      }),
      card: null,
      cardAt: 0,
      refusal: null,
      triedAt: 0,
      refreshing: null,
      timer: null,
      closed: new AbortController(),
    };
    return entry;
  };

  const refreshEntry = (entry: Entry): Promise<void> => {
    entry.refreshing ??= readCard(entry).finally(() => {
      entry.refreshing = null;
      schedule(entry, refreshMs * (0.8 + 0.4 * Math.random()));
    });
    return entry.refreshing;
  };

  const readCard = async (entry: Entry) => {
    const { member, connection, closed } = entry;
    entry.triedAt = Date.now();
    const before = connection.state();
    try {
      const card = await fetchCard(
        member,
        AbortSignal.any([closed.signal, AbortSignal.timeout(cardDeadlineMs)]),
      );
      for (const domain of ignoredDomains(card, entry.isRegistry)) {
        if (!entry.card?.domains[domain]) {
          log.warn(`${member.code}: serves ${domain}, which the registry alone does; ignored`);
        }
      }
      entry.card = card;
      entry.cardAt = Date.now();
      entry.refusal = null;
      connection.answered();
      if (before !== 'UP') log.info(`${member.code}: up, with ${Object.keys(card.domains).join(', ')}`);
    } catch (error) {
      if (closed.signal.aborted) return;
      connection.failed();
      const refusal = error instanceof CardError && error.code === 'REFUSED' ? error.message : null;
      if (before !== 'DOWN' || refusal !== entry.refusal) log.warn((error as Error).message);
      entry.refusal = refusal;
      if (refusal !== null) entry.card = null;
    }
  };

  const schedule = (entry: Entry, delay: number) => {
    if (entry.timer) clearTimeout(entry.timer);
    if (entry.closed.signal.aborted) return;
    entry.timer = setTimeout(() => void refreshEntry(entry), delay);
    entry.timer.unref();
  };

  const refreshSoon = (entry: Entry) => {
    if (!entry.refreshing && Date.now() - entry.triedAt >= retryMs) schedule(entry, 0);
  };

  const closeEntry = async (entry: Entry) => {
    leaving.delete(entry);
    entry.closed.abort();
    if (entry.timer) clearTimeout(entry.timer);
    await entry.refreshing;
    await entry.connection.close();
  };

  const scatterMember = (entry: Entry, domain: Domain): ScatterMember => {
    if (!entry.card) refreshSoon(entry);
    const path = entry.card?.domains[domain]?.path ?? domain;
    return {
      code: entry.member.code,
      organizations: new Set(entry.member.organizations),
      executor: (request, call) => {
        if (entry.refusal !== null) return Promise.reject(new ExecutorError('MALFORMED', entry.refusal));
        return entry.connection.executor(path)(request, call);
      },
      coverage: (record) => {
        if (!entry.card || Date.now() - entry.cardAt > coverageMs) return undefined;
        return entry.card.domains[domain]?.records[record] ?? null;
      },
    };
  };

  update(federation);
  return {
    members: () =>
      [...entries.values()].map(({ member, isRegistry, card, connection }) => ({
        code: member.code,
        organizations: member.organizations,
        listed: member.listed,
        isRegistry,
        card,
        state: connection.state(),
        lastAnswerAt: connection.lastAnswerAt(),
      })),
    scatterMembers: (domain) =>
      [...entries.values()]
        .filter(({ card }) => !card || card.domains[domain])
        .map((entry) => scatterMember(entry, domain)),
    registry: (domain) => {
      const entry = [...entries.values()].find(({ isRegistry }) => isRegistry);
      if (!entry) throw new Error('A federation has a registry.');
      return scatterMember(entry, domain);
    },
    update,
    refresh: async () => {
      await Promise.all([...entries.values()].map(refreshEntry));
    },
    close: async () => {
      await Promise.all([...entries.values(), ...leaving].map(closeEntry));
    },
  };
}

function ignoredDomains({ domains: served }: MemberCard, isRegistry: boolean): Domain[] {
  return isRegistry ? [] : domains.filter((domain) => served[domain] && registryDomains.includes(domain));
}

function byCode(a: { code: string }, b: { code: string }): number {
  return a.code < b.code ? -1 : 1;
}
