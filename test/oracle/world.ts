import { recordType } from '@observer-graph/contract';
import fc from 'fast-check';
import { type Draw, drawFrom, greatest } from './draw.ts';

/** A federation drawn at random: members with skewed sizes, equal sort keys, absent values, references across members. */
export interface World {
  readonly members: readonly WorldMember[];
  readonly rows: readonly WorldRow[];
  /** Members that stand together behind a hub, by the hubs' codes; of one hub it is another hub that stands behind it. */
  readonly hubs: readonly WorldHub[];
  /** The longest page that is worth asking for. */
  readonly longestPage: number;
}

export interface WorldMember {
  readonly code: string;
  readonly organizations: readonly string[];
  /** Whether it tells what it covers. */
  readonly covered: boolean;
}

/** A hub that is a member: of another one that comes later in the list, or of the hub that is asked. */
export interface WorldHub {
  readonly code: string;
  /** Codes of members and of hubs that come before. */
  readonly over: readonly string[];
}

/** A record as the contract knows it; references to records are the numbers of rows of the world. */
export interface WorldRow {
  readonly record: DrawnRecord;
  readonly number: number;
  readonly member: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly refs: Readonly<Record<string, number | readonly number[] | null>>;
}

export type DrawnRecord = 'Finding' | 'Mission' | 'Recommendation' | 'Assessment';

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
export const areas = ['GE-TB', 'GE-AJ'];
export const titles = ['Carousel voting', 'КАРУСЕЛЬ у участка', 'ხმის მიცემა', 'Media bias', null];

const codes = Array.from({ length: 12 }, (_, index) => `m${String(index + 1).padStart(2, '0')}`);

/** What worlds there are: one after the other, by their seeds. */
export const shapes = ['small', 'large', 'wide', 'hub', 'hub in hub'] as const;
export type Shape = (typeof shapes)[number];

const shapeOf: Readonly<Record<Shape, { members: readonly [number, number]; rows: number; page: number }>> = {
  small: { members: [2, 4], rows: 90, page: 7 },
  large: { members: [5, 12], rows: 140, page: 7 },
  // Where the page is long for so many members, each is asked for less than the page, and some again.
  wide: { members: [9, 12], rows: 360, page: 60 },
  hub: { members: [4, 8], rows: 120, page: 9 },
  'hub in hub': { members: [5, 9], rows: 120, page: 9 },
};

/** The same seed draws the same world. */
export function worldOf(seed: number): World & { readonly shape: Shape } {
  const shape = shapes[((seed % shapes.length) + shapes.length) % shapes.length] as Shape;
  const [numbers] = fc.sample(
    fc.noBias(fc.array(fc.nat({ max: greatest }), { minLength: 20_000, maxLength: 20_000, size: 'max' })),
    { seed, numRuns: 1 },
  );
  return { shape, ...drawWorld(drawFrom(numbers ?? []), shape) };
}

function drawWorld(draw: Draw, shape: Shape): World {
  const { members: number, rows, page } = shapeOf[shape];
  const members = codes.slice(0, draw.integer(...number)).map((code) => ({
    code,
    organizations: draw.once(2) ? [`${code}-org`] : [`${code}-org`, `${code}-other`],
    covered: draw.once(2),
  }));
  return {
    members,
    // Of many, one holds nothing.
    rows: drawRows(
      draw,
      members.slice(0, members.length > 4 ? -1 : undefined),
      draw.integer(Math.floor(rows / 2), rows),
    ),
    hubs: hubsOf(shape, members),
    longestPage: page,
  };
}

function hubsOf(shape: Shape, members: readonly WorldMember[]): WorldHub[] {
  const own = members.map(({ code }) => code);
  const half = Math.ceil(own.length / 2);
  if (shape === 'hub') return [{ code: 'region', over: own.slice(1, 1 + half) }];
  return shape === 'hub in hub'
    ? [
        { code: 'inner', over: own.slice(0, 2) },
        { code: 'outer', over: ['inner', ...own.slice(2, 1 + half)] },
      ]
    : [];
}

function drawRows(draw: Draw, members: readonly WorldMember[], size: number): WorldRow[] {
  const records = ['Finding', 'Finding', 'Finding', 'Mission', 'Recommendation', 'Assessment'] as const;
  // The cube of a uniform number: some members hold most, others often nothing.
  const most = draw.integer(0, members.length - 1);
  const skewed = () => {
    const place = Math.floor((draw.integer(0, 9_999) / 10_000) ** 3 * members.length);
    return members[(most + place) % members.length] as WorldMember;
  };
  const drafts = Array.from({ length: size }, (_, number) => ({
    record: draw.of(records),
    number,
    member: skewed(),
    country: draw.of(countries),
  }));
  /** What is said of a record concerns its country: by it, members are asked or not. */
  const numbersOf = (record: DrawnRecord, country?: string) =>
    drafts
      .filter((draft) => draft.record === record && (country === undefined || draft.country === country))
      .map(({ number }) => number);
  const maybe = (numbers: readonly number[]) =>
    numbers.length > 0 && draw.once(2) ? draw.of(numbers) : null;
  const several = (numbers: readonly number[]) =>
    numbers.length > 0
      ? [...new Set(Array.from({ length: draw.integer(0, 2) }, () => draw.of(numbers)))]
      : [];

  return drafts.map(({ record, number, member, country }): WorldRow => {
    const refs = refsOf(record, {
      mission: () => maybe(numbersOf('Mission', record === 'Finding' ? undefined : country)),
      followUpOf: () => maybe(numbersOf('Finding')),
      sameIncidentAs: () => several(numbersOf('Finding')),
      findings: () => several(numbersOf('Finding', country)),
      repeats: () => several(numbersOf('Recommendation')),
      recommendation: () => maybe(numbersOf('Recommendation', country)),
    });
    return { record, number, member: member.code, values: drawValues(draw, record, member, country), refs };
  });
}

function drawValues(
  draw: Draw,
  record: DrawnRecord,
  { organizations }: WorldMember,
  country: string,
): Record<string, unknown> {
  const copy = draw.once(10);
  const drawn = new Map<string, () => unknown>([
    ['organization', () => (copy ? 'somebody-else' : draw.of(organizations))],
    ['country', () => country],
    ['holding', () => (copy ? 'COPY' : 'ORIGINAL')],
    ['state', () => draw.of(['CURRENT', 'CURRENT', 'CURRENT', 'CORRECTED', 'WITHDRAWN'])],
    ['visibility', () => draw.of(['PUBLIC', 'PUBLIC', 'PUBLIC', 'NETWORK', 'OWNER'])],
    ['text', () => draw.of(titles) ?? 'Publish results by polling station'],
    ['election', () => draw.of([null, ...elections])],
    ['elections', () => draw.some(elections)],
    ['organizations', () => draw.some([...organizations, 'somebody-else'])],
    ['areas', () => draw.some(areas)],
    ['longTermObservers', () => draw.of([null, 0, 12])],
  ]);
  const drawnValue = (name: string): unknown => {
    const own = drawn.get(name);
    if (own) return own();
    const { kind, list } = recordType(record).fields.get(name) ?? {};
    if (kind === 'instant') return draw.of(instants);
    if (kind === 'date') return draw.of(days);
    if (kind === 'text') return draw.of(titles);
    return list ? draw.some(wordsOf(record, name)) : draw.of([null, ...wordsOf(record, name)]);
  };
  return Object.fromEntries(
    columnsOf(record)
      .filter((name) => recordType(record).fields.get(name)?.kind !== 'reference' || drawn.has(name))
      .map((name) => [name, drawnValue(name)]),
  );
}

function refsOf(
  record: DrawnRecord,
  draws: Readonly<Record<string, () => number | number[] | null>>,
): Record<string, number | number[] | null> {
  return Object.fromEntries(
    columnsOf(record).flatMap((name) => {
      const drawn = draws[name];
      return drawn ? [[name, drawn()] as const] : [];
    }),
  );
}

/** The values of an enum field that the rows of a world have. */
export function wordsOf(record: DrawnRecord, field: string): readonly string[] {
  return recordType(record).fields.get(field)?.values?.slice(0, 3) ?? [];
}

const common = ['organization', 'observerKind', 'country', 'holding', 'state', 'updatedAt', 'visibility'];
const particular: Readonly<Record<DrawnRecord, readonly string[]>> = {
  Finding: [
    'kind',
    'title',
    'description',
    'tone',
    'themes',
    'phases',
    'affected',
    'elections',
    'severity',
    'observedAt',
    'mission',
    'followUpOf',
    'sameIncidentAs',
  ],
  Mission: [
    'title',
    'kind',
    'organizations',
    'election',
    'startsOn',
    'phases',
    'areas',
    'longTermObservers',
    'status',
  ],
  Recommendation: [
    'title',
    'text',
    'themes',
    'phases',
    'priority',
    'election',
    'issuedOn',
    'status',
    'findings',
    'mission',
    'repeats',
  ],
  Assessment: ['status', 'assessedOn', 'rationale', 'recommendation', 'mission', 'election'],
};

/** The fields of a record type that its rows have. */
export const columnsOf = (record: DrawnRecord): readonly string[] => [...common, ...particular[record]];
