import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  hasLookups,
  LinkFileError,
  parseLink,
  readLinkFile,
  type WantedElections,
  withElections,
} from '../../src/index.ts';
import { env, linkText, mistakes, mistakesIn, onlySource } from './example.ts';

/** The example of the design. */
const example = `
member: golos
database: { dialect: postgres, url: $GOLOS_DATABASE_URL }     # secrets come from the environment only
contact: data@example.org

defaults: { organization: golos, observerKind: CITIZEN, country: RU, timezone: Europe/Moscow, language: ru }

findings:
  reports:                                   # a source; several may feed one type
    from: |
      SELECT r.id, r.text, r.summary, r.kind, r.consent, r.created_at, r.statement_out_at, u.number AS station, u.region
      FROM report r JOIN station u ON u.id = r.station_id
      WHERE r.moderated = 1 AND r.is_test = 0
    key: id
    fields:
      title: summary
      kind: { constant: INCIDENT }
      themes: { column: kind, values: { carousel_or_stuffing: BALLOT_FRAUD, on_home: VOTING }, otherwise: OTHER }
      elections: { lookup: { year: 2021, kind: PARLIAMENTARY } }
      observedAt: { column: created_at, precision: ENTRY_TIME }
      place: { name: station, region: region }
    visibility:
      - { column: kind, values: { on_home: PUBLIC, carousel_or_stuffing: PUBLIC, threat: PARTNERS } }
      - { column: consent, values: { 1: PUBLIC } }
    embargoUntil: statement_out_at
`;
const withoutLookup = example.replace(
  /elections: .*/,
  'elections: { constant: RU-2021-09-19-parliamentary }',
);
const options = { file: 'member.yaml', env: { GOLOS_DATABASE_URL: 'postgres://db.example/golos' } };

describe('parseLink', () => {
  it('reads a whole file', () => {
    const { sources, ...link } = parseLink(withoutLookup, options);
    expect(link).toEqual({
      file: 'member.yaml',
      member: 'golos',
      database: {
        dialect: 'postgres',
        url: 'postgres://db.example/golos',
        statementTimeoutMs: 10_000,
        poolSize: 5,
      },
      contact: 'data@example.org',
    });
    expect(
      sources.map(({ record, fields, ...source }) => [record.name, Object.fromEntries(fields), source]),
    ).toEqual([
      [
        'Finding',
        {
          organization: { kind: 'constant', value: 'golos' },
          observerKind: { kind: 'constant', value: 'CITIZEN' },
          country: { kind: 'constant', value: 'RU' },
          language: { kind: 'constant', value: 'ru' },
          title: { kind: 'column', column: 'summary', empty: [] },
          kind: { kind: 'constant', value: 'INCIDENT' },
          themes: {
            kind: 'column',
            column: 'kind',
            values: {
              entries: new Map([
                ['carousel_or_stuffing', 'BALLOT_FRAUD'],
                ['on_home', 'VOTING'],
              ]),
              otherwise: 'OTHER',
            },
            empty: [],
          },
          elections: { kind: 'constant', value: ['RU-2021-09-19-parliamentary'] },
          observedAt: {
            kind: 'column',
            column: 'created_at',
            empty: [],
            time: { format: 'native', zone: 'Europe/Moscow' },
          },
          observedAtPrecision: { kind: 'constant', value: 'ENTRY_TIME' },
          place: {
            kind: 'object',
            fields: new Map([
              ['name', { kind: 'column', column: 'station', empty: [] }],
              ['region', { kind: 'column', column: 'region', empty: [] }],
            ]),
          },
        },
        {
          name: 'reports',
          line: 9,
          from: {
            select:
              'SELECT r.id, r.text, r.summary, r.kind, r.consent, r.created_at, r.statement_out_at, u.number AS station, u.region\n' +
              'FROM report r JOIN station u ON u.id = r.station_id\n' +
              'WHERE r.moderated = 1 AND r.is_test = 0',
          },
          key: ['id'],
          visibility: [
            {
              kind: 'column',
              column: 'kind',
              values: new Map([
                ['on_home', 'PUBLIC'],
                ['carousel_or_stuffing', 'PUBLIC'],
                ['threat', 'PARTNERS'],
              ]),
              otherwise: 'OWNER',
            },
            { kind: 'column', column: 'consent', values: new Map([['1', 'PUBLIC']]), otherwise: 'OWNER' },
          ],
          embargoUntil: {
            kind: 'column',
            column: 'statement_out_at',
            empty: [],
            time: { format: 'native', zone: 'Europe/Moscow' },
          },
        },
      ],
    ]);
  });

  it('looks elections up: the one that there is, of the country of the records', async () => {
    const link = parseLink(example, options);
    expect(hasLookups(link)).toBe(true);
    expect(link.sources[0]?.fields.get('elections')).toEqual({
      kind: 'lookup',
      by: {
        country: { kind: 'constant', value: 'RU' },
        year: { kind: 'constant', value: 2021 },
        kind: { kind: 'constant', value: 'PARLIAMENTARY' },
      },
    });
    const elections = ['RU-2021-09-19-parliamentary', 'RU-2021-12-05-parliamentary'].map((id) => ({
      id,
      country: 'RU',
      year: 2021,
      kind: 'PARLIAMENTARY',
    }));
    for (const [found, value] of [
      [[], null],
      [elections.slice(0, 1), elections[0]?.id],
      [elections, null],
    ] as const) {
      const resolved = await withElections(link, async (wanted) => {
        expect(wanted).toEqual({ country: ['RU'], year: ['2021'], kind: ['PARLIAMENTARY'] });
        return found;
      });
      expect(resolved.link.sources[0]?.fields.get('elections')).toEqual({ kind: 'constant', value });
      expect(resolved.found).toMatchObject([{ field: 'elections', elections: found }]);
      expect(hasLookups(resolved.link)).toBe(false);
    }
  });

  it('looks elections up by columns, each as of its kind, and asks for no more than they can be', async () => {
    const types = '{ column: type, values: { parl: PARLIAMENTARY, pres: PRESIDENTIAL, test: null } }';
    const link = parseLink(
      example
        .replace('title: summary', 'title: summary\n      country: { column: land, empty: XX }')
        .replace(
          /elections: .*/,
          `elections: [{ lookup: { year: { column: held }, kind: ${types} } }, { lookup: { country: { constant: GE }, year: { column: at, format: unix-seconds, timezone: Asia/Tbilisi }, kind: LOCAL } }, { lookup: { year: { column: wave, values: { 1: 2016, 2: 2021 }, otherwise: 2024 }, kind: LOCAL } }]`,
        ),
      options,
    );
    const plain = { kind: 'column', empty: [] };
    const country = { ...plain, column: 'land', empty: ['XX'] };
    const values = new Map([
      ['parl', 'PARLIAMENTARY'],
      ['pres', 'PRESIDENTIAL'],
      ['test', null],
    ]);
    expect(link.sources[0]?.fields.get('elections')).toEqual({
      kind: 'several',
      parts: [
        {
          kind: 'lookup',
          by: {
            country,
            year: { ...plain, column: 'held', time: { format: 'year', zone: 'Europe/Moscow' } },
            kind: { ...plain, column: 'type', values: { entries: values } },
          },
        },
        {
          kind: 'lookup',
          by: {
            country: { kind: 'constant', value: 'GE' },
            year: { ...plain, column: 'at', time: { format: 'unix-seconds', zone: 'Asia/Tbilisi' } },
            kind: { kind: 'constant', value: 'LOCAL' },
          },
        },
        {
          kind: 'lookup',
          by: {
            country,
            year: {
              ...plain,
              column: 'wave',
              values: {
                entries: new Map([
                  ['1', '2016'],
                  ['2', '2021'],
                ]),
                otherwise: '2024',
              },
            },
            kind: { kind: 'constant', value: 'LOCAL' },
          },
        },
      ],
    });
    const asked: WantedElections[] = [];
    await withElections(link, async (wanted) => {
      asked.push(wanted);
      return [];
    });
    expect(asked).toEqual([
      { kind: ['PARLIAMENTARY', 'PRESIDENTIAL'] },
      { country: ['GE'], kind: ['LOCAL'] },
      { year: ['2016', '2021', '2024'], kind: ['LOCAL'] },
    ]);
  });

  it.each([
    ['{ lookup: { kind: PARLIAMENTARY } }', "lookup: 'year' is missing."],
    [
      '{ lookup: { year: 2021, kind: PARLIAMENT } }',
      "lookup.kind: 'PARLIAMENT' is not an ElectionKind; did you mean PARLIAMENTARY?",
    ],
    [
      '{ lookup: { year: soon, kind: LOCAL } }',
      "lookup.year: 'soon' is not a year. Write { column: soon } if a column is meant.",
    ],
    [
      '{ lookup: { year: 2021, kind: local } }',
      "lookup.kind: 'local' is not a kind of election; did you mean LOCAL?",
    ],
    ['{ lookup: { year: 21, kind: LOCAL } }', "lookup.year: '21' is not a year."],
    ['{ lookup: { year: { constant: 21 }, kind: LOCAL } }', "lookup.year: '21' is not a year."],
    [
      '{ lookup: { year: { column: wave, values: { 1: 21 } }, kind: LOCAL } }',
      "lookup.year.values: '21' is not a year.",
    ],
    [
      '{ lookup: { year: { column: at, format: native, values: { 1: 2021 } }, kind: LOCAL } }',
      "lookup.year.values: is for years as numbers or words, and 'format' and 'timezone' for times; keep one of them.",
    ],
    [
      '{ lookup: { year: { column: years, separator: ; }, kind: LOCAL } }',
      'lookup.year.separator: is for lists, and year is an Int, one in each record.',
    ],
    ['{ lookup: { year: [2021], kind: LOCAL } }', 'lookup.year: must be a year, or { column: … }.'],
    [
      '{ lookup: { year: { colum: held }, kind: LOCAL } }',
      "lookup.year.colum: 'colum' is not known here; did you mean column?",
    ],
    [
      '{ lookup: { year: 2021, kind: { column: type, values: { a: PARLIAMENT } } } }',
      "lookup.kind.values.a: 'PARLIAMENT' is not an ElectionKind; did you mean PARLIAMENTARY?",
    ],
    [
      '{ lookup: { year: 2021, kind: { lookup: { year: 2021, kind: LOCAL } } } }',
      "lookup.kind.lookup: 'lookup' is not known here",
    ],
    [
      '{ lookup: { year: 2021, kind: LOCAL, country: Russia } }',
      "lookup.country: 'Russia' is not a country code: two capital letters. Write { column: Russia } if a column is meant.",
    ],
    ['{ lookup: { year: 2021, kind: LOCAL, country: ru } }', 'here RU.'],
    ['{ lookup: { year: 2021, kind: LOCAL }, values: {} }', "'values' is not known here (lookup)"],
  ])('refuses the lookup %s', (lookup, why) => {
    const told = mistakesIn(
      example
        .replace('{ lookup: { year: 2021, kind: PARLIAMENTARY } }', lookup)
        .replace('$GOLOS_DATABASE_URL', '$DATABASE_URL'),
    );
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^19 findings\.reports\.fields\.elections/);
    expect(told[0]).toContain(why);
  });

  it('refuses a lookup where the records have no country, and of anything but elections', () => {
    const text = example.replace('$GOLOS_DATABASE_URL', '$DATABASE_URL');
    expect(mistakesIn(text.replace('country: RU, ', '')).join()).toMatch(
      /elections: needs a 'country' in its lookup/,
    );
    expect(
      mistakesIn(text.replace('title: summary', 'title: { lookup: { year: 2021, kind: LOCAL } }')).join(),
    ).toMatch(/title: a lookup is for elections/);
  });

  it('names five mistakes at once, in words for a terminal', () => {
    const broken = withoutLookup
      .replace('Europe/Moscow', 'Europe/Mosco')
      .replace('WHERE', '; DELETE')
      .replace('title: summary', 'titel: summary')
      .replace('constant: INCIDENT', 'constant: INCIDNT')
      .replace('threat: PARTNERS', 'threat: PARTNER');
    const error = caught(() => parseLink(broken, options));
    expect(error.code).toBe('LINK_FILE_INVALID');
    expect(error.message.split('\n')).toEqual([
      "member.yaml:6: defaults.timezone: 'Europe/Mosco' is not an IANA time zone; did you mean Europe/Moscow?",
      'member.yaml:10: findings.reports.from: has more than one statement; one SELECT is possible.',
      "member.yaml:16: findings.reports.fields.titel: 'titel' is not a field of Finding; did you mean title?",
      "member.yaml:17: findings.reports.fields.kind: 'INCIDNT' is not a FindingKind; did you mean INCIDENT? (OBSERVATION, INCIDENT, ASSESSMENT)",
      "member.yaml:23: findings.reports.visibility[1].values.threat: 'PARTNER' is not a Visibility; did you mean PARTNERS? (PUBLIC, NETWORK, PARTNERS, OWNER)",
    ]);
  });

  it('gives the column beside the line', () => {
    const { problems } = caught(() =>
      parseLink(linkText({ fields: ['severity: { constant: HIHG }'] }), { file: 'member.yaml', env }),
    );
    expect(problems).toEqual([
      {
        line: 9,
        column: 29,
        path: 'findings.reports.fields.severity',
        message: "'HIHG' is not a Severity; did you mean HIGH? (LOW, MEDIUM, HIGH, CRITICAL)",
      },
    ]);
  });

  it.each([
    {
      what: 'a README',
      text: '# Link\n\nA member keeps `it`: as it is,\nand writes one:\n\n- `a`: b\n\n```yaml\nmember: demo\n```\n',
      says: 'this is no link file: that is YAML, and begins with "member: …". `member init` drafts one.',
    },
    {
      what: 'a program',
      text: "import { a } from 'b';\n\nexport const c = { d: [1, 2] };\nfunction e() {\n  return { f: 1 };\n}\n",
      says: 'this is no link file: that is YAML, and begins with "member: …". `member init` drafts one.',
    },
    {
      what: 'a link file with slips',
      text: linkText().replace('reports:', 'reports: a: b').replace('key: id', 'key: [id').replace('- ', '`'),
      says: 'no YAML: Nested mappings are not allowed in compact mappings. Mend this first; the rest can be read only then.',
    },
    {
      what: 'two link files in one',
      text: `${linkText()}---\n${linkText()}`,
      says: 'no YAML: several documents, and a link file is one: leave "---" out. Mend this first; the rest can be read only then.',
    },
  ])('says once what is wrong with $what', ({ text, says }) => {
    const { problems } = caught(() => parseLink(text, { file: 'member.yaml', env }));
    expect(problems.map(({ message }) => message)).toEqual([says]);
  });

  it.each([
    { text: '', says: '1 : the file is empty.' },
    { text: '# only a comment\n', says: '1 : the file is empty.' },
    {
      text: 'just words\n',
      says: '1 : must be a mapping with member, contact, registry, database, defaults, ',
    },
    { text: 'member: golos\n  contact: x\n', says: '1 : no YAML: ' },
    { text: 'member: "golos\n', says: '2 : no YAML: Missing closing "quote' },
    { text: 'member: *nobody\n', says: '1 member: *nobody is not defined above: there is no &nobody.' },
    {
      text: linkText({ fields: ['title: a', 'title: b'] }),
      says: '10 findings.reports.fields.title: stands here a second time, after line 9; keep one.',
    },
    {
      text: `${linkText()}findings:\n`,
      says: '12 findings: stands here a second time, after line 4; keep one.',
    },
    {
      text: linkText().replace('member: golos', 'member: Golos!'),
      says: '1 member: must be lower-case letters, digits and hyphens',
    },
    { text: linkText().replace('member: golos\n', ''), says: "1 : 'member' is missing." },
    {
      text: linkText().replace('member: golos', 'membre: golos'),
      says: "1 membre: 'membre' is not known here; did you mean member?",
    },
    {
      text: linkText({ further: ['finding: {}'] }),
      says: "12 finding: 'finding' is not known here; did you mean findings?",
    },
    {
      text: 'member: golos\ndatabase: { dialect: sqlite, path: a.db }\n',
      says: '1 : links no records; there are the sections ',
    },
    {
      text: linkText({ further: ['missions: []'] }),
      says: '12 missions: must be a mapping of named sources',
    },
    {
      text: linkText().replace('reports:', 'Reports 1:'),
      says: "5 findings.Reports 1: 'Reports 1' is no name of a source",
    },
    { text: linkText().replace('    key: id\n', ''), says: "5 findings.reports: 'key' is missing." },
    { text: linkText({ key: '[id, id]' }), says: '7 findings.reports.key: has a column twice.' },
    { text: linkText({ key: '3' }), says: '7 findings.reports.key: must be a column, or a list of columns.' },
    {
      text: linkText({ source: ['embargo: x'] }),
      says: "12 findings.reports.embargo: 'embargo' is not known here; did you mean embargoUntil?",
    },
    {
      text: linkText({ source: ['title FROM report:'] }),
      says: "12 findings.reports.title FROM report: 'title FROM report' is not known here; if it belongs to the SELECT, write that in quotation marks, or on lines of its own below `from: |`",
    },
    {
      text: linkText({ source: ['embargoUntil: []'] }),
      says: '12 findings.reports.embargoUntil: must be a column, or { column, timezone, format }.',
    },
    { text: 'a: &a [*a]\nmember: golos', says: '1 a[1]: *a contains itself.' },
  ])('$says', ({ text, says }) => {
    expect(mistakesIn(text).find((mistake) => mistake.startsWith(says)) ?? mistakesIn(text)).toContain(says);
  });

  it('reads aliases, composite keys and zones of an embargo', () => {
    const source = onlySource({
      key: '[round, number]',
      fields: [
        'reportedBy: &who { column: author, values: { m: MEDIA } }',
        'observerKind: { constant: CITIZEN }',
      ],
      source: ['embargoUntil: { column: out_at, timezone: Asia/Tbilisi, format: unix-seconds }'],
      further: [
        '  others:',
        '    from: other',
        '    key: id',
        '    visibility: OWNER',
        '    fields: { title: t, kind: { constant: INCIDENT }, reportedBy: *who }',
      ],
    });
    expect(source.key).toEqual(['round', 'number']);
    expect(source.embargoUntil).toEqual({
      kind: 'column',
      column: 'out_at',
      empty: [],
      time: { format: 'unix-seconds', zone: 'Asia/Tbilisi' },
    });
  });
});

describe('what a record must have', () => {
  const recommendation = [
    'recommendations:',
    '  tracker:',
    '    from: r',
    '    key: id',
    '    visibility: PUBLIC',
  ];
  it.each([
    {
      parts: { defaults: '{ country: RU }' },
      says: '8 findings.reports.fields: organization is missing: findings need it, or give defaults.organization.',
    },
    {
      parts: { defaults: '{ organization: golos }' },
      says: '8 findings.reports.fields: country is missing: findings need it, or give defaults.country.',
    },
    {
      parts: { further: recommendation },
      says: '13 recommendations.tracker: text is missing: recommendations need it.',
    },
  ])('$says', ({ parts, says }) => {
    expect(mistakes(parts)).toEqual([says]);
  });

  it('is a kind, and a title or a description, of a finding', () => {
    const text = linkText().replace(/ {6}(title|kind):.*\n/g, '');
    expect(mistakesIn(text)).toEqual([
      '8 findings.reports.fields: kind is missing: findings need it.',
      '8 findings.reports.fields: title or description is missing: findings need it.',
    ]);
    expect(mistakesIn(linkText().replace('title: summary', 'description: text'))).toEqual([]);
  });

  it('is nothing but a key in the registry', () => {
    const { sources } = parseLink(
      'member: registry\ndatabase: { dialect: sqlite, path: r.db }\ncountries: { iso: { from: country, key: code, visibility: PUBLIC } }',
      { file: '/srv/link/member.yaml', env },
    );
    expect(sources.map(({ record, key, fields }) => [record.name, key, [...fields]])).toEqual([
      ['Country', ['code'], []],
    ]);
  });

  it('cannot be more than one column in the registry', () => {
    expect(
      mistakesIn(
        'member: registry\ndatabase: { dialect: sqlite, path: r.db }\nendorsements: { e: { from: e, key: [a, b], visibility: PUBLIC } }',
      ),
    ).toEqual(['3 endorsements.e.key: must be one column: it has the id of the Endorsement.']);
  });

  it.each([
    {
      line: 'id: id',
      says: "9 findings.reports.fields.id: is made of the key: name its columns with 'key', beside 'fields'.",
    },
    {
      line: 'member: m',
      says: "9 findings.reports.fields.member: is the file's member, always; leave it out.",
    },
    {
      line: 'visibility: v',
      says: "9 findings.reports.fields.visibility: stands beside 'fields', not in it.",
    },
    {
      line: 'embargoUntil: e',
      says: "9 findings.reports.fields.embargoUntil: stands beside 'fields', not in it.",
    },
  ])('$says', ({ line, says }) => {
    expect(mistakes({ fields: [line] })).toEqual([says]);
  });
});

describe('defaults', () => {
  it('fill what a source does not give', () => {
    const { fields } = onlySource({
      defaults: '{ organization: golos, country: RU, licence: CC-BY-4.0 }',
      fields: ['country: land'],
    });
    expect(['organization', 'country', 'licence'].map((name) => fields.get(name))).toEqual([
      { kind: 'constant', value: 'golos' },
      { kind: 'column', column: 'land', empty: [] },
      { kind: 'constant', value: 'CC-BY-4.0' },
    ]);
  });

  it('are told once if wrong, however many sources rely on them', () => {
    expect(
      mistakes({
        defaults:
          '{ organization: Golos, country: ru, observerKind: CITIZENS, timezone: "+03:00", licence: [a] }',
      }),
    ).toEqual([
      "3 defaults.organization: 'Golos' is not the id of an Organization: lower-case letters, digits and hyphens, for example golos.",
      "3 defaults.country: 'ru' is not a country code: two capital letters (ISO 3166-1, and XK, EU), here RU.",
      "3 defaults.observerKind: 'CITIZENS' is not an ObserverKind; did you mean CITIZEN? (CITIZEN, INTERNATIONAL, OTHER)",
      "3 defaults.timezone: '+03:00' is not an IANA time zone, such as Europe/Moscow or UTC.",
      '3 defaults.licence: must be one text.',
    ]);
  });
});

describe('the database', () => {
  it.each([
    {
      database: '{ dialect: mariadb, url: "mariadb://reader@db/x" }',
      is: { dialect: 'mysql', url: 'mariadb://reader@db/x' },
    },
    {
      database: `{ dialect: postgres, url: "\${DATABASE_URL}" }`,
      is: { dialect: 'postgres', url: env.DATABASE_URL },
    },
    {
      database: '{ dialect: sqlite, path: data/reports.db }',
      is: { dialect: 'sqlite', url: '/srv/golos/data/reports.db' },
    },
    {
      database: '{ dialect: sqlite, url: "file:reports.db" }',
      is: { dialect: 'sqlite', url: '/srv/golos/reports.db' },
    },
    {
      database: '{ dialect: sqlite, url: /var/reports.db }',
      is: { dialect: 'sqlite', url: '/var/reports.db' },
    },
    {
      database: '{ dialect: sqlite, path: a.db, statementTimeout: 2s, poolSize: 1 }',
      is: { statementTimeoutMs: 2000, poolSize: 1 },
    },
    { database: '{ dialect: sqlite, path: a.db, statementTimeout: 1500 }', is: { statementTimeoutMs: 1500 } },
    { database: '{ dialect: sqlite, path: a.db, statementTimeout: 500ms }', is: { statementTimeoutMs: 500 } },
  ])('is read from $database', ({ database, is }) => {
    const link = parseLink(linkText({ database }), { file: '/srv/golos/member.yaml', env });
    expect(link.database).toMatchObject(is);
  });

  it.each([
    {
      database: '{ dialect: postgres, url: $NO_SUCH }',
      says: '2 database.url: the environment variable NO_SUCH is not set.',
    },
    {
      database: '{ dialect: postgres, url: "postgres://u:$PASSWORD@h/d" }',
      says: '2 database.url: a variable of the environment must be the whole value, as $NAME.',
    },
    {
      database: '{ dialect: postgres, url: "postgres://u:pw@h/d" }',
      says: '2 database.url: has a password in it; put the URL into the environment and write $NAME here.',
    },
    {
      database: '{ dialect: mysql, url: $DATABASE_URL }',
      says: '2 database.url: must be a URL of mysql, such as mysql://user@host/database.',
    },
    {
      database: '{ dialect: oracle, url: $DATABASE_URL }',
      says: "2 database.dialect: 'oracle' is not a dialect (postgres, mysql, mariadb, sqlite, csv)",
    },
    { database: '{ dialect: postgres }', says: "2 database: 'url' is missing." },
    { database: '{ dialect: sqlite }', says: "2 database: 'path' is missing: the database's file." },
    {
      database: '{ dialect: postgres, path: a.db }',
      says: "2 database.path: is for sqlite; postgres needs a 'url'.",
    },
    {
      database: '{ dialect: sqlite, path: a.db, url: b.db }',
      says: "2 database.path: 'url' and 'path' exclude each other; keep one.",
    },
    {
      database: '{ dialect: sqlite, path: a.db, poolSize: 0 }',
      says: '2 database.poolSize: must be at least 1.',
    },
    {
      database: '{ dialect: sqlite, path: a.db, statementTimeout: soon }',
      says: '2 database.statementTimeout: must be milliseconds, or a text like 10s or 500ms.',
    },
    {
      database: '{ dialect: sqlite, path: a.db, user: me }',
      says: "2 database.user: 'user' is not known here (dialect, url, path, statementTimeout, poolSize, strict)",
    },
    {
      database: 'postgres',
      says: '2 database: must be a mapping with dialect, url, path, statementTimeout, poolSize, strict.',
    },
  ])('$says', ({ database, says }) => {
    expect(mistakes({ database })).toEqual([says]);
  });

  it('never shows a value of the environment', () => {
    const error = caught(() =>
      parseLink(linkText({ database: '{ dialect: mysql, url: $DATABASE_URL }' }), {
        file: 'member.yaml',
        env,
      }),
    );
    expect(JSON.stringify([error.message, error.problems])).not.toMatch(/secret|db\.example/);
  });

  it('can be missing in the file if the caller has it', () => {
    const text = linkText().replace(/database:.*\n/, '');
    const database = { dialect: 'sqlite', url: '/tmp/copy.db' } as const;
    expect(parseLink(text, { file: 'member.yaml', env: {}, database }).database).toEqual({
      ...database,
      statementTimeoutMs: 10_000,
      poolSize: 5,
    });
    expect(mistakesIn(text)).toEqual(["1 : 'database' is missing: { dialect, url }."]);
  });

  it('needs no variable that the caller replaces', () => {
    const link = parseLink(linkText(), {
      file: 'member.yaml',
      env: {},
      database: { url: 'postgres://copy/x' },
    });
    expect(link.database.url).toBe('postgres://copy/x');
  });
});

describe('visibility', () => {
  it.each([
    { visibility: 'NETWORK', is: [{ kind: 'constant', level: 'NETWORK' }] },
    { visibility: '{ constant: OWNER }', is: [{ kind: 'constant', level: 'OWNER' }] },
    {
      visibility: '[PARTNERS, { column: public, values: { true: PUBLIC, null: OWNER }, otherwise: NETWORK }]',
      is: [
        { kind: 'constant', level: 'PARTNERS' },
        {
          kind: 'column',
          column: 'public',
          values: new Map(['true', 't', '1', 'TRUE', 'T'].map((text) => [text, 'PUBLIC'])),
          otherwise: 'NETWORK',
        },
      ],
    },
  ])('is read from $visibility', ({ visibility, is }) => {
    expect(onlySource({ visibility }).visibility).toEqual(is);
  });

  it('is required', () => {
    expect(mistakesIn(linkText().replace(/ {4}visibility:.*\n/, ''))).toEqual([
      "5 findings.reports: 'visibility' is missing: say who may see these records (PUBLIC, NETWORK, PARTNERS, OWNER)",
    ]);
  });

  it.each([
    {
      visibility: '{ column: c, values: { a: PUBLIC }, otherwise: PUBLIC }',
      says: "11 findings.reports.visibility.otherwise: values that are not named must not become PUBLIC; name those that may under 'values'.",
    },
    {
      visibility: '{ column: c, values: { a: null } }',
      says: '11 findings.reports.visibility.values.a: must be a Visibility: PUBLIC, NETWORK, PARTNERS, OWNER.',
    },
    {
      visibility: '{ column: c, values: { null: PUBLIC } }',
      says: "11 findings.reports.visibility.values.null: NULL is always OWNER and cannot be mapped; use COALESCE in a SELECT, or quote 'null' if the text is meant.",
    },
    { visibility: '{ column: c }', says: "11 findings.reports.visibility: 'values' is missing." },
    {
      visibility: 'public',
      says: "11 findings.reports.visibility: 'public' is not a Visibility; did you mean PUBLIC? (PUBLIC, NETWORK, PARTNERS, OWNER)",
    },
    {
      visibility: '[]',
      says: '11 findings.reports.visibility: needs a rule; OWNER keeps all to yourself (PUBLIC, NETWORK, PARTNERS, OWNER)',
    },
  ])('$says', ({ visibility, says }) => {
    expect(mistakes({ visibility })).toEqual([says]);
  });
});

describe('readLinkFile', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'link-file-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('reads a file, and finds a SQLite database from its folder on', async () => {
    const path = join(folder, 'member.yaml');
    await writeFile(path, linkText({ database: '{ dialect: sqlite, path: golos.db }' }));
    const link = await readLinkFile(path, { env: {} });
    expect([link.file, link.database.url]).toEqual([path, join(folder, 'golos.db')]);
  });

  it('says that there is no file', async () => {
    const path = join(folder, 'nowhere.yaml');
    await expect(readLinkFile(path, { env: {} })).rejects.toMatchObject({
      code: 'LINK_FILE_INVALID',
      message: `${path}:1: cannot be read: there is no such file.`,
    });
  });

  it('reads the link file of the registry', async () => {
    const path = new URL('../../../registry/link.yaml', import.meta.url).pathname;
    const { sources } = await readLinkFile(path, {
      env: {},
      database: { dialect: 'sqlite', url: 'registry.db' },
    });
    expect(sources.map(({ record }) => record.name)).toEqual([
      'Country',
      'Election',
      'Organization',
      'Declaration',
      'Endorsement',
    ]);
  });
});

function caught(run: () => unknown): LinkFileError {
  try {
    run();
  } catch (error) {
    if (error instanceof LinkFileError) return error;
    throw error;
  }
  throw new Error('nothing was wrong');
}
