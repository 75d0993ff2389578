import type { Coverage, CoverageDimension } from '@observer-graph/contract';
import { boundedCache } from '@observer-graph/executor';
import { codesOf, type ScatterMember } from './member.ts';

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

/** A dimension in which a record has values. */
type Listed = 'COUNTRY' | 'ELECTION' | 'ORGANIZATION';

const coveredBy: Readonly<Record<Listed, (coverage: Coverage) => readonly string[] | null>> = {
  COUNTRY: ({ countries }) => countries,
  ELECTION: ({ elections }) => elections,
  ORGANIZATION: ({ organizations }) => organizations,
};
const listed = Object.keys(coveredBy) as readonly Listed[];

interface TimeConstraint {
  readonly by: 'FROM' | 'UNTIL';
  /** Milliseconds since 1970. */
  readonly instants: readonly number[];
}

/** Choices remembered for one record type. */
const mostRoutes = 200;

/** The members that cover a value, or all values, by their places. */
interface Postings {
  readonly byValue: Map<string, number[]>;
  /** Those of which it is not known. */
  readonly unknown: Set<number>;
}

/**
 * What the members' records of one type cover, the other way round: by country, election and organization, who has them.
 * So choosing costs what the members that match cost, and one step of a word for 32 of the others.
 */
export class CoverageIndex {
  private readonly record: string;
  private readonly postings: Readonly<Record<Listed, Postings>>;
  private members: readonly ScatterMember[] = [];
  /** By place; the same three values as a member's `coverage`. */
  private coverages: (Coverage | null | undefined)[] = [];
  /** Milliseconds since 1970; infinite where the coverage says nothing, so that nothing is beyond it. */
  private froms = new Float64Array(0);
  private untils = new Float64Array(0);
  private asOfs = new Float64Array(0);
  /** Members that may have records of the type; bits by place. */
  private holders = new Uint32Array(0);
  private matching = new Uint32Array(0);
  private meeting = new Uint32Array(0);
  private rows = 0;
  /** What was chosen since the last change. */
  private routeOf = boundedCache<Route>(mostRoutes);

  constructor(record: string) {
    this.record = record;
    const empty = (): Postings => ({ byValue: new Map(), unknown: new Set() });
    this.postings = { COUNTRY: empty(), ELECTION: empty(), ORGANIZATION: empty() };
  }

  /**
   * Takes over what has changed.
   *
   * @param members in the order of their codes
   * @param samePlaces whether these have the same codes, in the same places, as those before
   */
  update(members: readonly ScatterMember[], samePlaces: boolean): void {
    if (!samePlaces) this.clear(members.length);
    this.members = members;
    this.routeOf = boundedCache(mostRoutes);
    for (const [place, member] of members.entries()) {
      const coverage = member.coverage(this.record);
      if (samePlaces && coverage === this.coverages[place]) continue;
      if (samePlaces) this.remove(place);
      this.add(place, coverage);
    }
  }

  /**
   * Chooses the members that may hold a record which meets all constraints. Whoever is left out certainly holds none, as
   * far as its coverage is true.
   */
  route(constraints: readonly Constraint[]): Route {
    // The codes behind a hub may change.
    if (constraints.some(({ by }) => by === 'MEMBER')) return this.newRoute(constraints);
    const key = constraints.length === 0 ? '' : JSON.stringify(constraints);
    return this.routeOf(key, () => this.newRoute(constraints));
  }

  private newRoute(constraints: readonly Constraint[]): Route {
    const asked = this.asked(constraints);
    const { matching, meeting } = this;
    matching.set(asked);
    for (const { by, values } of constraints) {
      if (by === 'MEMBER' || by === 'FROM' || by === 'UNTIL') continue;
      this.meet(by, values);
      for (let word = 0; word < matching.length; word++) {
        matching[word] = (matching[word] as number) & (meeting[word] as number);
      }
    }
    const times = constraints.flatMap(({ by, values }): readonly TimeConstraint[] =>
      by === 'FROM' || by === 'UNTIL' ? [{ by, instants: values.map((value) => Date.parse(value)) }] : [],
    );
    const candidates: ScatterMember[] = [];
    forEachBit(matching, (place) => {
      if (times.every((constraint) => this.mayMatchTime(place, constraint))) {
        candidates.push(this.members[place] as ScatterMember);
      } else {
        matching[place >> 5] = (matching[place >> 5] as number) & ~(1 << (place & 31));
      }
    });
    for (let word = 0; word < asked.length; word++) {
      asked[word] = (asked[word] as number) & ~(matching[word] as number);
    }
    return { candidates, pruned: this.members.length - candidates.length, asOf: this.oldest(asked) };
  }

  /** The holders that its code alone, and what nobody can match, do not exclude. */
  private asked(constraints: readonly Constraint[]): Uint32Array {
    const asked = this.holders.slice();
    if (constraints.some(({ by, values }) => by !== 'MEMBER' && values.length === 0)) return asked.fill(0);
    const members = constraints.filter(({ by }) => by === 'MEMBER');
    if (members.length === 0) return asked;
    forEachBit(asked.slice(), (place) => {
      const codes = codesOf(this.members[place] as ScatterMember);
      if (!members.every(({ values }) => codes.some((code) => values.includes(code)))) {
        asked[place >> 5] = (asked[place >> 5] as number) & ~(1 << (place & 31));
      }
    });
    return asked;
  }

  /** Sets the bits of those that cover one of the values, or may. */
  private meet(by: Listed, values: readonly string[]): void {
    const { byValue, unknown } = this.postings[by];
    const { meeting } = this;
    meeting.fill(0);
    const meets = (place: number) => {
      meeting[place >> 5] = (meeting[place >> 5] as number) | (1 << (place & 31));
    };
    for (const value of values) byValue.get(value)?.forEach(meets);
    unknown.forEach(meets);
  }

  /** Of instants less than a millisecond apart, and of what is no instant, nothing is said: both may match. */
  private mayMatchTime(place: number, { by, instants }: TimeConstraint): boolean {
    return instants.every((instant) =>
      by === 'FROM'
        ? !((this.untils[place] as number) < instant)
        : !(instant < (this.froms[place] as number)),
    );
  }

  private oldest(excluded: Uint32Array): string | null {
    let oldest = -1;
    forEachBit(excluded, (place) => {
      if (oldest < 0 || (this.asOfs[place] as number) < (this.asOfs[oldest] as number)) oldest = place;
    });
    return this.coverages[oldest]?.asOf ?? null;
  }

  private clear(rows: number): void {
    for (const by of listed) {
      this.postings[by].byValue.clear();
      this.postings[by].unknown.clear();
    }
    this.rows = rows;
    const words = Math.ceil(rows / 32);
    this.coverages = [];
    this.froms = new Float64Array(rows);
    this.untils = new Float64Array(rows);
    this.asOfs = new Float64Array(rows);
    this.holders = new Uint32Array(words);
    this.matching = new Uint32Array(words);
    this.meeting = new Uint32Array(words);
  }

  private add(place: number, coverage: Coverage | null | undefined): void {
    if (place >= this.rows) throw new RangeError(`There are ${this.rows} members.`);
    this.coverages[place] = coverage;
    this.froms[place] = instantOf(coverage?.from, Number.NEGATIVE_INFINITY);
    this.untils[place] = instantOf(coverage?.until, Number.POSITIVE_INFINITY);
    this.asOfs[place] = instantOf(coverage?.asOf, Number.POSITIVE_INFINITY);
    if (coverage === null) return;
    this.holders[place >> 5] = (this.holders[place >> 5] as number) | (1 << (place & 31));
    for (const by of listed) {
      const { byValue, unknown } = this.postings[by];
      const values = coverage === undefined ? null : coveredBy[by](coverage);
      if (values === null) unknown.add(place);
      for (const value of new Set(values)) {
        const places = byValue.get(value);
        if (places) places.push(place);
        else byValue.set(value, [place]);
      }
    }
  }

  private remove(place: number): void {
    const coverage = this.coverages[place];
    this.holders[place >> 5] = (this.holders[place >> 5] as number) & ~(1 << (place & 31));
    for (const by of listed) {
      const { byValue, unknown } = this.postings[by];
      unknown.delete(place);
      for (const value of new Set(coverage && coveredBy[by](coverage))) {
        const places = byValue.get(value) ?? [];
        const at = places.indexOf(place);
        const last = places.pop();
        if (last !== undefined && last !== place) places[at] = last;
        if (places.length === 0) byValue.delete(value);
      }
    }
  }
}

function instantOf(text: string | null | undefined, otherwise: number): number {
  const instant = text === null || text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(instant) ? otherwise : instant;
}

/** In ascending order. */
function forEachBit(bits: Uint32Array, told: (place: number) => void): void {
  for (let word = 0; word < bits.length; word++) {
    let rest = bits[word] as number;
    while (rest !== 0) {
      const lowest = rest & -rest;
      told(word * 32 + (31 - Math.clz32(lowest)));
      rest ^= lowest;
    }
  }
}
