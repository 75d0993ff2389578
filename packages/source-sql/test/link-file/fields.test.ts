import { type RecordField, recordTypes } from '@observer-graph/contract';
import { describe, expect, it } from 'vitest';
import { field, linked, mistakes, onlySource, type Parts } from './example.ts';

const column = (name: string, more: object = {}) => ({ kind: 'column', column: name, empty: [], ...more });
const time = (more: object = {}) => ({ time: { format: 'native', zone: 'UTC', ...more } });
const missions = (...names: string[]) => [
  'missions:',
  ...names.map((name) => `  ${name}: { from: ${name}, key: id, visibility: PUBLIC }`),
];

describe('a field', () => {
  it.each([
    { line: 'title: summary', is: column('summary') },
    { line: 'title: { column: summary }', is: column('summary') },
    { line: 'title: { constant: 2024 }', is: { kind: 'constant', value: '2024' } },
    {
      line: "description: { column: d, empty: ['N/A', 0, 007, null] }",
      is: column('d', { empty: ['N/A', '0', '007'] }),
    },
    { line: 'description: { column: d, empty: "" }', is: column('d', { empty: [''] }) },
    // Constants.
    { line: 'severity: { constant: HIGH }', is: { kind: 'constant', value: 'HIGH' } },
    { line: 'themes: { constant: VOTING }', is: { kind: 'constant', value: ['VOTING'] } },
    { line: 'themes: { constant: [VOTING, MEDIA] }', is: { kind: 'constant', value: ['VOTING', 'MEDIA'] } },
    {
      line: 'observedAt: { constant: "2024-10-26T09:00:00+04:00" }',
      is: { kind: 'constant', value: '2024-10-26T05:00:00Z' },
    },
    {
      line: 'elections: { constant: GE-2024-10-26-parliamentary }',
      is: { kind: 'constant', value: ['GE-2024-10-26-parliamentary'] },
    },
    {
      line: 'place: { constant: { name: Tbilisi, latitude: 41.7 } }',
      is: { kind: 'constant', value: { name: 'Tbilisi', latitude: 41.7 } },
    },
    {
      line: 'commitments: { constant: [{ instrument: ICCPR, provision: 25 }] }',
      is: { kind: 'constant', value: [{ instrument: 'ICCPR', provision: '25' }] },
    },
    // Value maps.
    {
      line: 'severity: { column: sev, values: { 1: LOW, 007: HIGH, x: null }, otherwise: MEDIUM }',
      is: column('sev', {
        values: {
          entries: new Map([
            ['1', 'LOW'],
            ['007', 'HIGH'],
            ['x', null],
          ]),
          otherwise: 'MEDIUM',
        },
      }),
    },
    {
      line: 'verification: { column: ok, values: { true: VERIFIED, false: UNVERIFIED, "1": REJECTED } }',
      is: column('ok', {
        values: {
          entries: new Map([
            ...['t', 'TRUE', 'T', 'true'].map((text) => [text, 'VERIFIED'] as const),
            ...['f', '0', 'FALSE', 'F', 'false'].map((text) => [text, 'UNVERIFIED'] as const),
            ['1', 'REJECTED'] as const,
          ]),
        },
      }),
    },
    {
      line: 'severity: { column: sev, values: { null: null, 1: LOW } }',
      is: column('sev', { values: { entries: new Map([['1', 'LOW']]) } }),
    },
    {
      line: 'country: { column: land, values: { geo: GE } }',
      is: column('land', { values: { entries: new Map([['geo', 'GE']]) } }),
    },
    // Lists.
    {
      line: 'themes: { column: kinds, separator: ";" }',
      is: column('kinds', { list: { kind: 'separated', separator: ';' } }),
    },
    { line: 'themes: { column: kinds, list: json }', is: column('kinds', { list: { kind: 'json' } }) },
    { line: 'themes: { column: kinds, list: array }', is: column('kinds', { list: { kind: 'array' } }) },
    {
      line: 'phases: { column: mask, list: bits, values: { 1: CAMPAIGN, 2: ELECTION_DAY } }',
      is: column('mask', {
        values: {
          entries: new Map([
            ['1', 'CAMPAIGN'],
            ['2', 'ELECTION_DAY'],
          ]),
        },
        list: { kind: 'bits' },
      }),
    },
    {
      line: 'themes: [kind, { constant: VOTING }, { column: k2, values: { m: MEDIA } }]',
      is: {
        kind: 'several',
        parts: [
          column('kind'),
          { kind: 'constant', value: 'VOTING' },
          column('k2', { values: { entries: new Map([['m', 'MEDIA']]) } }),
        ],
      },
    },
    // Objects.
    {
      line: 'place: { name: station, region: r, path: [l1, l2] }',
      is: {
        kind: 'object',
        fields: new Map<string, unknown>([
          ['name', column('station')],
          ['region', column('r')],
          ['path', { kind: 'several', parts: [column('l1'), column('l2')] }],
        ]),
      },
    },
    {
      line: 'translations: [{ language: { constant: en }, title: title_en }, { language: { constant: ka }, title: title_ka }]',
      is: {
        kind: 'objects',
        items: ['en', 'ka'].map((language) => ({
          kind: 'object',
          fields: new Map<string, unknown>([
            ['language', { kind: 'constant', value: language }],
            ['title', column(`title_${language}`)],
          ]),
        })),
      },
    },
    {
      line: 'remedies: { forum: court, filedOn: filed }',
      is: {
        kind: 'objects',
        items: [
          {
            kind: 'object',
            fields: new Map<string, unknown>([
              ['forum', column('court')],
              ['filedOn', column('filed', time())],
            ]),
          },
        ],
      },
    },
    {
      line: 'remedies: { column: remedies, list: json }',
      is: column('remedies', { list: { kind: 'json' } }),
    },
    {
      line: 'translations: { column: titles, map: { key: language, value: title } }',
      is: column('titles', { list: { kind: 'json-map', key: 'language', value: 'title' } }),
    },
    // Time.
    { line: 'observedAt: seen_at', is: column('seen_at', time()) },
    {
      line: 'observedAt: { column: seen_at, timezone: Asia/Tbilisi }',
      is: column('seen_at', time({ zone: 'Asia/Tbilisi' })),
    },
    {
      line: 'updatedAt: { column: ts, format: unix-milliseconds }',
      is: column('ts', time({ format: 'unix-milliseconds' })),
    },
    // References.
    { line: 'organization: org', is: column('org') },
    { line: 'mission: mission_id', is: column('mission_id') },
    { line: 'mission: mission_id', further: missions('eom'), is: column('mission_id', { source: 'eom' }) },
    {
      line: 'mission: { column: mission_id, source: eam }',
      further: missions('eom', 'eam'),
      is: column('mission_id', { source: 'eam' }),
    },
    {
      line: 'mission: { constant: odihr:mission:eom:7 }',
      is: { kind: 'constant', value: 'odihr:mission:eom:7' },
    },
    {
      line: 'mission: { constant: 7 }',
      further: missions('eom'),
      is: { kind: 'constant', value: 'golos:mission:eom:7' },
    },
    {
      line: 'mission: { constant: 7, source: eam }',
      further: missions('eom', 'eam'),
      is: { kind: 'constant', value: 'golos:mission:eam:7' },
    },
    {
      line: 'mission: { column: round, values: { 1: "7", 2: odihr:mission:eom:7 }, source: eom }',
      further: missions('eom', 'eam'),
      is: column('round', {
        values: {
          entries: new Map([
            ['1', 'golos:mission:eom:7'],
            ['2', 'odihr:mission:eom:7'],
          ]),
        },
      }),
    },
    {
      line: 'sameIncidentAs: [first, second]',
      is: {
        kind: 'several',
        parts: [column('first', { source: 'reports' }), column('second', { source: 'reports' })],
      },
    },
  ])('reads $line', ({ line, is, further = [] }) => {
    expect(field(line, { further })).toEqual(is);
  });

  it.each([
    {
      line: 'observedAt: { column: t, precision: ENTRY_TIME }',
      precision: { kind: 'constant', value: 'ENTRY_TIME' },
    },
    { line: 'observedAt: { column: y, format: year }', precision: { kind: 'constant', value: 'YEAR' } },
    {
      line: 'observedAt: { constant: 2024-10-26T00:00:00Z, precision: DAY }',
      precision: { kind: 'constant', value: 'DAY' },
    },
    { line: 'observedAtPrecision: exactness', precision: column('exactness') },
    { line: 'observedAt: t', precision: undefined },
  ])('takes the precision from $line', ({ line, precision }) => {
    expect(onlySource({ fields: [line] }).fields.get('observedAtPrecision')).toEqual(precision);
  });

  it("has the file's zone, if it has none of its own", () => {
    const parts: Parts = { defaults: '{ organization: golos, country: RU, timezone: Europe/Moscow }' };
    expect(field('observedAt: t', parts)).toEqual(column('t', time({ zone: 'Europe/Moscow' })));
  });
});

describe('a mistake in a field', () => {
  it.each([
    {
      line: 'severity: { constant: HIHG }',
      says: ": 'HIHG' is not a Severity; did you mean HIGH? (LOW, MEDIUM, HIGH, CRITICAL)",
    },
    { line: 'severity: { constant: [HIGH] }', says: ': must be one Severity.' },
    {
      line: 'themes: { constant: [VOTING, MEDAI] }',
      says: "[2]: 'MEDAI' is not a Theme; did you mean MEDIA?",
    },
    {
      line: 'severity: { column: s, values: { 3: HIHG } }',
      says: ".values.3: 'HIHG' is not a Severity; did you mean HIGH? (LOW, MEDIUM, HIGH, CRITICAL)",
    },
    {
      line: 'severity: { column: s, values: { 3: [HIGH] } }',
      says: '.values.3: must be a Severity: LOW, MEDIUM, HIGH, CRITICAL.',
    },
    {
      line: 'severity: { column: s, values: { 3: HIGH }, otherwise: WORST }',
      says: ".otherwise: 'WORST' is not a Severity (LOW, MEDIUM, HIGH, CRITICAL)",
    },
    {
      line: 'evidence: [{ kind: { constant: PHOTO }, url: u, access: { column: a, values: { a: OWNER }, otherwise: PUBLIC } }]',
      says: "[1].access.otherwise: values that are not named must not become PUBLIC; name those that may under 'values'.",
    },
    {
      line: 'severity: { column: s, otherwise: HIGH }',
      says: ".otherwise: says what is not in 'values', and there are none.",
    },
    {
      line: 'severity: { column: s, values: {} }',
      says: ".values: must be a mapping from the column's values to what they mean.",
    },
    {
      line: 'severity: { column: s, values: { null: LOW } }',
      says: ".values.null: NULL is always unknown and cannot be mapped; use COALESCE in a SELECT, or quote 'null' if the text is meant.",
    },
    {
      line: 'severity: HIGH',
      says: ": 'HIGH' is a Severity, and a column is expected: write { constant: HIGH }, or { column: HIGH } if a column has that name.",
    },
    {
      line: 'country: GE',
      says: ": 'GE' is a Country, and a column is expected: write { constant: GE }, or { column: GE } if a column has that name.",
    },
    {
      line: 'severity: 3',
      says: ': must be the name of a column; write { constant: 3 } if the value is meant.',
    },
    {
      line: 'severity:',
      says: ': must be the name of a column; write { constant: … } if the value is meant.',
    },
    { line: 'severity: {}', says: ": needs 'column' or 'constant'." },
    {
      line: 'severity: { colum: s }',
      says: ".colum: 'colum' is not known here; did you mean column?",
    },
    {
      line: 'severity: { column: s, valeus: {} }',
      says: ".valeus: 'valeus' is not known here; did you mean values?",
    },
    { line: 'severity: { column: "" }', says: '.column: must not be empty.' },
    { line: 'severity: [a, b]', says: ': severity is one value, not a list; join columns in a SELECT.' },
    { line: 'themes: []', says: ': is empty; leave the field out if it is unknown.' },
    { line: 'themes: [[a]]', says: '[1]: must be a column or a constant, not a list.' },
    // Lists.
    {
      line: 'severity: { column: s, separator: ";" }',
      says: '.separator: is for lists, and severity is a Severity, one in each record.',
    },
    {
      line: 'themes: { column: t, separator: ";", list: json }',
      says: ': separator and list exclude each other; keep one.',
    },
    {
      line: 'themes: { column: t, list: jsno }',
      says: ".list: 'jsno' is not a list format; did you mean json? (json, array, bits)",
    },
    {
      line: 'themes: { column: t, list: bits }',
      says: ".list: the bits are numbers: say with 'values' what 1, 2, 4 … mean.",
    },
    {
      line: 'themes: { column: t, map: { key: a, value: b } }',
      says: ".map: makes objects, and themes is a list of Theme; use 'list: json'.",
    },
    // Objects.
    {
      line: 'place: station',
      says: ': is made of name, path, region, latitude, longitude: write a mapping of these.',
    },
    {
      line: 'place: { column: station }',
      says: ': is made of name, path, region, latitude, longitude: write a mapping of these.',
    },
    {
      line: 'place: { nmae: station }',
      says: ".nmae: 'nmae' is not a field of Place; did you mean name? (name, path, region, latitude, longitude)",
    },
    {
      line: 'place: { constant: { nmae: x } }',
      says: ".nmae: 'nmae' is not a field of Place; did you mean name? (name, path, region, latitude, longitude)",
    },
    { line: 'place: { constant: { latitude: north } }', says: ".latitude: 'north' is not a number." },
    {
      line: 'place: [a]',
      says: ': place is one Place, not a list; write a mapping of name, path, region, latitude, longitude.',
    },
    { line: 'remedies: [a]', says: '[1]: must be a mapping of forum, filedOn, decidedOn, outcome.' },
    {
      line: 'remedies: r',
      says: ": a column of remedies must be JSON: add 'list: json' (an array of objects with forum, filedOn, decidedOn, outcome) or 'map: { key: …, value: … }', or list the columns side by side.",
    },
    {
      line: 'remedies: { column: r, list: json, values: { a: b } }',
      says: '.values: is for words, and remedies is a Remedy; translate it in a SELECT.',
    },
    {
      line: 'translations: { column: t, map: { key: lang, value: title } }',
      says: ".map.key: 'lang' is not known here; did you mean language? (language, title, text, official, machine)",
    },
    { line: 'translations: [{ title: t }]', says: "[1]: 'language' is missing; Translation needs it." },
    {
      line: 'commitments: { constant: { provision: "7" } }',
      says: ": 'instrument' is missing; Commitment needs it.",
    },
    { line: 'base: { constant: { cases: 1.5 } }', says: ".cases: '1.5' is not a whole number." },
    // Time.
    {
      line: 'observedAt: { column: t, timezone: Asia/Tiblisi }',
      says: ".timezone: 'Asia/Tiblisi' is not an IANA time zone; did you mean Asia/Tbilisi?",
    },
    {
      line: 'observedAt: { column: t, format: unix }',
      says: ".format: 'unix' is not a time format; did you mean unix-seconds? (native, unix-seconds, unix-milliseconds, year)",
    },
    {
      line: 'observedAt: { column: t, precision: ENTRY }',
      says: ".precision: 'ENTRY' is not a TimePrecision; did you mean ENTRY_TIME? (EXACT, HOUR, DAY, MONTH, YEAR, ENTRY_TIME)",
    },
    {
      line: 'updatedAt: { column: t, precision: DAY }',
      says: '.precision: updatedAt has no precision in the contract.',
    },
    {
      line: 'updatedAt: { column: t, values: { a: b } }',
      says: '.values: is for words, and updatedAt is an instant; translate it in a SELECT.',
    },
    {
      line: 'title: { column: t, timezone: UTC }',
      says: '.timezone: is for instants and days, and title is text.',
    },
    {
      line: 'observedAt: { constant: 2024-10-26T05:00 }',
      says: ": '2024-10-26T05:00' is not an instant with its zone, for example 2024-10-26T05:00:00Z.",
    },
    {
      line: 'observedAt: { constant: "2024-02-30T05:00:00Z" }',
      says: ": '2024-02-30T05:00:00Z' is not an instant with its zone, for example 2024-10-26T05:00:00Z.",
    },
    // References.
    {
      line: 'organization: { constant: Golos Movement }',
      says: ": 'Golos Movement' is not the id of an Organization: lower-case letters, digits and hyphens, for example golos.",
    },
    {
      line: 'country: { constant: Georgia }',
      says: ": 'Georgia' is not a country code: two capital letters (ISO 3166-1, and XK, EU).",
    },
    {
      line: 'elections: { constant: GE-2024 }',
      says: ": 'GE-2024' is not an election id: <country>-<date first called for>-<kind>[-<area>], for example GE-2024-10-26-parliamentary.",
    },
    {
      line: 'country: { column: c, source: eom }',
      says: ".source: is for references to members' records, and country is a Country.",
    },
    {
      line: 'mission: { column: m, source: eom }',
      says: ".source: 'eom' is no source: this file has no missions.",
    },
    {
      line: 'mission: { column: m, source: eon }',
      further: missions('eom'),
      says: ".source: 'eon' is not a source of missions; did you mean eom? (eom)",
    },
    {
      line: 'mission: m',
      further: missions('eom', 'eam'),
      says: ": local keys of several sources are possible; name one of them with 'source' (eom, eam). Full ids stay what they are.",
    },
    {
      line: 'mission: { constant: 7 }',
      says: ": '7' is not the id of a mission (<member>:mission:<source>:<key>), and this file has no missions that a local key could be of.",
    },
    {
      line: 'mission: { constant: odihr:finding:eom:7 }',
      says: ": 'odihr:finding:eom:7' is the id of a finding, and mission refers to a mission.",
    },
    {
      line: 'mission: m',
      further: ['missions: { eom: { from: m, key: [a, b], visibility: PUBLIC } }'],
      says: ': the key of missions.eom has 2 columns, so one value cannot be its local key; make the full id in a SELECT.',
    },
  ])('$line', ({ line, says, further = [] }) => {
    const name = line.slice(0, line.indexOf(':'));
    expect(mistakes({ fields: [line], further })).toEqual([`9 findings.reports.fields.${name}${says}`]);
  });

  it('is an array in a database that has none', () => {
    expect(
      mistakes({
        database: '{ dialect: sqlite, path: a.db }',
        fields: ['themes: { column: t, list: array }'],
      }),
    ).toEqual([
      '9 findings.reports.fields.themes.list: only PostgreSQL has arrays; use json, or a separator.',
    ]);
  });

  it('is a precision given twice', () => {
    expect(
      mistakes({ fields: ['observedAt: { column: t, precision: DAY }', 'observedAtPrecision: p'] }),
    ).toEqual([
      '9 findings.reports.fields.observedAt.precision: is also given as observedAtPrecision; keep one.',
    ]);
  });
});

describe('the contract', () => {
  it('has no object with a field that would be taken for a column or constant', () => {
    const names = (field: RecordField): string[] =>
      [...(field.fields?.values() ?? [])].flatMap((sub) => [sub.name, ...names(sub)]);
    const all = [...recordTypes.values()].flatMap((record) => [...record.fields.values()].flatMap(names));
    expect(all.filter((name) => ['column', 'constant', 'lookup'].includes(name))).toEqual([]);
    expect(all.length).toBeGreaterThan(10);
  });

  it('has no object that refers to an election, which a lookup in it would have to find', () => {
    const types = (field: RecordField): string[] =>
      [...(field.fields?.values() ?? [])].flatMap((sub) => [sub.type, ...types(sub)]);
    const all = [...recordTypes.values()].flatMap((record) => [...record.fields.values()].flatMap(types));
    expect(all).not.toContain('Election');
  });
});

it('reads sources of several types in the order of the file', () => {
  const { sources } = linked({ further: missions('eom', 'eam') });
  expect(sources.map(({ record, name }) => `${record.name} ${name}`)).toEqual([
    'Finding reports',
    'Mission eom',
    'Mission eam',
  ]);
});
