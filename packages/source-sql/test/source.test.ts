import { decodeCursor, encodeCursor, mergeBuckets, recordType } from '@observer-graph/contract';
import type { Viewer } from '@observer-graph/executor';
import type { Filter, PageQuery, Source } from '@observer-graph/source';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenLink, openLink } from '../src/index.ts';
import { type Findings, findings, linkedFields } from './support/findings.ts';
import { listOf, matching, seenBy } from './support/oracle.ts';
import { servers, type TestDatabase } from './support/servers.ts';

const owner: Viewer = { level: 'OWNER', member: 'm1' };
const partner: Viewer = { level: 'PARTNERS', member: 'm2' };
const network: Viewer = { level: 'NETWORK', member: 'm2' };
const foreignOwner: Viewer = { level: 'OWNER', member: 'm2' };
const everyone: Viewer = { level: 'PUBLIC' };
const viewers = { owner, partner, network, foreignOwner, everyone };
const orders = [...recordType('Finding').orders.keys()];

describe.each(['postgres', 'sqlite', 'mysql'] as const)('A source over %s', (dialect) => {
  let database: TestDatabase;
  let invented: Findings;
  let opened: OpenLink;
  const sourceFor = (viewer: Viewer): Source => {
    const source = opened.sourceFor('Finding');
    if (!source) throw new Error('no findings');
    return source(viewer);
  };
  const id = new Set(['id']);
  const idsOf = (rows: readonly { readonly record: Readonly<Record<string, unknown>> }[]) =>
    rows.map(({ record }) => record['id']);

  beforeAll(async () => {
    database = await servers[dialect]();
    invented = await findings(database);
    opened = await openLink(invented.link);
  });
  afterAll(async () => {
    await opened?.close();
    await database?.drop();
  });

  /** All pages of a list, one after the other. */
  async function walk(source: Source, order: string, size: number, backward: boolean, filter: Filter = {}) {
    const pages: string[][] = [];
    let cursor: string | undefined;
    for (;;) {
      const page: PageQuery = backward
        ? { last: size, ...(cursor !== undefined && { before: cursor }) }
        : { first: size, ...(cursor !== undefined && { after: cursor }) };
      const { edges, hasNextPage, hasPreviousPage } = await source.list({ filter, order, page, want: id });
      pages.push(edges.map(({ node }) => String(node['id'])));
      expect(edges.map((edge) => edge.cursor)).toEqual(edges.map((edge) => edge.cursor).sort());
      expect(backward ? hasNextPage : hasPreviousPage).toBe(cursor !== undefined);
      if (!(backward ? hasPreviousPage : hasNextPage))
        return backward ? pages.reverse().flat() : pages.flat();
      cursor = backward ? edges[0]?.cursor : edges.at(-1)?.cursor;
    }
  }

  describe.each(orders)('by %s', (order) => {
    it.each([
      { size: 4, backward: false },
      { size: 4, backward: true },
      { size: 23, backward: false },
      { size: 23, backward: true },
      { size: 500, backward: false },
      { size: 500, backward: true },
    ])('reaches every record once in pages of $size (backward: $backward)', async ({ size, backward }) => {
      const expected = idsOf(listOf(invented.truths, owner, {}, order));
      expect(await walk(sourceFor(owner), order, size, backward)).toEqual(expected);
    });

    it('lies between two cursors where both are given', async () => {
      const expected = idsOf(listOf(invented.truths, network, {}, order));
      const source = sourceFor(network);
      const { edges } = await source.list({ filter: {}, order, page: { first: 500 }, want: id });
      const [after, before] = [edges[2]?.cursor ?? '', edges[20]?.cursor ?? ''];
      const page = await source.list({ filter: {}, order, page: { first: 500, after, before }, want: id });
      expect(page.edges.map(({ node }) => node['id'])).toEqual(expected.slice(3, 20));
    });
  });

  it("continues from another member's cursor and from another source's", async () => {
    const finding = recordType('Finding');
    const source = sourceFor(owner);
    for (const order of orders) {
      const all = await source.list({ filter: {}, order, page: { first: 500 }, want: id });
      for (const edge of all.edges.filter((_, index) => index % 5 === 0)) {
        const parts = decodeCursor(edge.cursor, finding, order);
        for (const member of ['a', 'm1', 'z']) {
          const cursor = encodeCursor({ ...parts, member, local: `m\0somewhere` });
          const later = await source.list({ filter: {}, order, page: { first: 5, after: cursor }, want: id });
          const earlier = await source.list({
            filter: {},
            order,
            page: { last: 5, before: cursor },
            want: id,
          });
          expect(later.edges.map((found) => found.cursor)).toEqual(
            all.edges
              .map((found) => found.cursor)
              .filter((found) => found > cursor)
              .slice(0, 5),
          );
          expect(earlier.edges.map((found) => found.cursor)).toEqual(
            all.edges
              .map((found) => found.cursor)
              .filter((found) => found < cursor)
              .slice(-5),
          );
        }
      }
    }
  });

  it('gives records in the words of the contract', async () => {
    const source = sourceFor(owner);
    const { edges } = await source.list({
      filter: { includeCopies: true },
      order: 'OBSERVED_DESC',
      page: { first: 500 },
      want: linkedFields,
    });
    const expected = listOf(invented.truths, owner, { includeCopies: true }, 'OBSERVED_DESC');
    expect(edges.map(({ node }) => node)).toEqual(expected.map(({ record }) => record));
  });

  it('reads no more than the key and the fields that are wanted', async () => {
    const { edges } = await sourceFor(owner).list({
      filter: {},
      order: 'OBSERVED_ASC',
      page: { first: 1 },
      want: new Set(['title']),
    });
    expect(Object.keys(edges[0]?.node ?? {}).sort()).toEqual(['id', 'title']);
  });

  const filters: Filter[] = [
    { severity: ['HIGH'] },
    { severity: ['LOW', 'CRITICAL'] },
    { severity: [] },
    { theme: ['CAMPAIGN'] },
    { theme: ['OTHER'] },
    { theme: ['VOTE_BUYING', 'COUNTING_TABULATION_RESULTS'] },
    { affected: ['VOTERS'] },
    { affected: ['OBSERVERS', 'CANDIDATES'] },
    { attack: ['DETAINED'] },
    { attack: ['REMOVED', 'THREATENED'] },
    { attack: ['THREATENED'] },
    { country: ['GE'] },
    { country: ['ge'] },
    { country: ['RU', 'XX'] },
    { organization: ['golos'] },
    { organization: [''] },
    { election: ['GE-2024-10-26-parliamentary'] },
    { election: ['GE-2024-10-26-parliamentary', 'GE-2020-10-31-parliamentary'] },
    { mission: ['m1:mission:visits:5'] },
    { mission: ['m2:mission:visits:5'] },
    { mission: ['5'] },
    { member: ['m1'] },
    { member: ['m2'] },
    { kind: ['INCIDENT'] },
    { kind: ['ASSESSMENT'] },
    { tone: ['NEGATIVE'] },
    { includeCopies: true },
    { includeCopies: false, severity: ['MEDIUM'], country: ['GE'] },
    { observedFrom: '2021-03-28T01:00:00Z' },
    { observedFrom: '2021-03-28T01:00:00.000001Z' },
    { observedBefore: '2021-03-28T01:00:00Z' },
    { observedBefore: '2021-03-28' },
    { observedFrom: '2021-10-31T00:45:00Z', observedBefore: '2021-12-01T00:00:00Z' },
    { updatedAfter: '2020-09-13T12:43:20Z' },
    { updatedAfter: '2021-12-31T23:00:00Z' },
    { text: ['карусель'] },
    { text: ['КАРУСЕЛЬ', 'ballot'] },
    { text: ['ბიულ', 'საარჩევნო'] },
    { text: ['ᲡᲐᲐᲠᲩᲔᲕᲜᲝ'] },
    { text: ['STRASSE'] },
    { text: ['äöü'] },
    { text: ['% [sic] A.B*C?'] },
    { text: ['a.b.c'] },
    { text: ['[a'] },
    { text: ['N/A'] },
    { text: ['nothing'] },
    { text: [''] },
  ];

  it.each(filters.map((filter) => ({ filter, name: JSON.stringify(filter) })))(
    'filters by $name',
    async ({ filter }) => {
      const source = sourceFor(partner);
      const expected = listOf(invented.truths, partner, filter, 'OBSERVED_DESC');
      const { edges } = await source.list({
        filter,
        order: 'OBSERVED_DESC',
        page: { first: 500 },
        want: id,
      });
      expect(edges.map(({ node }) => node['id'])).toEqual(idsOf(expected));
      expect(await source.count(filter)).toBe(expected.length);
    },
  );

  it('finds something with most filters, so that the comparison means something', () => {
    const found = filters.filter((filter) => matching(invented.truths, partner, filter).length > 0);
    expect(found.length).toBeGreaterThan(30);
  });

  it('refuses a filter that the contract does not have', async () => {
    await expect(sourceFor(owner).count({ colour: ['red'] })).rejects.toThrow(/no filter "colour"/);
  });

  it.each(Object.entries(viewers))('shows the %s what is open to it, and nothing else', async (_, viewer) => {
    const expected = listOf(invented.truths, viewer, {}, 'UPDATED_DESC');
    expect(expected.length).toBeGreaterThan(10);
    expect(await walk(sourceFor(viewer), 'UPDATED_DESC', 50, false)).toEqual(idsOf(expected));
    expect(await sourceFor(viewer).count({})).toBe(expected.length);
  });

  it.each(Object.entries(viewers))('gives the %s by id what is open to it', async (_, viewer) => {
    const ids = [
      ...invented.truths.map(({ record }) => String(record['id'])),
      'm1:finding:reports:99999',
      'm1:finding:nowhere:1',
      'm2:finding:reports:7',
      'rubbish',
      'm1:finding:reports:007',
      'm1:finding:reports:x',
    ];
    const seen = new Set(seenBy(invented.truths, viewer));
    const kept = [
      'id',
      'member',
      'organization',
      'country',
      'holding',
      'state',
      'supersedes',
      'note',
      'updatedAt',
      'visibility',
    ];
    const expected = invented.truths.map((truth) => {
      if (!seen.has(truth)) return null;
      if (truth.record['state'] !== 'WITHDRAWN') return truth.record;
      return Object.fromEntries(
        Object.entries(truth.record).map(([name, value]) => [name, kept.includes(name) ? value : null]),
      );
    });
    expect(await sourceFor(viewer).byIds(ids, linkedFields)).toEqual([
      ...expected,
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it('gives one page for each parent, as a list with that filter would', async () => {
    const source = sourceFor(network);
    const countries = ['GE', 'nowhere', 'RU', 'GE', 'ge'];
    for (const order of orders) {
      for (const page of [{ first: 4 }, { last: 4 }, { first: 100 }]) {
        const query = {
          filter: { severity: ['LOW', 'MEDIUM', 'HIGH'] },
          order,
          page,
          want: new Set(['title', 'country']),
        };
        const pages = await source.pages('country', countries, query);
        const lists = await Promise.all(
          countries.map((country) =>
            source.list({ ...query, filter: { ...query.filter, country: [country] } }),
          ),
        );
        expect(pages).toEqual(lists);
      }
    }
  });

  it('gathers more parents than one statement holds', async () => {
    const parents = Array.from({ length: 120 }, (_, index) => (index === 110 ? 'RU' : `C${index}`));
    const pages = await sourceFor(owner).pages('country', parents, {
      filter: {},
      order: 'OBSERVED_ASC',
      page: { first: 3 },
      want: id,
    });
    expect(pages.map(({ edges }) => edges.length)).toEqual(
      parents.map((parent) => (parent === 'RU' ? 3 : 0)),
    );
  });

  const summaries: { by: string[]; fields: string[]; filter: Filter }[] = [
    { by: [], fields: [], filter: {} },
    { by: ['SEVERITY'], fields: ['severity'], filter: {} },
    { by: ['THEME'], fields: ['themes'], filter: {} },
    { by: ['AFFECTED', 'ATTACK'], fields: ['affected', 'attack'], filter: { includeCopies: true } },
    { by: ['ORGANIZATION', 'COUNTRY', 'MEMBER'], fields: ['organization', 'country', 'member'], filter: {} },
    { by: ['ELECTION'], fields: ['elections'], filter: { country: ['GE'] } },
    { by: ['TONE'], fields: ['tone'], filter: {} },
    { by: ['MONTH'], fields: ['observedAt'], filter: {} },
    { by: ['SEVERITY'], fields: ['severity'], filter: { severity: [] } },
  ];

  it.each(summaries)('counts by $by with $filter', async ({ by, fields, filter }) => {
    const rows = matching(invented.truths, partner, filter);
    const copies = matching(invented.truths, partner, { ...filter, includeCopies: true }).filter(
      ({ record }) => record['holding'] === 'COPY',
    );
    const counts = new Map<string, number>();
    for (const { record } of by.length === 0 ? [] : rows) {
      const values = fields.map((field) => {
        const words = ([] as unknown[]).concat(record[field] ?? []);
        return words.length === 0
          ? [null]
          : words.map((word) => (field === 'observedAt' ? String(word).slice(0, 7) : word));
      });
      const combinations = values.reduce<unknown[][]>(
        (keys, options) => keys.flatMap((key) => options.map((option) => [...key, option])),
        [[]],
      );
      for (const keys of combinations)
        counts.set(JSON.stringify(keys), (counts.get(JSON.stringify(keys)) ?? 0) + 1);
    }
    const summary = await sourceFor(partner).summarize({ filter, by });
    expect({ total: summary.total, copies: summary.copies }).toEqual({
      total: rows.length,
      copies: copies.length,
    });
    expect(
      Object.fromEntries(summary.buckets.map(({ keys, count }) => [JSON.stringify(keys), count])),
    ).toEqual(Object.fromEntries(counts));
    expect(summary.buckets).toEqual(mergeBuckets(summary.buckets));
  });

  it('tells what its open records cover', async () => {
    const rows = matching(invented.truths, everyone, { includeCopies: true });
    const originals = matching(invented.truths, everyone, {});
    const all = (field: string, among = rows) =>
      [...new Set(among.flatMap(({ record }) => record[field] ?? []))].sort();
    const times = rows.flatMap(({ record }) => (record['observedAt'] as string | null) ?? []).sort();
    expect(await sourceFor(everyone).coverage()).toEqual({
      countries: all('country'),
      elections: all('elections'),
      organizations: all('organization'),
      authors: all('organization', originals),
      from: times[0],
      until: times.at(-1),
      asOf: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });
  });

  it('refuses a cursor that its own source never wrote', async () => {
    const query = { filter: {}, order: 'OBSERVED_ASC', want: id };
    const { edges } = await sourceFor(owner).list({ ...query, page: { first: 1 } });
    const parts = decodeCursor(edges[0]?.cursor ?? '', recordType('Finding'), 'OBSERVED_ASC');
    const after = encodeCursor({ ...parts, local: "reports\0' or 1=1" });
    await expect(sourceFor(owner).list({ ...query, page: { first: 1, after } })).rejects.toThrow(
      expect.objectContaining({ name: 'CursorError' }),
    );
  });
});
