import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Viewer } from '@observer-graph/executor';
import Libsql from 'libsql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ColumnLink, Dialect, FieldLink, Link, ObjectLink } from '../../src/link.ts';
import { readLinkFile } from '../../src/link-file/read.ts';
import { type OpenLink, openLink } from '../../src/open-link.ts';
import { writeSnapshot } from '../../src/snapshot/write-snapshot.ts';
import { type Findings, findings, linkedFields } from '../support/findings.ts';
import { column, constant, linkOf, type SourceDraft } from '../support/links.ts';
import { servers, type TestDatabase } from '../support/servers.ts';

const viewers: readonly Viewer[] = [
  { level: 'PUBLIC' },
  { level: 'NETWORK' },
  { level: 'PARTNERS' },
  { level: 'OWNER', member: 'm1' },
  { level: 'OWNER', member: 'm2' },
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'snapshot-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.each<Dialect>(['postgres', 'mysql', 'sqlite'])('writeSnapshot of %s', (dialect) => {
  let database: TestDatabase;
  let original: OpenLink;
  let copy: OpenLink;
  let truths: Findings['truths'];
  let file: string;
  beforeAll(async () => {
    database = await servers[dialect]();
    const found = await findings(database);
    truths = found.truths;
    const link = complete(found.link);
    file = join(folder, `${dialect}.sqlite`);
    const { linkFile } = await writeSnapshot(link, { to: file });
    original = await openLink(link);
    copy = await openLink(await readLinkFile(linkFile, { env: {} }));
  });
  afterAll(async () => {
    await original.close();
    await copy.close();
    await database.drop();
  });

  it.each(viewers)('has the same records by their ids for $level $member', async (viewer) => {
    const ids = truths.map(({ record }) => String(record['id']));
    const of = async (link: OpenLink) =>
      plain(await link.sourceFor('Finding')?.(viewer).byIds(ids, linkedFields));
    expect(await of(copy)).toEqual(await of(original));
  });

  it.each(
    viewers.flatMap((viewer) =>
      ['OBSERVED_ASC', 'UPDATED_DESC', 'SEVERITY_DESC'].map((order) => ({
        ...viewer,
        order,
      })),
    ),
  )('lists them in the same order for $level $member by $order', async ({ order, ...viewer }) => {
    expect(await walk(copy, viewer, order)).toEqual(await walk(original, viewer, order));
  });

  it('counts and searches the same', async () => {
    const ask = async (link: OpenLink) => {
      const source = link.sourceFor('Finding')?.({ level: 'NETWORK' });
      return [
        await source?.summarize({ filter: {}, by: ['THEME', 'SEVERITY'] }),
        await source?.summarize({ filter: { includeCopies: true }, by: ['MONTH', 'ORGANIZATION'] }),
        await source?.count({ text: ['БЮЛЛЕТЕНЕЙ'] }),
        await source?.count({ theme: ['BALLOT_FRAUD'], country: ['GE', 'RU'] }),
      ];
    };
    expect(await ask(copy)).toEqual(await ask(original));
  });

  it('holds nothing but the linked fields in the words of the contract', () => {
    const snapshot = new Libsql(file, { readonly: true });
    const tables = snapshot
      .prepare("select name from sqlite_schema where type = 'table' order by name")
      .all([]) as { name: string }[];
    const columns = tables.flatMap(({ name }) =>
      (snapshot.prepare(`select name from pragma_table_info('${name}')`).all([]) as { name: string }[]).map(
        (each) => each.name,
      ),
    );
    snapshot.close();
    expect(tables.map(({ name }) => name)).toEqual([
      'findings-diary',
      'findings-reports',
      'findings-tallies',
    ]);
    for (const raw of ['headline', 'grave', 'vis', 'consent']) expect(columns).not.toContain(raw);
  });
});

describe('writeSnapshot', () => {
  it('tells what is protected neither more exactly nor by more ways than the original', async () => {
    const database = await servers.sqlite();
    await database.execute('create table report (id integer primary key, title text, words text, seen text)');
    await database.insert('report', [
      { id: 1, title: 'Nino called', words: 'Nino saw it', seen: '2024-03-11T10:20:30Z' },
      { id: 2, title: 'Opened late', words: 'All called', seen: null },
    ]);
    const redact = { patterns: ['saw'], words: ['Nino'] };
    const link = complete(
      linkOf(database.settings, {
        reports: {
          from: { table: 'report' },
          fields: {
            title: column('title', { redact: { ...redact, for: 'PUBLIC' } }),
            description: column('words', { redact }),
            observedAt: column('seen', { coarsen: { to: 'DAY' } }),
            observedAtPrecision: constant('EXACT'),
          },
        },
        untold: {
          from: { table: 'report' },
          fields: {
            title: constant('Untold'),
            observedAt: column('seen', { coarsen: { to: 'MONTH', for: 'PUBLIC' } }),
          },
        },
      }),
    );
    const { linkFile, databaseFile } = await writeSnapshot(link, { to: join(folder, 'protected.sqlite') });
    const links = [await openLink(link), await openLink(await readLinkFile(linkFile, { env: {} }))];
    const [original, copy] = await Promise.all(
      links.map(async (opened) => {
        const source = opened.sourceFor('Finding')?.({ level: 'PUBLIC' });
        const want = new Set(['title', 'description', 'observedAt', 'observedAtPrecision']);
        const ids = ['reports:1', 'reports:2', 'untold:1', 'untold:2'].map((key) => `m1:finding:${key}`);
        return {
          records: plain(await source?.byIds(ids, want)),
          found: await Promise.all(
            ['Nino', 'called', 'late', '[…]', 'saw'].map((text) => source?.count({ text: [text] })),
          ),
        };
      }),
    );
    expect(copy).toEqual(original);
    expect(copy?.records).toMatchObject([
      {
        title: '[…] called',
        description: '[…] […] it',
        observedAt: '2024-03-11T00:00:00Z',
        observedAtPrecision: 'DAY',
      },
      { title: 'Opened late' },
      { observedAt: '2024-03-01T00:00:00Z', observedAtPrecision: 'MONTH' },
      {},
    ]);
    for (const file of [linkFile, databaseFile]) expect(readFileSync(file, 'utf8')).not.toMatch(/Nino|10:20/);
    await Promise.all(links.map((opened) => opened.close()));
    await database.drop();
  });

  it('lets nobody search in a list of objects for what the original lets nobody search for', async () => {
    const database = await servers.sqlite();
    await database.execute('create table observer (id text primary key, ka text, en text)');
    await database.insert('observer', [
      { id: 'golos', ka: 'Nino called', en: 'Nino saw it' },
      { id: 'isfed', ka: null, en: 'Opened late' },
    ]);
    const named = (language: string, link: FieldLink): ObjectLink => ({
      kind: 'object',
      fields: new Map([
        ['language', constant(language)],
        ['name', link],
      ]),
    });
    const searched = async (redacted: readonly Partial<ColumnLink>[], level: Viewer['level']) => {
      const items = [named('ka', column('ka', redacted[0])), named('en', column('en', redacted[1]))];
      const draft: SourceDraft = {
        record: 'Organization',
        from: { table: 'observer' },
        fields: { names: { kind: 'objects', items }, kind: constant('CITIZEN') },
      };
      const link = linkOf(database.settings, { all: draft });
      const { linkFile } = await writeSnapshot(link, { to: join(folder, 'names.sqlite') });
      const links = [await openLink(link), await openLink(await readLinkFile(linkFile, { env: {} }))];
      const answers = links.map(async (opened) => {
        const source = opened.sourceFor('Organization')?.({ level });
        const texts = ['Nino', 'called', 'saw', 'late', '[…]', 'ka', 'language', 'name'];
        const found = texts.map(async (text) => ({ text, found: await source?.count({ text: [text] }) }));
        return {
          records: plain(await source?.byIds(['golos', 'isfed'], new Set(['names']))),
          found: (await Promise.all(found)).filter((each) => each.found).map(({ text }) => text),
        };
      });
      const told = await Promise.all(answers);
      await Promise.all(links.map((opened) => opened.close()));
      return told;
    };
    const redact = { patterns: [], words: ['Nino'], for: 'PUBLIC' } as const;
    const [all, allCopied] = await searched([], 'PUBLIC');
    expect(allCopied).toEqual(all);
    expect(all?.found).toEqual(['Nino', 'called', 'saw', 'late']);
    const [none, noneCopied] = await searched([{ redact }, { redact }], 'PUBLIC');
    expect(noneCopied).toEqual(none);
    expect(none).toEqual({
      records: [
        {
          id: 'golos',
          names: [
            { language: 'ka', name: '[…] called' },
            { language: 'en', name: '[…] saw it' },
          ],
        },
        { id: 'isfed', names: [{ language: 'en', name: 'Opened late' }] },
      ],
      found: [],
    });
    // Which name of a record is the redacted one, a snapshot does not know.
    const [some, someCopied] = await searched([{ redact }, {}], 'PUBLIC');
    expect(someCopied?.records).toEqual(some?.records);
    expect([some?.found, someCopied?.found]).toEqual([['Nino', 'saw', 'late'], []]);
    const [, network] = await searched([{ redact }, {}], 'NETWORK');
    expect(network?.found).toEqual(['Nino', 'called', 'saw', 'late', '[…]']);
    await database.drop();
  });

  it('leaves an older snapshot as it is, and nothing beside it, if it fails', async () => {
    const database = await servers.sqlite();
    await database.execute('create table report (id integer, title text)');
    await database.insert('report', [{ id: 1, title: 'One' }]);
    const link = complete(
      linkOf(database.settings, {
        reports: { from: { table: 'report' }, fields: { title: column('title') } },
      }),
    );
    const to = join(folder, 'kept.sqlite');
    await writeSnapshot(link, { to });
    const before = readFileSync(to);
    await database.insert('report', [{ id: 1, title: 'One again' }]);
    await expect(writeSnapshot(link, { to })).rejects.toThrow(
      'findings.reports: several rows have the key 1.',
    );
    expect(readFileSync(to).equals(before)).toBe(true);
    expect(readdirSync(folder).filter((name) => name.startsWith('kept'))).toEqual([
      'kept.sqlite',
      'kept.yaml',
    ]);
    await database.drop();
  });

  it('can be read by its owner alone, until its owner says otherwise', async () => {
    const database = await servers.sqlite();
    await database.execute('create table report (id integer primary key, title text)');
    const link = complete(
      linkOf(database.settings, {
        reports: { from: { table: 'report' }, fields: { title: column('title') } },
      }),
    );
    const to = join(folder, 'private.sqlite');
    const mode = () => statSync(to).mode & 0o777;
    await writeSnapshot(link, { to });
    expect(mode()).toBe(0o600);
    chmodSync(to, 0o640);
    await writeSnapshot(link, { to });
    expect(mode()).toBe(0o640);
    await database.drop();
  });

  it.each([
    { of: 'the database itself', to: 'own.sqlite', kept: 'own.sqlite' },
    { of: 'the link file', to: 'own-link.sqlite', kept: 'own-link.yaml' },
    { of: 'another file', to: 'statement.docx', kept: 'statement.docx' },
  ])('is not written over $of', async ({ to, kept }) => {
    const database = await servers.sqlite();
    await database.execute('create table report (id integer primary key, title text)');
    const link = complete(
      linkOf(database.settings, {
        reports: { from: { table: 'report' }, fields: { title: column('title') } },
      }),
    );
    const before = readFileSync(database.settings.url);
    writeFileSync(join(folder, kept), before);
    await expect(writeSnapshot(link, { to: join(folder, to) })).rejects.toThrow(
      `${join(folder, kept)} is there already and is no snapshot's, so it is not written over. Give the snapshot another name,`,
    );
    const name = kept.replace(/\.\w+$/, '.');
    expect(readdirSync(folder).filter((each) => each.startsWith(name))).toEqual([kept]);
    expect(readFileSync(join(folder, kept)).equals(before)).toBe(true);
    await database.drop();
  });

  it.each([
    {
      to: 'nowhere/out.sqlite',
      says: /nowhere\/out\.sqlite cannot be written: there is no folder .*nowhere\./,
    },
    { to: '.', says: /is a folder: name a file in it\.$/ },
  ])('says what is wrong with the name $to', async ({ to, says }) => {
    const link = linkOf({ dialect: 'sqlite', url: 'none', statementTimeoutMs: 1_000, poolSize: 1 }, {});
    await expect(writeSnapshot(link, { to: join(folder, to) })).rejects.toThrow(says);
  });

  it('is of one moment: it begins anew when another process writes, and says when nobody lets it end', async () => {
    const database = await servers.sqlite();
    await database.execute('create table report (id integer primary key, title text)');
    const rows = Array.from({ length: 1_200 }, (_, index) => `(${index}, 'x')`);
    await database.execute(`insert into report values ${rows}`);
    const link = complete(
      linkOf(database.settings, {
        reports: { from: { table: 'report' }, fields: { title: column('title') } },
      }),
    );
    const to = join(folder, 'moment.sqlite');
    let begun = 0;
    const once = (_: string, records: number) => {
      if (records < 500 && ++begun === 1) writeElsewhere(database.settings.url);
    };
    const { records } = await writeSnapshot(link, { to, progress: once });
    expect({ begun, records: records.get('findings.reports') }).toEqual({ begun: 2, records: 1_201 });
    const before = readFileSync(to);
    const always = () => writeElsewhere(database.settings.url);
    await expect(writeSnapshot(link, { to, progress: always })).rejects.toThrow(
      /member\.yaml: its database was written to while it was read, 3 times.*Try when nobody writes, or .*journal_mode = WAL/,
    );
    expect(readFileSync(to).equals(before)).toBe(true);
    await database.drop();
  });

  it('writes no file for a database that does not fit', async () => {
    const database = await servers.sqlite();
    const link = linkOf(database.settings, {
      reports: { from: { table: 'nowhere' }, fields: { title: column('title') } },
    });
    const to = join(folder, 'none.sqlite');
    await expect(writeSnapshot(link, { to })).rejects.toMatchObject({ code: 'LINK_MISMATCH' });
    expect(existsSync(to)).toBe(false);
    await database.drop();
  });
});

/** Adds a report as a program of the owner's would that does not wait for locks. */
function writeElsewhere(file: string): void {
  const program = `new (require(process.argv[2]))(process.argv[1]).exec("insert into report (title) values ('new')")`;
  const libsql = createRequire(import.meta.url).resolve('libsql');
  const { status, stderr } = spawnSync(process.execPath, ['-e', program, file, libsql], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
}

/** With what a link file must say of findings, and the links of these tests need not. */
function complete(link: Link): Link {
  const required = { kind: constant('INCIDENT'), organization: constant('golos'), country: constant('RU') };
  return {
    ...link,
    sources: link.sources.map((source) => ({
      ...source,
      fields: new Map([...Object.entries(required), ...source.fields]),
    })),
  };
}

/** All records by pages. Those that are equal in an order's fields may stand in either order. */
async function walk(link: OpenLink, viewer: Viewer, order: string) {
  const sortedBy = order.startsWith('UPDATED')
    ? ['updatedAt']
    : order.startsWith('SEVERITY')
      ? ['severity', 'observedAt']
      : ['observedAt'];
  const source = link.sourceFor('Finding')?.(viewer);
  if (!source) return null;
  const nodes: Record<string, unknown>[] = [];
  for (let after: string | undefined; ; ) {
    const page = { first: 45, ...(after !== undefined && { after }) };
    const { edges, hasNextPage } = await source.list({ filter: {}, order, page, want: new Set(sortedBy) });
    nodes.push(...edges.map(({ node }) => node));
    after = edges.at(-1)?.cursor;
    if (!hasNextPage) break;
  }
  const groups: { key: string; ids: string[] }[] = [];
  for (const node of nodes) {
    const key = JSON.stringify(sortedBy.map((name) => node[name] ?? null));
    const last = groups.at(-1);
    if (last?.key === key) last.ids.push(String(node['id']));
    else groups.push({ key, ids: [String(node['id'])] });
  }
  return groups.map(({ key, ids }) => ({ key, ids: ids.sort() }));
}

/** An unknown subfield may be absent or null: GraphQL makes null of both. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const known = Object.entries(value).filter(([, inner]) => inner !== null && inner !== undefined);
  return Object.fromEntries(known.map(([name, inner]) => [name, plain(inner)]));
}
