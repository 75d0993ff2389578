import type { Executor } from '@observer-graph/executor';
import { createScatter, type ScatterLimits } from '../src/index.ts';
import {
  inMemoryExecutor,
  type Row,
  type TestMember,
  type TestMemberOptions,
  testMember,
} from './in-memory-member.ts';

export const codes = ['golos', 'isfed', 'odihr'] as const;
export const georgia = 'GE-2024-10-26-parliamentary';
export const moldova = 'MD-2024-11-03-presidential';

/** Missions and findings of three members, with ties, unknown values, copies, and references between members. */
export const world: readonly Row[] = [
  ...codes.flatMap((code, at) =>
    [0, 1].map((key) => ({
      type: 'Mission',
      id: `${code}:mission:m:${key}`,
      member: code,
      organization: code,
      organizations: [code],
      holding: 'ORIGINAL',
      country: key === 0 ? 'GE' : 'MD',
      election: key === 0 ? georgia : moldova,
      title: `Mission ${key} of ${code}`,
      kind: at === 2 ? 'EOM' : 'CITIZEN',
      startsOn: `2024-0${9 - key}-0${1 + at}`,
    })),
  ),
  ...codes.flatMap((code, at) =>
    Array.from({ length: 12 }, (_, key): Row => {
      const next = codes[(at + 1) % 3] as string;
      return {
        type: 'Finding',
        id: `${code}:finding:f:${key}`,
        member: code,
        organization: key === 11 ? 'elsewhere' : code,
        observerKind: at === 2 ? 'INTERNATIONAL' : 'CITIZEN',
        holding: key === 11 ? 'COPY' : 'ORIGINAL',
        country: key % 3 === 0 ? 'MD' : 'GE',
        elections: key % 4 === 3 ? [] : key % 3 === 0 ? [moldova] : [georgia],
        kind: 'OBSERVATION',
        title: `Finding ${key} of ${code}`,
        themes: key % 2 === 0 ? ['VOTING', 'MEDIA'] : key % 5 === 0 ? [] : ['CAMPAIGN'],
        severity: [null, 'LOW', 'HIGH', 'CRITICAL'][key % 4],
        // Ties between members and within one, and some that nobody dated.
        observedAt:
          key % 6 === 5 ? null : `2024-10-${String(10 + Math.floor(key / 2)).padStart(2, '0')}T08:00:00Z`,
        updatedAt: `2024-11-${String(10 + ((key * 7) % 12)).padStart(2, '0')}T08:00:00Z`,
        place: { name: `Station ${key}`, path: ['Tbilisi'] },
        mission: key % 5 === 4 ? null : `${key % 2 === 0 ? code : next}:mission:m:${key % 3 === 0 ? 1 : 0}`,
        followUpOf: key % 4 === 0 ? `${next}:finding:f:${key + 1}` : null,
        sameIncidentAs: key === 3 ? codes.map((other) => `${other}:finding:f:3`) : null,
      };
    }),
  ),
];

export function rowsOf(code: string, rows: readonly Row[] = world): Row[] {
  return rows.filter(({ id }) => id.startsWith(`${code}:`));
}

export interface Federation {
  readonly scatter: Executor;
  readonly members: Readonly<Record<string, TestMember>>;
  /** One member that holds all rows. */
  readonly oracle: Executor;
}

/** The three members behind a scatter. */
export function federation(
  changes: Readonly<Record<string, Partial<TestMemberOptions>>> = {},
  limits: Partial<ScatterLimits> = {},
): Federation {
  const members = codes.map((code) => testMember({ code, rows: rowsOf(code), ...changes[code] }));
  return {
    scatter: createScatter({ domain: 'findings', members: () => members, limits }),
    members: Object.fromEntries(members.map((member) => [member.code, member])),
    oracle: inMemoryExecutor('findings', world),
  };
}
