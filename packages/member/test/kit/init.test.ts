import { type Dialect, inspectDatabase, type Link, parseLink } from '@observer-graph/source-sql';
import { describe, expect, it } from 'vitest';
import { usedColumns } from '../../src/check/column-links.ts';
import { draftLink } from '../../src/init/draft-link.ts';
import { settingsOf } from '../../src/init-command.ts';
import { type KitDatabase, mariadb, postgres, sqlite } from './databases.ts';
import { tracker, ushahidi, voteMonitor } from './layouts.ts';

interface Layout {
  readonly name: string;
  readonly dialect: Dialect;
  readonly make: () => Promise<KitDatabase>;
  /** By section and source: what a person who knows the database would link, as `field: column`. */
  readonly expected: Readonly<Record<string, readonly string[]>>;
}

const station = ['place.name: place_number', 'place.path: place_level1', 'place.path: place_level2'];
const position = ['place.latitude: place_latitude', 'place.longitude: place_longitude'];

const layouts: readonly Layout[] = [
  {
    name: 'Vote Monitor',
    dialect: 'postgres',
    make: () => postgres(voteMonitor),
    expected: {
      'Finding quick-reports': [
        'title: Title',
        'description: Description',
        'themes: IncidentCategory',
        'followUp: FollowUpStatus',
        'observedAt: LastUpdatedAt',
        'place.name: PollingStationDetails',
        'place.path: place_level1',
        'place.path: place_level2',
        ...position,
      ],
      'Finding incident-reports': [
        'followUp: FollowUpStatus',
        'observedAt: LastUpdatedAt',
        'place.name: LocationDescription',
        ...station.slice(1),
        ...position,
      ],
    },
  },
  {
    name: 'Ushahidi',
    dialect: 'mysql',
    make: () => mariadb(ushahidi),
    expected: {
      'Finding incident': [
        'title: incident_title',
        'description: incident_description',
        'themes: categories',
        'verification: incident_verified',
        'observedAt: incident_date',
        'updatedAt: incident_datemodify',
        'language: locale',
        'place.name: place_location_name',
        ...position,
      ],
    },
  },
  {
    name: 'a tracker of recommendations',
    dialect: 'sqlite',
    make: () => sqlite(tracker),
    expected: {
      'Recommendation recommendation': [
        'country: country',
        'organization: organization',
        'issuedOn: year',
        'themes: primary_area',
        'themes: secondary_area',
        'text: text',
        'actionRequired: action_required',
        'priority: priority',
        'addressees: responsible',
        'status: implementation_status',
      ],
      'Assessment assessment': [
        'recommendation: recommendation_id',
        'status: status',
        'rationale: comment',
        'assessedOn: assessed_on',
      ],
    },
  },
];

describe.each(layouts)('member init on $name', ({ dialect, make, expected }) => {
  it('proposes the right tables, and most of the right columns, in a file that parses', async () => {
    const database = await make();
    try {
      const draft = draftLink(await inspectDatabase(settingsOf(database.url)), { dialect, member: null });
      const link = parseLink(draft, { file: 'draft.yaml', env: { DATABASE_URL: database.url } });
      const proposed = columnsBySource(link);
      expect(Object.keys(proposed).sort()).toEqual(Object.keys(expected).sort());
      const wanted = Object.entries(expected).flatMap(([source, fields]) =>
        fields.map((field) => `${source} ${field}`),
      );
      const found = Object.entries(proposed).flatMap(([source, fields]) =>
        fields.map((field) => `${source} ${field}`),
      );
      const missed = wanted.filter((each) => !found.includes(each));
      const wrong = found.filter((each) => !wanted.includes(each));
      console.info(
        `${dialect}: ${wanted.length - missed.length} of ${wanted.length} columns; missed ${missed}; besides ${wrong}`,
      );
      expect((wanted.length - missed.length) / wanted.length).toBeGreaterThanOrEqual(2 / 3);
      // A reader has to go through what is wrong: there must not be much of it.
      expect(wrong.length).toBeLessThanOrEqual(wanted.length / 3);
    } finally {
      await database.drop();
    }
  });

  it('shows nothing to anybody, and nothing about people', async () => {
    const database = await make();
    try {
      const draft = draftLink(await inspectDatabase(settingsOf(database.url)), { dialect, member: 'golos' });
      const link = parseLink(draft, { file: 'draft.yaml', env: { DATABASE_URL: database.url } });
      expect(link.sources.map(({ visibility }) => visibility)).toEqual(
        link.sources.map(() => [{ kind: 'constant', level: 'OWNER' }]),
      );
      const columns = link.sources.flatMap((source) =>
        usedColumns(source).map(({ link: { column } }) => column),
      );
      expect(
        columns.filter((column) => /email|phone|first|last_?name|password|author|user/i.test(column)),
      ).toEqual([]);
      expect(draft).not.toContain(database.url);
    } finally {
      await database.drop();
    }
  });
});

function columnsBySource(link: Link): Record<string, string[]> {
  return Object.fromEntries(
    link.sources.map((source) => [
      `${source.record.name} ${source.name}`,
      usedColumns(source).map(({ path, link: { column } }) => `${path}: ${column}`),
    ]),
  );
}
