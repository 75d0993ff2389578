import { describeLayout, type Rows } from './describe-layout.ts';
import type { Row } from './layout-database.ts';
import { instantOf, listed, one, present, strictest } from './oracle.ts';
import type { Served } from './served.ts';

const mission = '6a000000-0000-4000-8000-000000000001';

describeLayout({
  example: 'nemo',
  dialect: 'postgres',
  code: 'sakshi',
  variable: 'NEMO_DATABASE_URL',
  shown: {
    responses: ['id', 'created_at', 'updated_at'],
    answers: ['value', 'date_value', 'time_value'],
    options: ['canonical_name', 'latitude', 'longitude'],
  },
  used: {
    forms: ['name', 'status', 'access_level'],
    questions: ['code', 'access_level'],
    settings: ['timezone'],
    responses: ['reviewed', 'incomplete'],
    option_nodes: ['id', 'ancestry', 'ancestry_depth'],
    media_objects: ['type'],
  },
  expected: (rows) => ({ Finding: incidents(rows) }),
  hidden: (rows) => {
    const seen = new Set(incidents(rows).map(({ id }) => id));
    return (rows['responses'] ?? [])
      .map(({ id }) => `sakshi:finding:incidents:${id}`)
      .filter((id) => !seen.has(id));
  },
});

const themes: Row = {
  'Vote buying': 'VOTE_BUYING',
  Intimidation: 'VIOLENCE_INTIMIDATION',
  Counting: 'COUNTING_TABULATION_RESULTS',
};
const severities: Row = { Minor: 'LOW', Serious: 'MEDIUM', 'Very serious': 'HIGH' };
const media: Row = { 'Media::Image': 'PHOTO', 'Media::Video': 'VIDEO', 'Media::Audio': 'AUDIO' };

function incidents(rows: Rows): Served[] {
  return (rows['responses'] ?? []).flatMap((response) => {
    const form = one(rows, 'forms', 'id', response['form_id']);
    const ours = response['mission_id'] === mission && !response['incomplete'];
    if (!ours || form['status'] === 'draft' || !form['name'].startsWith('Incident')) return [];
    const answerTo = (code: string): Row => {
      const question = rows['questions']?.find(
        (each) => each['code'] === code && each['mission_id'] === mission,
      );
      const item = rows['form_items']?.find(
        ({ question_id, form_id }) => question_id === question?.['id'] && form_id === form['id'],
      );
      return (
        rows['answers']?.find(
          ({ response_id, questioning_id }) =>
            response_id === response['id'] && questioning_id === item?.['id'],
        ) ?? {}
      );
    };
    const kinds = (rows['choices'] ?? [])
      .filter(({ answer_id }) => answer_id === answerTo('Kinds')['id'])
      .map(({ option_node_id }) => optionOf(rows, option_node_id)?.['canonical_name'])
      .sort();
    const evidence = (rows['media_objects'] ?? [])
      .filter(({ answer_id }) => answer_id === answerTo('What')['id'])
      .map(({ type }) => ({ kind: media[type], access: 'OWNER' }));
    const day = answerTo('Day')['date_value'];
    const clock = answerTo('Time')['time_value'];
    return [
      present({
        id: `sakshi:finding:incidents:${response['id']}`,
        member: 'sakshi',
        organization: 'sakshi',
        observerKind: 'CITIZEN',
        country: 'NP',
        holding: 'ORIGINAL',
        state: 'CURRENT',
        language: 'en',
        kind: 'INCIDENT',
        title: answerTo('Title')['value'],
        description: answerTo('What')['value'],
        elections: ['NP-2022-11-20-general'],
        reportedBy: 'OBSERVER',
        themes: listed(kinds.map((kind) => themes[kind] ?? 'OTHER')),
        severity: severities[optionOf(rows, answerTo('Grave')['option_node_id'])?.['canonical_name']],
        verification: response['reviewed'] ? 'VERIFIED' : 'UNVERIFIED',
        observedAt: day
          ? instantOf(`${day} ${clock ?? '00:00:00'}`, 5.75) // Nepal is 5 h 45 min ahead
          : instantOf(response['created_at']),
        observedAtPrecision: !day ? 'ENTRY_TIME' : clock ? 'EXACT' : 'DAY',
        updatedAt: instantOf(response['updated_at']),
        place: placeOf(rows, answerTo('Where')['option_node_id']),
        evidence: listed(evidence),
        visibility: strictest(
          form['access_level'] === 'public' ? 'PUBLIC' : 'PARTNERS',
          response['reviewed'] ? 'PUBLIC' : 'NETWORK',
        ),
      }),
    ];
  });
}

function optionOf(rows: Rows, node: string | null | undefined): Row | null {
  if (!node) return null;
  const { option_id } = one(rows, 'option_nodes', 'id', node);
  return option_id === null ? null : one(rows, 'options', 'id', option_id);
}

function placeOf(rows: Rows, node: string | null | undefined): Row | null {
  const option = optionOf(rows, node);
  if (!option) return null;
  const { ancestry } = one(rows, 'option_nodes', 'id', node);
  const [latitude, longitude] = [Number(option['latitude']), Number(option['longitude'])];
  const known = latitude !== 0 || longitude !== 0;
  return present({
    name: option['canonical_name'],
    path: listed(ancestry.split('/').map((above: string) => optionOf(rows, above)?.['canonical_name'])),
    latitude: known ? Math.round(latitude * 100) / 100 : null,
    longitude: known ? Math.round(longitude * 100) / 100 : null,
  });
}
