import { describeLayout, type Rows } from './describe-layout.ts';
import type { Row } from './layout-database.ts';
import { instantOf, one, present } from './oracle.ts';
import type { Served } from './served.ts';

describeLayout({
  example: 'apollo',
  dialect: 'postgres',
  code: 'sauti',
  variable: 'APOLLO_DATABASE_URL',
  shown: {
    submission: ['id', 'incident_description', 'created', 'updated'],
    location: ['name_translations', 'geom'],
    form: ['data', 'name'],
  },
  used: {
    submission: ['submission_type', 'quarantine_status', 'verification_status', 'incident_status', 'data'],
    deployment: ['name', 'primary_locale'],
    event: ['name', 'is_hidden'],
    form: ['form_type', 'is_hidden'],
    location_path: ['depth'],
    participant_partner: ['name'],
  },
  expected: (rows) => ({ Finding: incidents(rows) }),
  hidden: (rows) => {
    const seen = new Set(incidents(rows).map(({ id }) => id));
    return (rows['submission'] ?? [])
      .map(({ id }) => `sauti:finding:incidents:${id}`)
      .filter((id) => !seen.has(id));
  },
});

const tags: Row = { A: 'OBSERVER_RIGHTS', B: 'VIOLENCE_INTIMIDATION', C: 'BALLOT_FRAUD', Z: 'OTHER' };
const organizations: Row = { Caritas: 'caritas-zambia', SACCORD: 'saccord' };
const verifications: Row = { '': 'UNVERIFIED', 4: 'VERIFIED', 5: 'REJECTED' };
const levels: Row = { '': 'NETWORK', 4: 'PUBLIC', 5: 'OWNER' };

function incidents(rows: Rows): Served[] {
  return (rows['submission'] ?? []).flatMap((submission) => {
    const event = one(rows, 'event', 'id', submission['event_id']);
    const form = one(rows, 'form', 'id', submission['form_id']);
    const ours =
      submission['deployment_id'] === 1 &&
      submission['submission_type'] === 'O' &&
      submission['quarantine_status'] !== 'A' &&
      submission['incident_status'] !== 'rejected' &&
      form['form_type'] === 'INCIDENT' &&
      !form['is_hidden'] &&
      !event['is_hidden'];
    if (!ours) return [];
    const sent = Object.keys(submission['data'])
      .filter((tag) => tag in tags)
      .sort();
    const questions: Row[] = form['data'].groups[0].fields;
    const partner = rows['participant']?.find(({ id }) => id === submission['participant_id'])?.[
      'partner_id'
    ];
    const name = partner && one(rows, 'participant_partner', 'id', partner)['name'];
    return [
      present({
        id: `sauti:finding:incidents:${submission['id']}`,
        member: 'sauti',
        organization: organizations[name] ?? 'sauti',
        observerKind: 'CITIZEN',
        country: 'ZM',
        holding: 'ORIGINAL',
        state: 'CURRENT',
        language: 'en',
        kind: 'INCIDENT',
        title:
          sent
            .map((tag) => questions.find((question) => question['tag'] === tag)?.['description'])
            .join('; ') || 'Critical incidents',
        description: submission['incident_description'],
        elections: event['name'] === 'General Election 2021' ? ['ZM-2021-08-12-general'] : null,
        reportedBy: submission['incident_status'] === 'citizen' ? 'VOTER' : 'OBSERVER',
        themes: sent.length > 0 ? sent.map((tag) => tags[tag]) : null,
        affected: sent.length > 0 ? (sent.includes('A') ? ['OBSERVERS'] : []) : null,
        attack: sent.length > 0 ? (sent.includes('A') ? ['ENTRY_REFUSED'] : []) : null,
        severity: [null, 'LOW', 'HIGH'][submission['data'].SEV],
        verification: verifications[submission['verification_status']],
        observedAt: instantOf(submission['created']),
        observedAtPrecision: 'ENTRY_TIME',
        updatedAt: instantOf(submission['updated'] ?? submission['created']),
        place: placeOf(rows, submission['location_id']),
        visibility: levels[submission['verification_status']] ?? 'OWNER',
      }),
    ];
  });
}

function placeOf(rows: Rows, station: number): Row {
  const { geom } = one(rows, 'location', 'id', station);
  const above = (rows['location_path'] ?? [])
    .filter(({ descendant_id, depth }) => descendant_id === station && depth > 0)
    .sort((one, other) => other['depth'] - one['depth']);
  const known = geom && (geom.x !== 0 || geom.y !== 0);
  return present({
    name: nameOf(rows, station),
    path: above.map(({ ancestor_id }) => nameOf(rows, ancestor_id)),
    latitude: known ? Math.round(geom.y * 10) / 10 : null,
    longitude: known ? Math.round(geom.x * 10) / 10 : null,
  });
}

function nameOf(rows: Rows, location: number): string {
  const names = one(rows, 'location', 'id', location)['name_translations'];
  return names.en ?? Object.values(names)[0];
}
