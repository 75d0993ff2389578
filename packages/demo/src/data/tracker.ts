// An international organisation's tracker: recommendations with lists inside a cell and a year instead of a date, beside
// its missions, documents, the conclusions of its reports, and its later assessments.
import { hiddenMarker } from './markers.ts';
import { type Random, randomFrom } from './random.ts';
import type { SqliteRow, Table } from './sqlite.ts';
import { type Area, areaTexts } from './tracker-texts.ts';
import { daysFrom } from './world.ts';

interface MissionPlan {
  readonly election: string;
  readonly type: string;
  readonly lto: number;
  readonly sto: number;
  readonly joint?: string;
  readonly areas?: string;
  readonly recommendations: number;
  readonly findings: number;
}

const missionKey = ({ election, type }: MissionPlan): string => `${election.slice(0, 10)}-${type}`;

/** With the parliamentary forum where it is a joint mission. */
const forum = 'international-observation-network; parliamentary-election-forum';
const missions: readonly MissionPlan[] = [
  {
    election: 'GE-2012-10-01-parliamentary',
    type: 'EOM',
    lto: 28,
    sto: 380,
    joint: forum,
    recommendations: 7,
    findings: 18,
  },
  {
    election: 'GE-2016-10-08-parliamentary',
    type: 'EOM',
    lto: 26,
    sto: 390,
    joint: forum,
    recommendations: 8,
    findings: 20,
  },
  {
    election: 'GE-2020-10-31-parliamentary',
    type: 'LEOM',
    lto: 30,
    sto: 0,
    recommendations: 9,
    findings: 22,
  },
  {
    election: 'GE-2024-10-26-parliamentary',
    type: 'EOM',
    lto: 30,
    sto: 400,
    joint: forum,
    areas: 'GE-TB|GE-AJ|GE-IM|GE-KA|GE-KK|GE-SZ|GE-SK',
    recommendations: 12,
    findings: 58,
  },
  {
    election: 'MD-2016-10-30-presidential',
    type: 'EOM',
    lto: 22,
    sto: 220,
    recommendations: 6,
    findings: 14,
  },
  { election: 'MD-2020-11-01-presidential', type: 'LEOM', lto: 32, sto: 0, recommendations: 6, findings: 16 },
  {
    election: 'MD-2024-10-20-presidential',
    type: 'EOM',
    lto: 26,
    sto: 210,
    joint: forum,
    areas: 'MD-CU|MD-BA|MD-GA',
    recommendations: 8,
    findings: 26,
  },
  { election: 'XK-2013-11-03-local', type: 'EOM', lto: 30, sto: 70, recommendations: 6, findings: 16 },
  {
    election: 'XK-2017-06-11-parliamentary',
    type: 'EOM',
    lto: 28,
    sto: 60,
    recommendations: 6,
    findings: 16,
  },
  { election: 'XK-2021-02-14-parliamentary', type: 'EEM', lto: 5, sto: 0, recommendations: 4, findings: 12 },
  { election: 'KE-2013-03-04-general', type: 'EOM', lto: 30, sto: 42, recommendations: 5, findings: 14 },
  { election: 'KE-2017-08-08-general', type: 'EOM', lto: 32, sto: 40, recommendations: 6, findings: 18 },
  {
    election: 'KE-2022-08-09-general',
    type: 'EOM',
    lto: 50,
    sto: 60,
    areas: 'KE-30|KE-17|KE-28',
    recommendations: 6,
    findings: 20,
  },
  {
    election: 'AM-2017-04-02-parliamentary',
    type: 'EOM',
    lto: 28,
    sto: 250,
    recommendations: 5,
    findings: 14,
  },
  {
    election: 'AM-2018-12-09-parliamentary',
    type: 'EOM',
    lto: 24,
    sto: 200,
    recommendations: 5,
    findings: 14,
  },
  {
    election: 'AM-2021-06-20-parliamentary',
    type: 'EOM',
    lto: 22,
    sto: 240,
    joint: forum,
    recommendations: 6,
    findings: 18,
  },
  {
    election: 'UA-2014-10-26-parliamentary',
    type: 'EOM',
    lto: 80,
    sto: 600,
    recommendations: 5,
    findings: 16,
  },
  {
    election: 'UA-2019-03-31-presidential',
    type: 'EOM',
    lto: 100,
    sto: 750,
    joint: forum,
    recommendations: 6,
    findings: 18,
  },
  {
    election: 'UA-2019-07-21-parliamentary',
    type: 'EOM',
    lto: 90,
    sto: 640,
    recommendations: 6,
    findings: 20,
  },
];

const countryNames: Readonly<Record<string, readonly [english: string, language: string]>> = {
  GE: ['Georgia', 'ka'],
  MD: ['Moldova', 'ro'],
  XK: ['Kosovo', 'sq'],
  KE: ['Kenya', 'sw'],
  AM: ['Armenia', 'hy'],
  UA: ['Ukraine', 'uk'],
};

/** How a few of the conclusions read in the country's language. */
const localConclusions: Readonly<Partial<Record<Area, Readonly<Record<string, string>>>>> = {
  'Secrecy of the vote': {
    GE: 'დაკვირვებული უბნების ნაწილში ხმის მიცემის ფარულობა შესაძლოა დარღვეულიყო.',
    XK: 'Fshehtësia e votës mund të jetë cenuar në një pjesë të vendvotimeve të vëzhguara.',
    MD: 'Secretul votului a fost potențial compromis într-o parte din secțiile observate.',
    UA: 'На частині дільниць, де велося спостереження, таємниця голосування могла бути порушена.',
  },
  Observers: {
    GE: 'ადგილობრივ დამკვირვებელთა წინააღმდეგ მადისკრედიტებელი კამპანია მიმდინარეობდა.',
    MD: 'Observatorii locali au fost ținta unei campanii de defăimare.',
    UA: 'Громадські спостерігачі зазнавали перешкод у роботі.',
  },
  'Misuse of state resources': {
    GE: 'ზღვარი სახელმწიფოსა და მმართველ პარტიას შორის ბუნდოვანი იყო.',
    UA: 'Межа між державою та партією влади була розмитою.',
  },
};

export interface Tracker {
  readonly tables: readonly Table[];
  /** Keys of the public recommendations by country. */
  readonly recommendations: ReadonlyMap<
    string,
    readonly { readonly id: string; readonly year: number; readonly area: Area }[]
  >;
}

/**
 * @param others ids of another organisation's recommendations on Georgia, which the organisation assesses too
 */
export function trackerTables(others: readonly { readonly id: string; readonly year: number }[]): Tracker {
  const random = randomFrom('tracker');
  const rows = {
    missions: [] as SqliteRow[],
    publications: [] as SqliteRow[],
    findings: [] as SqliteRow[],
    recommendations: [] as SqliteRow[],
    followup: [] as SqliteRow[],
  };
  const open = new Map<string, { id: string; year: number; area: Area }[]>();
  const areas = Object.keys(areaTexts) as Area[];
  const seen = new Map<string, number[]>();
  for (const plan of missions) {
    const [country = '', , ,] = plan.election.split('-');
    const day = plan.election.slice(3, 13);
    const year = Number(day.slice(0, 4));
    const name = countryNames[country]?.[0] ?? country;
    const missionId = missionKey(plan);
    rows.missions.push({
      id: missionId,
      title: `${plan.type === 'LEOM' ? 'Limited election observation' : plan.type === 'EEM' ? 'Election expert' : 'Election observation'} mission, ${name} ${year}`,
      type: plan.type,
      country,
      election: plan.election,
      carried_by: plan.joint ?? 'international-observation-network',
      started: daysFrom(day, -random.between(38, 46)),
      ended: daysFrom(day, random.between(9, 16)),
      phases:
        plan.type === 'EEM'
          ? 'Preparations; Campaign; Counting'
          : plan.sto === 0
            ? 'Preparations; Registration; Campaign; Counting; After the election'
            : 'Preparations; Registration; Campaign; Election day; Counting; After the election',
      areas: plan.areas ?? null,
      lto: plan.lto,
      sto: plan.sto === 0 ? null : plan.sto,
      asked: plan.lto + plan.sto,
      granted: plan.lto + plan.sto - (country === 'GE' && year === 2024 ? 6 : 0),
      state: 'closed',
      audience: 'public',
    });
    publications(random, plan, missionId, name).forEach((row) => {
      rows.publications.push(row);
    });
    const local: number[] = [];
    for (let index = 0; index < plan.findings; index++) {
      const area =
        plan.type === 'LEOM' && index % 3 === 0
          ? random.pick(['Legal framework', 'Campaign', 'Media'] as const)
          : random.pick(areas);
      const id = rows.findings.length + 1;
      const of = random.between(120, 1900);
      const cases = random.between(6, Math.floor(of / 3));
      const text = random.pick(areaTexts[area].findings);
      const audience = random.weighted([
        ['public', 93],
        ['network', 4],
        ['restricted', 3],
      ]);
      const withdrawn = audience === 'public' && random.chance(0.015);
      rows.findings.push({
        id,
        mission_id: missionId,
        country,
        election: plan.election,
        area,
        second_area: random.chance(0.2) ? random.pick(areas) : null,
        phase: areaTexts[area].phase,
        text_en: `${text.replaceAll('{n}', String(cases)).replaceAll('{m}', String(of)).replaceAll('{country}', name)}${audience === 'public' && !withdrawn ? '' : ` [${hiddenMarker}]`}`,
        text_local: localConclusions[area]?.[country] ?? null,
        language_local:
          localConclusions[area]?.[country] === undefined ? null : (countryNames[country]?.[1] ?? null),
        cases: text.includes('{n} of {m}') ? cases : null,
        of_cases: text.includes('{n} of {m}') ? of : null,
        tone: /adequate|managed|well organised|freely|positively|inclusive|trusted|transparency/.test(text)
          ? 'mixed'
          : 'negative',
        weight: random.weighted([
          [null, 6],
          [1, 1],
          [2, 3],
          [3, 4],
          [4, 1],
        ]),
        concluded_on: daysFrom(day, random.pick([-28, -14, -7, 1])),
        paragraph: String(random.between(3, 160)),
        page: random.between(1, 38),
        attack:
          area === 'Observers' && /smear/.test(text)
            ? 'stigma|search'
            : area === 'Observers' && /restricted/.test(text)
              ? 'obstruction'
              : null,
        audience,
        status: withdrawn ? 'withdrawn' : random.chance(0.02) ? 'corrected' : 'final',
        editor_note: withdrawn ? 'Withdrawn after a recount of the forms.' : null,
      });
      if (audience === 'public' && !withdrawn) local.push(id);
    }
    const chosen = random.some(areas, plan.recommendations);
    for (const [index, area] of chosen.entries()) {
      const id = rows.recommendations.length + 1;
      const advice = random.pick(areaTexts[area].recommendations);
      const earlier = seen.get(`${country} ${area}`) ?? [];
      const audience = random.chance(0.04) ? 'network' : 'public';
      const verdict =
        year >= 2024
          ? null
          : random.weighted([
              ['Not implemented', 5],
              ['Partially implemented', 4],
              ['Mostly implemented', 1],
              ['Fully implemented', 1],
              [null, 1],
            ]);
      rows.recommendations.push({
        id,
        country,
        election: plan.election,
        mission_id: missionId,
        number: index + 1,
        year,
        priority:
          index < 3
            ? 'Priority'
            : random.weighted([
                ['Other', 3],
                [null, 1],
              ]),
        primary_area: area,
        secondary_area: random.chance(0.25) ? random.pick(areas) : null,
        text: `${advice.text}${audience === 'public' ? '' : ` [${hiddenMarker}]`}`,
        action_required: advice.action,
        responsible: advice.to,
        instrument: advice.instrument?.replace(/ [^ ]+$/, '') ?? null,
        provision: advice.instrument?.match(/ ([^ ]+)$/)?.[1] ?? null,
        rests_on: random.some(local, random.between(1, 3)).join('; '),
        repeats: earlier.length > 0 && random.chance(0.6) ? earlier.join('; ') : null,
        implementation_status: verdict,
        status_year: verdict === null ? null : Math.min(year + 4, 2024),
        audience,
      });
      if (audience === 'public') {
        seen.set(`${country} ${area}`, [...earlier, id]);
        open.set(country, [...(open.get(country) ?? []), { id: String(id), year, area }]);
      }
      if (verdict !== null) {
        const by = missions
          .filter((mission) => mission.election.startsWith(country) && mission.election > plan.election)
          .at(0);
        rows.followup.push(
          assessment(
            random,
            rows.followup.length + 1,
            String(id),
            null,
            country,
            verdict,
            by?.election ?? null,
          ),
        );
      }
    }
  }
  for (const { id } of others.filter((other) => other.year < 2024)) {
    if (random.chance(0.5))
      rows.followup.push(
        assessment(
          random,
          rows.followup.length + 1,
          null,
          id,
          'GE',
          random.pick(['Not implemented', 'Partially implemented']),
          'GE-2024-10-26-parliamentary',
        ),
      );
  }
  return { recommendations: open, tables: tablesOf(rows) };
}

function assessment(
  random: Random,
  id: number,
  own: string | null,
  other: string | null,
  country: string,
  verdict: string,
  election: string | null,
): SqliteRow {
  const reasons: Readonly<Record<string, readonly string[]>> = {
    'Not implemented': [
      'No steps were taken since the recommendation was made.',
      'A draft law was announced but never tabled.',
      'Amendments went in the opposite direction.',
    ],
    'Partially implemented': [
      'A working group met, and part of the law was amended.',
      'Instructions were changed; their enforcement remained uneven.',
      'Addressed in law, not in practice.',
    ],
    'Mostly implemented': ['The law now follows the recommendation in all but one respect.'],
    'Fully implemented': ['The amendments of the election code took up the recommendation in full.'],
  };
  return {
    id,
    recommendation_id: own,
    other_recommendation: other,
    country,
    verdict,
    rationale: random.pick(reasons[verdict] ?? ['']),
    assessed_on: election === null ? '2024-03-15' : daysFrom(election.slice(3, 13), 120),
    election,
    mission_id: missions.filter((mission) => mission.election === election).map(missionKey)[0] ?? null,
    audience: 'public',
  };
}

function publications(
  random: Random,
  { election, type }: MissionPlan,
  mission: string,
  country: string,
): SqliteRow[] {
  const day = election.slice(3, 13);
  const kinds: readonly (readonly [kind: string, title: string, days: number])[] = [
    ['nam', 'Needs assessment mission report', -120],
    ['interim', 'Interim report', -21],
    ['statement', 'Statement of preliminary findings and conclusions', 1],
    ['final', type === 'EEM' ? 'Expert mission report' : 'Final report', 128],
  ];
  return kinds.map(([kind, title, days]) => {
    const late = election === 'GE-2024-10-26-parliamentary' && kind === 'final';
    const slug = `${mission.toLowerCase()}-${kind}`;
    return {
      id: `${mission}-${kind}`,
      mission_id: mission,
      country: election.slice(0, 2),
      election,
      kind,
      title: `${title}, ${country} ${day.slice(0, 4)}${late ? ` [${hiddenMarker}]` : ''}`,
      // Seconds since 1970. The last report is not out yet.
      published: late
        ? null
        : Date.parse(`${daysFrom(day, days)}T00:00:00Z`) / 1000 + 3600 * random.between(9, 15),
      url_en: `https://ion.example.org/en/${slug}.pdf`,
      url_local: random.chance(0.6) ? `https://ion.example.org/local/${slug}.pdf` : null,
      local_language:
        { Georgia: 'ka', Moldova: 'ro', Kosovo: 'sq', Kenya: 'sw', Armenia: 'hy', Ukraine: 'uk' }[country] ??
        null,
    };
  });
}

function tablesOf(
  rows: Readonly<
    Record<'missions' | 'publications' | 'findings' | 'recommendations' | 'followup', readonly SqliteRow[]>
  >,
): Table[] {
  return [
    {
      name: 'mission',
      create:
        'CREATE TABLE mission (id text PRIMARY KEY, title text NOT NULL, type text NOT NULL, country text NOT NULL, election text NOT NULL, carried_by text NOT NULL, started date, ended date, phases text, areas text, lto integer, sto integer, asked integer, granted integer, state text NOT NULL, audience text NOT NULL)',
      rows: rows.missions,
    },
    {
      name: 'publication',
      create:
        'CREATE TABLE publication (id text PRIMARY KEY, mission_id text NOT NULL, country text NOT NULL, election text NOT NULL, kind text NOT NULL, title text NOT NULL, published integer, url_en text NOT NULL, url_local text, local_language text)',
      rows: rows.publications,
    },
    {
      name: 'report_finding',
      create:
        'CREATE TABLE report_finding (id integer PRIMARY KEY, mission_id text NOT NULL, country text NOT NULL, election text NOT NULL, area text NOT NULL, second_area text, phase text NOT NULL, text_en text NOT NULL, text_local text, language_local text, cases integer, of_cases integer, tone text NOT NULL, weight integer, concluded_on date NOT NULL, paragraph text, page integer, attack text, audience text NOT NULL, status text NOT NULL, editor_note text)',
      rows: rows.findings,
    },
    {
      name: 'recommendation',
      create:
        'CREATE TABLE recommendation (id integer PRIMARY KEY, country text NOT NULL, election text NOT NULL, mission_id text NOT NULL, number integer NOT NULL, year integer, priority text, primary_area text NOT NULL, secondary_area text, text text NOT NULL, action_required text, responsible text, instrument text, provision text, rests_on text, repeats text, implementation_status text, status_year integer, audience text NOT NULL)',
      rows: rows.recommendations,
    },
    {
      name: 'followup',
      create:
        'CREATE TABLE followup (id integer PRIMARY KEY, recommendation_id text, other_recommendation text, country text NOT NULL, verdict text NOT NULL, rationale text, assessed_on date, election text, mission_id text, audience text NOT NULL)',
      rows: rows.followup,
    },
    {
      name: 'toolkit',
      create:
        'CREATE TABLE toolkit (id integer PRIMARY KEY, title text NOT NULL, summary text NOT NULL, type text NOT NULL, areas text NOT NULL, phases text, updated text NOT NULL)',
      rows: [
        {
          id: 1,
          title: 'Handbook for long-term observers',
          summary:
            'How a team of two covers a region from the arrival to the debriefing: contacts, reports, forms.',
          type: 'guide',
          areas: 'Election administration; Campaign; Observers',
          phases: 'Preparations; Campaign',
          updated: '2023-02-10T09:00:00Z',
        },
        {
          id: 2,
          title: 'Following up recommendations between elections',
          summary:
            'Steps for turning a final report into a plan that parliament, commission and civil society share, with a matrix to copy.',
          type: 'methodology',
          areas: 'Legal framework; Complaints and appeals',
          phases: 'After the election',
          updated: '2022-11-03T12:30:00Z',
        },
        {
          id: 3,
          title: 'Observing campaigns on line',
          summary:
            'Sampling of pages and advertisements, archive libraries, coding of tone; what a team of three can do in six weeks.',
          type: 'methodology',
          areas: 'Online campaign; Media',
          phases: 'Campaign',
          updated: '2024-05-21T08:00:00Z',
        },
        {
          id: 4,
          title: 'Secrecy of the vote: a training module',
          summary: 'Ninety minutes with photographs of layouts, for short-term observers.',
          type: 'training',
          areas: 'Secrecy of the vote; Election day',
          phases: 'Election day',
          updated: '2021-09-14T10:00:00Z',
        },
        {
          id: 5,
          title: 'What we learnt from observing during the pandemic',
          summary: 'Limited missions without short-term observers: what could be said and what could not.',
          type: 'lesson',
          areas: 'Election day; Observers',
          phases: 'Election day; Campaign',
          updated: '2021-03-01T07:45:00Z',
        },
      ],
    },
  ];
}
