// Statements and documents are prepared once and used by everybody. Whoever asked before, and with whatever rights, a viewer
// sees its own rows and its own words.
import type { Call, Viewer } from '@observer-graph/executor';
import { type OpenLink, openLink, parseLink } from '@observer-graph/source-sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMember, type Member } from '../src/index.ts';
import { type KitDatabase, mariadb, postgres, sqlite } from './kit/databases.ts';

const levels = ['PUBLIC', 'NETWORK', 'PARTNERS', 'OWNER'] as const;

/** Row by row: level 0 to 3, an embargo that is over, to come, or none that anybody set; a name in each text. */
const rows = Array.from({ length: 48 }, (_, index) => ({
  id: index + 1,
  level: index % 4,
  embargo: ['2020-01-01', '2190-01-01', null][Math.floor(index / 4) % 3] ?? null,
  words: `Nino Beridze saw ${index + 1}`,
}));

const tables = `
  create table report (id int primary key, level int not null, embargo date, words varchar(60) not null);
  insert into report values ${rows
    .map(
      ({ id, level, embargo, words }) =>
        `(${id}, ${level}, ${embargo ? `'${embargo}'` : 'null'}, '${words}')`,
    )
    .join(', ')};`;

const link = (dialect: string) => `
member: demo
database: { dialect: ${dialect}, url: $DATABASE_URL }
defaults: { organization: demo, observerKind: CITIZEN, country: GE, timezone: UTC, language: en }
findings:
  reports:
    from: report
    key: id
    fields:
      kind: { constant: INCIDENT }
      title: { column: words, redact: { words: [Nino Beridze], for: NETWORK } }
    visibility: { column: level, values: { 0: PUBLIC, 1: NETWORK, 2: PARTNERS, 3: OWNER } }
    embargoUntil: embargo
`;

const viewers: readonly Viewer[] = [
  ...levels.map((level) => ({ level })),
  ...levels.map((level) => ({ level, member: 'other' })),
  { level: 'OWNER', member: 'demo' },
  { level: 'PUBLIC', member: 'demo' },
];

interface Told {
  readonly id: string;
  readonly title: string;
}

/** By the rows alone: what the viewer may see of them. */
function allowed({ level, member }: Viewer) {
  const own = member === 'demo';
  const rank = Math.min(levels.indexOf(level), 2);
  return rows
    .filter((row) => own || (row.level <= rank && row.embargo === '2020-01-01'))
    .map(({ id, words }) => ({
      id: `demo:finding:reports:${id}`,
      title: own || rank > 1 ? words : words.replace('Nino Beridze', '[…]'),
    }));
}

const listed = `query ($first: Int!, $ids: [_Any!]!) {
  findings(first: $first) { totalCount edges { node { id title } } }
  _entities(representations: $ids) { ... on Finding { id title } }
}`;
const searched = `query ($text: [String!]) {
  findings(first: 50, filter: { text: $text }) { edges { node { id title } } }
  findingSummary(by: [COUNTRY]) { total buckets { keys count } }
}`;
const ids = rows.map(({ id }) => ({ __typename: 'Finding', id: `demo:finding:reports:${id}` }));

const servers = { postgres, mysql: mariadb, sqlite };

describe.each(['postgres', 'mysql', 'sqlite'] as const)(
  'What is prepared for one viewer, over %s,',
  (dialect) => {
    let database: KitDatabase;
    let opened: OpenLink;
    let member: Member;
    beforeAll(async () => {
      database = await servers[dialect](tables);
      opened = await openLink(
        parseLink(link(dialect), { file: 'demo.yaml', env: { DATABASE_URL: database.url } }),
      );
      member = createMember({ code: 'demo', link: opened });
    }, 60_000);
    afterAll(async () => {
      member?.close();
      await opened?.close();
      await database?.drop();
    });

    // biome-ignore lint/suspicious/noExplicitAny: answers have the form that was asked for
    async function asked(viewer: Viewer, query: string, variables: object): Promise<any> {
      const call: Call = {
        viewer,
        signal: new AbortController().signal,
        deadline: Date.now() + 60_000,
        report: () => {},
      };
      const executor = member.executors.get('findings');
      const { data, errors } = (await executor?.({ query, variables: { ...variables } }, call)) ?? {};
      expect(errors).toBeUndefined();
      return data;
    }

    const byId = (records: readonly Told[]) =>
      [...records].sort((one, other) => (one.id < other.id ? -1 : 1));

    const look = async (viewer: Viewer) => {
      const may = byId(allowed(viewer));
      const { findings, _entities } = await asked(viewer, listed, { first: 50, ids });
      expect(byId(findings.edges.map(({ node }: { node: Told }) => node))).toEqual(may);
      expect(findings.totalCount).toBe(may.length);
      expect(byId(_entities.filter((entity: unknown) => entity !== null))).toEqual(may);

      const { findings: found, findingSummary } = await asked(viewer, searched, { text: ['beridze'] });
      const open = may.filter(({ title }) => title.includes('Beridze'));
      expect(byId(found.edges.map(({ node }: { node: Told }) => node))).toEqual(open);
      expect(findingSummary.total).toBe(may.length);
    };

    it('is of no use to another, who asks next', async () => {
      // Each after each, and often enough for all to be prepared.
      for (const first of viewers) {
        for (const next of viewers) {
          await look(first);
          await look(next);
        }
      }
    }, 120_000);

    it('is of no use to another, who asks at the same time', async () => {
      await Promise.all(Array.from({ length: 5 }, () => viewers.map(look)).flat());
    }, 120_000);
  },
);
