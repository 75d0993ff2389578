import { recordType } from '@observer-graph/contract';
import type { Viewer } from '@observer-graph/executor';
import { type OpenLink, openLink, parseLink } from '@observer-graph/source-sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMember, type Member } from '../src/index.ts';
import { type KitDatabase, sqlite } from './kit/databases.ts';
import { Asking, leaves } from './layouts/served.ts';

// Rows that nobody else may see, each for a reason of its own; and two that are seen, so that the ways are open.
const rows: readonly (readonly [
  id: number,
  why: string,
  consent: string,
  out: string,
  level: string,
  state: string,
])[] = [
  [1, 'is open', "'yes'", '0', "'open'", "'ok'"],
  [2, 'has no consent', 'null', '0', "'open'", "'ok'"],
  [3, 'has a consent that no rule names', "'maybe'", '0', "'open'", "'ok'"],
  [4, 'has an embargo without an end', "'yes'", 'null', "'open'", "'ok'"],
  [5, 'has an embargo that has not ended', "'yes'", '4102444800', "'open'", "'ok'"],
  [6, 'has an embargo that is no time', "'yes'", "'soon'", "'open'", "'ok'"],
  [7, 'is open by one rule and closed by the other', "'yes'", '0', "'closed'", "'ok'"],
  [8, 'is withdrawn', "'yes'", '0', "'open'", "'gone'"],
];

const text = `member: golos
database: { dialect: sqlite, url: $DATABASE_URL }
defaults: { organization: golos }
findings:
  reports:
    from: report
    key: id
    fields:
      kind: { constant: INCIDENT }
      title: words
      description: { column: words, redact: { patterns: ['(e+)+!$'], for: PUBLIC } }
      country: country
      state: { column: state, values: { gone: WITHDRAWN }, otherwise: CURRENT }
      themes: { column: theme, values: { a: VOTING }, otherwise: OTHER }
      observedAt: { column: seen, format: unix-seconds, precision: EXACT }
    visibility:
      - { column: consent, values: { yes: PUBLIC } }
      - { column: level, values: { open: PUBLIC, closed: OWNER } }
    embargoUntil: { column: out, format: unix-seconds }
`;

const finding = recordType('Finding');
const secret = (id: number) => `secret-${id}x`;

describe.each<Viewer>([
  { level: 'PUBLIC' },
  { level: 'NETWORK', member: 'other' },
  { level: 'PARTNERS', member: 'other' },
  { level: 'OWNER', member: 'other' },
])('A row to be hidden from $level', (viewer) => {
  let database: KitDatabase;
  let link: OpenLink;
  let member: Member;
  beforeAll(async () => {
    database = await sqlite(`
      create table report (id integer primary key, words text, consent text, out, level text, state text, theme text, country text, seen integer);
      insert into report values ${rows
        .map(
          ([id, , consent, out, level, state]) =>
            `(${id}, '${secret(id)}', ${consent}, ${out}, ${level}, ${state}, '${id === 1 ? 'a' : 'b'}', '${id === 1 ? 'GE' : `M${'DKLNRGTO'[id - 1]}`}', ${1_600_000_000 + id * 40_000_000})`,
        )
        .join(', ')};`);
    link = await openLink(parseLink(text, { file: 'golos.yaml', env: { DATABASE_URL: database.url } }));
    member = createMember({ code: 'golos', link });
  });
  afterAll(async () => {
    member?.close();
    await link?.close();
    await database?.drop();
  });

  it.each(rows.slice(1).map(([id, why]) => ({ id, why })))(
    'that $why is not to be had by any way',
    async ({ id, why }) => {
      const asking = new Asking(member, viewer);
      for (const order of finding.orders.keys()) {
        await asking.list(finding, order, { size: 1 });
        await asking.list(finding, order, { size: 1, backward: true });
      }
      const [found] = await asking.byIds(finding, [`golos:finding:reports:${id}`]);
      // Of what is withdrawn it is told that it was there, and nothing of what it said.
      if (why === 'is withdrawn')
        expect(Object.keys(found ?? {})).not.toEqual(
          expect.arrayContaining(['title', 'description', 'themes']),
        );
      else expect(found).toBeNull();
      expect(await asking.count(finding, { text: [secret(id)] })).toBe(0);
      for (const dimension of finding.dimensions.keys()) await asking.summary(finding, dimension);
      const told = [...asking.values, ...leaves(await member.card())].join('\n');
      expect(told).not.toContain(secret(id));
      if (why !== 'is withdrawn') expect(told).not.toContain(`golos:finding:reports:${id}\n`);
    },
  );

  it('is counted by nobody, and the one that is open by everybody', async () => {
    const asking = new Asking(member, viewer);
    const titles = (await asking.list(finding, 'OBSERVED_DESC')).map(({ title }) => title ?? null);
    expect(titles.filter((title) => title !== null)).toEqual([secret(1)]);
    expect(await asking.count(finding, { text: ['secret'] })).toBe(1);
    const { domains } = await member.card();
    expect(domains.findings?.records['Finding']?.countries).not.toContain('MD');
  });
});
