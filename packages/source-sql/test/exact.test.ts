import type { Viewer } from '@observer-graph/executor';
import type { Filter, Source } from '@observer-graph/source';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLink } from '../src/index.ts';
import { inspectLink } from '../src/inspect/inspect-link.ts';
import type { VisibilityRule } from '../src/link.ts';
import { column, linkOf, type SourceDraft, values } from './support/links.ts';
import { servers, type TestDatabase } from './support/servers.ts';

const everyone: Viewer = { level: 'PUBLIC' };
const owner: Viewer = { level: 'OWNER', member: 'm1' };

let database: TestDatabase;

/** What a source named `notes` answers. */
async function withNotes<Answer>(
  draft: SourceDraft,
  ask: (source: (viewer?: Viewer) => Source) => Promise<Answer>,
): Promise<Answer> {
  const open = await openLink(linkOf(database.settings, { notes: draft }));
  try {
    return await ask((viewer = everyone) => open.sourceFor('Finding')?.(viewer) as Source);
  } finally {
    await open.close();
  }
}

/** The last parts of the ids in a list, in its order. */
async function keysOf(source: Source, filter: Filter = {}, order = 'OBSERVED_ASC'): Promise<string[]> {
  const { edges } = await source.list({ filter, order, page: { first: 100 }, want: new Set() });
  return edges.map(({ node }) => String(node['id']).replace(/.*:/, ''));
}

describe('Texts that PostgreSQL compares loosely', () => {
  beforeAll(async () => {
    database = await servers.postgres();
    await database.execute(
      "create collation ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
    );
    await database.execute('create domain word as text collate ci');
    await database.execute(
      'create table notes (id int primary key, seen text collate ci, seen_word word, seen_char char(9), themes text[] collate ci)',
    );
    const rows = ['public', 'PUBLIC', 'owner'].map((text, index) => ({
      id: index + 1,
      seen: text,
      seen_word: text,
      seen_char: text,
      themes: [text],
    }));
    await database.insert('notes', rows);
  });
  afterAll(() => database.drop());

  const onlyPublic = (name: string, text = 'public'): readonly VisibilityRule[] => [
    { kind: 'column', column: name, values: new Map([[text, 'PUBLIC']]), otherwise: 'OWNER' },
  ];

  it.each([
    { what: 'a column', from: { table: 'notes' }, name: 'seen' },
    { what: 'a domain', from: { table: 'notes' }, name: 'seen_word' },
    { what: 'an expression', from: { select: "select id, seen || '' as said from notes" }, name: 'said' },
    {
      what: 'a column beside two of one name',
      from: { select: 'select id, seen, 1 as a, 2 as a from notes' },
      name: 'seen',
    },
  ])('show a record to those alone who may see it, by $what', async ({ from, name }) => {
    const draft = { from, fields: { title: column(name) }, visibility: onlyPublic(name) };
    await withNotes(draft, async (source) => {
      expect(await keysOf(source())).toEqual(['1']);
      expect(await source().count({})).toBe(1);
      const ids = [1, 2, 3].map((id) => `m1:finding:notes:${id}`);
      const found = await source().byIds(ids, new Set(['visibility']));
      expect(found).toEqual([{ id: ids[0], visibility: 'PUBLIC' }, null, null]);
      expect(await source(owner).count({})).toBe(3);
    });
  });

  it('are found by a filter as they are shown, in lists of them too', async () => {
    const map = values({ public: 'VOTING', owner: 'COUNTING' });
    for (const themes of [
      column('seen', map),
      column('seen', { ...map, list: { kind: 'separated', separator: ';' } }),
      column('themes', { ...map, list: { kind: 'array' } }),
    ]) {
      await withNotes({ fields: { themes } }, async (source) => {
        expect(await keysOf(source(), { theme: ['VOTING'] })).toEqual(['1']);
        const { buckets } = await source().summarize({ filter: {}, by: ['THEME'] });
        expect(buckets).toContainEqual({ keys: ['VOTING'], count: 1 });
      });
    }
  });

  it('are searched like any other', async () => {
    await withNotes({ fields: { title: column('seen') } }, async (source) => {
      expect(await keysOf(source(), { text: ['UBLI'] })).toEqual(['1', '2']);
    });
  });

  it('are keys that are told apart', async () => {
    await withNotes({ key: ['seen'], fields: { title: column('seen') } }, async (source) => {
      const id = 'm1:finding:notes:PUBLIC';
      expect(await source().byIds([id], new Set(['title']))).toEqual([{ id, title: 'PUBLIC' }]);
      expect(await keysOf(source())).toEqual(['PUBLIC', 'owner', 'public']);
    });
  });

  it('are counted apart by an inspection', async () => {
    const inspection = await inspectLink(linkOf(database.settings, { notes: { fields: {} } }));
    try {
      const { values: found } = (await inspection.sources[0]?.valuesOf('seen', 10)) ?? {};
      expect(found?.map(({ text, rows }) => [text, rows])).toEqual(
        expect.arrayContaining([
          ['public', 1],
          ['PUBLIC', 1],
          ['owner', 1],
        ]),
      );
    } finally {
      await inspection.close();
    }
  });

  it('do not match what a value of a CHAR ends with and it does not show', async () => {
    await withNotes({ fields: {}, visibility: onlyPublic('seen_char', 'public  ') }, async (source) =>
      expect(await source().count({})).toBe(0),
    );
    await withNotes({ fields: {}, visibility: onlyPublic('seen_char') }, async (source) =>
      expect(await source().count({})).toBe(1),
    );
  });
});
