import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeImport, openRegistry, type Registry, RegistryError } from '../src/index.ts';
import { places } from './places.ts';

let folder: string;
let registry: Registry;

/** Files of one directory, by their names. */
type Files = Readonly<Record<string, string>>;

function directoryOf(files: Files, name = 'files'): string {
  const directory = join(folder, name);
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(directory, file), text);
  return directory;
}

const imported = async (files: Files, options = {}) =>
  describeImport(await registry.importFiles(directoryOf(files), options));

async function problemsOf(files: Files, options = {}): Promise<readonly string[]> {
  try {
    await registry.importFiles(directoryOf(files), options);
  } catch (error) {
    if (error instanceof RegistryError) return error.problems;
    throw error;
  }
  return [];
}

/** What the registry holds, as its export has it. */
async function contents(name = 'contents'): Promise<Files> {
  const directory = join(folder, name);
  await registry.exportFiles(directory);
  return Object.fromEntries(
    readdirSync(directory).map((file) => [file, readFileSync(join(directory, file), 'utf8')]),
  );
}

const organizations = `id,name,name:ka,shortName,kind,country,networks,website,contact,languages,identifiers
world-network,World Network,,WN,NETWORK,,,https://world.example,,en,
caucasus-network,Caucasus Network,,,NETWORK,,world-network,,,en|ru,
tbilisi-watch,"Tbilisi ""Watch""",თბილისი,TW,CITIZEN,GE,caucasus-network|world-network,https://tw.example/en,office@tw.example,ka|en,wikidata:Q1|iati:XI-1
`;

const elections = `- country: GE
  kind: PARLIAMENTARY
  calledFor: 2020-10-24
  rounds: [2020-10-31, 2020-11-21]
  status: HELD
  name: { ka: არჩევნები, en: Parliamentary elections 2020 }
- id: GE-2024-10-26-parliamentary
  country: GE
  kind: PARLIAMENTARY
  heldOn: 2024-10-26
  areas: &areas [GE-TB, GE-AJ]
  identifiers: ['parlgov:7']
  calendar: [CAMPAIGN 2024-08-27..2024-10-25, ELECTION_DAY 2024-10-26, POST_ELECTION 2024-10-27..]
- { country: GE, kind: REFERENDUM, heldOn: 2003-11-02, areas: *areas }
- country: NO
  kind: BY_ELECTION
  area: Nordre Follo
  calledFor: 2023-05-01
  status: POSTPONED
`;

const endorsements = `declaration,organization,endorsedOn,withdrawnOn
dogp-2012,tbilisi-watch,2012-04-03,
dogp-2012,world-network,2012-04-03,2015-01-31
`;

const good = {
  'organizations.csv': organizations,
  'elections.yaml': elections,
  'endorsements.csv': endorsements,
};

describe.each(places)('a registry in $dialect', ({ create }) => {
  let database: string;
  let drop: () => Promise<void>;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'registry-'));
    ({ database, drop } = await create(folder));
    registry = await openRegistry({ database });
  }, 20_000);

  afterEach(async () => {
    await registry.close();
    await drop();
    rmSync(folder, { recursive: true });
  });

  it('has the countries and the declarations from the beginning', async () => {
    const { 'countries.csv': countries = '', 'declarations.csv': declarations = '' } = await contents();
    const lines = countries.trimEnd().split('\n');
    expect(lines.length).toBe(1 + 249 + 2);
    expect(lines[0]).toMatch(/^code,name,name:ar,.*name:fr,.*name:ka,.*name:zh,region,subregion$/);
    expect(lines.find((line) => line.startsWith('GE,'))).toMatch(
      /^GE,Georgia,.*საქართველო.*,Asia,Western Asia$/,
    );
    expect(declarations.split('\n').slice(1)).toEqual([
      expect.stringMatching(/^communique-2022,Joint Communiqué.*,2022-12-08,$/),
      expect.stringMatching(/^dogp-2012,Declaration of Global Principles.*,2012-04-03,$/),
      expect.stringMatching(/^dop-2005,Declaration of Principles.*,2005-10-27,$/),
      '',
    ]);
  });

  it('takes CSV and YAML and says what it did', async () => {
    expect(await imported(good)).toEqual([
      '3 organizations: 3 new',
      '4 elections: 4 new',
      '2 endorsements: 2 new',
    ]);
    const changed = organizations.replace('World Network', 'Network of the World');
    const more = `${changed}minsk-watch,Minsk Watch,,,CITIZEN,BY,,,,be,\n`;
    expect(await imported({ 'organizations.csv': more })).toEqual([
      '4 organizations: 1 new, 1 changed, 2 the same',
    ]);
  });

  it('works out ids, days and the order of elections', async () => {
    await imported(good);
    expect((await contents())['elections.csv']).toBe(
      `id,country,kind,area,calledFor,heldOn,rounds,status,name,name:ka,areas,identifiers,calendar
GE-2003-11-02-referendum,GE,REFERENDUM,,2003-11-02,2003-11-02,,,,,GE-TB|GE-AJ,,
GE-2020-10-24-parliamentary,GE,PARLIAMENTARY,,2020-10-24,2020-10-31,2020-10-31|2020-11-21,HELD,Parliamentary elections 2020,არჩევნები,,,
GE-2024-10-26-parliamentary,GE,PARLIAMENTARY,,2024-10-26,2024-10-26,,,,,GE-TB|GE-AJ,parlgov:7,CAMPAIGN 2024-08-27..2024-10-25|ELECTION_DAY 2024-10-26|POST_ELECTION 2024-10-27..
NO-2023-05-01-by-election-Nordre%20Follo,NO,BY_ELECTION,Nordre Follo,2023-05-01,,,POSTPONED,,,,,
`,
    );
  });

  it('imports its own export without a change', async () => {
    await imported(good);
    const before = await contents('before');
    const report = await registry.importFiles(join(folder, 'before'), { prune: true });
    expect(describeImport(report)).toEqual([
      '251 countries: 251 the same',
      '3 organizations: 3 the same',
      '4 elections: 4 the same',
      '3 declarations: 3 the same',
      '2 endorsements: 2 the same',
    ]);
    expect(await contents('after')).toEqual(before);
  });

  it('imports its export into an empty registry as the same registry', async () => {
    await imported(good);
    const before = await contents('before');
    await registry.close();
    registry = await openRegistry({ database: join(folder, 'copy.sqlite') });
    await registry.importFiles(join(folder, 'before'));
    expect(await contents('after')).toEqual(before);
  });

  it('writes nothing if one line is bad, in whatever file', async () => {
    await imported(good);
    const before = await contents('before');
    const problems = await problemsOf({
      'organizations.csv': organizations.replace('Tbilisi', 'T’bilisi'),
      'endorsements.csv': `${endorsements}dop-2005,nobody,,\n`,
    });
    expect(problems).toEqual([
      "endorsements.csv:4: organization: organization 'nobody' is neither in the files nor in the registry",
    ]);
    expect(await contents('after')).toEqual(before);
  });

  it('keeps what the files do not name, unless told to prune', async () => {
    await imported(good);
    const fewer = { 'endorsements.csv': 'declaration,organization\ndop-2005,world-network\n' };
    expect(await imported(fewer)).toEqual(['1 endorsement: 1 new']);
    expect(await imported(fewer, { prune: true })).toEqual(['1 endorsement: 1 the same, 2 removed']);
    const left = await contents();
    expect(left['endorsements.csv']).toBe(
      'declaration,organization,endorsedOn,withdrawnOn\ndop-2005,world-network,,\n',
    );
    expect(left['organizations.csv']?.split('\n').length).toBe(5);
  });

  it('does not prune what others refer to', async () => {
    await imported(good);
    const [header, , second] = organizations.split('\n');
    const only = { 'organizations.csv': `${header}\n${second}\n`.replace('world-network', '') };
    expect(await problemsOf(only, { prune: true })).toEqual([
      "organizations.csv: organization 'tbilisi-watch' is no longer named, but endorsement 'dogp-2012/tbilisi-watch' refers to it",
      "organizations.csv: organization 'world-network' is no longer named, but endorsement 'dogp-2012/world-network' refers to it",
    ]);
  });

  it('writes nothing in a dry run', async () => {
    const before = await contents('before');
    expect(await imported(good, { dryRun: true })).toEqual([
      '3 organizations: 3 new',
      '4 elections: 4 new',
      '2 endorsements: 2 new',
      'Nothing was written: this was a dry run.',
    ]);
    expect(await contents('after')).toEqual(before);
  });

  it('lets imports that come at once follow one another', async () => {
    const names = Array.from({ length: 8 }, (_, index) => `watch-${index}`);
    await Promise.all(
      names.map((id) =>
        registry.importFiles(directoryOf({ 'organizations.csv': `id,name,kind\n${id},W,CITIZEN\n` }, id)),
      ),
    );
    const lines = (await contents())['organizations.csv']?.trimEnd().split('\n').slice(1) ?? [];
    expect(lines.map((line) => line.split(',')[0])).toEqual(names);
  });
});
