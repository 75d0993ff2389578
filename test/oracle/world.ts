/** A federation drawn at random: members with skewed sizes, equal sort keys, absent values, references across members. */
export interface World {
  readonly members: readonly WorldMember[];
  readonly rows: readonly WorldRow[];
}

export interface WorldMember {
  readonly code: string;
  readonly organizations: readonly string[];
}

/** A record as the contract knows it; references to records are the numbers of rows of the world. */
export interface WorldRow {
  readonly record: 'Finding' | 'Mission' | 'Recommendation' | 'Assessment';
  readonly number: number;
  readonly member: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly refs: Readonly<Record<string, number | readonly number[] | null>>;
}

export const countries = ['GE', 'KE', 'MD'];
export const elections = [
  'GE-2020-10-31-parliamentary',
  'GE-2024-10-26-parliamentary',
  'KE-2022-08-09-general',
  'MD-2020-11-01-presidential',
];
export const instants = [
  null,
  '2020-10-31T05:00:00Z',
  '2020-10-31T05:00:00.000001Z',
  '2022-08-09T12:30:00Z',
  '2024-10-26T05:00:00Z',
  '2024-10-27T00:00:00Z',
];
export const days = [null, '2020-11-01', '2022-08-10', '2024-10-27', '2024-12-20'];
export const themes = ['VOTING', 'MEDIA', 'BALLOT_FRAUD'];
export const phases = ['CAMPAIGN', 'ELECTION_DAY'];
export const severities = [null, 'LOW', 'HIGH'];
export const statuses = [null, 'NOT_IMPLEMENTED', 'PARTIALLY', 'FULLY'];
export const titles = ['Carousel voting', 'КАРУСЕЛЬ у участка', 'ხმის მიცემა', 'Media bias', null];

const codes = ['m01', 'm02', 'm03', 'm04', 'm05', 'm06', 'm07', 'm08', 'm09', 'm10', 'm11', 'm12'];

/** A world of 2 to 12 members and up to `size` rows; the same `seed` draws the same world. */
export function drawWorld(seed: number, size: number): World {
  const draw = seededDraw(seed);
  const members = codes.slice(0, draw.integer(2, codes.length)).map((code) => ({
    code,
    organizations: draw.boolean() ? [`${code}-org`] : [`${code}-org`, `${code}-other`],
  }));
  const records = ['Finding', 'Finding', 'Finding', 'Mission', 'Recommendation', 'Assessment'] as const;
  // The square of a uniform number: the first members hold most, the last ones often nothing.
  const skewed = () => members[Math.floor(draw.uniform() ** 2 * members.length)] as WorldMember;
  const drafts = Array.from({ length: draw.integer(0, size) }, (_, number) => ({
    record: draw.of(records),
    number,
    member: skewed(),
  }));
  const numbersOf = (record: WorldRow['record']) =>
    drafts.filter((draft) => draft.record === record).map(({ number }) => number);
  const [findings, missions, recommendations] = (['Finding', 'Mission', 'Recommendation'] as const).map(
    numbersOf,
  );
  const maybe = (numbers: readonly number[] | undefined) =>
    numbers?.length && draw.boolean() ? draw.of(numbers) : null;
  const several = (numbers: readonly number[] | undefined) =>
    numbers?.length ? [...new Set(Array.from({ length: draw.integer(0, 2) }, () => draw.of(numbers)))] : [];

  const rows = drafts.map(({ record, number, member }): WorldRow => {
    const copy = draw.integer(0, 9) === 0;
    const common = {
      organization: copy ? 'somebody-else' : draw.of(member.organizations),
      observerKind: draw.of(['CITIZEN', 'INTERNATIONAL']),
      country: draw.of(countries),
      holding: copy ? 'COPY' : 'ORIGINAL',
      state: draw.of(['CURRENT', 'CURRENT', 'CURRENT', 'CORRECTED', 'WITHDRAWN']),
      updatedAt: draw.of(instants),
      visibility: draw.of(['PUBLIC', 'PUBLIC', 'PUBLIC', 'NETWORK', 'OWNER']),
    };
    const particular = {
      Finding: () => ({
        values: {
          ...common,
          kind: draw.of(['OBSERVATION', 'INCIDENT']),
          title: draw.of(titles),
          description: draw.of(titles),
          themes: draw.subset(themes),
          phases: draw.subset(phases),
          elections: draw.subset(elections),
          severity: draw.of(severities),
          observedAt: draw.of(instants),
        },
        refs: { mission: maybe(missions), followUpOf: maybe(findings), sameIncidentAs: several(findings) },
      }),
      Mission: () => ({
        values: {
          ...common,
          title: draw.of(titles),
          organizations: draw.subset([...member.organizations, 'somebody-else']),
          election: draw.of(elections),
          startsOn: draw.of(days),
          phases: draw.subset(phases),
        },
        refs: {},
      }),
      Recommendation: () => ({
        values: {
          ...common,
          text: draw.of(titles) ?? 'Publish results by polling station',
          themes: draw.subset(themes),
          priority: draw.of([null, 'LOW', 'HIGH']),
          election: draw.of(elections),
          issuedOn: draw.of(days),
          status: draw.of(statuses),
        },
        refs: { findings: several(findings), mission: maybe(missions), repeats: several(recommendations) },
      }),
      Assessment: () => ({
        values: {
          ...common,
          status: draw.of(statuses),
          assessedOn: draw.of(days),
          rationale: draw.of(titles),
        },
        refs: { recommendation: maybe(recommendations), mission: maybe(missions) },
      }),
    };
    return { record, number, member: member.code, ...particular[record]() };
  });
  return { members, rows };
}

export interface Draw {
  uniform(): number;
  integer(min: number, max: number): number;
  boolean(): boolean;
  of<T>(values: readonly T[]): T;
  /** In the order of `values`. */
  subset<T>(values: readonly T[]): T[];
}

/** Random choices that a seed repeats, so that a failing case can be replayed. */
export function seededDraw(seed: number): Draw {
  // mulberry32: 32 bits of state are enough to draw a case, and a seed is easy to print and to replay.
  let state = (seed ^ 0x9e3779b9) >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (min: number, max: number) => min + Math.floor(uniform() * (max - min + 1));
  const of = <T>(values: readonly T[]) => values[integer(0, values.length - 1)] as T;
  return {
    uniform,
    integer,
    boolean: () => uniform() < 0.5,
    of,
    subset: (values) => values.filter(() => uniform() < 0.45),
  };
}
