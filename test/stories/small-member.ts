import { join } from 'node:path';
import type { Log } from '@observer-graph/gateway';
import { createMember, serveMember } from '@observer-graph/member';
import { openLink } from '@observer-graph/source-sql';
import { writeMember } from '../oracle/databases.ts';
import type { WorldRow } from '../oracle/world.ts';

export const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };

export interface SmallMember {
  readonly code: string;
  readonly url: string;
  /** Its database, a SQLite file. */
  readonly database: string;
  close(): Promise<void>;
}

export interface SmallMemberOptions {
  readonly code: string;
  readonly rows: readonly WorldRow[];
  readonly folder: string;
  /** The database's name; that of a member that stands at two URLs is opened twice. */
  readonly file?: string;
  /** Milliseconds after which its card's coverage is made anew. */
  readonly refreshMs?: number;
}

/** Starts a member that has these rows in a database of its own. */
export async function startSmallMember({
  code,
  rows,
  folder,
  file = code,
  refreshMs,
}: SmallMemberOptions): Promise<SmallMember> {
  const database = join(folder, `${file}.sqlite`);
  const link = await openLink(writeMember(database, rows, code));
  const member = createMember({ code, link, ...(refreshMs !== undefined && { refreshMs }) });
  const served = await serveMember({ member, port: 0 });
  let closing: Promise<void> | undefined;
  const close = async () => {
    await served.close();
    await link.close();
  };
  return {
    code,
    url: served.url,
    database,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

/** Findings of one member about one country, an hour apart; `first` is the number of the first. */
export function someFindings(member: string, country: string, first: number, count: number): WorldRow[] {
  return Array.from({ length: count }, (_, index) => ({
    record: 'Finding',
    number: first + index,
    member,
    values: {
      organization: `${member}-org`,
      observerKind: 'CITIZEN',
      country,
      holding: 'ORIGINAL',
      state: 'CURRENT',
      updatedAt: null,
      visibility: 'PUBLIC',
      kind: 'OBSERVATION',
      title: `${member} saw ${first + index}`,
      description: null,
      themes: ['VOTING'],
      phases: ['ELECTION_DAY'],
      elections: [],
      severity: null,
      // Members take turns, and some instants are equal.
      observedAt: new Date(Date.UTC(2024, 9, 26) + Math.floor(index / 2) * 3_600_000).toISOString(),
    },
    refs: { mission: null, followUpOf: null, sameIncidentAs: [] },
  }));
}
