import { describeLayout, type Rows } from './describe-layout.ts';
import type { Row } from './layout-database.ts';
import { instantOf, listed, present } from './oracle.ts';
import type { Served } from './served.ts';

const instances: Row = {
  pec: ['pec', 'dec', 'court', 'appellate'],
  dec: ['dec', 'cec', 'appellate'],
  cec: ['cec', 'appellate'],
};

/** Of each instance what may be seen. */
const steps = (level: string) =>
  instances[level].flatMap((step: string) => [`${step}_written_at`, `${step}_answered_at`, `${step}_result`]);

/** Of each instance what decides alone; nobody appeals against the last one. */
const appeals = (level: string) =>
  instances[level].filter((step: string) => step !== 'appellate').map((step: string) => `${step}_appeal`);

const complaint = ['id', 'created_at', 'updated_at'];

describeLayout({
  example: 'gyla-complaints',
  dialect: 'mysql',
  code: 'samartali',
  variable: 'GYLA_DATABASE_URL',
  shown: {
    pec_complaints: [
      ...complaint,
      'pec_district_name',
      'pec_precinct_number',
      'pec_violation_type',
      'pec_violated_at',
      'court_name',
      'appellate_name',
      ...steps('pec'),
    ],
    dec_complaints: [
      ...complaint,
      'dec_district_name',
      'dec_violation_type',
      'dec_violated_at',
      'appellate_name',
      ...steps('dec'),
    ],
    cec_complaints: [
      ...complaint,
      'cec_violation_type',
      'cec_violated_at',
      'appellate_name',
      ...steps('cec'),
    ],
  },
  used: {
    pec_complaints: ['election_id', 'pec_violation_period', ...appeals('pec')],
    dec_complaints: ['election_id', ...appeals('dec')],
    cec_complaints: ['election_id', ...appeals('cec')],
    pec_complaint_files: ['pec_complaint_id', 'file_content_type'],
  },
  expected: (rows) => ({ Finding: Object.keys(instances).flatMap((level) => complaints(rows, level)) }),
  hidden: (rows) => {
    const seen = new Set(
      Object.keys(instances).flatMap((level) => complaints(rows, level).map(({ id }) => id)),
    );
    return Object.keys(instances)
      .flatMap((level) =>
        (rows[`${level}_complaints`] ?? []).map(({ id }) => `samartali:finding:${level}-complaints:${id}`),
      )
      .filter((id) => !seen.has(id));
  },
});

const themes: Row = {
  კარუსელი: 'BALLOT_FRAUD',
  'ხმის ყიდვა': 'VOTE_BUYING',
  'ხმის დათვლა': 'COUNTING_TABULATION_RESULTS',
  'დამკვირვებლის უფლების შეზღუდვა': 'OBSERVER_RIGHTS',
  'სიების უზუსტობა': 'VOTER_REGISTRATION',
  'ადმინისტრაციული რესურსი': 'STATE_RESOURCES',
};
const phases: Row = {
  'ხმის მიცემა': 'ELECTION_DAY',
  'ხმის დათვლა': 'COUNTING_RESULTS',
  კამპანია: 'CAMPAIGN',
};
const elections: Row = { 1: 'GE-2013-10-27-presidential', 2: 'GE-2014-06-15-local' };
const levels: Row = { 1: 'NETWORK', 2: 'PARTNERS' };

function complaints(rows: Rows, level: string): Served[] {
  return (rows[`${level}_complaints`] ?? []).flatMap((row) => {
    if (row['election_id'] === 3) return [];
    const violation = row[`${level}_violation_type`];
    const [district, precinct] = [row[`${level}_district_name`], row['pec_precinct_number']];
    const violated = row[`${level}_violated_at`];
    const forums: Row = {
      pec: 'PEC',
      dec: 'DEC',
      cec: 'CEC',
      court: row['court_name'],
      appellate: row['appellate_name'],
    };
    const asked = instances[level].filter(
      (step: string) => row[`${step}_written_at`] || row[`${step}_answered_at`] || row[`${step}_result`],
    );
    const evidence = (rows['pec_complaint_files'] ?? [])
      .filter(({ pec_complaint_id }) => level === 'pec' && pec_complaint_id === row['id'])
      .map(({ file_content_type: type }) => ({
        kind: type.startsWith('image') ? 'PHOTO' : type.startsWith('video') ? 'VIDEO' : 'DOCUMENT',
        access: 'OWNER',
      }));
    return [
      present({
        id: `samartali:finding:${level}-complaints:${row['id']}`,
        member: 'samartali',
        organization: 'samartali',
        observerKind: 'CITIZEN',
        country: 'GE',
        holding: 'ORIGINAL',
        state: 'CURRENT',
        language: 'ka',
        kind: 'INCIDENT',
        title: [violation, district, precinct].filter(Boolean).join(', ') || 'საჩივარი',
        elections: listed([elections[row['election_id']]]),
        reportedBy: 'OBSERVER',
        themes: violation ? [themes[violation] ?? 'OTHER'] : null,
        phases: listed([phases[row['pec_violation_period']]]),
        affected: violation === 'დამკვირვებლის უფლების შეზღუდვა' ? ['OBSERVERS'] : null,
        followUp: followUp(row, level),
        observedAt: violated && !violated.startsWith('0000') ? instantOf(violated) : null,
        observedAtPrecision: 'EXACT',
        updatedAt: instantOf(row['updated_at'] ?? row['created_at']),
        place: district || precinct ? present({ name: precinct, path: listed([district || null]) }) : null,
        remedies: asked.map((step: string) =>
          present({
            forum: row[`${step}_written_at`] || forums[step]?.length === 3 ? forums[step] : null,
            filedOn: dayInGeorgia(row[`${step}_written_at`]),
            decidedOn: dayInGeorgia(row[`${step}_answered_at`]),
            outcome: row[`${step}_result`],
          }),
        ),
        evidence: listed(evidence),
        visibility: levels[row['election_id']] ?? 'OWNER',
      }),
    ];
  });
}

function followUp(row: Row, level: string): string {
  const last = [...instances[level]].reverse().find((step: string) => row[`${step}_written_at`]);
  if (!last) return 'NONE';
  return row[`${last}_answered_at`] && !row[`${last}_appeal`] ? 'DONE' : 'NEEDED';
}

function dayInGeorgia(clock: string | null): string | null {
  return clock && instantOf(clock, -4).slice(0, 10);
}
