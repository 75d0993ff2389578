// A citizen organisation that follows reform: its own recommendations, its assessments of anybody's, and the complaints
// that its lawyers filed, in one wide table per level of the election administration.
import { aPerson, aPhone, hiddenMarker } from './markers.ts';
import { randomFrom } from './random.ts';
import type { SqliteRow, Table } from './sqlite.ts';
import { report, type Topic } from './texts.ts';
import type { Area } from './tracker-texts.ts';
import { daysFrom, somewhere, timeBetween } from './world.ts';

/** Its own recommendations: it writes in Georgian and translates. */
const own: readonly {
  readonly year: number;
  readonly theme: string;
  readonly phase: string;
  readonly difficulty: string;
  readonly body: string;
  readonly en: string;
  readonly ka: string;
}[] = [
  {
    year: 2016,
    theme: 'voter lists',
    phase: 'registration',
    difficulty: 'medium',
    body: 'CEC,Government',
    en: 'Let the voter list be checked against the civil registry twice a year and publish the result by precinct.',
    ka: 'ამომრჩეველთა სია წელიწადში ორჯერ შედარდეს სამოქალაქო რეესტრს და შედეგი უბნების მიხედვით გამოქვეყნდეს.',
  },
  {
    year: 2016,
    theme: 'commissions',
    phase: 'planning',
    difficulty: 'medium',
    body: 'Parliament,CEC',
    en: 'Select the professional members of precinct commissions by an open competition with published points.',
    ka: 'საუბნო კომისიის პროფესიული წევრები ღია კონკურსით, საჯარო ქულებით შეირჩეს.',
  },
  {
    year: 2018,
    theme: 'state resources',
    phase: 'campaign',
    difficulty: 'high',
    body: 'Parliament,Government',
    en: 'Forbid that public employees be gathered for campaign events in working hours, and make the head of the institution answer for it.',
    ka: 'აიკრძალოს საჯარო მოსამსახურეთა სამუშაო საათებში წინასაარჩევნო ღონისძიებებზე მობილიზება და პასუხისმგებლობა დაეკისროს დაწესებულების ხელმძღვანელს.',
  },
  {
    year: 2018,
    theme: 'vote buying',
    phase: 'campaign',
    difficulty: 'low',
    body: 'Prosecutor,Police',
    en: 'Report to the public, within a month of each election, how every alleged case of vote buying was investigated.',
    ka: 'ყოველი არჩევნებიდან ერთ თვეში საზოგადოებას ეცნობოს, როგორ გამოიძიეს ამომრჩევლის მოსყიდვის სავარაუდო ფაქტები.',
  },
  {
    year: 2018,
    theme: 'complaints',
    phase: 'after',
    difficulty: 'medium',
    body: 'Parliament,Courts',
    en: 'Lengthen the time for complaints at the district level from two to five days and admit citizen observers as complainants everywhere.',
    ka: 'საოლქო დონეზე საჩივრის ვადა ორიდან ხუთ დღემდე გაიზარდოს და დამკვირვებელ ორგანიზაციებს ყველგან მიეცეთ გასაჩივრების უფლება.',
  },
  {
    year: 2020,
    theme: 'observers',
    phase: 'election day',
    difficulty: 'low',
    body: 'CEC',
    en: 'Remove the rule that lets a chair expel an observer without a written reason.',
    ka: 'გაუქმდეს წესი, რომელიც თავმჯდომარეს დამკვირვებლის უსაბუთოდ გაძევების უფლებას აძლევს.',
  },
  {
    year: 2020,
    theme: 'secrecy',
    phase: 'election day',
    difficulty: 'low',
    body: 'CEC,Parties',
    en: 'Forbid cameras of parties in the voting room and check the layout of booths before opening.',
    ka: 'აიკრძალოს პარტიების ვიდეოკამერები კენჭისყრის შენობაში და გახსნამდე შემოწმდეს კაბინების განლაგება.',
  },
  {
    year: 2020,
    theme: 'counting',
    phase: 'counting',
    difficulty: 'medium',
    body: 'CEC,Parliament',
    en: 'Recount by law every precinct whose protocol does not balance.',
    ka: 'კანონით სავალდებულო გახდეს იმ უბნების გადათვლა, სადაც ოქმში დისბალანსია.',
  },
  {
    year: 2020,
    theme: 'media',
    phase: 'campaign',
    difficulty: 'high',
    body: 'Parliament,Media',
    en: 'Give the public broadcaster a board on which the majority of parliament cannot decide alone.',
    ka: 'საზოგადოებრივი მაუწყებლის საბჭოს დაკომპლექტება საპარლამენტო უმრავლესობის ერთპიროვნული გადაწყვეტილებით ვეღარ ხდებოდეს.',
  },
  {
    year: 2021,
    theme: 'gatherings',
    phase: 'election day',
    difficulty: 'medium',
    body: 'Parliament,Police',
    en: 'Forbid gatherings of party coordinators within 100 metres of a polling station and enforce it.',
    ka: 'აიკრძალოს პარტიის კოორდინატორების თავშეყრა უბნიდან 100 მეტრის რადიუსში და კანონი აღსრულდეს.',
  },
  {
    year: 2021,
    theme: 'women',
    phase: 'registration',
    difficulty: 'medium',
    body: 'Parliament,Parties',
    en: 'Keep the gender quota on candidate lists until at least 2032.',
    ka: 'საარჩევნო სიებში გენდერული კვოტა სულ მცირე 2032 წლამდე შენარჩუნდეს.',
  },
  {
    year: 2024,
    theme: 'civil society',
    phase: 'planning',
    difficulty: 'high',
    body: 'Parliament',
    en: 'Repeal the law that makes observer organisations register as serving a foreign interest.',
    ka: 'გაუქმდეს კანონი, რომელიც დამკვირვებელ ორგანიზაციებს უცხო ძალის ინტერესების გამტარებლად რეგისტრაციას ავალდებულებს.',
  },
  {
    year: 2024,
    theme: 'technology',
    phase: 'election day',
    difficulty: 'medium',
    body: 'CEC',
    en: 'Publish the source code and the audits of the electronic verification and counting devices.',
    ka: 'გამოქვეყნდეს ელექტრონული ვერიფიკაციისა და დათვლის აპარატების კოდი და აუდიტის დასკვნები.',
  },
  {
    year: 2024,
    theme: 'secrecy',
    phase: 'election day',
    difficulty: 'low',
    body: 'CEC',
    en: 'Use ballot paper and pens that do not show through, and test them with observers present.',
    ka: 'გამოყენებულ იქნას ისეთი ქაღალდი და მარკერი, რომელიც მეორე მხარეს არ გადის, და შემოწმდეს დამკვირვებელთა თანდასწრებით.',
  },
  {
    year: 2024,
    theme: 'abroad',
    phase: 'planning',
    difficulty: 'medium',
    body: 'CEC,Government',
    en: 'Open polling stations abroad where Georgian citizens live, not only at consulates.',
    ka: 'საზღვარგარეთ უბნები გაიხსნას იქ, სადაც საქართველოს მოქალაქეები ცხოვრობენ, და არა მხოლოდ საკონსულოებში.',
  },
  {
    year: 2024,
    theme: 'online',
    phase: 'campaign',
    difficulty: 'medium',
    body: 'Parliament,Media',
    en: 'Oblige those who pay for political advertisements on line to give their name.',
    ka: 'ონლაინ პოლიტიკური რეკლამის დამკვეთს ვინაობის გამხელა დაევალოს.',
  },
];

const electionsByYear: Readonly<Record<number, string>> = {
  2016: 'GE-2016-10-08-parliamentary',
  2018: 'GE-2018-10-28-presidential',
  2020: 'GE-2020-10-31-parliamentary',
  2021: 'GE-2021-10-02-local',
  2024: 'GE-2024-10-26-parliamentary',
};

export const ownRecommendations: readonly { readonly id: string; readonly year: number }[] = own.map(
  ({ year }, index) => ({ id: String(index + 1), year }),
);

const complaintTopics: readonly (readonly [Topic, string, number])[] = [
  ['observers', 'დამკვირვებლის უფლება', 4],
  ['protocol', 'შემაჯამებელი ოქმი', 5],
  ['secrecy', 'ფარულობა', 4],
  ['campaigning', 'აგიტაცია', 3],
  ['verification', 'მარკირება', 4],
  ['lists', 'სია', 2],
  ['stuffing', 'ბიულეტენი', 1],
];

/** What the centre thinks of the network's recommendations; by their area, so that the two organisations differ. */
const harsh: readonly Area[] = [
  'Misuse of state resources',
  'Secrecy of the vote',
  'Observers',
  'Complaints and appeals',
  'Legal framework',
  'Campaign',
];

export interface ReformInput {
  /** The international network's recommendations to Georgia, by local key. */
  readonly international: readonly { readonly id: string; readonly year: number; readonly area: Area }[];
  readonly fairVoteReports: readonly string[];
  readonly mapIncidents: readonly string[];
}

export function reformTables({
  international,
  fairVoteReports,
  mapIncidents,
}: ReformInput): readonly Table[] {
  const random = randomFrom('reform');
  const words = [
    'Ministry is working on a draft; nothing has been tabled.',
    'A working group was set up without citizen observers and met twice.',
    'The code was amended, but the sanction was left out.',
    'On paper yes; in our observation the practice did not change.',
    'The amendment of the year before last took it back.',
    'Done, and we saw it work in most stations.',
  ];
  const review = (uid: string, year: number, mark: string): SqliteRow => ({
    recommendation_uid: uid,
    mark,
    why: random.pick(words),
    reviewed: `${Math.min(year, 2024)}-${String(random.between(1, 12)).padStart(2, '0')}-${String(random.between(1, 28)).padStart(2, '0')}`,
    public: random.chance(0.95) ? 't' : 'f',
  });
  const reviews: SqliteRow[] = [
    ...international
      .filter(({ year }) => year < 2024)
      .flatMap(({ id, year, area }) => {
        const uid = `ion:recommendation:catalogue:${id}`;
        const last = review(
          uid,
          2024,
          random.weighted(
            harsh.includes(area)
              ? [
                  ['0', 6],
                  ['1', 3],
                  ['2', 1],
                ]
              : [
                  ['0', 2],
                  ['1', 4],
                  ['2', 3],
                  ['3', 1],
                ],
          ),
        );
        return year < 2020 && random.chance(0.6)
          ? [
              review(
                uid,
                2021,
                random.weighted([
                  ['0', 5],
                  ['1', 3],
                  ['w', 1],
                ]),
              ),
              last,
            ]
          : [last];
      }),
    ...ownRecommendations
      .filter(({ year }) => year < 2024)
      .map(({ id }) =>
        review(
          `reform:recommendation:own:${id}`,
          2024,
          random.weighted([
            ['0', 5],
            ['1', 3],
            ['3', 1],
          ]),
        ),
      ),
  ].map((row, index) => ({ id: index + 1, ...row }));

  const complaint = (level: 'pec' | 'dec', id: number): SqliteRow => {
    const [topic, type] = random.weighted(complaintTopics.map((entry) => [entry, entry[2]] as const));
    const election = random.weighted([
      ['GE-2024-10-26-parliamentary', 6],
      ['GE-2020-10-31-parliamentary', 3],
      ['GE-2018-10-28-presidential', 2],
    ]);
    const day = election.slice(3, 13);
    const time = timeBetween(random, 9, 21);
    const { region, town, station } = somewhere(random, 'GE');
    const told = report(random, topic, 'ka', { station, town, time });
    const open = random.weighted([
      ['t', 92],
      ['f', 8],
    ]);
    const answered = random.chance(0.8);
    const appealed = random.chance(0.4);
    return {
      id,
      election_key: election,
      [`${level}_observer`]: aPerson(random),
      [`${level}_observer_phone`]: aPhone(random),
      [`${level}_district_name`]: `${region.name}, ${town}`,
      district_iso: region.iso,
      ...(level === 'pec' && { pec_precinct_number: station }),
      [`${level}_violation_type`]: type,
      [`${level}_violated_at`]: `${day} ${time}:00`,
      [`${level}_violation_desc`]: `${told.text}${open === 't' ? '' : ` [${hiddenMarker}]`}`,
      [`${level}_violation_desc_en`]: random.chance(0.4)
        ? report(random, topic, 'en', { station, town, time }).text
        : null,
      [`${level}_witness_info`]: `${aPerson(random)}, ${aPhone(random)}`,
      [`${level}_written_on`]: daysFrom(day, random.between(0, 1)),
      [`${level}_answered_on`]: answered ? daysFrom(day, random.between(2, 5)) : null,
      [`${level}_result`]: answered
        ? random.pick(['not admitted', 'rejected', 'rejected', 'satisfied in part', 'satisfied'])
        : null,
      court_name: appealed ? `${town} district court` : null,
      court_written_on: appealed ? daysFrom(day, random.between(5, 7)) : null,
      court_answered_on: appealed ? daysFrom(day, random.between(8, 12)) : null,
      court_result: appealed ? random.pick(['rejected', 'rejected', 'not admitted', 'satisfied']) : null,
      follows:
        election.includes('2024') && random.chance(0.4)
          ? `fairvote:finding:quick-reports:${random.pick(fairVoteReports)}`
          : null,
      same_as:
        election.includes('2024') && random.chance(0.2)
          ? `votemap:finding:georgia:${random.pick(mapIncidents)}`
          : null,
      may_be_published: open,
    };
  };
  const pec = Array.from({ length: 90 }, (_, index) => complaint('pec', index + 1));
  const dec = Array.from({ length: 40 }, (_, index) => complaint('dec', index + 1));
  const columnsOf = (rows: readonly SqliteRow[]): string =>
    Object.keys(rows[0] ?? {})
      .filter((column) => column !== 'id')
      .map((column) => `${column} text`)
      .join(', ');
  return [
    {
      name: 'pec_complaints',
      create: `CREATE TABLE pec_complaints (id integer PRIMARY KEY, ${columnsOf(pec)})`,
      rows: pec,
    },
    {
      name: 'dec_complaints',
      create: `CREATE TABLE dec_complaints (id integer PRIMARY KEY, ${columnsOf(dec)})`,
      rows: dec,
    },
    {
      name: 'recommendation',
      create:
        'CREATE TABLE recommendation (id integer PRIMARY KEY, issued_on date NOT NULL, election_key text NOT NULL, theme text NOT NULL, phase text NOT NULL, difficulty text NOT NULL, body text NOT NULL, text_ka text NOT NULL, text_en text, rests_on text, repeats text, status text, status_on date)',
      rows: own.map((item, index) => ({
        id: index + 1,
        issued_on: `${item.year}-12-${String(random.between(5, 20)).padStart(2, '0')}`,
        election_key: electionsByYear[item.year] ?? null,
        theme: item.theme,
        phase: item.phase,
        difficulty: item.difficulty,
        body: item.body,
        text_ka: item.ka,
        text_en: item.en,
        rests_on:
          item.year === 2024
            ? random
                .some(fairVoteReports, 3)
                .map((id) => `fairvote:finding:quick-reports:${id}`)
                .join(' ')
            : null,
        repeats: item.year === 2024 && item.theme === 'secrecy' ? 'reform:recommendation:own:7' : null,
        status: item.year === 2024 ? null : random.pick(['0', '0', '1']),
        status_on: item.year === 2024 ? null : '2024-12-01',
      })),
    },
    {
      name: 'review',
      create:
        'CREATE TABLE review (id integer PRIMARY KEY, recommendation_uid text NOT NULL, mark text NOT NULL, why text, reviewed date, public text NOT NULL)',
      rows: reviews,
    },
    {
      name: 'campaign_monitoring',
      create:
        'CREATE TABLE campaign_monitoring (id integer PRIMARY KEY, title text NOT NULL, election_key text NOT NULL, started date NOT NULL, ended date, regions text, monitors integer, state text NOT NULL)',
      rows: [
        {
          id: 1,
          title: 'Monitoring of the campaign and of public resources 2024',
          election_key: 'GE-2024-10-26-parliamentary',
          started: '2024-08-27',
          ended: '2024-10-25',
          regions: '["GE-TB","GE-IM","GE-KA"]',
          monitors: 28,
          state: 'done',
        },
        {
          id: 2,
          title: 'Monitoring of the campaign 2020',
          election_key: 'GE-2020-10-31-parliamentary',
          started: '2020-09-01',
          ended: '2020-10-30',
          regions: '["GE-TB","GE-AJ","GE-IM"]',
          monitors: 22,
          state: 'done',
        },
      ],
    },
    {
      name: 'lesson',
      create:
        'CREATE TABLE lesson (id integer PRIMARY KEY, title text NOT NULL, body text NOT NULL, kind text NOT NULL, themes text NOT NULL, changed text NOT NULL)',
      rows: [
        {
          id: 1,
          title: 'How to file a complaint that is not dismissed on form',
          body: 'Templates, deadlines and the ten mistakes that cost us most complaints.',
          kind: 'guide',
          themes: 'complaints',
          changed: '2024-09-01 10:00:00',
        },
        {
          id: 2,
          title: 'Safety of observers: what we changed after being followed',
          body: 'Buddy system, a duty lawyer, and what to record at once.',
          kind: 'lesson',
          themes: 'observers',
          changed: '2024-12-12 16:20:00',
        },
      ],
    },
  ];
}
