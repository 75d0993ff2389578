// A coalition's quick reports, in tables like those of Vote Monitor: PascalCase names that must be quoted, UUIDs,
// enumerations as words, instants in UTC. The coalition added tables of its own for what may be published.
import { aPerson, aPhone, hiddenMarker } from './markers.ts';
import { type Random, randomFrom } from './random.ts';
import type { SqliteRow, Table } from './sqlite.ts';
import { type Language, report, type Topic } from './texts.ts';
import { daysFrom, regions, somewhere, timeBetween } from './world.ts';

/** The category of a topic, and how the coalition calls it in English. */
const categories: Readonly<Record<Topic, readonly [category: string, label: string]>> = {
  violence: ['PhysicalViolenceIntimidationPressure', 'Violence or pressure'],
  campaigning: ['CampaigningAtPollingStation', 'Campaigning at the polling station'],
  observers: ['RestrictionOfObserversRights', 'Restriction of observers’ rights'],
  unauthorised: ['UnauthorizedPersonsAtPollingStation', 'Unauthorised persons'],
  verification: ['ViolationDuringVoterVerificationProcess', 'Violation in the verification of voters'],
  stuffing: ['BallotStuffing', 'Ballot stuffing'],
  secrecy: ['BreachOfSecrecyOfVote', 'Breach of the secrecy of the vote'],
  mobile: ['ViolationsRelatedToMobileBallotBox', 'Mobile ballot box'],
  lists: ['ViolationsRelatedToVoterLists', 'Voter lists'],
  protocol: ['FalsificationOrImproperCorrectionOfFinalProtocol', 'Correction of the final protocol'],
  invalid: ['ImproperInvalidationOrValidationOfBallots', 'Improper invalidation of ballots'],
  sealing: ['ViolationOfSealingProceduresOfElectionMaterials', 'Sealing of materials'],
  copy: ['RefusalToIssueCopyOfFinalProtocolOrIssuingImproperCopy', 'Refusal of a copy of the protocol'],
  buying: ['Other', 'Vote buying'],
  resources: ['Other', 'Misuse of public resources'],
  media: ['Other', 'Media'],
  online: ['Other', 'Disinformation'],
  access: ['IllegalRestrictionOfVotersRightToVote', 'Accessibility'],
  finance: ['Other', 'Campaign finance'],
  calm: ['Other', 'Observation'],
};

const electionDayTopics: readonly (readonly [Topic, number])[] = [
  ['violence', 9],
  ['campaigning', 12],
  ['observers', 11],
  ['unauthorised', 7],
  ['verification', 12],
  ['stuffing', 4],
  ['secrecy', 14],
  ['mobile', 5],
  ['lists', 6],
  ['protocol', 7],
  ['invalid', 3],
  ['sealing', 4],
  ['copy', 3],
  ['buying', 3],
  ['access', 3],
  ['calm', 4],
];
const campaignTopics: readonly (readonly [Topic, number])[] = [
  ['resources', 5],
  ['media', 3],
  ['online', 4],
  ['buying', 3],
  ['finance', 3],
  ['violence', 2],
  ['observers', 2],
];

interface Ngo {
  readonly name: string;
  readonly languages: readonly (readonly [Language, number])[];
}
const fairVote: Ngo = {
  name: 'Fair Vote Georgia (demo)',
  languages: [
    ['ka', 6],
    ['en', 3],
    ['ru', 1],
  ],
};
const civicWatch: Ngo = {
  name: 'Caucasus Civic Watch (demo)',
  languages: [
    ['ka', 5],
    ['en', 2],
    ['ru', 3],
  ],
};
const votLiber: Ngo = {
  name: 'Vot Liber Moldova (demo)',
  languages: [
    ['ro', 6],
    ['ru', 3],
    ['en', 1],
  ],
};
const openUrn: Ngo = {
  name: 'Open Urn Armenia (demo)',
  languages: [
    ['en', 4],
    ['ru', 5],
  ],
};
/** Not of the coalition: its reports are copies. */
const mapGeorgia: Ngo = { name: 'Electoral Map Georgia (demo)', languages: [['en', 1]] };

interface Round {
  readonly country: string;
  readonly day: string;
  readonly title: string;
  readonly english: string;
  readonly ngos: readonly {
    readonly ngo: Ngo;
    readonly reports: number;
    readonly forms: number;
    readonly observers: number;
  }[];
}
const rounds: readonly Round[] = [
  {
    country: 'GE',
    day: '2024-10-26',
    title: 'საპარლამენტო არჩევნები 2024',
    english: 'Parliamentary elections 2024',
    ngos: [
      { ngo: fairVote, reports: 300, forms: 60, observers: 1460 },
      { ngo: civicWatch, reports: 130, forms: 20, observers: 380 },
      { ngo: mapGeorgia, reports: 14, forms: 0, observers: 0 },
    ],
  },
  {
    country: 'GE',
    day: '2020-10-31',
    title: 'საპარლამენტო არჩევნები 2020',
    english: 'Parliamentary elections 2020',
    ngos: [{ ngo: fairVote, reports: 160, forms: 15, observers: 1020 }],
  },
  {
    country: 'GE',
    day: '2018-10-28',
    title: 'საპრეზიდენტო არჩევნები 2018',
    english: 'Presidential election 2018',
    ngos: [{ ngo: fairVote, reports: 80, forms: 8, observers: 870 }],
  },
  {
    country: 'MD',
    day: '2024-10-20',
    title: 'Alegeri prezidențiale 2024',
    english: 'Presidential election 2024',
    ngos: [{ ngo: votLiber, reports: 210, forms: 30, observers: 1100 }],
  },
  {
    country: 'MD',
    day: '2020-11-01',
    title: 'Alegeri prezidențiale 2020',
    english: 'Presidential election 2020',
    ngos: [{ ngo: votLiber, reports: 90, forms: 10, observers: 700 }],
  },
  {
    country: 'AM',
    day: '2021-06-20',
    title: 'Խորհրդարանական ընտրություններ 2021',
    english: 'Early parliamentary elections 2021',
    ngos: [{ ngo: openUrn, reports: 120, forms: 12, observers: 560 }],
  },
  {
    country: 'AM',
    day: '2018-12-09',
    title: 'Խորհրդարանական ընտրություններ 2018',
    english: 'Early parliamentary elections 2018',
    ngos: [{ ngo: openUrn, reports: 50, forms: 4, observers: 410 }],
  },
];

const countryNames: Readonly<Record<string, readonly [iso3: string, name: string]>> = {
  GE: ['GEO', 'Georgia'],
  MD: ['MDA', 'Moldova'],
  AM: ['ARM', 'Armenia'],
};

export interface FairVote {
  readonly tables: readonly Table[];
  /** Public reports of 2024 in Georgia, for others to refer to. */
  readonly reports2024: readonly string[];
}

/** @param mapIds keys of the electoral map's reports on Georgia, which the coalition holds copies of */
export function fairVoteTables(mapIds: readonly string[]): FairVote {
  const random = randomFrom('fairvote');
  const rows = {
    countries: [] as SqliteRow[],
    ngos: [] as SqliteRow[],
    rounds: [] as SqliteRow[],
    monitoring: [] as SqliteRow[],
    areas: [] as SqliteRow[],
    observers: [] as SqliteRow[],
    stations: [] as SqliteRow[],
    reports: [] as SqliteRow[],
    incidents: [] as SqliteRow[],
    decisions: [] as SqliteRow[],
    safety: [] as SqliteRow[],
  };
  const countryIds = new Map<string, string>();
  const ngoIds = new Map<Ngo, string>();
  const reports2024: string[] = [];
  for (const [iso2, [iso3, name]] of Object.entries(countryNames)) {
    countryIds.set(iso2, random.uuid());
    rows.countries.push({
      Id: countryIds.get(iso2) ?? null,
      Iso2: iso2,
      Iso3: iso3,
      Name: name,
      FullName: name,
    });
  }
  for (const ngo of [fairVote, civicWatch, votLiber, openUrn, mapGeorgia]) {
    ngoIds.set(ngo, random.uuid());
    rows.ngos.push({
      Id: ngoIds.get(ngo) ?? null,
      Name: ngo.name,
      Status: ngo === mapGeorgia ? 'Deactivated' : 'Activated',
    });
  }

  let copies = 0;
  for (const round of rounds) {
    const roundId = random.uuid();
    rows.rounds.push({
      Id: roundId,
      CountryId: countryIds.get(round.country) ?? null,
      Title: round.title,
      EnglishTitle: round.english,
      StartDate: round.day,
      Status: round.day > '2024' ? 'Started' : 'Archived',
    });
    const stationIds = Array.from({ length: 60 }, () => {
      const { region, town, station } = somewhere(random, round.country);
      const id = random.uuid();
      rows.stations.push({
        Id: id,
        ElectionRoundId: roundId,
        Level1: region.name,
        Level2: town,
        Number: station,
        Address: `${town}, ${random.between(1, 90)} School Street`,
        Latitude: random.chance(0.2) ? null : region.latitude + random.between(-90, 90) / 1000,
        Longitude: random.chance(0.2) ? null : region.longitude + random.between(-90, 90) / 1000,
        Tags: JSON.stringify({ Iso: region.iso, Voters: random.between(300, 1500) }),
      });
      return { id, town, station };
    });
    for (const { ngo, reports, forms, observers } of round.ngos) {
      const monitoringId = random.uuid();
      rows.monitoring.push({
        Id: monitoringId,
        NgoId: ngoIds.get(ngo) ?? null,
        ElectionRoundId: roundId,
        Status: ngo === mapGeorgia ? 'Suspended' : 'Active',
        ObserversRequested: observers,
        ObserversAccredited:
          observers -
          (round.country === 'GE' && round.day > '2024' ? random.between(18, 40) : random.between(0, 4)),
      });
      for (const region of regions[round.country] ?? []) {
        if (
          ngo !== mapGeorgia &&
          region.iso &&
          (ngo !== civicWatch || ['GE-TB', 'GE-KK', 'GE-SJ'].includes(region.iso))
        )
          rows.areas.push({ MonitoringNgoId: monitoringId, Iso: region.iso });
      }
      const observerIds = Array.from({ length: 12 }, () => {
        const id = random.uuid();
        rows.observers.push({
          Id: id,
          MonitoringNgoId: monitoringId,
          DisplayName: aPerson(random),
          PhoneNumber: aPhone(random),
          Status: 'Active',
        });
        return id;
      });

      let previous: string | null = null;
      for (let count = 0; count < reports + forms; count++) {
        const form = count >= reports;
        const topic = random.weighted(form ? campaignTopics : electionDayTopics);
        const at = random.pick(stationIds);
        const counting = topic === 'protocol' || topic === 'invalid' || topic === 'copy';
        const time = counting ? timeBetween(random, 18, 23) : timeBetween(random, 5, 16);
        const words = report(random, topic, random.weighted(ngo.languages), { ...at, time });
        const id = random.uuid();
        const day = form ? daysFrom(round.day, -random.between(3, 50)) : round.day;
        const copied = ngo === mapGeorgia ? (mapIds[copies++] ?? null) : null;
        const decided = decide(random, words.language);
        // What the map has published is public, whoever copies it.
        const decision = copied ? published : decided;
        const text = decision.hidden ? `${words.text} [${hiddenMarker}]` : words.text;
        const shared = {
          Id: id,
          ElectionRoundId: roundId,
          MonitoringObserverId: random.pick(observerIds),
          FollowUpStatus: random.weighted([
            ['NotApplicable', 5],
            ['NeedsFollowUp', 3],
            ['Resolved', 2],
          ]),
          LastUpdatedAt: `${day}T${time}:${random.chance(0.3) ? '00' : String(random.between(0, 59)).padStart(2, '0')}.${random.chance(0.3) ? '000000' : String(random.between(0, 999_999)).padStart(6, '0')}Z`,
        };
        if (form) {
          rows.incidents.push({
            ...shared,
            LocationType: 'OtherLocation',
            LocationDescription: at.town,
            Subject: topic,
            Answers: JSON.stringify([
              { $answerType: 'textAnswer', QuestionId: 'what', Text: text },
              {
                $answerType: 'ratingAnswer',
                QuestionId: 'gravity',
                Value: random.chance(0.3) ? null : random.between(1, 4),
              },
              {
                $answerType: 'textAnswer',
                QuestionId: 'witness',
                Text: `${aPerson(random)}, ${aPhone(random)}`,
              },
            ]),
          });
        } else {
          rows.reports.push({
            ...shared,
            Title: words.title,
            Description: text,
            IncidentCategory:
              topic === 'protocol' && random.chance(0.4)
                ? 'ImproperFillingInOfFinalProtocol'
                : categories[topic][0],
            QuickReportLocationType: random.chance(0.85) ? 'VisitedPollingStation' : 'OtherPollingStation',
            PollingStationId: random.chance(0.88) ? at.id : null,
            PollingStationDetails: random.chance(0.1) ? 'school yard' : null,
          });
        }
        const corrected = !decision.hidden && random.chance(0.03);
        rows.decisions.push({
          ReportId: id,
          Audience: decision.audience,
          PublishFrom: copied
            ? `${day}T22:00:00Z`
            : (decision.publishFrom ?? `${daysFrom(day, form ? 3 : 1)}T06:00:00Z`),
          State: copied ? 'Current' : corrected ? 'Corrected' : decision.state,
          Note:
            decision.state === 'Withdrawn'
              ? 'Withdrawn: the report concerned another polling station.'
              : corrected
                ? 'The number of the polling station was wrong in the first version.'
                : null,
          Supersedes: corrected && !form ? previous : null,
          Language: words.language,
          EnglishTitle:
            words.language === 'en' || !random.chance(0.6)
              ? null
              : `${categories[topic][1]}, ${form ? at.town : `station ${at.station}`}`,
          CopiedFrom: copied,
        });
        if (topic === 'observers') rows.safety.push(safetyOf(random, id, words.text));
        if (decision.hidden) continue;
        previous = form ? previous : id;
        if (!form && round.day.startsWith('2024') && round.country === 'GE' && ngo !== mapGeorgia)
          reports2024.push(id);
      }
    }
  }
  return { tables: tablesOf(rows), reports2024 };
}

interface Decision {
  readonly audience: string | null;
  /** Null: when it is ready. */
  readonly publishFrom: string | null;
  readonly state: string;
  /** Whether the public must not see it. */
  readonly hidden: boolean;
}

const published: Decision = { audience: 'Public', publishFrom: null, state: 'Current', hidden: false };

function decide(random: Random, language: Language): Decision {
  const kind = random.weighted<keyof typeof others | 'open'>([
    ['open', 86],
    ['network', 4],
    ['partners', 2],
    ['internal', 2],
    ['undecided', 2],
    ['embargo', 2],
    ['withdrawn', language === 'en' ? 3 : 1],
  ]);
  const others = {
    network: { ...published, audience: 'Network', hidden: true },
    partners: { ...published, audience: 'Partners', hidden: true },
    internal: { ...published, audience: 'Internal', hidden: true },
    undecided: { ...published, audience: null, hidden: true },
    embargo: { ...published, publishFrom: '2099-01-01T00:00:00Z', hidden: true },
    withdrawn: { ...published, state: 'Withdrawn', hidden: true },
  };
  return kind === 'open' ? published : others[kind];
}

/** What was done to the observers, as their safety officer noted it. */
function safetyOf(random: Random, reportId: string, text: string): SqliteRow {
  const removed = /leave|დატოვება|покинуть|părăsească/.test(text);
  const followed = /followed/.test(text);
  const kinds = removed
    ? ['Removed']
    : followed
      ? ['Threatened']
      : random.some(['EntryRefused', 'Obstructed', 'Stigmatised'], random.between(1, 2));
  return {
    ReportId: reportId,
    Kinds: [
      ...kinds,
      ...(random.chance(0.06) ? ['Assaulted'] : []),
      ...(random.chance(0.03) ? ['Detained'] : []),
    ].join(','),
    Wish: random.weighted([
      ['MayBeRaised', 5],
      ['RaiseQuietly', 2],
      ['AskFirst', 2],
      ['DoNotRaise', 1],
      [null, 1],
    ]),
    ContactName: aPerson(random),
    ContactPhone: aPhone(random),
  };
}

function tablesOf(rows: Readonly<Record<string, readonly SqliteRow[]>>): Table[] {
  const table = (name: string, key: string, columns: string): Table => ({
    name,
    create: `CREATE TABLE ${columns}`,
    rows: rows[key] ?? [],
  });
  return [
    table(
      'Countries',
      'countries',
      '"Countries" ("Id" text PRIMARY KEY, "Iso2" text NOT NULL UNIQUE, "Iso3" text NOT NULL, "Name" text NOT NULL, "FullName" text NOT NULL)',
    ),
    table('Ngos', 'ngos', '"Ngos" ("Id" text PRIMARY KEY, "Name" text NOT NULL, "Status" text NOT NULL)'),
    table(
      'ElectionRounds',
      'rounds',
      '"ElectionRounds" ("Id" text PRIMARY KEY, "CountryId" text NOT NULL REFERENCES "Countries", "Title" text NOT NULL, "EnglishTitle" text NOT NULL, "StartDate" date NOT NULL, "Status" text NOT NULL)',
    ),
    table(
      'MonitoringNgos',
      'monitoring',
      '"MonitoringNgos" ("Id" text PRIMARY KEY, "NgoId" text NOT NULL REFERENCES "Ngos", "ElectionRoundId" text NOT NULL REFERENCES "ElectionRounds", "Status" text NOT NULL, "ObserversRequested" integer, "ObserversAccredited" integer)',
    ),
    table(
      'MonitoringNgoAreas',
      'areas',
      '"MonitoringNgoAreas" ("MonitoringNgoId" text NOT NULL REFERENCES "MonitoringNgos", "Iso" text NOT NULL, PRIMARY KEY ("MonitoringNgoId", "Iso"))',
    ),
    table(
      'MonitoringObservers',
      'observers',
      '"MonitoringObservers" ("Id" text PRIMARY KEY, "MonitoringNgoId" text NOT NULL REFERENCES "MonitoringNgos", "DisplayName" text NOT NULL, "PhoneNumber" text, "Status" text NOT NULL)',
    ),
    table(
      'PollingStations',
      'stations',
      '"PollingStations" ("Id" text PRIMARY KEY, "ElectionRoundId" text NOT NULL REFERENCES "ElectionRounds", "Level1" text NOT NULL, "Level2" text, "Number" text NOT NULL, "Address" text NOT NULL, "Latitude" double precision, "Longitude" double precision, "Tags" text)',
    ),
    table(
      'QuickReports',
      'reports',
      `"QuickReports" ("Id" text PRIMARY KEY, "ElectionRoundId" text NOT NULL REFERENCES "ElectionRounds", "MonitoringObserverId" text NOT NULL REFERENCES "MonitoringObservers", "FollowUpStatus" text NOT NULL DEFAULT 'NotApplicable', "LastUpdatedAt" text NOT NULL, "Title" text NOT NULL, "Description" text NOT NULL, "IncidentCategory" text NOT NULL DEFAULT 'Other', "QuickReportLocationType" text NOT NULL, "PollingStationId" text REFERENCES "PollingStations", "PollingStationDetails" text); CREATE INDEX "IX_QuickReports_LastUpdatedAt" ON "QuickReports" ("LastUpdatedAt", "Id")`,
    ),
    table(
      'IncidentReports',
      'incidents',
      '"IncidentReports" ("Id" text PRIMARY KEY, "ElectionRoundId" text NOT NULL REFERENCES "ElectionRounds", "MonitoringObserverId" text NOT NULL REFERENCES "MonitoringObservers", "FollowUpStatus" text NOT NULL, "LastUpdatedAt" text NOT NULL, "LocationType" text NOT NULL, "LocationDescription" text, "Subject" text NOT NULL, "Answers" text NOT NULL)',
    ),
    table(
      'PublicationDecisions',
      'decisions',
      '"PublicationDecisions" ("ReportId" text PRIMARY KEY, "Audience" text, "PublishFrom" text, "State" text NOT NULL, "Note" text, "Supersedes" text, "Language" text NOT NULL, "EnglishTitle" text, "CopiedFrom" text)',
    ),
    table(
      'ObserverSafety',
      'safety',
      '"ObserverSafety" ("ReportId" text PRIMARY KEY, "Kinds" text NOT NULL, "Wish" text, "ContactName" text, "ContactPhone" text)',
    ),
  ];
}
