import { recordId } from '@observer-graph/contract';
import type { Visibility } from '@observer-graph/executor';
import type { Dialect, FieldLink, Link } from '../../src/link.ts';
import { column, constant, linkOf, values } from './links.ts';
import type { TestDatabase } from './servers.ts';

/** A finding as the contract has it, and what decides who sees it: what a source must give of a row. */
export interface Truth {
  readonly source: string;
  /** The key as text; `tie` sorts as the source must. */
  readonly key: readonly string[];
  readonly tie: string;
  readonly level: Visibility;
  readonly embargoed: boolean;
  readonly record: Readonly<Record<string, unknown>>;
}

const severities = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];
const words = [
  'Карусель',
  'выброс БЮЛЛЕТЕНЕЙ',
  'საარჩევნო უბანი',
  'Ballot Stuffing',
  'straße ÄÖÜ',
  '100% [sic] a.b*c?',
];

/** The same numbers every time, without an evident pattern. */
function dice(seed: number) {
  let state = seed;
  return (sides: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % sides;
  };
}

/** Times of a day in October 2021 in Berlin, when clocks went back over the hour from 2:00 at the 31st, and of March, when they skipped it. */
const walls: readonly { wall: string; instant: string }[] = [
  { wall: '2021-03-28 01:59:59.999999', instant: '2021-03-28T00:59:59.999999Z' },
  { wall: '2021-03-28 02:00:00', instant: '2021-03-28T01:00:00Z' },
  { wall: '2021-03-28 02:30:00', instant: '2021-03-28T01:00:00Z' },
  { wall: '2021-03-28 02:59:00', instant: '2021-03-28T01:00:00Z' },
  { wall: '2021-03-28 03:00:00', instant: '2021-03-28T01:00:00Z' },
  { wall: '2021-03-28 03:00:01', instant: '2021-03-28T01:00:01Z' },
  { wall: '2021-10-31 01:30:00', instant: '2021-10-30T23:30:00Z' },
  { wall: '2021-10-31 02:30:00', instant: '2021-10-31T00:30:00Z' },
  { wall: '2021-10-31 02:59:59', instant: '2021-10-31T00:59:59Z' },
  { wall: '2021-10-31 03:00:00', instant: '2021-10-31T02:00:00Z' },
  { wall: '2021-12-01 00:00:00', instant: '2021-11-30T23:00:00Z' },
  { wall: '2022-01-01 00:30:00.5', instant: '2021-12-31T23:30:00.5Z' },
];

const instants = [
  '2021-03-28T01:00:00Z',
  '2021-03-28T01:00:00.000001Z',
  '2021-03-28T00:59:59.999999Z',
  '2021-10-31T00:30:00Z',
  '2021-10-31T01:30:00Z',
  '2021-09-19T10:00:00.123456Z',
  '2021-09-30T23:59:59.9Z',
  '2021-10-01T00:00:00Z',
  '1969-12-31T23:59:59.999999Z',
];

const types: Readonly<
  Record<Dialect, Readonly<Record<'instant' | 'wall' | 'date' | 'bool' | 'text', string>>>
> = {
  postgres: { instant: 'timestamptz', wall: 'timestamp', date: 'date', bool: 'boolean', text: 'text' },
  // A TIMESTAMP of MariaDB has no times before 1970.
  mysql: { instant: 'datetime(6)', wall: 'datetime(6)', date: 'date', bool: 'boolean', text: 'varchar(200)' },
  sqlite: { instant: 'text', wall: 'text', date: 'text', bool: 'boolean', text: 'text' },
};

export interface Findings {
  readonly link: Link;
  readonly truths: readonly Truth[];
}

/** Three differently built tables of findings on one server. */
export async function findings(database: TestDatabase): Promise<Findings> {
  const { dialect } = database.settings;
  const type = types[dialect];
  const yes = dialect === 'postgres' ? 'true' : '1';
  await database.execute(`create table reports (nr int not null primary key, headline ${type.text}, body text, grave int,
    cell ${type.text}, tags ${type.text}, bits int, at ${type.instant}, cc char(2), org ${type.text}, e1 ${type.text}, e2 ${type.text},
    mission ${type.text}, st ${type.text}, copied ${type.bool}, changed bigint, station ${type.text}, region ${type.text},
    vis ${type.text}, consent ${type.bool}, emb ${type.instant})`);
  await database.execute(
    `create table diary (code ${type.text} not null, headline ${type.text}, word ${type.text}, at ${type.wall}, changed int)`,
  );
  await database.execute(
    `create table tallies (station int not null, day ${type.date} not null, headline ${type.text}, yr int, changed ${type.date})`,
  );

  const truths: Truth[] = [];
  const add = (
    source: string,
    key: string[],
    tie: string,
    record: Record<string, unknown>,
    level: Visibility = 'PUBLIC',
    embargoed = false,
  ) =>
    truths.push({
      source,
      key,
      tie,
      level,
      embargoed,
      record: { ...defaults, id: recordId('m1', 'finding', source, key), visibility: level, ...record },
    });

  const roll = dice(7);
  const reports = Array.from({ length: 90 }, (_, index) => {
    const nr = (index - 20) * 7;
    const grave = [null, 1, 2, 3, 4, 9][roll(6)] ?? null;
    const headline = [null, 'N/A', ...words][roll(8)] ?? null;
    const body = [null, '', ...words][roll(8)] ?? null;
    const [cell, themes] = cells[roll(cells.length)] ?? [null, null];
    const [tags, affected] = tagCells[roll(tagCells.length)] ?? [null, null];
    const [bits, attack] = bitCells[roll(bitCells.length)] ?? [null, null];
    const at = roll(5) === 0 ? null : (instants[roll(instants.length)] ?? null);
    const cc = [null, 'GE', 'RU', 'ge'][roll(4)] ?? null;
    const org = ['golos', 'Golos', 'isfed', ''][roll(4)] ?? '';
    const e1 = roll(2) ? 'GE-2024-10-26-parliamentary' : null;
    const e2 = roll(2) ? 'GE-2020-10-31-parliamentary' : null;
    const mission = [null, '5', 'm2:mission:visits:5'][roll(3)] ?? null;
    const st = [null, 'w', 'c', 'x'][roll(8)] ?? 'x';
    const copied = roll(6) === 0;
    const changed = roll(4) === 0 ? null : 1_600_000_000 + roll(5) * 1000;
    const station = roll(3) ? `Station ${roll(4)}` : null;
    const region = roll(3) ? 'Tbilisi' : null;
    const vis = [null, 'open', 'open', 'open', 'net', 'part', 'secret', 'Open'][roll(8)] ?? null;
    const consent = [null, true, true, true, false][roll(5)] ?? null;
    const emb =
      [
        null,
        '2001-01-01T00:00:00Z',
        '2001-01-01T00:00:00Z',
        '2001-01-01T00:00:00Z',
        '2199-01-01T00:00:00Z',
        '9999-12-31T00:00:00Z',
      ][roll(6)] ?? null;
    const byVis = ({ open: 'PUBLIC', net: 'NETWORK', part: 'PARTNERS' } as const)[vis ?? ''] ?? 'OWNER';
    const level = byVis === 'PUBLIC' && consent !== true ? 'NETWORK' : byVis;
    const record = {
      title: headline === 'N/A' ? null : headline,
      description: body,
      severity: grave === null || grave === 9 ? null : severities[grave - 1],
      kind: 'INCIDENT',
      themes,
      affected,
      attack,
      observedAt: at,
      country: cc,
      organization: org === '' ? null : org,
      elections: e1 || e2 ? [e1, e2].filter(Boolean) : null,
      mission: mission === '5' ? 'm1:mission:visits:5' : mission,
      state: st === 'w' ? 'WITHDRAWN' : st === 'c' ? 'CORRECTED' : 'CURRENT',
      holding: copied ? 'COPY' : 'ORIGINAL',
      updatedAt: changed === null ? null : new Date(changed * 1000).toISOString().replace('.000Z', 'Z'),
      place: station || region ? { name: station, path: region ? [region, 'Georgia'] : ['Georgia'] } : null,
      embargoUntil: emb?.startsWith('9999') ? null : emb,
    };
    const embargoed = emb === null || emb > '2100';
    add('reports', [String(nr)], String(nr + 10_000).padStart(6, '0'), record, level, embargoed);
    const sqlTime = (text: string | null, form = roll(3)) => text && writtenTime(text, dialect, form);
    return {
      nr,
      headline,
      body,
      grave,
      cell,
      tags,
      bits,
      at: sqlTime(at),
      cc,
      org,
      e1,
      e2,
      mission,
      st,
      copied,
      changed,
      station,
      region,
      vis,
      consent,
      emb: sqlTime(emb, 0),
    };
  });
  await database.insert('reports', reports);

  const codes = ['a', 'A', 'B', 'aa', 'a b', 'a:b', 'é', 'e', 'Ж', 'ж', '~', '10', '9', 'z', '😀', '\uffee'];
  const diary = codes.map((code, index) => {
    const time = roll(6) === 0 ? null : (walls[(index * 5) % walls.length] ?? null);
    const word = [null, 'bogus', ...severities][roll(6)] ?? null;
    const headline = words[roll(words.length)] ?? null;
    const changed = [null, 2021, 2022, 0][roll(4)] ?? null;
    // Rows of one instant sort by what the clock showed; SQLite compares instants alone.
    const clock = dialect === 'sqlite' ? '' : (time?.wall ?? '');
    const record = {
      title: headline,
      severity: severities.includes(word ?? '') ? word : null,
      observedAt: time?.instant ?? null,
      country: 'GE',
      organization: 'isfed',
      // A year begins at midnight in Berlin.
      updatedAt: changed ? `${changed - 1}-12-31T23:00:00Z` : null,
    };
    add('diary', [code], `${clock}\0${Buffer.from(code).toString('hex')}`, record);
    return { code, headline, word, at: time?.wall ?? null, changed };
  });
  await database.insert('diary', diary);

  const tallies = Array.from({ length: 20 }, (_, index) => {
    const station = 1 + (index % 7) * 5;
    const day = `2021-09-${String(17 + Math.floor(index / 7)).padStart(2, '0')}`;
    const headline = ['yes', 'no', null][roll(3)] ?? null;
    const yr = [2020, 2021, null][roll(3)] ?? null;
    const changed = ['2021-09-19', '2021-12-31', null][roll(3)] ?? null;
    const record = {
      title: headline === 'yes' ? 'Ballot stuffing' : headline === null ? null : 'Nothing seen',
      severity: 'HIGH',
      observedAt: yr === null ? null : `${yr}-01-01T00:00:00Z`,
      updatedAt: changed && `${changed}T00:00:00Z`,
      country: 'RU',
      organization: 'golos',
      themes: ['COUNTING_TABULATION_RESULTS'],
    };
    add('tallies', [String(station), day], `${String(station).padStart(3, '0')} ${day}`, record, 'NETWORK');
    return { station, day, headline, yr, changed };
  });
  await database.insert('tallies', tallies);

  const link = linkOf(database.settings, {
    reports: {
      from: { select: 'select r.*, 1 as unused from reports r -- all of them' },
      key: ['nr'],
      fields: {
        title: column('headline', { empty: ['N/A'] }),
        description: column('body'),
        severity: column('grave', values({ 1: 'LOW', 2: 'MEDIUM', 3: 'HIGH', 4: 'CRITICAL' })),
        kind: constant('INCIDENT'),
        themes: column('cell', {
          ...values({ vb: 'VOTE_BUYING', camp: 'CAMPAIGN', campaign: 'CAMPAIGN', none: null }, 'OTHER'),
          list: { kind: 'separated', separator: ';' },
        }),
        affected: column('tags', { list: { kind: 'json' }, empty: ['?'] }),
        attack: column('bits', {
          ...values({ 1: 'REMOVED', 2: 'DETAINED', 8: 'DETAINED' }, 'THREATENED'),
          list: { kind: 'bits' },
        }),
        observedAt: column('at'),
        country: column('cc'),
        organization: column('org', { empty: [''] }),
        elections: { kind: 'several', parts: [column('e1'), column('e2')] },
        mission: column('mission', { source: 'visits' }),
        state: column('st', values({ w: 'WITHDRAWN', c: 'CORRECTED' }, 'CURRENT')),
        holding: column('copied', values({ [yes]: 'COPY' }, 'ORIGINAL')),
        updatedAt: column('changed', { time: { format: 'unix-seconds', zone: 'UTC' } }),
        place: {
          kind: 'object',
          fields: new Map<string, FieldLink>([
            ['name', column('station')],
            ['path', { kind: 'several', parts: [column('region'), constant('Georgia')] }],
          ]),
        },
      },
      visibility: [
        {
          kind: 'column',
          column: 'vis',
          values: new Map([
            ['open', 'PUBLIC'],
            ['net', 'NETWORK'],
            ['part', 'PARTNERS'],
          ]),
          otherwise: 'OWNER',
        },
        { kind: 'column', column: 'consent', values: new Map([[yes, 'PUBLIC']]), otherwise: 'NETWORK' },
      ],
      embargoUntil: column('emb'),
    },
    diary: {
      key: ['code'],
      fields: {
        title: column('headline'),
        severity: column('word'),
        observedAt: column('at', { time: { format: 'native', zone: 'Europe/Berlin' } }),
        country: constant('GE'),
        organization: constant('isfed'),
        updatedAt: column('changed', { time: { format: 'year', zone: 'Europe/Berlin' }, empty: ['0'] }),
      },
    },
    tallies: {
      key: ['station', 'day'],
      fields: {
        title: column('headline', values({ yes: 'Ballot stuffing', maybe: 'Ballot papers' }, 'Nothing seen')),
        severity: constant('HIGH'),
        observedAt: column('yr', { time: { format: 'year', zone: 'UTC' } }),
        updatedAt: column('changed'),
        country: constant('RU'),
        organization: constant('golos'),
        themes: constant(['COUNTING_TABULATION_RESULTS']),
      },
      visibility: [{ kind: 'constant', level: 'NETWORK' }],
    },
  });
  return { link, truths };
}

const cells: readonly [string | null, string[] | null][] = [
  [null, null],
  ['', []],
  ['vb', ['VOTE_BUYING']],
  [' camp ;; vb', ['CAMPAIGN', 'VOTE_BUYING']],
  ['camp;campaign', ['CAMPAIGN']],
  ['none', []],
  ['none; "quoted\\n" ;vb', ['OTHER', 'VOTE_BUYING']],
  ['VB', ['OTHER']],
];

const tagCells: readonly [string | null, string[] | null][] = [
  [null, null],
  ['[]', []],
  ['["VOTERS", "OBSERVERS"]', ['VOTERS', 'OBSERVERS']],
  ['["VOTERS","VOTERS","voters", null, 5]', ['VOTERS']],
  ['[" OBSERVERS "]', ['OBSERVERS']],
  ['not json', []],
  ['{"VOTERS": 1}', []],
  ['?', null],
];

const bitCells: readonly [number | null, string[] | null][] = [
  [null, null],
  [0, []],
  [1, ['REMOVED']],
  [11, ['REMOVED', 'DETAINED']],
  [10, ['DETAINED']],
  [6, ['DETAINED', 'THREATENED']],
];

const defaults: Readonly<Record<string, unknown>> = {
  member: 'm1',
  state: 'CURRENT',
  holding: 'ORIGINAL',
  title: null,
  description: null,
  severity: null,
  kind: null,
  themes: null,
  affected: null,
  attack: null,
  observedAt: null,
  country: null,
  organization: null,
  elections: null,
  mission: null,
  updatedAt: null,
  place: null,
  embargoUntil: null,
};

/** The fields that the sources link. */
export const linkedFields = new Set([...Object.keys(defaults), 'id', 'visibility']);

/** An instant as a column has it: SQLite's text in several forms of ISO 8601. */
function writtenTime(instant: string, dialect: Dialect, form: number): string {
  if (dialect === 'postgres') return instant;
  const plain = instant.slice(0, -1).replace('T', ' ');
  if (dialect === 'mysql' || form === 0) return plain;
  if (form === 1) return instant;
  const moved = new Date(Date.parse(`${instant.slice(0, 19)}Z`) + 3 * 3_600_000).toISOString().slice(0, 19);
  return `${moved}${instant.slice(19, -1)}+03:00`;
}
