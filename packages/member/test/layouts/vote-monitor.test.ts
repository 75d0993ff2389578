import { describeLayout, type Rows } from './describe-layout.ts';
import type { Row } from './layout-database.ts';
import { one, present, strictest } from './oracle.ts';
import type { Served } from './served.ts';

const ours = '0b0e7f0c-5d2e-4c53-9a52-5a3c39a7c001';
const election: Row = {
  'a1000000-0000-4000-8000-000000000001': 'MD-2024-10-20-presidential',
  'a1000000-0000-4000-8000-000000000002': 'RO-2024-12-01-parliamentary',
};

describeLayout({
  example: 'vote-monitor',
  dialect: 'postgres',
  code: 'vot-curat',
  variable: 'VOTE_MONITOR_DATABASE_URL',
  shown: {
    Countries: ['Iso2'],
    PollingStations: ['Number', 'Level1', 'Level2', 'Level3', 'Latitude', 'Longitude'],
    Locations: ['Level1', 'Level2'],
    Forms: ['Name', 'Questions', 'DefaultLanguage'],
    FormSubmissions: ['Id', 'LastUpdatedAt'],
    Notes: ['Text', 'QuestionId'], // the question is part of the key
    QuickReports: ['Id', 'Title', 'Description', 'LastUpdatedAt'],
    IncidentReports: ['Id', 'LastUpdatedAt'],
    CitizenReports: ['Id', 'CreatedOn', 'LastModifiedOn'],
  },
  used: {
    ElectionRounds: ['Id', 'Status', 'EnglishTitle', 'CountryId'],
    MonitoringNgos: ['Id', 'NgoId'],
    MonitoringObservers: ['Id', 'MonitoringNgoId'],
    Ngos: ['Id'],
    PollingStations: ['Id'],
    Locations: ['Id'],
    Forms: ['Id', 'FormType', 'MonitoringNgoId'],
    FormSubmissions: ['Answers', 'FollowUpStatus', 'IsCompleted'],
    Notes: ['SubmissionId', 'LastUpdatedAt'],
    QuickReports: ['IncidentCategory', 'FollowUpStatus', 'MonitoringObserverId'],
    QuickReportAttachments: ['Id', 'QuickReportId', 'MimeType', 'IsCompleted', 'IsDeleted'],
    IncidentReports: ['Answers', 'FollowUpStatus', 'IsCompleted', 'MonitoringObserverId'],
    CitizenReports: ['Answers', 'FollowUpStatus'],
  },
  expected: (rows) => ({
    Finding: [...quickReports(rows), ...incidents(rows), ...citizenReports(rows), ...flaggedAnswers(rows)],
  }),
  hidden: (rows) => {
    const seen = new Set(
      [...quickReports(rows), ...incidents(rows), ...citizenReports(rows)].map(({ id }) => id),
    );
    const answers = (rows['FormSubmissions'] ?? []).flatMap(({ Id, Answers }) =>
      Answers.flatMap((answer: Row) =>
        selectionsOf(answer).map(
          ({ OptionId }) => `vot-curat:finding:flagged-answers:${Id},${answer['QuestionId']},${OptionId}`,
        ),
      ),
    );
    const flagged = new Set(flaggedAnswers(rows).map(({ id }) => id));
    return [
      ...['QuickReports', 'IncidentReports', 'CitizenReports'].flatMap((table) =>
        (rows[table] ?? []).flatMap(({ Id }) =>
          ['quick-reports', 'incident-reports', 'citizen-reports'].map(
            (source) => `vot-curat:finding:${source}:${Id}`,
          ),
        ),
      ),
      ...answers,
    ].filter((id) => !seen.has(id) && !flagged.has(id));
  },
});

const common: Served = {
  member: 'vot-curat',
  organization: 'vot-curat',
  observerKind: 'CITIZEN',
  holding: 'ORIGINAL',
  state: 'CURRENT',
  observedAtPrecision: 'ENTRY_TIME',
};

function quickReports(rows: Rows): Served[] {
  return (rows['QuickReports'] ?? []).flatMap((report) => {
    const round = one(rows, 'ElectionRounds', 'Id', report['ElectionRoundId']);
    if (ngoOf(rows, report) !== ours || round['EnglishTitle'].startsWith('TEST')) return [];
    const category = report['IncidentCategory'];
    const evidence = (rows['QuickReportAttachments'] ?? [])
      .filter(
        ({ QuickReportId, IsCompleted, IsDeleted }) =>
          QuickReportId === report['Id'] && IsCompleted && !IsDeleted,
      )
      .sort((first, second) => (first['Id'] < second['Id'] ? -1 : 1))
      .map(({ MimeType }) => ({ kind: evidenceKind(MimeType), access: 'OWNER' }));
    return [
      present({
        ...common,
        id: `vot-curat:finding:quick-reports:${report['Id']}`,
        kind: 'INCIDENT',
        language: 'ro',
        title: report['Title'],
        description: report['Description'] || null,
        country: one(rows, 'Countries', 'Id', round['CountryId'])['Iso2'],
        elections: electionsOf(round),
        reportedBy: 'OBSERVER',
        themes: [themeOf[category] ?? 'OTHER'],
        affected: category === 'RestrictionOfObserversRights' ? ['OBSERVERS'] : null,
        followUp: followUp[report['FollowUpStatus']],
        observedAt: instant(report['LastUpdatedAt']),
        updatedAt: instant(report['LastUpdatedAt']),
        place: placeOf(rows, report, true),
        evidence: evidence.length > 0 ? evidence : null,
        visibility: strictest(roundLevel(round), categoryLevel(category)),
      }),
    ];
  });
}

function incidents(rows: Rows): Served[] {
  return (rows['IncidentReports'] ?? []).flatMap((report) => {
    if (ngoOf(rows, report) !== ours || !report['IsCompleted']) return [];
    const form = one(rows, 'Forms', 'Id', report['FormId']);
    const round = one(rows, 'ElectionRounds', 'Id', report['ElectionRoundId']);
    const answerTo = (code: string): Row | undefined => {
      const question = form['Questions'].find(({ Code }: Row) => Code === code);
      return report['Answers'].find(({ QuestionId }: Row) => QuestionId === question.Id);
    };
    const kinds = form['Questions'].find(({ Code }: Row) => Code === 'KIND');
    const chosen = selectionsOf(answerTo('KIND') ?? {})
      .map(({ OptionId }) => kinds.Options.find(({ Id }: Row) => Id === OptionId).Text.EN as string)
      .sort();
    const words: Row = { Bribes: 'VOTE_BUYING', Threats: 'VIOLENCE_INTIMIDATION' };
    const grades = [null, 'LOW', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];
    return [
      present({
        ...common,
        id: `vot-curat:finding:incident-reports:${report['Id']}`,
        kind: 'INCIDENT',
        language: 'ro',
        title: form['Name'].RO,
        description: answerTo('WHAT')?.['Text'],
        country: 'MD',
        elections: electionsOf(round),
        reportedBy: 'OBSERVER',
        themes: chosen.length > 0 ? [...new Set(chosen.map((kind) => words[kind] ?? 'OTHER'))] : null,
        severity: grades[answerTo('GRAVE')?.['Value'] ?? 0],
        followUp: 'NEEDED',
        observedAt: instant(report['LastUpdatedAt']),
        updatedAt: instant(report['LastUpdatedAt']),
        place: placeOf(rows, report, false),
        visibility: strictest(roundLevel(round), 'NETWORK'),
      }),
    ];
  });
}

function citizenReports(rows: Rows): Served[] {
  return (rows['CitizenReports'] ?? []).flatMap((report) => {
    const form = one(rows, 'Forms', 'Id', report['FormId']);
    if (one(rows, 'MonitoringNgos', 'Id', form['MonitoringNgoId'])['NgoId'] !== ours) return [];
    const { Level1, Level2 } = one(rows, 'Locations', 'Id', report['LocationId']);
    const resolved = report['FollowUpStatus'] === 'Resolved';
    return [
      present({
        ...common,
        id: `vot-curat:finding:citizen-reports:${report['Id']}`,
        kind: 'INCIDENT',
        language: 'ro',
        description: report['Answers'][0].Text,
        country: 'MD',
        elections: ['MD-2024-10-20-presidential'],
        reportedBy: 'VOTER',
        verification: resolved ? 'VERIFIED' : 'UNVERIFIED',
        followUp: followUp[report['FollowUpStatus']],
        observedAt: instant(report['CreatedOn']),
        updatedAt: instant(report['LastModifiedOn'] ?? report['CreatedOn']),
        place: { path: [Level1, Level2].filter(Boolean) },
        visibility: resolved ? 'PARTNERS' : 'OWNER',
      }),
    ];
  });
}

function flaggedAnswers(rows: Rows): Served[] {
  return (rows['FormSubmissions'] ?? []).flatMap((submission) => {
    if (ngoOf(rows, submission) !== ours || !submission['IsCompleted']) return [];
    const form = one(rows, 'Forms', 'Id', submission['FormId']);
    const round = one(rows, 'ElectionRounds', 'Id', submission['ElectionRoundId']);
    return submission['Answers'].flatMap((answer: Row) => {
      const question = form['Questions'].find(({ Id }: Row) => Id === answer['QuestionId']);
      const options = selectionsOf(answer).flatMap(({ OptionId }) =>
        (question.Options ?? []).filter(({ Id, IsFlagged }: Row) => Id === OptionId && IsFlagged),
      );
      const notes = (rows['Notes'] ?? [])
        .filter(
          ({ SubmissionId, QuestionId }) => SubmissionId === submission['Id'] && QuestionId === question.Id,
        )
        .sort((first, second) =>
          `${first['LastUpdatedAt']}${first['Id']}` < `${second['LastUpdatedAt']}${second['Id']}` ? -1 : 1,
        );
      return options.map((option: Row) => {
        const titles = Object.keys(question.Text)
          .filter((language) => language in option['Text'])
          .map((language) => [language, `${question.Text[language]} ${option['Text'][language]}`] as const);
        const translations = titles.filter(([language]) => language !== 'RO');
        return present({
          ...common,
          id: `vot-curat:finding:flagged-answers:${submission['Id']},${question.Id},${option['Id']}`,
          kind: 'OBSERVATION',
          language: 'ro',
          title: new Map(titles).get('RO'),
          translations:
            translations.length > 0
              ? translations.map(([language, title]) => ({ language: language.toLowerCase(), title }))
              : null,
          description: notes.length > 0 ? notes.map(({ Text }) => Text).join('\n') : null,
          tone: 'NEGATIVE',
          country: one(rows, 'Countries', 'Id', round['CountryId'])['Iso2'],
          elections: electionsOf(round),
          reportedBy: 'OBSERVER',
          themes: [
            { V1: 'ELECTION_ADMINISTRATION', S2: 'BALLOT_SECRECY', C1: 'COUNTING_TABULATION_RESULTS' }[
              question.Code as string
            ],
          ],
          phases: [form['FormType'] === 'ClosingAndCounting' ? 'COUNTING_RESULTS' : 'ELECTION_DAY'],
          followUp: followUp[submission['FollowUpStatus']],
          observedAt: instant(submission['LastUpdatedAt']),
          updatedAt: instant(submission['LastUpdatedAt']),
          place: placeOf(rows, submission, true),
          visibility: roundLevel(round),
        });
      });
    });
  });
}

const followUp: Row = { NotApplicable: 'NONE', NeedsFollowUp: 'NEEDED', Resolved: 'DONE' };

const themeOf: Row = Object.fromEntries(
  Object.entries({
    VIOLENCE_INTIMIDATION: 'PhysicalViolenceIntimidationPressure',
    CAMPAIGN: 'CampaigningAtPollingStation',
    OBSERVER_RIGHTS: 'RestrictionOfObserversRights',
    VOTING:
      'UnauthorizedPersonsAtPollingStation ViolationDuringVoterVerificationProcess VotingWithImproperDocumentation IllegalRestrictionOfVotersRightToVote NotCheckingVoterIdentificationSafeguardMeasures VotingWithoutVoterIdentificationSafeguardMeasures ViolationsRelatedToMobileBallotBox',
    BALLOT_FRAUD: 'DamagingOrSeizingElectionMaterials BallotStuffing NumberOfBallotsExceedsNumberOfVoters',
    ELECTION_ADMINISTRATION:
      'ImproperFilingOrHandlingOfElectionDocumentation ViolationsRelatedToControlPaper ViolationOfSealingProceduresOfElectionMaterials',
    BALLOT_SECRECY: 'BreachOfSecrecyOfVote',
    COUNTING_TABULATION_RESULTS:
      'ImproperInvalidationOrValidationOfBallots FalsificationOrImproperCorrectionOfFinalProtocol RefusalToIssueCopyOfFinalProtocolOrIssuingImproperCopy ImproperFillingInOfFinalProtocol',
    VOTER_REGISTRATION: 'ViolationsRelatedToVoterLists',
    OTHER: 'Other',
  }).flatMap(([theme, categories]) => categories.split(' ').map((category) => [category, theme])),
);

function categoryLevel(category: string): string {
  if (category === 'PhysicalViolenceIntimidationPressure') return 'PARTNERS';
  if (category === 'RestrictionOfObserversRights') return 'NETWORK';
  return category in themeOf ? 'PUBLIC' : 'OWNER';
}

function roundLevel({ Status }: Row): string {
  return Status === 'Archived' ? 'PUBLIC' : Status === 'Started' ? 'PARTNERS' : 'OWNER';
}

function electionsOf({ Id }: Row): string[] | null {
  return election[Id] ? [election[Id]] : null;
}

function ngoOf(rows: Rows, { MonitoringObserverId }: Row): string {
  const observer = one(rows, 'MonitoringObservers', 'Id', MonitoringObserverId);
  return one(rows, 'MonitoringNgos', 'Id', observer['MonitoringNgoId'])['NgoId'];
}

function placeOf(rows: Rows, { PollingStationId }: Row, coordinates: boolean): Row | null {
  if (PollingStationId === null) return null;
  const {
    Number: name,
    Level1,
    Level2,
    Level3,
    Latitude,
    Longitude,
  } = one(rows, 'PollingStations', 'Id', PollingStationId);
  const known = coordinates && (Latitude || Longitude);
  return present({
    name,
    path: [Level1, Level2, Level3].filter(Boolean),
    latitude: known ? Math.round(Latitude * 100) / 100 : null,
    longitude: known ? Math.round(Longitude * 100) / 100 : null,
  });
}

function evidenceKind(type: string): string {
  const kinds: Row = { image: 'PHOTO', video: 'VIDEO', audio: 'AUDIO' };
  return kinds[type.split('/')[0] ?? ''] ?? 'DOCUMENT';
}

function selectionsOf({ Selection }: Row): Row[] {
  return ([] as Row[]).concat(Selection ?? []);
}

/** PostgreSQL's `2024-10-20 06:21:00.5+00`. */
function instant(text: string): string {
  return `${text.slice(0, -3).replace(' ', 'T')}Z`;
}
