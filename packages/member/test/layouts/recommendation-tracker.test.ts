import { describeLayout, type Rows } from './describe-layout.ts';
import type { Row } from './layout-database.ts';
import { listed, present } from './oracle.ts';
import type { Served } from './served.ts';

describeLayout({
  example: 'recommendation-tracker',
  dialect: 'sqlite',
  code: 'trackers',
  variable: 'TRACKER_DATABASE',
  shown: { recommendation: ['id', 'text', 'year'] },
  used: {
    recommendation: [
      'country',
      'organization',
      'primary_area',
      'secondary_area',
      'action_required',
      'priority',
      'responsible',
      'implementation_status',
      'status_checked',
      'published',
    ],
  },
  expected: (rows) => ({ Recommendation: recommendations(rows), Assessment: assessments(rows) }),
  hidden: (rows) => {
    const seen = new Set([...recommendations(rows), ...assessments(rows)].map(({ id }) => id));
    return (rows['recommendation'] ?? [])
      .flatMap(({ id }) => [`trackers:recommendation:catalogue:${id}`, `trackers:assessment:status:${id}`])
      .filter((id) => !seen.has(id));
  },
});

const countries: Row = { Georgia: 'GE', Moldova: 'MD', Ukraine: 'UA', Armenia: 'AM' };
const organizations: Row = {
  'Fair Elections Network': 'fair-elections-network',
  'Committee of Voters': 'committee-of-voters',
};
const themes: Row = {
  'Election administration': 'ELECTION_ADMINISTRATION',
  Observation: 'OBSERVER_RIGHTS',
  'Voter registration': 'VOTER_REGISTRATION',
  'Complaints and appeals': 'COMPLAINTS_APPEALS',
  'Voting abroad': 'OUT_OF_COUNTRY_VOTING',
  Media: 'MEDIA',
};
const actions: Row = {
  'Legal change': 'LEGAL_CHANGE',
  'Sub-legal change': 'SUB_LEGAL',
  'Practice / Implementation': 'PRACTICE',
};
const addressees: Row = {
  Parliament: 'PARLIAMENT',
  'Election Management Body': 'EMB',
  'Political parties': 'PARTIES',
  Media: 'MEDIA',
};
const statuses: Row = {
  'Not implemented': 'NOT_IMPLEMENTED',
  'Partially implemented': 'PARTIALLY',
  'Fully implemented': 'FULLY',
};

function ours(rows: Rows): Row[] {
  return (rows['recommendation'] ?? []).filter(
    ({ country, published }) => country in countries && published !== 'draft',
  );
}

function common({ country, organization, published }: Row): Row {
  return {
    member: 'trackers',
    organization: organizations[organization] ?? 'unknown-organization',
    observerKind: 'CITIZEN',
    country: countries[country],
    holding: organization === 'Fair Elections Network' ? 'ORIGINAL' : 'COPY',
    state: 'CURRENT',
    language: 'en',
    visibility: published === 'yes' ? 'PUBLIC' : 'OWNER',
  };
}

function recommendations(rows: Rows): Served[] {
  return ours(rows).map((row) =>
    present({
      ...common(row),
      id: `trackers:recommendation:catalogue:${row['id']}`,
      text: row['text'],
      themes: cells(
        [row['primary_area'], row['secondary_area']].join(';'),
        (area) => themes[area] ?? 'OTHER',
      ),
      actionRequired: cells(row['action_required'], (action) => actions[action]),
      priority: { High: 'HIGH', Medium: 'MEDIUM', Low: 'LOW' }[row['priority'] as string],
      addressees: cells(row['responsible'], (body) => addressees[body] ?? 'OTHER'),
      issuedOn: row['year'] ? `${row['year']}-01-01` : null,
      issuedOnPrecision: 'YEAR',
    }),
  );
}

function assessments(rows: Rows): Served[] {
  return ours(rows)
    .filter((row) => row['implementation_status'] !== null)
    .map((row) =>
      present({
        ...common(row),
        id: `trackers:assessment:status:${row['id']}`,
        recommendation: `trackers:recommendation:catalogue:${row['id']}`,
        status: statuses[row['implementation_status']] ?? 'NOT_EVALUATED',
        scale: ['NOT_IMPLEMENTED', 'PARTIALLY', 'FULLY'],
        assessedOn: row['status_checked'] && dayInBerlin(row['status_checked']),
        assessedOnPrecision: 'DAY',
      }),
    );
}

/** A cell without anything in it tells that there is nothing, one that is not there tells nothing. */
function cells(cell: string | null, wordOf: (text: string) => string | undefined): unknown[] | null {
  if (cell === null) return null;
  const texts = cell.split(';').map((text) => text.trim());
  return listed(texts.filter(Boolean).map(wordOf)) ?? [];
}

function dayInBerlin(seconds: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(seconds * 1000);
}
