// An electoral map in tables like those of Ushahidi 2: categories in a join table, local datetimes without a zone, 0 where
// others have NULL, 0,0 for an unknown place, and moderation by flags. One form per election.
import { aPerson, aPhone, hiddenMarker } from './markers.ts';
import { randomFrom } from './random.ts';
import type { SqliteRow, Table } from './sqlite.ts';
import { type Language, report, type Topic } from './texts.ts';
import { daysFrom, somewhere, timeBetween } from './world.ts';

/** Categories of the map: a parent 0 is a root. Ids below 40 are themes, from 40 on kinds of attacks on observers. */
const categories: readonly (readonly [id: number, parent: number, title: string])[] = [
  [1, 0, 'Security'],
  [2, 1, 'Violence'],
  [3, 1, 'Threats and pressure'],
  [10, 0, 'Campaign'],
  [11, 10, 'Campaigning near polling stations'],
  [12, 10, 'Vote buying'],
  [13, 10, 'Public resources'],
  [14, 10, 'Hate speech and rumours'],
  [20, 0, 'Voting'],
  [21, 20, 'Voter register'],
  [22, 20, 'Identification'],
  [23, 20, 'Secrecy'],
  [24, 20, 'Ballot stuffing'],
  [25, 20, 'Accessibility'],
  [26, 20, 'Materials late or unsealed'],
  [27, 20, 'Voting at home'],
  [30, 0, 'Counting'],
  [31, 30, 'Protocols and tallies'],
  [32, 30, 'Invalid ballots'],
  [35, 0, 'Everything fine'],
  [36, 0, 'Other'],
  [40, 0, 'Observers'],
  [41, 40, 'Observer removed'],
  [42, 40, 'Observer not let in'],
  [43, 40, 'Observer obstructed'],
  [44, 40, 'Observer threatened'],
  [45, 40, 'Observer beaten'],
  [46, 40, 'Observer detained'],
];

const categoryOf: Readonly<Record<Topic, readonly number[]>> = {
  violence: [2, 3],
  campaigning: [11],
  observers: [41, 42, 43, 43, 44],
  unauthorised: [3],
  verification: [22],
  stuffing: [24],
  secrecy: [23],
  mobile: [27],
  lists: [21],
  protocol: [31],
  invalid: [32],
  sealing: [26],
  copy: [31],
  buying: [12],
  resources: [13],
  media: [36],
  online: [14],
  access: [25],
  finance: [36],
  calm: [35],
};

const topics: readonly (readonly [Topic, number])[] = [
  ['violence', 14],
  ['campaigning', 9],
  ['observers', 9],
  ['verification', 10],
  ['stuffing', 4],
  ['secrecy', 8],
  ['mobile', 4],
  ['lists', 12],
  ['protocol', 8],
  ['invalid', 2],
  ['sealing', 6],
  ['buying', 8],
  ['resources', 5],
  ['online', 4],
  ['access', 4],
  ['calm', 6],
];

interface Deployment {
  readonly form: number;
  readonly title: string;
  readonly country: string;
  readonly day: string;
  readonly incidents: number;
  readonly languages: readonly (readonly [Language, number])[];
}
const deployments: readonly Deployment[] = [
  { form: 1, title: 'Kenya 2022', country: 'KE', day: '2022-08-09', incidents: 290, languages: [['en', 1]] },
  { form: 2, title: 'Kenya 2017', country: 'KE', day: '2017-08-08', incidents: 190, languages: [['en', 1]] },
  {
    form: 3,
    title: 'Україна 2019, парламентські',
    country: 'UA',
    day: '2019-07-21',
    incidents: 210,
    languages: [
      ['uk', 7],
      ['ru', 3],
    ],
  },
  {
    form: 4,
    title: 'Україна 2019, президентські',
    country: 'UA',
    day: '2019-03-31',
    incidents: 100,
    languages: [
      ['uk', 7],
      ['ru', 3],
    ],
  },
  {
    form: 5,
    title: 'საქართველო 2024',
    country: 'GE',
    day: '2024-10-26',
    incidents: 130,
    languages: [
      ['ka', 6],
      ['en', 3],
      ['ru', 1],
    ],
  },
  {
    form: 6,
    title: 'საქართველო 2020',
    country: 'GE',
    day: '2020-10-31',
    incidents: 60,
    languages: [
      ['ka', 6],
      ['en', 3],
    ],
  },
];

export interface VoteMap {
  readonly tables: readonly Table[];
  /** Keys of public incidents of 2024 in Georgia. */
  readonly incidents2024: readonly string[];
}

export function voteMapTables(): VoteMap {
  const random = randomFrom('votemap');
  const incidents: SqliteRow[] = [];
  const locations: SqliteRow[] = [];
  const links: SqliteRow[] = [];
  const people: SqliteRow[] = [];
  const responses: SqliteRow[] = [];
  const incidents2024: string[] = [];
  for (const { form, country, day, incidents: count, languages } of deployments) {
    for (let index = 0; index < count; index++) {
      const id = incidents.length + 1;
      const topic = random.weighted(topics);
      const { region, town, station } = somewhere(random, country);
      const early = ['buying', 'resources', 'online'].includes(topic) && random.chance(0.8);
      const late = topic === 'protocol' || topic === 'invalid';
      const time = late ? timeBetween(random, 20, 23) : timeBetween(random, 7, 20);
      const on = early ? daysFrom(day, -random.between(2, 40)) : day;
      const words = report(random, topic, random.weighted(languages), { station, town, time });
      const active = random.chance(0.93) ? 1 : 0;
      const consent = random.weighted([
        ['1', 92],
        ['0', 5],
        ['', 3],
      ]);
      const hidden = active === 0 || consent !== '1';
      const known = random.chance(0.75);
      locations.push({
        id,
        location_name: random.chance(0.15) ? town : `${town}, ${region.name}`,
        country_id: 0,
        latitude: known ? region.latitude + random.between(-120, 120) / 1000 : 0,
        longitude: known ? region.longitude + random.between(-120, 120) / 1000 : 0,
        location_visible: random.chance(0.9) ? 1 : 0,
        region_code: region.iso,
      });
      incidents.push({
        id,
        location_id: id,
        form_id: form,
        locale: `${words.language}_${country}`,
        user_id: 0,
        incident_title: words.title,
        incident_description: hidden ? `${words.text} [${hiddenMarker}]` : words.text,
        incident_date: random.chance(0.02) ? '0000-00-00 00:00:00' : `${on} ${time}:00`,
        incident_mode: random.between(1, 4),
        incident_active: active,
        incident_verified: random.chance(0.5) ? 1 : 0,
        incident_dateadd: `${on} ${time}:00`,
        incident_datemodify: `${daysFrom(on, random.between(0, 4))} 09:30:00`,
      });
      const own = [
        random.pick(categoryOf[topic]),
        ...(random.chance(0.15) ? [random.pick([3, 13, 22, 36])] : []),
        ...(topic === 'observers' && random.chance(0.08) ? [random.pick([45, 46])] : []),
      ];
      for (const category of new Set(own))
        links.push({ id: links.length + 1, incident_id: id, category_id: category });
      if (random.chance(0.6))
        people.push({
          id: people.length + 1,
          incident_id: id,
          person_first: 'A.',
          person_last: aPerson(random),
          person_email: 'witness@example.org',
          person_phone: aPhone(random),
          person_ip: '192.0.2.7',
        });
      responses.push({ id: responses.length + 1, form_field_id: 1, incident_id: id, form_response: consent });
      if (random.chance(0.6))
        responses.push({
          id: responses.length + 1,
          form_field_id: 2,
          incident_id: id,
          form_response: random.weighted([
            ['low', 4],
            ['serious', 4],
            ['very serious', 2],
            ['n/a', 2],
          ]),
        });
      if (topic === 'observers')
        responses.push({
          id: responses.length + 1,
          form_field_id: 3,
          incident_id: id,
          form_response: random.weighted([
            ['yes', 5],
            ['quietly', 2],
            ['ask us', 2],
            ['no', 1],
          ]),
        });
      if (form === 5 && !hidden) incidents2024.push(String(id));
    }
  }
  const person =
    'person_first varchar(200), person_last varchar(200), person_email varchar(120), person_phone varchar(60), person_ip varchar(50)';
  return {
    incidents2024,
    tables: [
      {
        name: 'form',
        create: 'CREATE TABLE form (id integer PRIMARY KEY, form_title varchar(200) NOT NULL)',
        rows: deployments.map(({ form, title }) => ({ id: form, form_title: title })),
      },
      {
        name: 'category',
        create:
          'CREATE TABLE category (id integer PRIMARY KEY, parent_id integer NOT NULL DEFAULT 0, category_title varchar(255), category_visible tinyint NOT NULL DEFAULT 1)',
        rows: categories.map(([id, parent_id, category_title]) => ({
          id,
          parent_id,
          category_title,
          category_visible: 1,
        })),
      },
      {
        name: 'location',
        create:
          'CREATE TABLE location (id integer PRIMARY KEY, location_name varchar(255), country_id integer NOT NULL DEFAULT 0, latitude double NOT NULL DEFAULT 0, longitude double NOT NULL DEFAULT 0, location_visible tinyint NOT NULL DEFAULT 1, region_code varchar(6))',
        rows: locations,
      },
      {
        name: 'incident',
        create:
          "CREATE TABLE incident (id integer PRIMARY KEY, location_id integer NOT NULL, form_id integer NOT NULL DEFAULT 1, locale varchar(10) NOT NULL DEFAULT 'en_US', user_id integer, incident_title varchar(255), incident_description longtext, incident_date datetime, incident_mode tinyint NOT NULL DEFAULT 1, incident_active tinyint NOT NULL DEFAULT 0, incident_verified tinyint NOT NULL DEFAULT 0, incident_dateadd datetime, incident_datemodify datetime); CREATE INDEX incident_date ON incident (incident_date)",
        rows: incidents,
      },
      {
        name: 'incident_category',
        create:
          'CREATE TABLE incident_category (id integer PRIMARY KEY, incident_id integer NOT NULL DEFAULT 0, category_id integer NOT NULL DEFAULT 0, UNIQUE (incident_id, category_id))',
        rows: links,
      },
      {
        name: 'incident_person',
        create: `CREATE TABLE incident_person (id integer PRIMARY KEY, incident_id integer, ${person})`,
        rows: people,
      },
      {
        name: 'form_field',
        create: 'CREATE TABLE form_field (id integer PRIMARY KEY, field_name varchar(200))',
        rows: [
          { id: 1, field_name: 'May we publish this?' },
          { id: 2, field_name: 'How serious?' },
          { id: 3, field_name: 'May we speak about it?' },
        ],
      },
      {
        name: 'form_response',
        create:
          'CREATE TABLE form_response (id integer PRIMARY KEY, form_field_id integer NOT NULL, incident_id integer NOT NULL, form_response text NOT NULL); CREATE INDEX fk_incident_id ON form_response (incident_id, form_field_id)',
        rows: responses,
      },
    ],
  };
}
