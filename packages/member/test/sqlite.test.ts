import { openLink, readLinkFile } from '@observer-graph/source-sql';
import Database from 'libsql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMember, type Served, serveMember } from '../src/index.ts';
import { ask } from './ask.ts';
import { type Golos, golos } from './golos.ts';

let database: Golos;
let served: Served;
let close: () => Promise<void>;

beforeAll(async () => {
  database = await golos();
  const link = await openLink(await readLinkFile(database.linkFile, { env: {} }));
  served = await serveMember({ member: createMember({ code: 'golos', link }), port: 0 });
  close = async () => {
    await served.close();
    await link.close();
    await database.remove();
  };
}, 30_000);

afterAll(() => close?.());

const findings = async (query: string, variables: object = {}) =>
  (await ask(`${served.url}/findings`, query, { variables })).body;

const election = 'RU-2021-09-19-parliamentary';

describe('a member over an SQLite database', () => {
  it('lists what is public, in order, in the contract’s words', async () => {
    expect(
      await findings(
        `{ findings(first: 10) { totalCount edges { node {
          id title themes severity observedAt member organization { id } country { code } elections { id } mission { id title }
        } } } }`,
      ),
    ).toEqual({
      data: {
        findings: {
          totalCount: 4,
          edges: [
            ['5', 'Удалён наблюдатель', 'OBSERVER_RIGHTS', 'MEDIUM', '2021-09-19T09:30:00Z'],
            ['1', 'Карусель на участке 12', 'BALLOT_FRAUD', 'HIGH', '2021-09-19T06:00:00Z'],
            ['2', 'Открылись вовремя', 'VOTING', null, '2021-09-19T02:00:00Z'],
            ['4', 'Без времени', 'VOTING', 'LOW', null],
          ].map(([key, title, theme, severity, observedAt]) => ({
            node: {
              id: `golos:finding:reports:${key}`,
              title,
              themes: [theme],
              severity,
              observedAt: observedAt === null ? null : expect.stringMatching(instant(observedAt ?? '')),
              member: 'golos',
              organization: { id: 'golos' },
              country: { code: 'RU' },
              elections: key === '4' ? expect.toSatisfy(isEmpty) : [{ id: election }],
              mission: key === '4' ? null : { id: 'golos:mission:campaigns:1', title: 'Наблюдение 2021' },
            },
          })),
        },
      },
    });
  });

  it.each(['OBSERVED_DESC', 'OBSERVED_ASC', 'SEVERITY_DESC'])(
    'pages by %s both ways, reaching every record once',
    async (order) => {
      const query = (page: string) =>
        `query ($cursor: String) { findings(orderBy: ${order}, ${page}: $cursor) {
          edges { node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        } }`;
      const all = await walk(query('first: 10, after'), 'endCursor', 'hasNextPage');
      const forward = await walk(query('first: 1, after'), 'endCursor', 'hasNextPage');
      const backward = await walk(query('last: 1, before'), 'startCursor', 'hasPreviousPage');
      expect(all).toHaveLength(4);
      expect(forward).toEqual(all);
      expect(backward).toEqual(all.toReversed());
    },
  );

  it('looks records up by id, and knows nothing of hidden and missing ones', async () => {
    expect(
      await findings(`{
        there: finding(id: "golos:finding:reports:1") { title }
        hidden: finding(id: "golos:finding:reports:3") { title }
        missing: finding(id: "golos:finding:reports:99") { title }
        foreign: finding(id: "isfed:finding:reports:1") { title }
        malformed: finding(id: "1 OR 1=1") { title }
      }`),
    ).toEqual({
      data: {
        there: { title: 'Карусель на участке 12' },
        hidden: null,
        missing: null,
        foreign: null,
        malformed: null,
      },
    });
  });

  it('resolves entities and what belongs to them', async () => {
    expect(
      await findings(
        `query ($of: [_Any!]!) { _entities(representations: $of) {
          ... on Election { id findings(first: 2, filter: { severity: [HIGH, MEDIUM] }) { totalCount edges { node { title } } } }
          ... on Mission { title startsOn findings(last: 1) { totalCount edges { node { title } } } }
          ... on Country { missions(first: 1) { totalCount } documents(first: 1) { totalCount } }
          ... on Finding { title }
        } }`,
        {
          of: [
            { __typename: 'Election', id: election },
            { __typename: 'Election', id: 'RU-2024-03-17-presidential' },
            { __typename: 'Mission', id: 'golos:mission:campaigns:1' },
            { __typename: 'Country', code: 'RU' },
            { __typename: 'Finding', id: 'golos:finding:reports:3' },
          ],
        },
      ),
    ).toEqual({
      data: {
        _entities: [
          {
            id: election,
            findings: {
              totalCount: 2,
              edges: [
                { node: { title: 'Удалён наблюдатель' } },
                { node: { title: 'Карусель на участке 12' } },
              ],
            },
          },
          { id: 'RU-2024-03-17-presidential', findings: { totalCount: 0, edges: [] } },
          {
            title: 'Наблюдение 2021',
            startsOn: '2021-09-01',
            findings: { totalCount: 3, edges: [{ node: { title: 'Открылись вовремя' } }] },
          },
          { missions: { totalCount: 1 }, documents: { totalCount: 0 } },
          null,
        ],
      },
    });
  });

  it('counts in the database', async () => {
    expect(
      await findings(
        '{ findingSummary(by: [THEME]) { total copies buckets { keys count } sources { complete pruned members { member state } } } }',
      ),
    ).toEqual({
      data: {
        findingSummary: {
          total: 4,
          copies: 0,
          buckets: [
            { keys: ['VOTING'], count: 2 },
            { keys: ['BALLOT_FRAUD'], count: 1 },
            { keys: ['OBSERVER_RIGHTS'], count: 1 },
          ],
          sources: { complete: true, pruned: 0, members: [{ member: 'golos', state: 'OK' }] },
        },
      },
    });
  });

  it('finds text in Cyrillic, whatever the case', async () => {
    expect(await findings('{ findings(filter: { text: "НАБЛЮДАТЕЛЬ" }) { totalCount } }')).toEqual({
      data: { findings: { totalCount: 1 } },
    });
  });

  it('tells what its public records cover', async () => {
    const card = await (await fetch(`${served.url}/.well-known/observer-member.json`)).json();
    expect(card).toMatchObject({
      code: 'golos',
      domains: {
        findings: {
          path: 'findings',
          records: {
            Finding: { countries: ['RU'], elections: [election], organizations: ['golos'] },
            Mission: { countries: ['RU'] },
          },
        },
      },
    });
  });

  it('answers every selectable field of a finding', async () => {
    const { data, errors } = await findings(
      `{ finding(id: "golos:finding:reports:1") {
        observerKind holding original state supersedes { id } note reference { document quote } language translations { text }
        updatedAt licence visibility embargoUntil kind description tone reportedBy phases verification followUp
        observedAtPrecision place { name latitude } affected attack handling base { cases of } remedies { forum }
        evidence { kind url } commitments { instrument } followUpOf { id } sameIncidentAs { id }
      } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.finding).toMatchObject({
      observerKind: 'CITIZEN',
      holding: 'ORIGINAL',
      state: 'CURRENT',
      language: 'ru',
      visibility: 'PUBLIC',
      kind: 'INCIDENT',
    });
  });

  it('keeps what the database says from clients', async () => {
    const broken = await golos();
    const link = await openLink(await readLinkFile(broken.linkFile, { env: {} }));
    const logged: unknown[] = [];
    const member = createMember({ code: 'golos', link, onError: (error) => logged.push(error) });
    const { url, close: stop } = await serveMember({ member, port: 0 });
    const database = new Database(broken.databaseFile);
    database.exec('DROP TABLE report');
    database.close();
    const { body } = await ask(`${url}/findings`, '{ findings(first: 5) { edges { node { title } } } }');
    await stop();
    await link.close();
    await broken.remove();
    expect(body).toEqual({
      data: { findings: null },
      errors: [
        {
          // The name of a source is part of its records' ids, and so no secret.
          message:
            'The database behind "reports" could not answer this. Its administrator finds the reason in the log.',
          path: ['findings'],
          extensions: { code: 'SOURCE_FAILED' },
        },
      ],
    });
    expect(logged).toHaveLength(1);
  });
});

/** Ids of all records, in the order in which paging reaches them. */
async function walk(query: string, cursorField: string, moreField: string): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const { data, errors } = await findings(query, { cursor });
    expect(errors).toBeUndefined();
    const { edges, pageInfo } = data.findings;
    ids.push(...edges.map((edge: { node: { id: string } }) => edge.node.id));
    cursor = pageInfo[moreField] ? pageInfo[cursorField] : null;
  } while (cursor !== null && ids.length < 100);
  return ids;
}

/** The instant with any number of zeros after its seconds. */
function instant(text: string): RegExp {
  return new RegExp(`^${text.slice(0, -1)}(\\.0+)?Z$`);
}

function isEmpty(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}
