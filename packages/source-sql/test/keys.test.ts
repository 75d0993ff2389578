import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Source } from '@observer-graph/source';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLink, writeSnapshot } from '../src/index.ts';
import { inspectLink } from '../src/inspect/inspect-link.ts';
import { linkOf, type SourceDraft } from './support/links.ts';
import { servers, type TestDatabase } from './support/servers.ts';

const want = new Set(['id']);

/** The keys of a list as its pages of one record give them. */
async function pagedKeys(source: Source, order: string, backward: boolean): Promise<string[]> {
  const keys: string[] = [];
  let cursor: string | undefined;
  do {
    const page = backward
      ? { last: 1, ...(cursor && { before: cursor }) }
      : { first: 1, ...(cursor && { after: cursor }) };
    const { edges, hasNextPage, hasPreviousPage } = await source.list({ filter: {}, order, page, want });
    keys.push(...edges.map(({ node }) => String(node['id']).replace('m1:finding:notes:', '')));
    cursor = (backward ? hasPreviousPage : hasNextPage) ? edges[0]?.cursor : undefined;
  } while (cursor !== undefined && keys.length < 20);
  return keys;
}

interface Kind {
  readonly type: string;
  /** As SQL writes them. */
  readonly keys: readonly string[];
  /** The same as they stand in ids, in the order of lists. */
  readonly inIds: readonly string[];
}

const uuids = [
  '00000000000000000000000000000000',
  '00ff61628080fffe3f3f3f3f0a0b0c0d',
  'ffffffffffffffffffffffffffffffff',
];
const halves = { keys: ['0.50', '1.50', '2.00', '10.00', '-1.50'], inIds: ['-1.5', '0.5', '1.5', '10', '2'] };
const binary = { keys: uuids.map((uuid) => `unhex('${uuid}')`), inIds: uuids };
const kinds: Readonly<Record<'postgres' | 'mysql' | 'sqlite', readonly Kind[]>> = {
  postgres: [
    { type: 'numeric(10,2)', ...halves },
    {
      type: 'numeric',
      keys: ['1.500', '100', '12345678901234567890123.10'],
      inIds: ['1.5', '100', '12345678901234567890123.1'],
    },
    { type: 'float8', keys: ['0.5', '2', '1e30', '1e-9'], inIds: ['0.5', '1e%2B30', '1e-09', '2'] },
    { type: 'real', keys: ['0.1', '0.2'], inIds: ['0.1', '0.2'] },
    {
      type: 'bigint',
      keys: ['-9223372036854775808', '-1', '9223372036854775807'],
      inIds: ['-9223372036854775808', '-1', '9223372036854775807'],
    },
    { type: 'bytea', keys: [`'\\x00ff'`, `'\\x3f3f'`], inIds: ['%5Cx00ff', '%5Cx3f3f'] },
  ],
  mysql: [
    { type: 'decimal(6,2)', ...halves },
    {
      type: 'decimal(30,0)',
      keys: ['12345678901234567890123', '12345678901234567890124'],
      inIds: ['12345678901234567890123', '12345678901234567890124'],
    },
    { type: 'double', keys: ['0.5', '2', '1e30'], inIds: ['0.5', '1e30', '2'] },
    { type: 'float', keys: ['0.1', '0.2'], inIds: ['0.1', '0.2'] },
    {
      type: 'int(8) zerofill',
      keys: ['0', '12', '102', '4294967295'],
      inIds: ['0', '12', '102', '4294967295'],
    },
    {
      type: 'bigint unsigned',
      keys: ['0', '9223372036854775808', '18446744073709551615', '7'],
      inIds: ['0', '7', '9223372036854775808', '18446744073709551615'],
    },
    {
      type: 'bigint',
      keys: ['-9223372036854775808', '-1', '9223372036854775807'],
      inIds: ['-9223372036854775808', '-1', '9223372036854775807'],
    },
    { type: 'binary(16)', ...binary },
    { type: 'varbinary(16)', keys: ["'a'", "'ж'"], inIds: ['a', '%D0%B6'] },
  ],
  sqlite: [
    { type: 'real', keys: ['0.5', '1', '2.25', '1e30'], inIds: ['0.5', '1', '1.0e%2B30', '2.25'] },
    { type: 'numeric', keys: ['0.5', '1', '2.25'], inIds: ['0.5', '1', '2.25'] },
  ],
};

describe.each(['postgres', 'mysql', 'sqlite'] as const)('Keys in %s', (dialect) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await servers[dialect]();
  });
  afterAll(() => database?.drop());

  const draft: SourceDraft = { fields: {} };
  async function fill(type: string, keys: readonly string[]) {
    await database.execute('drop table if exists notes');
    await database.execute(`create table notes (id ${type} not null primary key)`);
    for (const key of keys) await database.execute(`insert into notes values (${key})`);
  }
  /** The keys that an inspection says nothing leads back to. */
  async function lostKeys() {
    const inspection = await inspectLink(linkOf(database.settings, { notes: draft }));
    const lost: string[] = [];
    for await (const batch of inspection.sources[0]?.records() ?? []) {
      lost.push(...batch.filter(({ canBeFound }) => !canBeFound).map(({ key }) => key.join(',')));
    }
    await inspection.close();
    return lost;
  }

  it.each(kinds[dialect])(
    'of the type $type lead to their records, and from page to page',
    async ({ type, keys, inIds }) => {
      await fill(type, keys);
      const open = await openLink(linkOf(database.settings, { notes: draft }));
      try {
        const source = open.sourceFor('Finding')?.({ level: 'PUBLIC' }) as Source;
        const ids = inIds.map((key) => `m1:finding:notes:${key}`);
        expect(await source.byIds(ids, want)).toEqual(ids.map((id) => ({ id })));
        for (const order of ['OBSERVED_ASC', 'OBSERVED_DESC']) {
          const expected = order === 'OBSERVED_ASC' ? inIds : [...inIds].reverse();
          expect(await pagedKeys(source, order, false)).toEqual(expected);
          expect(await pagedKeys(source, order, true)).toEqual([...expected].reverse());
        }
      } finally {
        await open.close();
      }
      expect(await lostKeys()).toEqual([]);
    },
  );

  const lost: Readonly<
    Record<string, readonly { type: string; keys: readonly string[]; found: readonly string[] }[]>
  > = {
    postgres: [{ type: 'numeric', keys: ["'NaN'", '7'], found: ['NaN'] }],
    mysql: [
      { type: 'varbinary(16)', keys: ["unhex('ff')", "'a'", "unhex('80')", "'?'"], found: ['?', '?'] },
      { type: 'varchar(16)', keys: ["concat('a', char(0))", "'a'"], found: ['a\0'] },
    ],
    sqlite: [
      {
        type: 'int',
        keys: ['7', "'12/A'", '1.5', "'12345678901234567/A'"],
        found: ['1.5', '12/A', '12345678901234567/A'],
      },
      { type: 'blob', keys: ["x'ff'", "x'61'", "'b'"], found: ['a', '\ufffd'] },
      { type: 'varbinary(16)', keys: ["x'00ff'", "'b'"], found: ['\0\ufffd'] },
      {
        type: 'text',
        keys: ["x'61'", "'\ufffd'", "'жб°😀'", "cast(x'e9' as text)", "'a' || char(0)"],
        found: ['a', 'a\0', '\ufffd'],
      },
    ],
  };
  it.each(lost[dialect] ?? [])(
    'of the type $type that nothing leads back to are found by an inspection',
    async ({ type, keys, found }) => {
      await fill(type, keys);
      expect((await lostKeys()).sort()).toEqual(found);
    },
  );

  it.each(lost[dialect] ?? [])(
    'of the type $type that nothing leads back to are refused',
    async ({ type, keys }) => {
      await fill(type, keys);
      const messages: string[] = [];
      const log = (message: string) => messages.push(message);
      const open = await openLink(linkOf(database.settings, { notes: draft }), { log });
      try {
        await open.refuseFaultyKeys();
        expect(messages.join()).toMatch(
          /source "notes": \d rows? (has|have) a key that leads to no record: id = /,
        );
        const page = { filter: {}, order: 'OBSERVED_ASC', page: { first: 5 }, want };
        const listed = open.sourceFor('Finding')?.({ level: 'PUBLIC' }).list(page);
        await expect(listed).rejects.toMatchObject({
          extensions: { code: 'SOURCE_FAILED', source: 'notes' },
        });
      } finally {
        await open.close();
      }
      const to = join(tmpdir(), `${randomUUID()}.sqlite`);
      const snapshot = writeSnapshot(linkOf(database.settings, { notes: draft }), { to });
      await expect(snapshot).rejects.toThrow(/a row has the key .*, which leads to no record/s);
    },
  );

  it.runIf(dialect === 'sqlite')(
    'that are no integers, in a column of them, make no list before they are looked at',
    async () => {
      await fill('int', ['7', "'12/A'"]);
      const open = await openLink(linkOf(database.settings, { notes: draft }));
      try {
        const page = { filter: {}, order: 'OBSERVED_ASC', page: { first: 5 }, want };
        const listed = open.sourceFor('Finding')?.({ level: 'PUBLIC' }).list(page);
        await expect(listed).rejects.toThrow('A key is "12/A", and its column is of integers.');
      } finally {
        await open.close();
      }
    },
  );

  it('of two columns that the id of a shared record parts elsewhere are refused', async () => {
    await database.execute('drop table if exists notes');
    await database.execute('create table notes (a varchar(9), b varchar(9))');
    await database.execute("insert into notes values ('dop-2005', 'golos'), ('dop/2005', 'golos')");
    const messages: string[] = [];
    const shared: SourceDraft = { record: 'Endorsement', key: ['a', 'b'], fields: {} };
    const open = await openLink(linkOf(database.settings, { notes: shared }), {
      log: (message) => messages.push(message),
    });
    await open.refuseFaultyKeys();
    await open.close();
    expect(messages.join()).toContain('1 row has a key that leads to no record: a, b = dop/2005, golos.');
  });
});
