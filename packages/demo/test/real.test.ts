import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createConnection } from 'mysql2/promise';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningFederation, startReal } from '../src/index.ts';
import { allPages, dataOf, sorted } from './graph.ts';

const dataSource =
  process.env['DEMO_DATA_SOURCE'] ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url));
const available = existsSync(join(dataSource, 'golos_spb2021/violations.json'));
if (!available)
  console.warn(
    `SKIPPED: the real data are not in ${dataSource} (name their directory with DEMO_DATA_SOURCE).`,
  );

const name = `observer_graph_demo_test_${process.pid}`;
const golosUrl = `postgres://postgres@127.0.0.1:5432/${name}`;
const decoUrl = `mysql://root@127.0.0.1:3306/${name}`;
const folder = mkdtempSync(join(tmpdir(), 'observer-graph-real-'));

/** Counts by `member`, then by a theme or phase; '' where a record has none. Lists are counted once for each value. */
type Counts = Map<string, number>;

function add(counts: Counts, member: string, values: Iterable<string>): void {
  const distinct = new Set(values);
  for (const value of distinct.size === 0 ? [''] : distinct)
    counts.set(`${member} ${value}`, (counts.get(`${member} ${value}`) ?? 0) + 1);
}

interface Expected {
  readonly ids: string[];
  readonly themes: Counts;
  readonly phases: Counts;
}

/** What the files say, read without the loaders, the link files or SQL. */
function straightFromTheFiles(): Expected {
  const expected = {
    ids: [] as string[],
    themes: new Map<string, number>(),
    phases: new Map<string, number>(),
  };
  golos(expected);
  kosovo(expected);
  deco(expected);
  return expected;
}

const golosThemes: Readonly<Record<string, string>> = {
  VIOLENCE_INTIMIDATION: 'pressure_on_voters corrupt_law_enforcement',
  OBSERVER_RIGHTS: 'observer_rights_failure',
  COUNTING_TABULATION_RESULTS: 'count_procedure_failure result_override result_protocol_failure',
  BALLOT_FRAUD: 'carousel_or_stuffing',
  VOTING: 'on_home lottery',
  MEDIA: 'campaign_violation_mass_media',
  STATE_RESOURCES: 'administrative_resource_misuse',
  CANDIDATES_PARTIES: 'registration_violation wrongful_candidate_denials',
  CAMPAIGN: 'campaign_violation_print',
  VOTER_REGISTRATION: 'registered_voters',
  ELECTION_ADMINISTRATION: 'commission_equipment_failure initial_setup_failure parent_commission',
  OTHER: 'other',
};

function golos({ ids, themes, phases }: Expected): void {
  const themeOf = (kind: string) =>
    Object.entries(golosThemes).find(([, kinds]) => kinds.split(' ').includes(kind))?.[0] ??
    `no theme for ${kind}`;
  const phaseOf: Readonly<Record<string, string>> = {
    before: 'CAMPAIGN',
    during: 'ELECTION_DAY',
    finale: 'COUNTING_RESULTS',
  };
  const reports = JSON.parse(readFileSync(join(dataSource, 'golos_spb2021/violations.json'), 'utf8')) as {
    id: number;
    reported_by: string;
    violations?: Record<string, string[]>;
  }[];
  for (const { id, reported_by: by, violations = {} } of reports) {
    const source = by === 'member' || by === 'observer' ? 'incidents' : 'citizen-reports';
    ids.push(`golos:finding:${source}:00000000-0000-4000-8001-${String(id).padStart(12, '0')}`);
    add(themes, 'golos', Object.values(violations).flat().map(themeOf));
    add(
      phases,
      'golos',
      Object.keys(violations).map((phase) => phaseOf[phase] ?? phase),
    );
  }
}

function kosovo({ ids, themes, phases }: Expected): void {
  const questions = [
    'PA01x1 BALLOT_FRAUD',
    'PA02Fot BALLOT_SECRECY',
    'PA03M1F BALLOT_FRAUD',
    'PA04PPD VIOLENCE_INTIMIDATION',
    'PA05DHU VIOLENCE_INTIMIDATION',
    'PA06PRP CAMPAIGN',
    'PA07M1P BALLOT_SECRECY',
    'PA08MBV VOTING',
    'PA09VJK BALLOT_SECRECY',
    'PA13INC OTHER',
  ].map((question) => question.split(' ') as [string, string]);
  const tick = (source: string, line: number, question: string, theme: string) => {
    ids.push(`dia:finding:${source}:${line},${question}`);
    add(themes, 'dia', [theme]);
    add(phases, 'dia', ['ELECTION_DAY']);
  };
  for (const [source, file] of [
    ['lokale-2013-1', '2013-local-elections-first-round'],
    ['lokale-2013-2', '2013-local-elections-second-round'],
  ] as const) {
    for (const [index, row] of records(`kosovo_dia/${file}.csv`).entries()) {
      for (const [question, theme] of questions)
        if (row.get(question) === 'PO') tick(source, index + 2, question, theme);
    }
  }
  for (const [index, row] of records('kosovo_dia/2014-general-elections-first-round.csv').entries()) {
    // Everything from the third question on stands one column further on.
    const shift = row.get('') === '0' ? 1 : 0;
    for (const [at, [question, theme]] of questions.entries()) {
      const isIncident = question === 'PA13INC';
      const answer = isIncident ? (shift ? '' : row.get('pyetja_37')) : row.get(`pyetja_${26 + at + shift}`);
      if (answer === '1') tick('qendrore-2014', index + 2, question, theme);
    }
  }
}

function deco({ ids, themes, phases }: Expected): void {
  const phaseOf: Readonly<Record<string, string>> = { 1: 'CAMPAIGN', 2: 'ELECTION_DAY', 3: 'POST_ELECTION' };
  for (const row of records('deco/DECO_v1.0.csv')) {
    ids.push(`deco:finding:events:${row.get('id')}`);
    add(themes, 'deco', ['VIOLENCE_INTIMIDATION']);
    add(
      phases,
      'deco',
      (row.get('electoral_timing') ?? '').split(';').flatMap((code) => phaseOf[code] ?? []),
    );
  }
}

/** A reader of CSV that has nothing in common with the loaders' one. */
function records(file: string): Map<string, string>[] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const text = readFileSync(join(dataSource, file), 'utf8')
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n');
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (quoted && letter === '"' && text[at + 1] === '"') cell += text[at++];
    else if (letter === '"' && (quoted || cell === '')) quoted = !quoted;
    else if (!quoted && (letter === ',' || letter === '\n')) {
      rows.at(-1)?.push(cell);
      cell = '';
      if (letter === '\n') rows.push([]);
    } else cell += letter;
  }
  rows.at(-1)?.push(cell);
  const [header = [], ...rest] = rows;
  return rest
    .filter((row) => row.length > 1)
    .map((row) => new Map(header.map((column, index) => [column, row[index] ?? ''])));
}

describe.skipIf(!available)('real data through the gateway', () => {
  let real: RunningFederation;
  let expected: Expected;

  beforeAll(async () => {
    expected = straightFromTheFiles();
    real = await startReal({ port: 0, data: folder, dataSource, golosUrl, decoUrl });
  }, 120_000);

  afterAll(async () => {
    await real?.close();
    rmSync(folder, { recursive: true, force: true });
    const client = new pg.Client({ connectionString: 'postgres://postgres@127.0.0.1:5432/postgres' });
    await client.connect();
    await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    await client.end();
    const connection = await createConnection({ uri: 'mysql://root@127.0.0.1:3306' });
    await connection.query(`DROP DATABASE IF EXISTS \`${name}\``);
    await connection.end();
  });

  const byMember = (ids: readonly string[]): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const id of ids) counts[id.split(':')[0] ?? ''] = (counts[id.split(':')[0] ?? ''] ?? 0) + 1;
    return counts;
  };
  interface Bucket {
    readonly keys: (string | null)[];
    readonly count: number;
  }
  const asCounts = (buckets: readonly Bucket[]) =>
    Object.fromEntries(
      buckets.map(({ keys, count }) => [keys.map((key) => key ?? '').join(' '), count]).sort(),
    );

  it('has as many findings of each member as the files', async () => {
    const { findingSummary } = await dataOf(
      real.url,
      '{ findingSummary(by: [MEMBER]) { total copies buckets { keys count } sources { complete } } }',
    );
    expect(asCounts(findingSummary.buckets)).toEqual(byMember(expected.ids));
    expect(byMember(expected.ids)).toMatchObject({ golos: 682, deco: 4233 });
    expect(findingSummary).toMatchObject({
      total: expected.ids.length,
      copies: 0,
      sources: { complete: true },
    });
  });

  it.each(['themes', 'phases'] as const)(
    'has as many findings of each member and of each of the %s as the files',
    async (dimension) => {
      const by = dimension === 'themes' ? 'THEME' : 'PHASE';
      const { findingSummary } = await dataOf(
        real.url,
        `{ findingSummary(by: [MEMBER, ${by}]) { buckets { keys count } } }`,
      );
      expect(asCounts(findingSummary.buckets)).toEqual(Object.fromEntries([...expected[dimension]].sort()));
    },
  );

  it('has the recommendations as copies with their originals', async () => {
    const samples = JSON.parse(
      readFileSync(join(dataSource, 'recommendations_sample/recommendations_sample.json'), 'utf8'),
    ) as Record<'epde' | 'ace', { text: string; source: string }[]>;
    const all = [...samples.epde, ...samples.ace];
    const { nodes } = await allPages<{ text: string; original: string; holding: string }>(real.url, {
      field: 'recommendations',
      where: 'filter: {includeCopies: true}',
      select: 'text original holding',
      size: 10,
    });
    expect(sorted(nodes.map(({ text, original }) => `${original} ${text}`))).toEqual(
      sorted(all.map(({ text, source }) => `${source} ${text}`)),
    );
    expect(all).toHaveLength(26);
    expect(new Set(nodes.map(({ holding }) => holding))).toEqual(new Set(['COPY']));
    const { recommendations } = await dataOf(real.url, '{ recommendations(first: 1) { totalCount } }');
    expect(recommendations.totalCount).toBe(0);
  });

  it.each([
    { backwards: false, size: 500 },
    { backwards: true, size: 461 },
  ])(
    'reaches every finding once by paging (backwards: $backwards)',
    async ({ backwards, size }) => {
      const { nodes } = await allPages<{ id: string }>(real.url, {
        field: 'findings',
        select: 'id',
        size,
        backwards,
      });
      expect(sorted(nodes.map(({ id }) => id))).toEqual(sorted(expected.ids));
    },
    60_000,
  );

  it('tells what the registry knows of elections and organisations', async () => {
    const { finding } = await dataOf(
      real.url,
      '{ finding(id: "dia:finding:lokale-2013-2:193,PA01x1") { title translations { language title } observedAt organization { name shortName } elections { name rounds { number date } } country { name(language: "ru") } } }',
    );
    expect(finding).toEqual({
      title: 'Tentim për të votuar më shumë se një herë',
      translations: [{ language: 'en', title: 'Attempt to vote more than once' }],
      observedAt: expect.stringMatching(/^2013-12-01T/),
      organization: { name: 'Democracy in Action', shortName: 'DiA' },
      elections: [
        {
          name: 'Local elections, Kosovo 2013',
          rounds: [
            { number: 1, date: '2013-11-03' },
            { number: 2, date: '2013-12-01' },
          ],
        },
      ],
      country: { name: 'Косово' },
    });
  });

  it('answers with the rest where a member has stopped, and says so', async () => {
    await real.members.find(({ code }) => code === 'deco')?.close();
    const { findingSummary, findings } = await dataOf(
      real.url,
      '{ findingSummary(by: [MEMBER]) { total buckets { keys count } sources { complete } } findings(first: 3) { totalCount edges { node { id } } sources { complete members { member state } } } }',
    );
    const rest = expected.ids.filter((id) => !id.startsWith('deco:'));
    expect(asCounts(findingSummary.buckets)).toEqual(byMember(rest));
    expect(findingSummary).toMatchObject({ total: rest.length, sources: { complete: false } });
    expect(findings).toMatchObject({ totalCount: rest.length, sources: { complete: false } });
    expect(findings.edges).toHaveLength(3);
    const states = Object.fromEntries(
      findings.sources.members.map(({ member, state }: { member: string; state: string }) => [member, state]),
    );
    expect(states).toMatchObject({ dia: 'OK', golos: 'OK' });
    expect(['ERROR', 'SKIPPED', 'TIMEOUT']).toContain(states['deco']);
  });
});
