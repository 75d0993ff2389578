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
    const map = values({ public: 'VOTING', owner: 'BALLOT_FRAUD' });
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

const types = {
  postgres: { single: 'real', double: 'float8', decimal: 'numeric(6,2)', json: 'jsonb' },
  mysql: { single: 'float', double: 'double', decimal: 'decimal(6,2)', json: 'json' },
  sqlite: { single: 'real', double: 'double', decimal: 'decimal(6,2)', json: 'json' },
} as const;

describe.each(['postgres', 'mysql', 'sqlite'] as const)('What %s finds', (dialect) => {
  const type = types[dialect];
  beforeAll(async () => {
    database = await servers[dialect]();
  });
  afterAll(() => database.drop());

  /** The keys of the records that show each value, and of those that a filter by it finds. */
  async function shownAndFound(draft: SourceDraft, field: string, filter: string, words: readonly string[]) {
    return withNotes(draft, async (source) => {
      const want = new Set([field]);
      const page = { first: 100 };
      const { edges } = await source().list({ filter: {}, order: 'OBSERVED_ASC', page, want });
      const keys = (word: string) =>
        edges
          .filter(({ node }) => ([] as unknown[]).concat(node[field]).includes(word))
          .map(({ node }) => String(node['id']).replace(/.*:/, ''));
      return {
        shown: Object.fromEntries(words.map((word) => [word, keys(word)])),
        found: Object.fromEntries(
          await Promise.all(words.map(async (word) => [word, await keysOf(source(), { [filter]: [word] })])),
        ),
      };
    });
  }

  it.each(['single', 'double', 'decimal'] as const)(
    'are the numbers that it shows, of %s precision',
    async (precision) => {
      await database.execute('drop table if exists notes');
      await database.execute(`create table notes (id int primary key, grade ${type[precision]})`);
      await database.execute('insert into notes values (1, 0.1), (2, 0.2), (3, 0.25), (4, 3), (5, null)');
      const severity = column(
        'grade',
        values({ '0.1': 'LOW', '0.2': 'HIGH', '3': 'CRITICAL', '0.10': 'HIGH' }),
      );
      const draft = { fields: { severity } };
      const expected = { LOW: ['1'], HIGH: ['2'], CRITICAL: ['4'] };
      expect(await shownAndFound(draft, 'severity', 'severity', Object.keys(expected))).toEqual({
        shown: expected,
        found: expected,
      });
      await withNotes(draft, async (source) => {
        const order = await keysOf(source(), {}, 'SEVERITY_DESC');
        expect(order.slice(0, 3)).toEqual(['4', '2', '1']);
      });
    },
  );

  const cells = [
    '["geld"]',
    '["geld", {"x": [1, {"y": null}]}]',
    '[["geld"], {"geld": 1}]',
    '[true, 7, "stimme", null]',
    '["geld", "\\ud83d\\udcb0"]',
    '{"geld": 1}',
    '"geld"',
    '[]',
  ];
  it.each(['json', 'text'])(
    'are the values that it shows of a JSON array, in a column of %s',
    async (kind) => {
      await database.execute('drop table if exists notes');
      await database.execute(
        `create table notes (id int primary key, themes ${kind === 'json' ? type.json : 'text'})`,
      );
      const more = kind === 'text' ? ['["geld",]', '["geld"'] : [];
      await database.insert(
        'notes',
        [...cells, ...more].map((themes, index) => ({ id: index + 1, themes })),
      );
      const map = values({ geld: 'VOTE_BUYING', true: 'VOTING', '7': 'BALLOT_FRAUD' }, 'OTHER');
      const expected = {
        VOTE_BUYING: ['1', '2', '5'],
        VOTING: ['4'],
        BALLOT_FRAUD: ['4'],
        OTHER: ['4', '5'],
      };
      const themes = column('themes', { ...map, list: { kind: 'json' } });
      expect(await shownAndFound({ fields: { themes } }, 'themes', 'theme', Object.keys(expected))).toEqual({
        shown: expected,
        found: expected,
      });
    },
  );

  it('is every text that the contract lets anybody search for, whatever its letters', async () => {
    await database.execute('drop table if exists notes');
    await database.execute('create table notes (id int primary key, words text)');
    const letters = ['ж', 'ǆ', 'a', '[', '😀'];
    const texts = letters.map((letter) => letter.repeat(500 / letter.length));
    await database.insert(
      'notes',
      texts.map((text, index) => ({ id: index + 1, words: `${text.toUpperCase()}.` })),
    );
    await withNotes({ fields: { title: column('words') } }, async (source) => {
      for (const [index, text] of texts.entries()) {
        expect(await keysOf(source(), { text: [text] })).toEqual([String(index + 1)]);
        expect(await keysOf(source(), { text: [`${text}!`] })).toEqual([]);
      }
      const many = [...letters].flatMap((letter) => Array.from({ length: 50 }, () => letter.repeat(2)));
      expect(await keysOf(source(), { text: many })).toHaveLength(texts.length);
    });
  });

  it.runIf(dialect === 'postgres')(
    'are the values that it shows of an array, whatever its dimensions',
    async () => {
      await database.execute('drop table if exists notes');
      await database.execute('create table notes (id int primary key, themes text[])');
      await database.execute(
        `insert into notes values (1, '{geld}'), (2, '{{geld},{stimme}}'), (3, '{{{stimme}}}'), (4, '{}'), (5, '{NULL}')`,
      );
      const map = values({ geld: 'VOTE_BUYING', stimme: 'VOTING' });
      const expected = { VOTE_BUYING: ['1', '2'], VOTING: ['2', '3'] };
      const themes = column('themes', { ...map, list: { kind: 'array' } });
      expect(await shownAndFound({ fields: { themes } }, 'themes', 'theme', Object.keys(expected))).toEqual({
        shown: expected,
        found: expected,
      });
    },
  );
});
