import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'libsql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRegistry, type Registry, RegistryError } from '../src/index.ts';

let folder: string;
let registry: Registry;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'registry-bad-'));
  registry = await openRegistry({ database: join(folder, 'registry.sqlite') });
});

afterAll(async () => {
  await registry.close();
  rmSync(folder, { recursive: true });
});

async function problemsOf(files: Readonly<Record<string, string | Buffer>>): Promise<readonly string[]> {
  const directory = mkdtempSync(join(folder, 'files-'));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(directory, file), text);
  const error: unknown = await registry.importFiles(directory).then(
    () => new Error('It was imported.'),
    (reason) => reason,
  );
  if (!(error instanceof RegistryError)) throw error;
  expect(error.code).toBe('FILES_INVALID');
  return error.problems.map((problem) => problem.replace(directory, 'DIR'));
}

describe('a bad line', () => {
  const header = 'id,name,kind,country,networks,website,languages,identifiers';

  it.each([
    ['Watch,W,CITIZEN,,,,,', "id 'Watch' is not a slug; use small letters, digits and hyphens"],
    [',W,CITIZEN,,,,,', 'id is missing'],
    ['w,,CITIZEN,,,,,', 'name is missing; one language is enough'],
    ['w,W,,,,,,', 'kind is missing'],
    ['w,W,CITISEN,,,,,', "kind 'CITISEN' is not a word of the contract; did you mean 'CITIZEN'?"],
    ['w,W,citizen,,,,,', "kind 'citizen' is not a word of the contract; did you mean 'CITIZEN'?"],
    [
      'w,W,X,,,,,',
      "kind 'X' is not one of INTERGOVERNMENTAL, INTERNATIONAL_NGO, PARLIAMENTARY, CITIZEN, NETWORK",
    ],
    ['w,W,CITIZEN,XY,,,,', "country 'XY' is not an ISO 3166-1 code"],
    ['w,W,CITIZEN,ge,,,,', "country 'ge' is not an ISO 3166-1 code; did you mean 'GE'?"],
    ['w,W,CITIZEN,,w,,,', "networks: 'w' would contain itself"],
    [
      'w,W,CITIZEN,,enmo,,,\nenemo,E,NETWORK,,,,,',
      "networks: organization 'enmo' is neither in the files nor in the registry; did you mean 'enemo'?",
    ],
    ['w,W,CITIZEN,,a|a,,,', "networks names 'a' twice"],
    [
      'w,W,CITIZEN,,,www.w.org,,',
      "website 'www.w.org' is not a web address; it begins with https:// or http://",
    ],
    ['w,W,CITIZEN,,,,english language,', "languages 'english language' is not a language tag (BCP 47)"],
    ['w,W,CITIZEN,,,,,Q42', "identifiers 'Q42' is not scheme:value, as wikidata:Q42"],
    ['w,W,CITIZEN,,,,', '7 values for 8 columns'],
    [
      'w,W "so called",CITIZEN,,,,,',
      'a quote stands within a value; put the value in quotes, and write "" for one',
    ],
    ['w,"W,CITIZEN,,,,,', 'a value opens with a quote that is never closed'],
  ])('of organizations, %s: %s', async (line, message) => {
    expect(await problemsOf({ 'organizations.csv': `${header}\n${line}\n` })).toEqual([
      expect.stringMatching(/^organizations\.csv:[23]: /),
    ]);
    expect((await problemsOf({ 'organizations.csv': `${header}\n${line}\n` }))[0]).toContain(`: ${message}`);
  });

  it.each([
    ['country: GE', 'kind is missing'],
    [
      '{ country: GE, kind: PARLIAMENTARY }',
      'calledFor is missing, and so are heldOn and rounds; one of them is needed',
    ],
    [
      '{ country: GE, kind: PARLIAMENTARY, heldOn: 2023-02-29 }',
      "heldOn '2023-02-29' is not a date; write it as 2024-10-26",
    ],
    [
      '{ country: GE, kind: PARLIAMENTARY, heldOn: 26.10.2024 }',
      "heldOn '26.10.2024' is not a date; write it as 2024-10-26",
    ],
    [
      '{ country: GE, kind: PARLIAMENTARY, heldOn: 2024-10-26, id: GE-2024-10-26-presidential }',
      "id 'GE-2024-10-26-presidential' does not agree with country, calledFor, kind and area, which make 'GE-2024-10-26-parliamentary'",
    ],
    [
      '{ country: GE, kind: PARLIAMENTARY, heldOn: 2024-10-26, rounds: [2024-10-27] }',
      "heldOn '2024-10-26' is not the day of the first round, '2024-10-27'",
    ],
    [
      '{ country: GE, kind: PARLIAMENTARY, rounds: [2024-10-27, 2024-10-26] }',
      'rounds are not in the order of their dates',
    ],
    [
      '{ country: GE, kind: PARLIAMENTARY, heldOn: 2024-10-26, status: HOLD }',
      "status 'HOLD' is not a word of the contract; did you mean 'HELD'?",
    ],
    [
      '{ country: GE, kind: PARLIAMENTARY, heldOn: 2024-10-26, areas: [Tbilisi] }',
      "areas 'Tbilisi' is not an ISO 3166-2 code, as GE-TB",
    ],
    [
      '{ country: GE, kind: PARLIAMENTARY, heldOn: 2024-10-26, calendar: [CAMPAIN 2024-09-01] }',
      "calendar 'CAMPAIN 2024-09-01': 'CAMPAIN' is not a word of the contract; did you mean 'CAMPAIGN'?",
    ],
    [
      '{ country: GE, kind: PARLIAMENTARY, heldOn: 2024-10-26, calendar: [CAMPAIGN 2024-09-02..2024-09-01] }',
      "calendar 'CAMPAIGN 2024-09-02..2024-09-01': it ends before it begins",
    ],
    [
      '{ country: GE, kind: PARLIAMENTARY, heldOn: 2024-10-26, calendar: [CAMPAIGN] }',
      "calendar 'CAMPAIGN': a phase and its dates are expected, as CAMPAIGN 2024-08-27..2024-10-25",
    ],
    [
      '{ country: [GE], kind: PARLIAMENTARY, heldOn: 2024-10-26 }',
      'country has several values; one is expected',
    ],
    [
      '{ country: GE, kind: PARLIAMENTARY, heldOn: 2024-10-26, name: { en_US!: x } }',
      "name has the language 'en_US!', which is no tag of BCP 47",
    ],
    [
      '{ country: GE, kind: PARLIAMENTARY, heldOn: 2024-10-26, name: [x] }',
      'name is a list; a text, or a mapping by language, is expected',
    ],
    [
      '{ country: GE, kind: PARLIAMENTARY, heldOn: 2024-10-26, rounds: { first: x } }',
      'rounds is a mapping; a list is expected',
    ],
    [
      '{ country: GE, kind: PARLIAMENTARY, heldon: 2024-10-26, calledFor: 2024-10-26 }',
      "unknown key 'heldon'; did you mean 'heldOn'?",
    ],
    [
      '{ country: GE, kind: PARLIAMENTARY, heldOn: 2024-10-26, next: x }',
      "'next' is worked out by the registry; leave it out",
    ],
    [
      '{ country: GE, kind: PARLIAMENTARY, heldOn: 2024-10-26, areas: [{ a: b }] }',
      'areas is nested too deeply',
    ],
    ['GE', 'a mapping with the keys id, country, kind,'],
    ['{ country: GE', 'not readable as YAML: '],
  ])('of elections, %s: %s', async (record, message) => {
    const problems = await problemsOf({ 'elections.yaml': `# Elections\n- ${record}\n` });
    expect(problems).toEqual([expect.stringMatching(/^elections\.yaml:[23]: /)]);
    expect(problems[0]).toContain(`: ${message}`);
  });

  it('is named with its own line where a YAML record has many', async () => {
    const records = '- country: GE\n  kind: PARLIAMENTARY\n  heldOn: soon\n  statsu: HELD\n';
    expect(await problemsOf({ 'elections.yaml': records })).toEqual([
      "elections.yaml:3: heldOn 'soon' is not a date; write it as 2024-10-26",
      "elections.yaml:4: unknown key 'statsu'; did you mean 'status'?",
    ]);
  });

  it('is named with the line where it begins, whatever stands before it', async () => {
    const text = '\uFEFFid,name,kind\r\n\r\na,"A\r\nB",CITIZEN\r\nb,B,CITISEN\r\n';
    expect(await problemsOf({ 'organizations.csv': text })).toEqual([
      "organizations.csv:5: kind 'CITISEN' is not a word of the contract; did you mean 'CITIZEN'?",
    ]);
  });
});

describe('bad files', () => {
  it('are all named at once, in the order of files and lines', async () => {
    const problems = await problemsOf({
      'endorsements.csv':
        'declaration,organization,endorsedOn,withdrawnOn\ndop-2006,a,2012-04-03,2011-04-03\n',
      'organizations.csv':
        'id,name,kind,country,networks\na,A,CITIZEN,XX,\na,A,CITIZEN,,\nb,B,NETWORK,,nobody\n',
      'declarations.yaml': '- id: x\n- id: y\n  title: Y\n  adoptedOn: 2005\n',
    });
    expect(problems).toEqual([
      "organizations.csv:2: country 'XX' is not an ISO 3166-1 code",
      "organizations.csv:4: networks: organization 'nobody' is neither in the files nor in the registry",
      'declarations.yaml:1: title is missing',
      "declarations.yaml:4: adoptedOn '2005' is not a date; write it as 2024-10-26",
      "endorsements.csv:2: withdrawnOn '2011-04-03' is before endorsedOn, '2012-04-03'",
    ]);
  });

  it('that name a record twice are told both lines', async () => {
    expect(
      await problemsOf({
        'organizations.csv': 'id,name,kind\na,A,CITIZEN\nb,B,CITIZEN\na,A again,CITIZEN\n',
        'endorsements.yaml':
          '- { declaration: dop-2005, organization: a }\n- { declaration: dop-2005, organization: a }\n',
      }),
    ).toEqual([
      "organizations.csv:4: organization 'a' stands already in line 2",
      "endorsements.yaml:2: endorsement 'dop-2005/a' stands already in line 1",
    ]);
  });

  it('may not make a network contain itself by way of others', async () => {
    const networks = 'id,name,kind,networks\na,A,NETWORK,b\nb,B,NETWORK,c\nc,C,NETWORK,a\nd,D,CITIZEN,a\n';
    expect(await problemsOf({ 'organizations.csv': networks })).toEqual([
      "organizations.csv:2: networks: 'a' would contain itself, by way of 'b', 'c'",
    ]);
  });

  it.each([
    ['id,nmae,kind\n', "organizations.csv:1: unknown column 'nmae'; did you mean 'name'?"],
    ['id,name,kind,kind\n', "organizations.csv:1: column 'kind' stands twice"],
    [
      'id,name,kind,registeredAt\n',
      "organizations.csv:1: 'registeredAt' is worked out by the registry; leave it out",
    ],
    ['', 'organizations.csv:1: the header with the names of the columns is missing'],
  ])('have their header checked: %j', async (text, problem) => {
    expect(await problemsOf({ 'organizations.csv': text })).toEqual([problem]);
  });

  it.each([
    [
      {},
      'DIR: has none of countries.csv, organizations.csv, elections.csv, declarations.csv, endorsements.csv, nor the like in .yaml',
    ],
    [
      { 'organisations.csv': '' },
      "organisations.csv: is not one of the registry's files; did you mean 'organizations'?",
    ],
    [
      { 'countries.csv': 'code\n', 'countries.yaml': '' },
      'countries.yaml: there is countries.csv too; keep one of them',
    ],
    [{ 'elections.yaml': 'country: GE\n' }, 'elections.yaml:1: a list of elections is expected'],
    [{ 'countries.csv': 'code\nXX\n' }, "countries.csv:2: code 'XX' is not an ISO 3166-1 code"],
    [
      { 'organizations.csv': Buffer.from('id,name,kind\na,Organizaci\xf3n,CITIZEN\n', 'latin1') },
      'organizations.csv:2: is not UTF-8',
    ],
  ])('%j: %s', async (files, problem) => {
    expect(await problemsOf(files)).toEqual([problem]);
  });

  it('say when the directory is not there', async () => {
    const missing = join(folder, 'missing');
    await expect(registry.importFiles(missing)).rejects.toMatchObject({
      message: 'Nothing was imported; there is one problem to mend first.',
      problems: [`${missing}: is not a directory that can be read`],
    });
  });
});

describe('a database that cannot be opened', () => {
  it.each([
    [
      'mysql://127.0.0.1/x',
      'DATABASE_UNKNOWN',
      "The registry's database is a file's path or a postgres:// URL, not mysql://.",
    ],
    [
      'postgres://postgres@127.0.0.1:1/x',
      'DATABASE_UNAVAILABLE',
      /^The registry's database cannot be opened: .+/,
    ],
    [
      '/no/such/folder/registry.sqlite',
      'DATABASE_UNAVAILABLE',
      /^The registry's file \/no\/such.* cannot be opened: .+/,
    ],
  ])('is named: %s', async (database, code, message) => {
    await expect(openRegistry({ database })).rejects.toMatchObject({
      code,
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    });
  });

  it('is refused if it is somebody else’s, and left as it was', async () => {
    const database = join(folder, 'reports.sqlite');
    const reports = new Sqlite(database);
    reports.exec('CREATE TABLE country (id INTEGER PRIMARY KEY)');
    await expect(openRegistry({ database })).rejects.toMatchObject({
      code: 'DATABASE_UNKNOWN',
      message: expect.stringContaining('other tables (country …) and no registry'),
    });
    expect(reports.prepare('SELECT name FROM sqlite_master').all()).toEqual([{ name: 'country' }]);
    reports.close();
  });

  it('is named if it is no database at all', async () => {
    const database = join(folder, 'notes.txt');
    writeFileSync(database, 'These are notes, not a database. '.repeat(100));
    await expect(openRegistry({ database })).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
  });
});
