import { codesOf, type ScatterMember } from './member.ts';
import { type Constraint, CoverageIndex, type Route } from './route.ts';

/** The members of a domain as they are now, and ways to find those that matter. */
export class Roster {
  private given: readonly ScatterMember[] | null = null;
  /** In the order of their codes. */
  private members: readonly ScatterMember[] = [];
  private places: readonly string[] = [];
  private byCode: ReadonlyMap<string, ScatterMember> = new Map();
  private readonly indexes = new Map<string, CoverageIndex>();

  /** Takes over changes; the same list again changes nothing and costs nothing. */
  update(members: readonly ScatterMember[]): void {
    if (members === this.given) return;
    this.given = members;
    this.members = isSorted(members)
      ? members
      : members.toSorted((one, other) => (one.code < other.code ? -1 : 1));
    const samePlaces =
      this.places.length === members.length &&
      this.members.every(({ code }, place) => code === this.places[place]);
    if (!samePlaces) this.places = this.members.map(({ code }) => code);
    this.byCode = new Map(
      this.members.flatMap((member) => codesOf(member).map((code) => [code, member] as const)),
    );
    for (const index of this.indexes.values()) index.update(this.members, samePlaces);
  }

  /** The member that owns ids with a prefix. */
  owner(code: string): ScatterMember | undefined {
    // Of a hub, those behind it may have become known while it was asked.
    return this.byCode.get(code) ?? this.members.find((member) => codesOf(member).includes(code));
  }

  /** The members that may hold a record of a type which meets all constraints. */
  route(record: string, constraints: readonly Constraint[]): Route {
    let index = this.indexes.get(record);
    if (!index) {
      index = new CoverageIndex(record);
      index.update(this.members, false);
      this.indexes.set(record, index);
    }
    return index.route(constraints);
  }
}

function isSorted(members: readonly ScatterMember[]): boolean {
  return members.every(
    (member, place) => place === 0 || (members[place - 1] as ScatterMember).code < member.code,
  );
}
