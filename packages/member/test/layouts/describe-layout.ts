import { join } from 'node:path';
import type { Visibility } from '@observer-graph/executor';
import { type OpenLink, openLink, readLinkFile } from '@observer-graph/source-sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMember, type Member } from '../../src/index.ts';
import { examples, type LayoutDatabase, layoutDatabase, type Row } from './layout-database.ts';
import { Asking, leaves, levels, recordsOf, type Served, viewersOf } from './served.ts';

export interface Layout {
  readonly example: string;
  readonly dialect: 'postgres' | 'mysql' | 'sqlite';
  readonly code: string;
  /** The environment variable with the database's URL or path. */
  readonly variable: string;
  /** Columns whose contents, or some of them, are there to be seen. */
  readonly shown: Readonly<Record<string, readonly string[]>>;
  /** Columns that decide about rows, join or get translated, and are themselves not to be seen. */
  readonly used: Readonly<Record<string, readonly string[]>>;
  /**
   * What is to be served, worked out from the rows by the test's own means: all records that lists have, at any level,
   * by the names of their types. Each has its `id` and `visibility`; absent fields are left out.
   */
  expected(rows: Rows): Readonly<Record<string, readonly Served[]>>;
  /** Ids that the rows left out would have. */
  hidden(rows: Rows): readonly string[];
}

export type Rows = Readonly<Record<string, readonly Row[]>>;

/** What no answer may have in it: planted in every column that is neither shown nor used. */
const mark = {
  text: 'zq7',
  number: '774191',
  fraction: '77.419',
  time: '2037-07-19 17:27:37',
  uuid: '77419177-4191-4774-9177-419177419177',
};
const marks = [mark.text, mark.number, mark.fraction, '2037-07-1', mark.uuid];

/** The tests that are the same for every layout. */
export function describeLayout(layout: Layout): void {
  describe(`The ${layout.example} example`, () => {
    let database: LayoutDatabase;
    let link: OpenLink;
    let member: Member;
    let expected: Readonly<Record<string, readonly Served[]>>;
    let hidden: readonly string[];
    let unseen: readonly string[];

    beforeAll(async () => {
      database = await layoutDatabase(layout.example, layout.dialect);
      const rows = await rowsOf(database);
      expected = layout.expected(rows);
      hidden = layout.hidden(rows);
      unseen = unseenValues(rows, layout);
      await plantMarks(database, layout);
      link = await openLink(
        await readLinkFile(join(examples, layout.example, 'member.yaml'), {
          env: { [layout.variable]: database.url },
        }),
      );
      member = createMember({ code: layout.code, link });
    }, 60_000);
    afterAll(async () => {
      member?.close();
      await link?.close();
      await database?.drop();
    });

    const seenBy = (name: string, viewer: string): readonly Served[] =>
      (expected[name] ?? []).filter(({ visibility }) => mayBeSeen(visibility, viewer));

    it.each(viewersOf(layout.code))(
      'gives %s exactly the records that the rows tell of',
      async (name, viewer) => {
        const asking = new Asking(member, viewer);
        for (const record of recordsOf(member, Object.keys(expected))) {
          const wanted = byId(seenBy(record.name, name));
          const [order = ''] = record.orders.keys();
          const listed = await asking.list(record, order);
          expect(byId(listed)).toEqual(wanted);
          expect(await asking.list(record, order, { size: 23, backward: true })).toEqual(listed);
          expect(
            byId(
              (await asking.byIds(
                record,
                wanted.map(({ id }) => id),
              )) as Served[],
            ),
          ).toEqual(wanted);
        }
      },
    );

    it.each(viewersOf(layout.code))(
      'shows %s no other row or column, by whatever way',
      async (name, viewer) => {
        const asking = new Asking(member, viewer);
        for (const record of recordsOf(member, Object.keys(expected))) {
          const all = expected[record.name] ?? [];
          const visible = seenBy(record.name, name);
          for (const order of record.orders.keys()) {
            expect(await asking.list(record, order, { size: 500 })).toHaveLength(visible.length);
          }
          const strangers = hidden.filter((id) => id.split(':')[1] === record.slug);
          const ids = [...all.filter((each) => !visible.includes(each)).map(({ id }) => id), ...strangers];
          expect(await asking.byIds(record, ids)).toEqual(ids.map(() => null));
          const text = record.filters.get('text');
          if (text) {
            expect(await asking.count(record, { text: marks })).toBe(0);
            const worded = visible.filter((each) => text.fields.some((field) => field in each));
            expect(await asking.count(record, { text: '' })).toBe(worded.length);
          }
          for (const { name: dimension, field, unit } of record.dimensions.values()) {
            const { total, buckets } = await asking.summary(record, dimension);
            expect(total).toBe(visible.length);
            expect(counted(buckets)).toEqual(countsOf(visible, field, unit));
          }
        }
        const answers = [...asking.values, ...leaves(await member.card())].join('\n');
        expect(marks.filter((each) => answers.includes(each))).toEqual([]);
        expect(unseen.filter((value) => answers.includes(value))).toEqual([]);
      },
    );

    it('plants marks in every column that is neither shown nor used', async () => {
      const rows = await rowsOf(database);
      for (const { table, column } of await strangersOf(database, layout)) {
        const values = (rows[table] ?? []).map((row) => row[column]);
        const unmarked = values.filter((value) => !marks.some((each) => written(value).includes(each)));
        expect(unmarked, `${table}.${column}`).toEqual([]);
      }
    });
  });
}

function mayBeSeen(visibility: Visibility, viewer: string): boolean {
  if (viewer === 'its owner') return true;
  return visibility !== 'OWNER' && levels.indexOf(visibility) <= levels.indexOf(viewer as Visibility);
}

function byId(records: readonly Served[]): Served[] {
  return [...records].sort((one, other) => (one['id'] < other['id'] ? -1 : 1));
}

function counted(buckets: readonly Row[]): Map<unknown, number> {
  return new Map(buckets.map(({ keys: [key], count }) => [key, count]));
}

function countsOf(records: readonly Served[], field: string, unit?: string): Map<unknown, number> {
  const counts = new Map<unknown, number>();
  for (const record of records) {
    const values = ([] as unknown[]).concat(record[field] ?? []);
    for (const value of values.length === 0 ? [null] : values) {
      const key = unit === 'MONTH' && value !== null ? String(value).slice(0, 7) : value;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}

async function rowsOf(database: LayoutDatabase): Promise<Rows> {
  const tables = [...new Set((await database.columns()).map(({ table }) => table))];
  const entries = [];
  for (const table of tables) entries.push([table, await database.rows(table)] as const);
  return Object.fromEntries(entries);
}

/** The raw contents of columns that only decide: long enough not to be found by chance, no words of the contract, not shown elsewhere. */
function unseenValues(rows: Rows, { shown, used }: Layout): string[] {
  const visible = new Set(valuesIn(rows, shown));
  return [...new Set(valuesIn(rows, used))].filter(
    (value) => value.length >= 8 && !/^[A-Z_]+$/.test(value) && !visible.has(value),
  );
}

function valuesIn(rows: Rows, columns: Layout['used']): string[] {
  return Object.entries(columns).flatMap(([table, names]) =>
    names.flatMap((name) =>
      (rows[table] ?? []).map((row) => {
        if (!(name in row)) throw new Error(`${table} has no column ${name}`);
        return written(row[name]);
      }),
    ),
  );
}

function written(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

/** Columns that the link file has no business with; those of keys stay what they are, since rows hang together by them. */
async function strangersOf(database: LayoutDatabase, { shown, used }: Layout) {
  return (await database.columns()).filter(
    ({ table, column, type, length, key }) =>
      !key &&
      !shown[table]?.includes(column) &&
      !used[table]?.includes(column) &&
      markOf(type, length, '') !== null,
  );
}

async function plantMarks(database: LayoutDatabase, layout: Layout): Promise<void> {
  const assignments = new Map<string, string[]>();
  for (const { table, column, type, length } of await strangersOf(database, layout)) {
    const name = database.quoted(column);
    const marked = `${name} = ${markOf(type, length, name, database.rowNumber)}`;
    assignments.set(table, [...(assignments.get(table) ?? []), marked]);
  }
  for (const [table, marked] of assignments) {
    await database.execute(`update ${database.quoted(table)} set ${marked.join(', ')}`);
  }
}

/** @returns null where no mark has room */
function markOf(type: string, length: number | null, name: string, rowNumber = ''): string | null {
  // What must be unique stays so.
  if (/char|text|blob/.test(type)) {
    if (length !== null && length < 12) return null;
    const whole = `concat('${mark.text} ', ${rowNumber}, coalesce(${name}, ''))`;
    return length !== null && length < 200 ? `substr(${whole}, 1, ${length})` : whole;
  }
  if (/^(int|integer|bigint|double|real)/.test(type)) return mark.number;
  if (/^(numeric|decimal)/.test(type)) return mark.fraction;
  if (/^(timestamp|datetime)/.test(type)) return `'${mark.time}'`;
  if (type === 'date') return `'${mark.time.slice(0, 10)}'`;
  if (type === 'jsonb') return `'{"${mark.text}": "${mark.text}"}'`;
  if (type === 'uuid') return `'${mark.uuid}'`;
  return null;
}
