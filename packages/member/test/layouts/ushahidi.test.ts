import { describeLayout, type Rows } from './describe-layout.ts';
import type { Row } from './layout-database.ts';
import { instantOf, listed, one, present } from './oracle.ts';
import type { Served } from './served.ts';

describeLayout({
  example: 'ushahidi',
  dialect: 'mysql',
  code: 'uchaguzi',
  variable: 'USHAHIDI_DATABASE_URL',
  shown: {
    incident: [
      'id',
      'incident_title',
      'incident_description',
      'incident_date',
      'incident_dateadd',
      'incident_datemodify',
    ],
    incident_lang: ['id', 'locale', 'incident_title', 'incident_description'],
    location: ['location_name', 'latitude', 'longitude'],
    media: ['id', 'media_link'],
  },
  used: {
    incident: ['location_id', 'locale', 'incident_active', 'incident_verified'],
    incident_category: ['incident_id', 'category_id'],
    category: ['id', 'category_visible'],
    incident_lang: ['incident_id'],
    location: ['id', 'country_id', 'location_visible'],
    form_field: ['id', 'field_name'],
    form_response: ['form_field_id', 'incident_id', 'form_response'],
    media: ['incident_id', 'media_type', 'media_active'],
    message: ['incident_id', 'message_level'],
    monitor_report: ['incident_id', 'monitor_id'],
    crowd_report: ['incident_id'],
    peacenet_report: ['incident_id'],
  },
  expected: (rows) => ({ Finding: reports(rows) }),
  hidden: (rows) => {
    const seen = new Set(reports(rows).map(({ id }) => id));
    return (rows['incident'] ?? [])
      .map(({ id }) => `uchaguzi:finding:reports:${id}`)
      .filter((id) => !seen.has(id));
  },
});

const themes = new Map<number, string | null>([
  [1, 'VIOLENCE_INTIMIDATION'],
  [2, 'VIOLENCE_INTIMIDATION'],
  [3, 'VIOLENCE_INTIMIDATION'],
  [10, 'ELECTION_ADMINISTRATION'],
  [11, 'VOTER_REGISTRATION'],
  [12, 'VOTE_BUYING'],
  [20, 'COUNTING_TABULATION_RESULTS'],
  [30, null],
]);
const severities: Row = { Low: 'LOW', Medium: 'MEDIUM', High: 'HIGH' };
const media = [null, 'PHOTO', 'VIDEO', 'AUDIO', 'LINK', 'AUDIO'];

function reports(rows: Rows): Served[] {
  const of = (table: string, id: number) =>
    (rows[table] ?? []).filter(({ incident_id }) => incident_id === id);
  return (rows['incident'] ?? []).flatMap((incident) => {
    const { id } = incident;
    const location = one(rows, 'location', 'id', incident['location_id']);
    const spam = of('message', id).some(({ message_level }) => message_level === 99);
    if (location['country_id'] !== 115 || spam || incident['incident_title']?.startsWith('TEST')) return [];
    const categories = of('incident_category', id)
      .map(({ category_id }) => category_id as number)
      .filter((category) => one(rows, 'category', 'id', category)['category_visible'])
      .sort((first, second) => first - second);
    const words = categories.map((category) => (themes.has(category) ? themes.get(category) : 'OTHER'));
    const monitored = of('monitor_report', id).length > 0;
    const peacenet = !monitored && of('peacenet_report', id).length > 0;
    const severity = of('form_response', id).find(({ form_field_id }) => form_field_id === 1)?.[
      'form_response'
    ];
    const dated = incident['incident_date'] && !incident['incident_date'].startsWith('0000');
    const evidence = of('media', id)
      .filter(({ media_active }) => media_active)
      .map(({ media_type, media_link }) => {
        const open = media_type === 2 || media_type === 4;
        return present({
          kind: media[media_type],
          access: open ? 'PUBLIC' : 'OWNER',
          url: open ? media_link : null,
        });
      });
    const translations = of('incident_lang', id).map((each) =>
      present({
        language: each['locale'].slice(0, 2),
        title: each['incident_title'],
        text: each['incident_description'],
        official: true,
      }),
    );
    return [
      present({
        id: `uchaguzi:finding:reports:${id}`,
        member: 'uchaguzi',
        organization: peacenet ? 'peacenet' : 'uchaguzi',
        observerKind: 'CITIZEN',
        country: 'KE',
        holding: 'ORIGINAL',
        state: 'CURRENT',
        language: incident['locale'].slice(0, 2),
        kind: 'INCIDENT',
        title: incident['incident_title'],
        description: incident['incident_description'] || null,
        translations: listed(translations),
        elections: ['KE-2013-03-04-general'],
        reportedBy: monitored ? 'OBSERVER' : peacenet ? 'CIVIL_SOCIETY' : 'VOTER',
        themes: categories.length > 0 ? (listed(words) ?? []) : null,
        tone: categories.includes(30) ? 'POSITIVE' : null,
        severity: severities[severity],
        verification: incident['incident_verified'] ? 'VERIFIED' : 'UNVERIFIED',
        observedAt: instantOf(dated ? incident['incident_date'] : incident['incident_dateadd'], 3),
        observedAtPrecision: dated ? 'EXACT' : 'ENTRY_TIME',
        updatedAt: instantOf(incident['incident_datemodify'] ?? incident['incident_dateadd'], 3),
        place: placeOf(location),
        evidence: listed(evidence),
        visibility: incident['incident_active'] ? 'PUBLIC' : 'OWNER',
      }),
    ];
  });
}

function placeOf({ location_name: name, location_visible: visible, latitude, longitude }: Row): Row | null {
  const known = visible && (latitude !== 0 || longitude !== 0);
  const named = visible && name !== '' && name !== 'N/A';
  if (!known && !named) return null;
  return present({
    name: named ? name : null,
    latitude: known ? Math.round(latitude * 10) / 10 : null,
    longitude: known ? Math.round(longitude * 10) / 10 : null,
  });
}
