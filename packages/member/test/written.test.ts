import { recordId, recordType } from '@observer-graph/contract';
import { type OpenLink, openLink, parseLink } from '@observer-graph/source-sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMember, type Member } from '../src/index.ts';
import { type KitDatabase, mariadb, postgres, sqlite } from './kit/databases.ts';
import { Asking } from './layouts/served.ts';

const finding = recordType('Finding');

const titles = [
  'plain',
  '',
  ' ',
  'N/A',
  null,
  'says "no"',
  'C:\\ballots\\',
  'line\nline\r\n\ttab',
  'bell \u0007, escape \u001b',
  '\u2028 and \u2029',
  'Карусель · ხმა · 선거 · 😀',
  '</script>',
  '"},"injected":{"a":"',
];
const text = (dialect: string) => `member: golos
database: { dialect: ${dialect}, url: $DATABASE_URL }
defaults: { organization: golos }
findings:
  reports:
    from: report
    key: id
    fields:
      kind: { constant: INCIDENT }
      title: { column: title, empty: [N/A] }
      description: title
      country: { constant: GE }
      observedAt: { column: seen, format: unix-seconds }
      place: { name: title, region: title }
    visibility: PUBLIC
  named:
    from: report
    key: name
    fields:
      kind: { constant: INCIDENT }
      title: { column: title, empty: [N/A] }
      description: title
      country: { constant: GE }
      place: { name: title, region: title }
    visibility: PUBLIC
`;

const databases = { postgres, mysql: mariadb, sqlite };

describe.each(['postgres', 'mysql', 'sqlite'] as const)('The text of a page, on %s', (dialect) => {
  const literal = (value: string | null) => {
    if (value === null) return 'null';
    const quoted = value.replaceAll("'", "''");
    return `'${dialect === 'mysql' ? quoted.replaceAll('\\', '\\\\') : quoted}'`;
  };
  const rows = titles.map((title, index) => ({
    id: index - 3,
    name: `${title}/${index}`,
    title,
    seen: index % 4 === 0 ? null : index * 1_000_000,
  }));
  let database: KitDatabase;
  let link: OpenLink;
  let member: Member;

  beforeAll(async () => {
    const tuples = rows.map(
      ({ id, name, title, seen }) => `(${id}, ${literal(name)}, ${literal(title)}, ${seen})`,
    );
    database = await databases[dialect](`
      create table report (id int not null primary key, name varchar(80) not null, title varchar(80), seen bigint)`);
    await database.execute(`insert into report values ${tuples.join(', ')}`);
    link = await openLink(
      parseLink(text(dialect), { file: 'golos.yaml', env: { DATABASE_URL: database.url } }),
    );
    member = createMember({ code: 'golos', link });
  });
  afterAll(async () => {
    member?.close();
    await link?.close();
    await database?.drop();
  });

  it.each([1, 4, 50])('says what the rows say, in pages of %i', async (size) => {
    const found = await new Asking(member, { level: 'PUBLIC' }).list(finding, 'OBSERVED_ASC', { size });
    const known = (value: string | null) => (value === 'N/A' ? null : value);
    const expected = rows.flatMap(({ id, name, title, seen }) => {
      const all = {
        title: known(title),
        description: title,
        observedAt: seen === null ? null : new Date(seen * 1000).toISOString().replace('.000', ''),
        place: title === null ? null : { name: title, region: title },
      };
      return [
        { id: recordId('golos', 'finding', 'reports', [String(id)]), ...all },
        { id: recordId('golos', 'finding', 'named', [name]), ...all, observedAt: null },
      ];
    });
    const told = found.map(({ id, title = null, description = null, observedAt = null, place = null }) => ({
      id,
      title,
      description,
      observedAt,
      place: place && { name: place.name, region: place.region },
    }));
    const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1);
    expect(told.sort(byId)).toEqual(expected.sort(byId));
  });
});
