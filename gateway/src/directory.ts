import { type Domain, domains, type MemberCard, registryDomains } from '@observer-graph/contract';
import { ByteBudget } from '@observer-graph/executor';
import type { ScatterMember } from '@observer-graph/scatter';
import { CardError, fetchCard } from './card.ts';
import { failureText } from './failure-text.ts';
import type { Federation } from './federation-file.ts';
import { fetchSdl } from './fetch-sdl.ts';
import type { Limits } from './limits.ts';
import type { Log } from './log.ts';
import { memberConnection, withoutLogin } from './member-connection.ts';
import { type Entry, type ListedMember, scatterMember } from './scatter-member.ts';
import { sdlHash } from './sdl-hash.ts';

/** What the directory knows of a member. */
export interface KnownMember {
  readonly code: string;
  readonly organizations: readonly string[];
  readonly listed: boolean;
  readonly isRegistry: boolean;
  /** Null until the member has been reached. */
  readonly card: MemberCard | null;
  readonly state: 'UP' | 'DOWN' | 'UNKNOWN';
  /** Why it is down, or must not be asked anything; null if neither. Fit for clients. */
  readonly problem: string | null;
  /** When it last answered anything in order; null if it has not since this gateway started. */
  readonly lastAnswerAt: Date | null;
}

/** The members of the federation as they are now. */
export interface Directory {
  /** The registry first, the others in the order of their codes. */
  readonly members: () => readonly KnownMember[];
  /** Those that take part in a domain. The same list as long as nothing that it tells has changed. */
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
  /** Milliseconds that coverage may be old; after that its member may hold anything. @default 600000 */
  readonly coverageMs?: number;
}

/** Milliseconds that a member has to answer its card. */
const cardDeadlineMs = 5_000;
/** Milliseconds after which a member that failed is asked again if somebody's question needs it. */
const retryMs = 1_000;

/** Keeps the members' cards, and knows by them who takes part where. */
export function createDirectory(
  federation: Federation,
  { log, refreshMs = 30_000, coverageMs = 600_000 }: DirectoryOptions,
): Directory {
  let entries = new Map<string, Entry>();
  let ownCode: string | undefined;
  const leaving = new Set<Entry>();
  const budget = new ByteBudget(federation.limits.maxBytesInFlight);
  /** Of each domain its members, until `until`, when coverage of theirs becomes too old. */
  const lists = new Map<Domain, { readonly members: readonly ScatterMember[]; readonly until: number }>();

  const update = ({ code, registry, members, limits }: Federation) => {
    const before = entries;
    entries = new Map();
    ownCode = code;
    lists.clear();
    for (const member of [{ ...registry, listed: true, hub: false }, ...members.toSorted(byCode)]) {
      const isRegistry = entries.size === 0;
      const known = before.get(member.code);
      if (
        known?.member.url === member.url &&
        known.member.hub === member.hub &&
        known.isRegistry === isRegistry
      ) {
        known.member = member;
        entries.set(member.code, known);
        before.delete(member.code);
        continue;
      }
      const entry = newEntry(member, isRegistry, limits);
      if (known && known.member.hub === member.hub && known.isRegistry === isRegistry) takeOver(entry, known);
      entries.set(member.code, entry);
      schedule(entry, 0);
    }
    for (const entry of entries.values()) {
      const claim = doubleClaim(entry, entry.card);
      if (claim) refuse(entry, new CardError('REFUSED', claim));
    }
    for (const entry of before.values()) {
      // It may be answering still.
      leaving.add(entry);
      setTimeout(() => void closeEntry(entry), limits.requestDeadlineMs).unref();
    }
  };

  /** Who has moved serves what it served, until its card has been read there; what it covers is not known. */
  const takeOver = (entry: Entry, { card, codes, sdls }: Entry) => {
    entry.card = card;
    entry.codes = codes;
    for (const [domain, sdl] of sdls) entry.sdls.set(domain, sdl);
  };

  /** The claim of a hub to ids of another member, in words. What the file says, and who was first, goes before. */
  const doubleClaim = (entry: Entry, card: MemberCard | null): string | null => {
    for (const code of card?.codes ?? []) {
      const other = [...entries.values()].find(
        (each) => each !== entry && (each.member.code === code || each.codes?.includes(code)),
      );
      const owner = code === ownCode ? 'this hub' : other?.member.code;
      if (owner !== undefined) {
        return `${entry.member.code}: its card claims the ids of '${code}', which are those of ${owner}.`;
      }
    }
    return null;
  };

  const refuse = (entry: Entry, error: CardError) => {
    if (error.message !== entry.refusal) {
      log.warn(`${failureText(error)} Its URL is ${withoutLogin(entry.member.url)}.`);
    }
    entry.refusal = error.message;
    entry.card = null;
    entry.cardAt = 0;
    entry.codes = null;
    lists.clear();
  };

  const newEntry = (member: ListedMember, isRegistry: boolean, limits: Limits): Entry => {
    const entry: Entry = {
      member,
      isRegistry,
      connection: memberConnection(member, {
        ...limits,
        budget: budget.share(),
        log,
        onAnswer: () => {
          // It answers although it did not give its card: ask again now.
          if (entry.cardAt === 0) refreshSoon(entry);
        },
      }),
      card: null,
      cardAt: 0,
      sought: new Map(),
      codes: null,
      sdls: new Map(),
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
    try {
      const card = await fetchCard(
        member,
        AbortSignal.any([closed.signal, AbortSignal.timeout(cardDeadlineMs)]),
      );
      await readSdls(entry, card);
      const claim = doubleClaim(entry, card);
      if (claim) throw new CardError('REFUSED', claim);
      for (const domain of ignoredDomains(card, entry.isRegistry)) {
        if (!entry.card?.domains[domain]) {
          log.warn(`${member.code}: serves ${domain}, which the registry alone does; ignored`);
        }
      }
      entry.card = card;
      entry.codes = card.codes ?? null;
      entry.cardAt = Date.now();
      entry.refusal = null;
      lists.clear();
      connection.answered(`${member.code}: up, with ${Object.keys(card.domains).join(', ')}`);
    } catch (error) {
      if (closed.signal.aborted) return;
      if (error instanceof CardError && error.code === 'REFUSED') return refuse(entry, error);
      connection.failed(error as Error);
      entry.refusal = null;
    }
  };

  /** Asks for the SDL of the domains in which the member's contract differs from ours; without it, it is asked in ours. */
  const readSdls = async ({ member, connection, sdls, isRegistry }: Entry, card: MemberCard) => {
    const scattered = domains.filter((domain) => !isRegistry && !registryDomains.includes(domain));
    await Promise.all(
      scattered.map(async (domain) => {
        const { sdlHash: hash = '', path = domain } = card.domains[domain] ?? {};
        if (sdls.get(domain)?.hash === hash) return;
        sdls.delete(domain);
        if (hash === '' || hash === sdlHash(domain)) return;
        const sdl = await fetchSdl(connection.executor(path), cardDeadlineMs);
        if (sdl === null) log.warn(`${member.code}: does not tell its contract for ${domain}`);
        else sdls.set(domain, { hash, sdl });
      }),
    );
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

  const asScatterMember = (entry: Entry, domain: Domain) =>
    scatterMember(entry, domain, { coverageMs, retryMs, refresh: () => refreshEntry(entry) });

  const scatterMembers = (domain: Domain): readonly ScatterMember[] => {
    const known = lists.get(domain);
    if (known && Date.now() < known.until) return known.members;
    const taking = [...entries.values()].filter(({ card }) => !card || card.domains[domain]);
    const members = taking.map((entry) => asScatterMember(entry, domain));
    // Coverage is as old as it says, and at least as old as its card.
    const expiries = taking
      .flatMap(({ card, cardAt }) => [
        cardAt,
        ...Object.values(card?.domains[domain]?.records ?? {}).map(({ asOf }) => Date.parse(asOf)),
      ])
      .map((at) => at + coverageMs + 1)
      .filter((at) => at > Date.now());
    lists.set(domain, { members, until: Math.min(...expiries, Number.POSITIVE_INFINITY) });
    return members;
  };

  update(federation);
  return {
    members: () =>
      [...entries.values()].map(({ member, isRegistry, card, connection, refusal }) => ({
        code: member.code,
        organizations: member.organizations,
        listed: member.listed,
        isRegistry,
        card,
        state: connection.state(),
        problem: refusal ?? connection.failure(),
        lastAnswerAt: connection.lastAnswerAt(),
      })),
    scatterMembers: (domain) => {
      for (const entry of entries.values()) if (entry.cardAt === 0) refreshSoon(entry);
      return scatterMembers(domain);
    },
    registry: (domain) => {
      const entry = [...entries.values()].find(({ isRegistry }) => isRegistry);
      if (!entry) throw new Error('A federation has a registry.');
      if (entry.cardAt === 0) refreshSoon(entry);
      return asScatterMember(entry, domain);
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
