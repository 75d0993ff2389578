import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { questions } from '@observer-graph/gateway';
import Database from 'libsql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hiddenMarker, privateName, privatePhone } from '../src/data/markers.ts';
import { demoData } from '../src/demo-data.ts';
import { type RunningFederation, startDemo } from '../src/index.ts';
import { allPages, ask, dataOf, sorted } from './graph.ts';

const folder = mkdtempSync(join(tmpdir(), 'observer-graph-demo-'));
const data = join(folder, 'demo');
let demo: RunningFederation;

beforeAll(async () => {
  demo = await startDemo({ port: 0, data });
}, 60_000);

afterAll(async () => {
  await demo?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Row {
  readonly id: string;
  readonly country: string;
  readonly copy: number;
  readonly hidden: number;
}

/** Every finding of every member, straight from the tables, with who may see it worked out without the link files. */
function findingsInTheTables(): Row[] {
  const read = (member: string, sql: string): Row[] => {
    const db = new Database(
      join(data, readdirSync(data).find((name) => name.startsWith('databases')) ?? '', `${member}.sqlite`),
    );
    try {
      return db.prepare(sql).all() as Row[];
    } finally {
      db.close();
    }
  };
  const fairvote = (table: string, source: string) => `
    SELECT 'fairvote:finding:${source}:' || r."Id" AS id, c."Iso2" AS country, d."CopiedFrom" IS NOT NULL AS copy,
      NOT (coalesce(d."Audience", '') = 'Public' AND d."State" <> 'Withdrawn' AND d."PublishFrom" <= '2026') AS hidden
    FROM "${table}" r, "PublicationDecisions" d, "ElectionRounds" e, "Countries" c
    WHERE d."ReportId" = r."Id" AND e."Id" = r."ElectionRoundId" AND c."Id" = e."CountryId"`;
  const checklist = (table: string) =>
    ['PA01x1', 'PA02Fot', 'PA03M1F', 'PA04PPD', 'PA05DHU', 'PA06PRP', 'PA07M1P', 'PA08MBV', 'PA09VJK']
      .map(
        (column) =>
          `SELECT 'kosovo:finding:${table.replace('_', '-')}:' || "ID" || ',${column}' AS id, 'XK' AS country, 0 AS copy, "Publikohet" <> 'PO' AS hidden FROM ${table} WHERE "${column}" = 'PO'`,
      )
      .concat(
        `SELECT 'kosovo:finding:incidente:${table}%2F' || "ID", 'XK', 0, "Publikohet" <> 'PO' FROM ${table} WHERE "PA13INC" = 'PO'`,
      )
      .join(' UNION ALL ');
  return [
    ...read(
      'fairvote',
      `${fairvote('QuickReports', 'quick-reports')} UNION ALL ${fairvote('IncidentReports', 'campaign-reports')}`,
    ),
    ...read(
      'ion',
      `SELECT 'ion:finding:reports:' || id AS id, country, 0 AS copy, audience <> 'public' OR status = 'withdrawn' AS hidden FROM report_finding`,
    ),
    ...read(
      'kosovo',
      ['lokale_2013', 'qendrore_2017', 'qendrore_2021']
        .map(checklist)
        .concat(
          `SELECT 'kosovo:finding:permbledhja:' || tabela || ',' || kolona, 'XK', 0, 0 FROM permbledhja WHERE kolona <> 'PA13INC'`,
        )
        .join(' UNION ALL '),
    ),
    ...read(
      'reform',
      `SELECT 'reform:finding:pec-complaints:' || id AS id, 'GE' AS country, 0 AS copy, may_be_published <> 't' AS hidden FROM pec_complaints UNION ALL SELECT 'reform:finding:dec-complaints:' || id, 'GE', 0, may_be_published <> 't' FROM dec_complaints`,
    ),
    ...read(
      'votemap',
      `SELECT 'votemap:finding:' || CASE WHEN i.form_id < 3 THEN 'kenya' WHEN i.form_id < 5 THEN 'ukraine' ELSE 'georgia' END || ':' || i.id AS id,
        CASE WHEN i.form_id < 3 THEN 'KE' WHEN i.form_id < 5 THEN 'UA' ELSE 'GE' END AS country, 0 AS copy, NOT (i.incident_active = 1 AND f.form_response = '1') AS hidden
      FROM incident i, form_response f WHERE f.incident_id = i.id AND f.form_field_id = 1`,
    ),
  ];
}

const memberOf = (id: string): string => id.split(':')[0] ?? '';

describe('the findings of a country', () => {
  interface Node {
    readonly id: string;
    readonly member: string;
    readonly observedAt: string | null;
  }
  const listed = () =>
    sorted(
      findingsInTheTables()
        .filter((row) => row.country === 'GE' && !row.hidden && !row.copy)
        .map(({ id }) => id),
    );

  it('come from several members in one order, with names from the registry', async () => {
    const { findings } = await dataOf(
      demo.url,
      '{ findings(first: 50, filter: {country: "GE"}) { totalCount edges { node { id title member organization { name } elections { name } } } sources { complete pruned members { member state latencyMs } } } }',
    );
    const nodes = findings.edges.map((edge: { node: Node }) => edge.node);
    expect(nodes).toHaveLength(50);
    expect(new Set(nodes.map(({ member }: Node) => member)).size).toBeGreaterThan(1);
    expect(findings.totalCount).toBe(listed().length);
    expect(nodes.every((node: { organization: { name: string } | null }) => node.organization?.name)).toBe(
      true,
    );
    expect(nodes.some((node: { elections: { name: string }[] }) => node.elections?.[0]?.name)).toBe(true);
    expect(findings.sources).toMatchObject({ complete: true, pruned: 1 });
    expect(
      findings.sources.members.map(({ member, state }: { member: string; state: string }) => [member, state]),
    ).toEqual(['fairvote', 'ion', 'reform', 'votemap'].map((member) => [member, 'OK']));
  });

  it.each([
    { backwards: false, size: 50 },
    { backwards: true, size: 43 },
  ])('are each reached once by paging (backwards: $backwards)', async ({ backwards, size }) => {
    const { nodes } = await allPages<Node>(demo.url, {
      field: 'findings',
      where: 'filter: {country: "GE"}',
      select: 'id member observedAt',
      size,
      backwards,
    });
    expect(sorted(nodes.map(({ id }) => id))).toEqual(listed());
    const times = nodes.map(({ observedAt }) => observedAt ?? '');
    // The day of a record without a time is unknown: it comes last. As ISO 8601 texts, later times are greater.
    const millis = times.map((time) => (time === '' ? -Infinity : Date.parse(time)));
    expect(millis).toEqual(millis.toSorted((a, b) => b - a));
  });

  it('include copies only where they are asked for', async () => {
    const copies = findingsInTheTables().filter((row) => row.copy && !row.hidden);
    const { nodes } = await allPages<{ id: string; holding: string; original: string | null }>(demo.url, {
      field: 'findings',
      where: 'filter: {member: ["fairvote"], includeCopies: true}',
      select: 'id holding original',
      size: 200,
    });
    const held = nodes.filter(({ holding }) => holding === 'COPY');
    expect(sorted(held.map(({ id }) => id))).toEqual(sorted(copies.map(({ id }) => id)));
    expect(held.length).toBeGreaterThan(0);
    expect(held.every(({ original }) => original?.startsWith('votemap:finding:georgia:'))).toBe(true);
    const summary = await dataOf(
      demo.url,
      '{ findingSummary(filter: {member: ["fairvote"]}) { total copies } }',
    );
    expect(summary.findingSummary).toEqual({ total: nodes.length - held.length, copies: held.length });
  });
});

describe('what the public must not see', () => {
  const owned =
    'id member holding state original note reference { document quote url } translations { language title text } language licence';
  const selections: Readonly<Record<string, string>> = {
    findings: `${owned} title description place { name path } remedies { forum outcome } evidence { url } attack handling`,
    missions: `${owned} title areas`,
    documents: `${owned} title files { url }`,
    practices: `${owned} title description`,
    recommendations: `${owned} title text`,
    assessments: `${owned} rationale`,
  };

  it.each(Object.entries(selections))('is in none of the %s, copies included', async (field, select) => {
    const { nodes } = await allPages(demo.url, {
      field,
      where: 'filter: {includeCopies: true}',
      select,
      size: 500,
    });
    expect(nodes.length).toBeGreaterThan(0);
    const text = JSON.stringify(nodes);
    for (const secret of [hiddenMarker, privateName, privatePhone]) expect(text).not.toContain(secret);
  });

  it('is in the tables all the same, so that the search above can find it', () => {
    const all = readdirSync(data).flatMap((name) =>
      name.startsWith('databases')
        ? readdirSync(join(data, name))
            .filter((file) => !file.startsWith('registry.'))
            .map((file) => readFileSync(join(data, name, file), 'latin1'))
        : [],
    );
    expect(all).toHaveLength(5);
    for (const text of all.slice(0, 5)) expect(text).toContain(hiddenMarker);
  });

  it('is all findings that their owners hid, and none else', async () => {
    const { nodes } = await allPages<{ id: string }>(demo.url, {
      field: 'findings',
      where: 'filter: {includeCopies: true}',
      select: 'id',
      size: 500,
    });
    expect(sorted(nodes.map(({ id }) => id))).toEqual(
      sorted(
        findingsInTheTables()
          .filter(({ hidden }) => !hidden)
          .map(({ id }) => id),
      ),
    );
  });

  it('is not told by id either', async () => {
    const hidden = findingsInTheTables().filter((row) => row.hidden);
    for (const member of ['fairvote', 'ion', 'kosovo', 'reform', 'votemap']) {
      const ids = hidden.filter(({ id }) => memberOf(id) === member).slice(0, 12);
      expect(ids.length).toBeGreaterThan(0);
      const query = `{ ${ids.map(({ id }, index) => `f${index}: finding(id: ${JSON.stringify(id)}) { id state title description place { name } }`).join(' ')} }`;
      const { data: found, text } = await ask(demo.url, query);
      expect(text).not.toContain(hiddenMarker);
      for (const finding of Object.values(found ?? {})) {
        // A withdrawn record says that it was withdrawn, and nothing of what it said.
        if (finding !== null)
          expect(finding).toMatchObject({ state: 'WITHDRAWN', title: null, description: null, place: null });
      }
    }
  });
});

describe('the five questions', () => {
  it.each(questions.map((question) => [question.name, question] as const))(
    'get an answer: %s',
    async (_name, { query }) => {
      const { data: found, errors } = await ask(demo.url, query);
      expect(errors).toBeUndefined();
      for (const [field, value] of Object.entries(found))
        expect(`${field}: ${JSON.stringify(value)}`).not.toMatch(/: (null|\[\])$/);
      expect(JSON.stringify(found)).not.toContain('"complete":false');
      const lists = listsIn(found);
      expect(lists.length).toBeGreaterThan(0);
      for (const list of lists) expect(list.length).toBeGreaterThan(0);
    },
  );

  it('show both kinds of observer in every country', async () => {
    const { findingSummary } = await dataOf(
      demo.url,
      '{ findingSummary(by: [COUNTRY, OBSERVER_KIND]) { buckets { keys count } } }',
    );
    const kinds = findingSummary.buckets.map(({ keys }: { keys: string[] }) => keys.join(' '));
    expect(sorted(kinds)).toEqual(
      sorted(
        ['AM', 'GE', 'KE', 'MD', 'UA', 'XK'].flatMap((country) => [
          `${country} CITIZEN`,
          `${country} INTERNATIONAL`,
        ]),
      ),
    );
  });

  it('let two organisations differ about one recommendation', async () => {
    const { recommendations } = await dataOf(
      demo.url,
      '{ recommendations(first: 100, filter: {country: "GE"}) { edges { node { id assessments(first: 20) { edges { node { status organization { id } } } } } } } }',
    );
    const words = recommendations.edges.map(
      ({
        node,
      }: {
        node: { assessments: { edges: { node: { status: string; organization: { id: string } } }[] } };
      }) => new Map(node.assessments.edges.map((edge) => [edge.node.organization.id, edge.node.status])),
    );
    expect(
      words.filter((word: Map<string, string>) => new Set(word.values()).size > 1).length,
    ).toBeGreaterThan(3);
  });

  it('let areas show that nobody covers', async () => {
    const { election } = await dataOf(
      demo.url,
      '{ election(id: "GE-2024-10-26-parliamentary") { areas missions(first: 20) { edges { node { areas } } } } }',
    );
    const covered = new Set(
      election.missions.edges.flatMap(({ node }: { node: { areas: string[] | null } }) => node.areas ?? []),
    );
    expect(election.areas.filter((area: string) => !covered.has(area))).toEqual([
      'GE-AB',
      'GE-GU',
      'GE-MM',
      'GE-RL',
    ]);
  });
});

/** The records of every list at the top of an answer: edges and buckets. */
function listsIn(found: Record<string, unknown>): unknown[][] {
  return Object.values(found).flatMap((value) => {
    if (typeof value !== 'object' || value === null) return [];
    const inside = value as Record<string, unknown>;
    return Object.entries(inside).flatMap(([key, list]) => {
      if ((key === 'edges' || key === 'buckets') && Array.isArray(list)) return [list];
      return typeof list === 'object' && list !== null && 'edges' in list
        ? [(list as { edges: unknown[] }).edges]
        : [];
    });
  });
}

describe('a member that stops while a client pages', () => {
  it('costs only its own rows, and is named', async () => {
    const other = await startDemo({ port: 0, data: join(folder, 'stopping') });
    try {
      const expected = findingsInTheTables()
        .filter((row) => row.country === 'GE' && !row.hidden && !row.copy)
        .map(({ id }) => id);
      const { nodes, complete } = await allPages<{ id: string }>(other.url, {
        field: 'findings',
        where: 'filter: {country: "GE"}',
        select: 'id',
        size: 100,
        afterPage: async (pages) => {
          if (pages === 2) await other.members.find(({ code }) => code === 'fairvote')?.close();
        },
      });
      const ids = nodes.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(
        sorted(
          ids
            .slice(200)
            .map(memberOf)
            .filter((member) => member === 'fairvote'),
        ),
      ).toEqual([]);
      const others = (list: readonly string[]) => sorted(list.filter((id) => memberOf(id) !== 'fairvote'));
      expect(others(ids)).toEqual(others(expected));
      expect(complete.slice(0, 2)).toEqual([true, true]);
      expect(new Set(complete.slice(2))).toEqual(new Set([false]));
      const { findings } = await dataOf(
        other.url,
        '{ findings(first: 1, filter: {country: "GE"}) { edges { node { id } } sources { complete members { member state message } } } }',
      );
      expect(findings.edges).toHaveLength(1);
      const [stopped] = findings.sources.members;
      expect(stopped.member).toBe('fairvote');
      expect(['ERROR', 'SKIPPED', 'TIMEOUT']).toContain(stopped.state);
      expect(stopped.message).toBeTruthy();
      expect(stopped.message).not.toMatch(/127\.0\.0\.1|ECONN/);
    } finally {
      await other.close();
    }
  }, 60_000);
});

describe('the databases of the demonstration', () => {
  it('are the same at every generation', async () => {
    const [first, second] = [await demoData(join(folder, 'one')), await demoData(join(folder, 'two'))];
    for (const code of ['fairvote', 'ion', 'kosovo', 'reform', 'votemap']) {
      expect(
        readFileSync(join(first, `${code}.sqlite`)).equals(readFileSync(join(second, `${code}.sqlite`))),
      ).toBe(true);
    }
  });

  it('are generated anew where the first start was interrupted, and kept where it was not', async () => {
    const directory = join(folder, 'interrupted');
    mkdirSync(join(directory, 'unfinished-abc'), { recursive: true });
    writeFileSync(join(directory, 'unfinished-abc', 'ion.sqlite'), 'half a data');
    const databases = await demoData(directory);
    expect(existsSync(join(directory, 'unfinished-abc'))).toBe(false);
    expect(sorted(readdirSync(databases).filter((name) => name.endsWith('.sqlite')))).toEqual([
      'fairvote.sqlite',
      'ion.sqlite',
      'kosovo.sqlite',
      'reform.sqlite',
      'registry.sqlite',
      'votemap.sqlite',
    ]);
    writeFileSync(join(databases, 'mine'), 'kept');
    expect(await demoData(directory)).toBe(databases);
    expect(existsSync(join(databases, 'mine'))).toBe(true);
    await demoData(directory, { fresh: true });
    expect(existsSync(join(databases, 'mine'))).toBe(false);
  });
});
