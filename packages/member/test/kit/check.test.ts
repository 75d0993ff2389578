import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Dialect, type OpenLink, openLink, parseLink } from '@observer-graph/source-sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CheckOptions, checkLink } from '../../src/check/check-link.ts';
import type { CheckReport, RemarkCode } from '../../src/check/report.ts';
import { reportText } from '../../src/check/report-text.ts';
import { createMember, type Served, serveMember } from '../../src/index.ts';
import { plainStyle } from '../../src/text-style.ts';
import { type KitDatabase, mariadb, postgres, sqlite } from './databases.ts';

/** A registry that knows one organization and one election. */
const registryTables = `
  create table organization (id text primary key); create table election (id text primary key, kind text, held_on text); create table country (code text primary key);
  insert into organization values ('golos'); insert into election values ('RU-2021-09-19-parliamentary', 'PARLIAMENTARY', '2021-09-19'), ('RU-2021-09-19-regional-spe', 'REGIONAL', '2021-09-19'), ('RU-2021-09-19-regional-mos', 'REGIONAL', '2021-09-19'); insert into country values ('RU');
`;
const registryLink = `
member: hub
database: { dialect: sqlite, url: $DATABASE_URL }
organizations: { all: { from: organization, key: id, visibility: PUBLIC } }
elections: { all: { from: election, key: id, fields: { country: { constant: RU }, kind: kind, heldOn: held_on }, visibility: PUBLIC } }
countries: { all: { from: country, key: code, visibility: PUBLIC } }
`;

const servers = { postgres, mysql: mariadb, sqlite };

/** What only one server can have: an impossible time, and a statement that takes its time. */
const impossible: Readonly<Record<Dialect, string>> = {
  postgres: "'9999-12-31 00:00:00'",
  mysql: "'0000-00-00 00:00:00'",
  sqlite: "'yesterday'",
};
const slow: Readonly<Record<Dialect, string | null>> = {
  postgres: 'SELECT id, title FROM mission, pg_sleep(600)',
  mysql: 'SELECT id, title FROM mission WHERE sleep(600) = 0',
  sqlite: null,
};

function tables(dialect: Dialect): string {
  const time = { postgres: 'timestamp', mysql: 'datetime', sqlite: 'text' }[dialect];
  const row = (id: number | string, more: Readonly<Record<string, string | number | null>> = {}) => {
    const good = {
      id,
      title: 'Campaigning at the door',
      kind: 'campaign',
      sev: 'HIGH',
      seen_at: '2021-09-19 10:00:00',
      changed_at: '2021-09-19 11:00:00',
      election: 'RU-2021-09-19-parliamentary',
      org: 'golos',
      mission_id: 1,
      contact: null,
      observer_phone: null,
      cases: '3',
      consent: 1,
      secret: 'x',
    };
    const value = (each: string | number | null) =>
      each === null ? 'null' : typeof each === 'number' || each.startsWith("'") ? String(each) : `'${each}'`;
    return `(${Object.values({ ...good, ...more })
      .map(value)
      .join(', ')})`;
  };
  const rows = [
    row(1),
    row(2),
    row(2),
    row('null', { id: null }),
    row(3, { kind: 'other2' }),
    row(4, { kind: 'strange' }),
    row(5, { sev: 'very' }),
    row(6, { title: null }),
    row(7, { seen_at: impossible[dialect] }),
    row(8, { changed_at: '2150-01-01 00:00:00' }),
    row(9, { election: 'RU-2021-09-17-parliamentary' }),
    row(10, { election: 'the last one' }),
    row(11, { org: 'gollos' }),
    row(12, { mission_id: 99 }),
    row(13, { contact: 'Ask Ivan Petrov, ivan@example.org, +7 916 123-45-67' }),
    row(14, { contact: 'Звонил Сидоров П. К. из комиссии' }),
    row(15, { contact: 'დაწერა გიორგი ბერიძემ' }),
    row(16, { cases: 'many' }),
    row(17, { consent: 7 }),
    row(18, { observer_phone: '89161234567' }),
  ];
  return `
    create table mission (id int primary key, title varchar(100));
    insert into mission values (1, 'Autumn');
    create table report (id int, title varchar(100), kind varchar(20), sev varchar(20), seen_at ${time}, changed_at ${time}, election varchar(60), org varchar(40),
      mission_id int, contact varchar(200), observer_phone varchar(40), cases varchar(20), consent int, secret varchar(20));
    insert into report values ${rows.join(',\n')};
  `;
}

function link(dialect: Dialect): string {
  const statement = slow[dialect];
  return `
member: golos
database: { dialect: ${dialect}, url: $DATABASE_URL, statementTimeout: 3s }
defaults: { country: RU, observerKind: CITIZEN }
findings:
  reports:
    from: report
    key: id
    fields:
      kind: { constant: INCIDENT }
      title: title
      organization: org
      description: contact
      note: observer_phone
      themes: { column: kind, values: { campaign: CAMPAIGN, other2: OTHER, never: VOTING } }
      phases: { column: kind, values: { campaign: CAMPAIGN }, otherwise: ELECTION_DAY }
      severity: sev
      observedAt: seen_at
      updatedAt: changed_at
      elections: election
      mission: { column: mission_id, source: autumn }
      base: { cases: cases }
    visibility: { column: consent, values: { 1: PUBLIC, 0: OWNER } }
  gone:
    from: report
    key: id
    fields: { kind: { constant: INCIDENT }, title: headline, organization: org }
    visibility: OWNER
missions:
  autumn:
    from: mission
    key: id
    fields: { title: title, organization: { constant: golos } }
    visibility: OWNER
${
  statement === null
    ? ''
    : `  slow: { from: "${statement}", key: id, fields: { title: title, organization: { constant: golos } }, visibility: PUBLIC }`
}
`;
}

let registry: Served;
let registryDatabase: KitDatabase;
let registryOpen: OpenLink;
beforeAll(async () => {
  registryDatabase = await sqlite(registryTables);
  registryOpen = await openLink(
    parseLink(registryLink, { file: 'registry.yaml', env: { DATABASE_URL: registryDatabase.url } }),
  );
  registry = await serveMember({ member: createMember({ code: 'hub', link: registryOpen }), port: 0 });
});
afterAll(async () => {
  await registry.close();
  await registryOpen.close();
  await registryDatabase.drop();
});

describe.each<Dialect>(['postgres', 'mysql', 'sqlite'])(
  'member check of a faulty database on %s',
  (dialect) => {
    let database: KitDatabase;
    let report: CheckReport;
    beforeAll(async () => {
      database = await servers[dialect](tables(dialect));
      report = await check({ registry: registry.url });
    });
    afterAll(() => database.drop());

    const check = (options: CheckOptions) =>
      checkLink(
        parseLink(link(dialect), { file: 'member.yaml', env: { DATABASE_URL: database.url } }),
        options,
      );
    const found = (code: RemarkCode) => report.remarks.filter((remark) => remark.code === code);
    const messages = (code: RemarkCode) =>
      found(code)
        .map(({ message }) => message)
        .join('\n');

    it.each<{ code: RemarkCode; says: RegExp; gravity: string }>([
      { code: 'KEY_NULL', gravity: 'error', says: /1 row has no key \(id is NULL\)/ },
      { code: 'KEY_DUPLICATE', gravity: 'error', says: /2 rows share one key: id = 2 \(2 rows\)/ },
      {
        code: 'SOURCE_MISFIT',
        gravity: 'error',
        says: /it has no column "headline" \(title\); it has id, title/,
      },
      { code: 'REQUIRED_EMPTY', gravity: 'error', says: /1 row has no title and no description/ },
      {
        code: 'VALUE_NOT_MAPPED',
        gravity: 'warning',
        says: /1 row has kind = 'strange', which is not in the map: unknown, shown as null/,
      },
      { code: 'VALUE_NOT_MAPPED', gravity: 'warning', says: /1 row has sev = 'very', which is no Severity/ },
      {
        code: 'VALUE_BY_OTHERWISE',
        gravity: 'note',
        says: /1 row has kind = 'other2', mapped to ELECTION_DAY by otherwise/,
      },
      { code: 'VALUE_NEVER_SEEN', gravity: 'note', says: /no row has kind = 'never'/ },
      {
        code: 'VALUE_UNREADABLE',
        gravity: 'warning',
        says: /1 row has cases = 'many', which cannot be read as integer/,
      },
      {
        code: 'TIME_UNREADABLE',
        gravity: 'warning',
        says: /1 row has seen_at = '(9999|0000|yesterday).*unknown, shown as null/,
      },
      { code: 'TIME_IN_FUTURE', gravity: 'warning', says: /1 row has a changed_at later than now/ },
      { code: 'TIME_ZONE_NOT_SAID', gravity: 'note', says: /seen_at has times without a zone/ },
      {
        code: 'REFERENCE_UNKNOWN',
        gravity: 'warning',
        says: /1 record refers to the election RU-2021-09-17-parliamentary, which is not in the registry, which has RU-2021-09-19-parliamentary/,
      },
      {
        code: 'REFERENCE_UNKNOWN',
        gravity: 'warning',
        says: /the election the last one, which is no election id/,
      },
      {
        code: 'REFERENCE_UNKNOWN',
        gravity: 'warning',
        says: /1 record refers to the organization gollos, which is not in the registry/,
      },
      {
        code: 'VISIBILITY_NOT_NAMED',
        gravity: 'note',
        says: /1 row has consent = '7', which the rule does not name: OWNER/,
      },
      {
        code: 'NOTHING_SHOWN',
        gravity: 'warning',
        says: /nobody but the owner would see any of its records/,
      },
      {
        code: 'PERSONAL_COLUMN',
        gravity: 'warning',
        says: /note shows observer_phone, which by its name holds a telephone number/,
      },
      {
        code: 'PERSONAL_TEXT',
        gravity: 'warning',
        says: /description has what looks like .*1 e-mail address.*3 names|description has what looks like .*names/,
      },
      { code: 'PERSONAL_LIMITS', gravity: 'note', says: /It cannot find/ },
      { code: 'LOGIN_CAN_WRITE', gravity: 'warning', says: /a login that cannot write is safer/ },
    ])('names $code: $says', ({ code, says, gravity }) => {
      expect(messages(code)).toMatch(says);
      expect(found(code).find(({ message }) => says.test(message))?.gravity).toBe(gravity);
    });

    it('finds e-mails, telephones and names in three alphabets, and does not print them', () => {
      const remark = found('PERSONAL_TEXT').find(({ field }) => field === 'description');
      expect(remark?.message).toMatch(/1 telephone number/);
      expect(remark?.message).toMatch(/1 e-mail address/);
      expect(remark?.message).toMatch(/3 names/);
      expect(remark?.rows).toBe(3);
      expect(JSON.stringify(report)).not.toMatch(/ivan@example|916 123|Петров|ბერიძ/);
    });

    it('proposes indexes where they would serve', () => {
      const remarks = found('ORDER_WITHOUT_INDEX').filter(({ column }) => column === 'seen_at');
      if (dialect === 'sqlite') return expect(remarks).toEqual([]);
      expect(remarks).toHaveLength(1);
      expect(remarks[0]?.message).toMatch(/OBSERVED_DESC, OBSERVED_ASC: no index begins with seen_at/);
      expect(remarks[0]?.remedy?.join()).toMatch(/^CREATE INDEX .*report.*\(["`]seen_at["`], ["`]id["`]\);$/);
    });

    it('names a statement that is too slow, and goes on', () => {
      const remarks = found('STATEMENT_TOO_SLOW');
      if (slow[dialect] === null) return expect(remarks).toEqual([]);
      expect(remarks[0]?.source).toBe('missions.slow');
      expect(remarks[0]?.message).toMatch(/within 3 s/);
    });

    it('counts who would see what, and what is filled', () => {
      const [source] = report.sources;
      expect(source).toMatchObject({
        source: 'findings.reports',
        rows: 20,
        visibleTo: { PUBLIC: 19, NETWORK: 19, PARTNERS: 19, OWNER: 20 },
        unmapped: ['secret'],
      });
      expect(source?.filled).toMatchObject({ kind: 100, country: 100 });
      expect(source?.filled['title']).toBeCloseTo((18 / 19) * 100, 1);
    });

    it('fails, and is told in words and tables', () => {
      expect(report.ok).toBe(false);
      const text = reportText(report, plainStyle);
      expect(text).toMatch(/findings\.reports \(line 6\)\n {2}error/);
      expect(text).toMatch(/visible to +rows +PUBLIC/);
      expect(text).toMatch(/not shown: secret/);
      expect(text).toMatch(/description has what looks like/);
      expect(text).toMatch(/It\s+cannot find/);
      expect(text).toMatch(/Not to be served like this: \d+ errors/);
    });

    it('takes a login that can write for an error if it is strict', async () => {
      const strict = await check({ strict: true });
      expect(strict.remarks.find(({ code }) => code === 'LOGIN_CAN_WRITE')).toMatchObject({
        gravity: 'error',
        remedy: expect.arrayContaining([
          expect.stringMatching(dialect === 'sqlite' ? /chmod/ : /GRANT SELECT ON/),
        ]),
      });
    });
  },
);

describe('member check', () => {
  it.each<Exclude<Dialect, 'sqlite'>>(['postgres', 'mysql'])(
    'proposes no index on %s that cannot be made',
    async (dialect) => {
      const partitions = { postgres: 'partition by range (seen)', mysql: '' }[dialect];
      const database = await servers[dialect](`
        create table visit (id int, seen timestamp, title varchar(20)) ${partitions};
        create view visits as select id, seen, title from visit;`);
      const source = (from: string) =>
        `{ from: ${from}, key: id, fields: { kind: { constant: INCIDENT }, title: title, observedAt: { column: seen, timezone: UTC } }, visibility: OWNER }`;
      const text = `
member: golos
database: { dialect: ${dialect}, url: $DATABASE_URL }
defaults: { country: RU, organization: golos }
findings: { table: ${source('visit')}, view: ${source('visits')} }`;
      const { remarks } = await checkLink(
        parseLink(text, { file: 'member.yaml', env: { DATABASE_URL: database.url } }),
      );
      const found = remarks.filter(({ code }) => code === 'ORDER_WITHOUT_INDEX');
      expect(found.map(({ source, remedy }) => [source, remedy?.length ?? 0])).toEqual([
        ['findings.table', 1],
        ['findings.view', 0],
      ]);
      for (const { remedy = [] } of found) for (const statement of remedy) await database.execute(statement);
      await database.drop();
    },
  );

  it('names the columns of a very wide table as far as they can be read', async () => {
    const wide = Array.from({ length: 1_200 }, (_, index) => `c${index + 1}`);
    const database = await sqlite(`create table report (id integer primary key, ${wide});`);
    const text = `
member: golos
database: { dialect: sqlite, url: $DATABASE_URL }
defaults: { country: RU, organization: golos }
findings: { reports: { from: report, key: id, fields: { kind: { constant: INCIDENT }, title: c1200 }, visibility: PUBLIC } }`;
    const report = await checkLink(
      parseLink(text, { file: 'member.yaml', env: { DATABASE_URL: database.url } }),
    );
    await database.drop();
    expect(report.sources[0]?.unmapped).toHaveLength(1_199);
    const words = reportText(report, plainStyle).replaceAll(/\s+/g, ' ');
    expect(words).toContain('c99, c100 and 1,099 more, all in --json');
    expect(words).not.toContain('c101');
  });

  it('finds coordinates that are nowhere, and those of nothing', async () => {
    const database = await sqlite(`
      create table report (id integer primary key, lat real, lon real);
      insert into report values (1, 41.7, 44.8), (2, 0, 0), (3, 0, 44.8), (4, 144.8, 41.7), (5, null, -180.5), (6, null, null);`);
    const text = `
member: golos
database: { dialect: sqlite, url: $DATABASE_URL }
defaults: { country: RU, organization: golos }
findings: { reports: { from: report, key: id, fields: { kind: { constant: INCIDENT }, title: { constant: Seen }, place: { latitude: lat, longitude: lon } }, visibility: PUBLIC } }`;
    const { remarks } = await checkLink(
      parseLink(text, { file: 'member.yaml', env: { DATABASE_URL: database.url } }),
    );
    await database.drop();
    const found = remarks.filter(({ code }) => code === 'PLACE_IMPOSSIBLE');
    expect(found.map(({ gravity, field, rows }) => [gravity, field, rows])).toEqual([
      ['warning', 'place', 2],
      ['warning', 'place', 1],
    ]);
    expect(found[0]?.message).toMatch(
      /^2 rows have coordinates that are nowhere on earth, such as latitude and longitude 144\.8, 41\.7\./,
    );
    expect(found[1]?.message).toMatch(/^1 row has the coordinates 0, 0,.*`empty: 0`/);
  });

  it('finds records that refer to what does not exist here', async () => {
    const database = await sqlite(`
      create table mission (id integer primary key, title text); insert into mission values (1, 'Autumn');
      create table report (id integer primary key, title text, mission_id int); insert into report values (1, 'One', 1), (2, 'Two', 99);`);
    const text = `
member: golos
database: { dialect: sqlite, url: $DATABASE_URL }
defaults: { country: RU, organization: golos }
findings: { reports: { from: report, key: id, fields: { kind: { constant: INCIDENT }, title: title, mission: mission_id }, visibility: PUBLIC } }
missions: { autumn: { from: mission, key: id, fields: { title: title }, visibility: PUBLIC } }`;
    const report = await checkLink(
      parseLink(text, { file: 'member.yaml', env: { DATABASE_URL: database.url } }),
    );
    await database.drop();
    expect(report.ok).toBe(true);
    expect(report.remarks.map(({ message }) => message)).toContain(
      '1 record refers to the mission golos:mission:autumn:99, which does not exist here.',
    );
  });

  it.each([
    { database: sqlite, dialect: 'sqlite', group: '"Group"' },
    { database: postgres, dialect: 'postgres', group: '"Group"' },
    { database: mariadb, dialect: 'mysql', group: '`Group`' },
  ])(
    'finds keys of hidden records that others are told, in $dialect',
    async ({ dialect, group, ...made }) => {
      // Reports 1 to 3 are shown and 4 is not; the sixth is withdrawn, the seventh not yet out.
      const database = await made.database(`
      create table mission (id int primary key, title varchar(20), ${group} varchar(9), out_at timestamp null);
      insert into mission values (1, 'Spring', 'open', '2024-01-01'), (2, 'Autumn', 'secret', '2024-01-01'), (3, 'Winter', 'open', null), (4, 'Summer', 'friends', '2024-01-01');
      create table report (id int primary key, title varchar(20), mission_id int, earlier int, same varchar(9), seen varchar(9), state varchar(20), out_at timestamp null);
      insert into report values
        (1, 'a', 1, null, '2,5', 'all', null, '2024-01-01'), (2, 'b', 2, 1, '4,5', 'all', null, '2024-01-01'), (3, 'c', 3, 5, '1', 'all', null, '2024-01-01'),
        (4, 'd', 2, 5, '5', 'none', null, '2024-01-01'), (5, 'e', 4, null, null, 'friends', null, '2024-01-01'),
        (6, 'f', 2, 5, null, 'all', 'WITHDRAWN', '2024-01-01'), (7, 'g', 2, 4, '4', 'all', null, null), (8, 'h', 99, 98, null, 'all', null, '2024-01-01');`);
      const text = `
member: golos
database: { dialect: ${dialect}, url: $DATABASE_URL }
defaults: { country: RU, organization: golos, timezone: UTC }
findings:
  reports:
    from: report
    key: id
    fields: { kind: { constant: INCIDENT }, title: title, state: state, mission: mission_id, supersedes: earlier, sameIncidentAs: { column: same, separator: "," } }
    visibility: { column: seen, values: { all: PUBLIC, friends: PARTNERS } }
    embargoUntil: out_at
missions: { tours: { from: mission, key: id, fields: { title: title }, visibility: { column: Group, values: { open: PUBLIC, friends: PARTNERS } }, embargoUntil: out_at } }`;
      const checked = async (link: string) => {
        const { ok, remarks } = await checkLink(
          parseLink(link, { file: 'member.yaml', env: { DATABASE_URL: database.url } }),
        );
        expect(ok).toBe(true);
        return remarks.filter(({ code }) => code === 'REFERENCE_HIDDEN');
      };
      const found = await checked(text);
      const select = found
        .find(({ field }) => field === 'mission')
        ?.remedy?.[0]?.replace('SELECT …', 'SELECT id, title, earlier, same, state, seen, out_at')
        .replace('(…)', "('open')");
      const mended = await checked(text.replace('from: report', `from: ${JSON.stringify(select)}`));
      await database.drop();
      expect(mended.map(({ field }) => field).sort()).toEqual(['sameIncidentAs', 'supersedes']);
      expect(found.map(({ gravity, source, field, rows }) => [gravity, source, field, rows]).sort()).toEqual([
        ['warning', 'findings.reports', 'mission', 2],
        ['warning', 'findings.reports', 'sameIncidentAs', 2],
        ['warning', 'findings.reports', 'supersedes', 2],
      ]);
      const mission = found.find(({ field }) => field === 'mission');
      expect(mission?.message).toBe(
        '2 rows that are shown refer to a mission that fewer may see: its key is told all the same, and nothing else of it. Let mission_id be NULL there, in a SELECT:',
      );
      expect(mission?.remedy).toEqual([
        `SELECT …, CASE WHEN EXISTS (SELECT 1 FROM mission o WHERE o.id = r.mission_id AND o.${group} IN (…) AND o.out_at <= CURRENT_TIMESTAMP) THEN r.mission_id END AS mission_id FROM report r`,
      ]);
    },
  );

  it.each([
    { lookup: '{ year: 2021, kind: PARLIAMENTARY }', at: 'hub', says: null, filled: 100 },
    {
      lookup: '{ year: 2016, kind: PARLIAMENTARY }',
      at: 'hub',
      says: /the registry has no election PARLIAMENTARY 2016 in RU/,
      filled: 0,
    },
    {
      lookup: '{ year: 2021, kind: REGIONAL }',
      at: 'hub',
      says: /has 2 elections REGIONAL 2021 in RU \(RU-2021-09-19-regional-/,
      filled: 0,
    },
    {
      lookup: '{ year: 2021, kind: LOCAL }',
      at: null,
      says: /nobody says where: unknown, shown as null/,
      filled: 0,
    },
    {
      lookup: '{ year: 2021, kind: LOCAL }',
      at: 'nowhere',
      says: /elections cannot be looked up: nobody answers GraphQL/,
      filled: 0,
    },
  ])('looks up $lookup at $at', async ({ lookup, at, says, filled }) => {
    const database = await sqlite(
      "create table report (id integer primary key, title text); insert into report values (1, 'One'), (2, 'Two');",
    );
    const url = at === 'nowhere' ? 'http://127.0.0.1:1/graphql' : registry.url;
    const text = `
member: golos
database: { dialect: sqlite, url: $DATABASE_URL }
${at === null ? '' : `registry: ${url}`}
defaults: { country: RU, organization: golos }
findings: { reports: { from: report, key: id, fields: { kind: { constant: INCIDENT }, title: title, elections: { lookup: ${lookup} } }, visibility: PUBLIC } }`;
    try {
      const report = await checkLink(
        parseLink(text, { file: 'member.yaml', env: { DATABASE_URL: database.url } }),
      ).catch((error: Error) => error);
      if (report instanceof Error) throw report;
      const remarks = report.remarks.filter(({ code }) =>
        /^(LOOKUP_UNMATCHED|REGISTRY_UNREACHABLE)$/.test(code),
      );
      if (says === null) expect(remarks).toEqual([]);
      else expect(remarks.map(({ message }) => message).join()).toMatch(says);
      expect(report.sources[0]?.filled['elections']).toBe(filled);
    } finally {
      await database.drop();
    }
  });

  it('warns of days that are told as exact times, and of texts that cannot be redacted in time', async () => {
    const database = await sqlite(`
      create table report (id integer primary key, title text, seen text, entered text);
      insert into report values (1, '${'e'.repeat(60)}!', '2021-09-19', '2021-09-19 10:00:00'), (2, 'Two', '2021-09-18', '2021-09-19 00:00:00');`);
    const check = async (precision: string) => {
      const text = `
member: golos
database: { dialect: sqlite, url: $DATABASE_URL }
defaults: { country: RU, organization: golos, timezone: Europe/Moscow }
findings:
  reports: { from: report, key: id, fields: { kind: { constant: INCIDENT }, title: { column: title, redact: { patterns: ['(e+)+$'] } }, observedAt: { column: seen, precision: ${precision} } }, visibility: PUBLIC }
  others: { from: report, key: id, fields: { kind: { constant: INCIDENT }, title: title, observedAt: { column: entered, precision: EXACT } }, visibility: PUBLIC }`;
      const { remarks } = await checkLink(
        parseLink(text, { file: 'member.yaml', env: { DATABASE_URL: database.url } }),
      );
      return (code: RemarkCode) => remarks.filter((remark) => remark.code === code);
    };
    const exact = await check('EXACT');
    expect(exact('TIME_TOO_EXACT')).toMatchObject([
      {
        gravity: 'warning',
        source: 'findings.reports',
        column: 'seen',
        message: expect.stringMatching(/precision: DAY/),
      },
    ]);
    expect(exact('TEXT_WITHHELD')).toMatchObject([
      { source: 'findings.reports', message: expect.stringMatching(/^1 text could not be redacted/) },
    ]);
    expect((await check('DAY'))('TIME_TOO_EXACT')).toEqual([]);
    await database.drop();
  });

  it('says that a database is not there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kit-'));
    const report = await checkLink(
      parseLink(link('sqlite'), { file: 'member.yaml', env: { DATABASE_URL: join(folder, 'none.sqlite') } }),
    );
    await rm(folder, { recursive: true });
    expect(report).toMatchObject({ ok: false, sources: [], remarks: [{ code: 'DATABASE_UNREACHABLE' }] });
  });
});

it.each([
  { dialect: 'mariadb', database: '{ dialect: mariadb, url: $DATABASE_URL }' },
  { dialect: 'csv', database: '{ dialect: csv, path: nowhere }' },
  { dialect: 'postgres', database: '{ dialect: postgres, url: $NO_URL }' },
])('A report calls the database what the link file calls it: $dialect', async ({ dialect, database }) => {
  const file = `
member: golos
database: ${database}
defaults: { organization: golos, observerKind: CITIZEN, country: RU }
findings:
  reports: { from: report, key: id, fields: { kind: { constant: INCIDENT }, title: title }, visibility: PUBLIC }`;
  const env = {
    DATABASE_URL: 'mariadb://root@127.0.0.1:1/none',
    NO_URL: 'postgres://postgres@127.0.0.1:1/none',
  };
  expect(await checkLink(parseLink(file, { file: 'member.yaml', env }))).toMatchObject({
    dialect,
    ok: false,
  });
});
