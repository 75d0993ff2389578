import { type Coverage, type CoverageDimension, parseElectionId } from '@observer-graph/contract';
import type { ScatterMember } from './member.ts';

/** Of the dimension, only records with one of the values match; `FROM` and `UNTIL` have one value, an instant or a date. */
export interface Constraint {
  readonly by: CoverageDimension;
  readonly values: readonly string[];
}

/** Who is asked. */
export interface Route {
  /** In the order of their codes. */
  readonly candidates: readonly ScatterMember[];
  /** How many members are not asked, because they cannot hold a match. */
  readonly pruned: number;
  /** When the oldest coverage that excluded somebody was true; null if none did. */
  readonly asOf: string | null;
}

/**
 * Chooses the members that may hold a record which meets all constraints. Whoever is left out certainly holds none, as
 * far as its coverage is true.
 */
export function route(
  members: readonly ScatterMember[],
  record: string,
  constraints: readonly Constraint[],
): Route {
  const candidates: ScatterMember[] = [];
  let asOf: string | null = null;
  for (const member of members) {
    const coverage = member.coverage(record);
    if (coverage === null || !isAsked(member, constraints)) continue;
    if (coverage === undefined || constraints.every((constraint) => mayMatch(coverage, constraint))) {
      candidates.push(member);
    } else if (asOf === null || Date.parse(coverage.asOf) < Date.parse(asOf)) {
      asOf = coverage.asOf;
    }
  }
  candidates.sort((one, other) => (one.code < other.code ? -1 : 1));
  return { candidates, pruned: members.length - candidates.length, asOf };
}

/** What its code alone tells, and what nobody can match. */
function isAsked({ code }: ScatterMember, constraints: readonly Constraint[]): boolean {
  return constraints.every(({ by, values }) => (by === 'MEMBER' ? values.includes(code) : values.length > 0));
}

function mayMatch(coverage: Coverage, { by, values }: Constraint): boolean {
  switch (by) {
    case 'MEMBER':
      return true;
    case 'COUNTRY':
      return meets(coverage.countries, values);
    case 'ORGANIZATION':
      return meets(coverage.organizations, values);
    case 'ELECTION':
      return coverage.elections === null
        ? values.some((election) => mayHoldElection(coverage, election))
        : meets(coverage.elections, values);
    case 'FROM':
      return values.every((value) => coverage.until === null || !isBefore(coverage.until, value));
    case 'UNTIL':
      return values.every((value) => coverage.from === null || !isBefore(value, coverage.from));
  }
}

function meets(covered: readonly string[] | null, values: readonly string[]): boolean {
  return covered === null || values.some((value) => covered.includes(value));
}

function mayHoldElection({ countries }: Coverage, election: string): boolean {
  const country = parseElectionId(election)?.country;
  return countries === null || country === undefined || countries.includes(country);
}

/**
 * Whether one instant is certainly before another. Of instants less than a millisecond apart it does not say so, nor of
 * what is no instant.
 */
function isBefore(one: string, other: string): boolean {
  return Date.parse(one) < Date.parse(other);
}
