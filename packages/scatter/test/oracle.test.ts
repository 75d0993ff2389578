import { describe, expect, it } from 'vitest';
import { ask, dataOf } from './asking.ts';
import { federation, georgia, moldova } from './world.ts';

const { scatter, oracle } = federation();

interface Connection {
  edges: { cursor: string; node: { id: string } }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
}

describe('a scatter answers as one member would that held all records:', () => {
  it.each([
    [
      'a list in another order',
      '{ findings(first: 7, orderBy: SEVERITY_DESC) { totalCount edges { cursor node { id severity observedAt } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }',
    ],
    [
      'the end of a list',
      '{ findings(last: 5, orderBy: UPDATED_ASC) { edges { node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }',
    ],
    [
      'everything',
      '{ findings(first: 500, filter: { includeCopies: true }) { totalCount edges { node { id holding } } pageInfo { hasNextPage } } }',
    ],
    [
      'one value standing for a list',
      '{ findings(first: 50, filter: { country: "GE", severity: [HIGH, CRITICAL], text: "finding" }) { totalCount edges { node { id country { code } } } } }',
    ],
    [
      'aliases of lists and of fields',
      '{ a: findings(first: 2) { e: edges { c: cursor n: node { i: id t: title title place { n: name } spot: place { path } } } } b: findings(last: 2) { edges { cursor } edges { node { id } } } missions(first: 3) { edges { node { title } } } }',
    ],
    [
      'names that the engine or JavaScript use themselves',
      '{ p0: findings(first: 1) { related: edges { node: cursor cursor: node { __proto__: title constructor: id } } edges { node { related: id } } } }',
    ],
    [
      'fragments',
      'query { ...Root } fragment Root on Query { findings(first: 3) { ...Page } } fragment Page on FindingConnection { edges { node { ... on Finding { id } ...Words ... { kind } } } } fragment Words on Finding { id title mission { ...Whose } } fragment Whose on Mission { title organization { id __typename } }',
    ],
    [
      'the names of types',
      '{ __typename findings(first: 1) { __typename edges { __typename node { __typename place { __typename } mission { __typename } } } pageInfo { __typename } } }',
    ],
    [
      'missions of findings, and their findings',
      '{ findings(first: 8) { edges { node { id mission { id title findings(first: 3, filter: { includeCopies: true }) { totalCount edges { node { id mission { kind } } } pageInfo { hasNextPage endCursor } } } } } } }',
    ],
    [
      'findings that others follow up',
      '{ findings(first: 40, filter: { includeCopies: true }) { edges { node { id followUpOf { id title followUpOf { title } sameIncidentAs { id title } } } } } }',
    ],
    [
      'lists of references',
      '{ findings(first: 40) { edges { node { sameIncidentAs { id title } elections { id findings(first: 1) { totalCount } } } } } }',
    ],
    [
      'lists of countries, elections, organizations',
      '{ findings(first: 6) { edges { node { country { code findings(first: 2) { edges { node { id } } } missions(last: 2) { totalCount edges { node { id title } } } } organization { id findings(first: 1) { totalCount } } } } } }',
    ],
    [
      'a record by its id',
      '{ finding(id: "isfed:finding:f:4") { id title mission { title } } mission(id: "odihr:mission:m:0") { id documents(first: 3) { totalCount edges { node { id } } } findings(last: 2) { edges { node { title } } } } }',
    ],
    [
      'a record that is not there',
      '{ finding(id: "isfed:finding:f:400") { id title } mission(id: "isfed:mission:m:7") { findings(first: 1) { totalCount } } }',
    ],
    [
      'summaries',
      '{ findingSummary(by: [SEVERITY, OBSERVER_KIND]) { total copies buckets { keys count } } all: findingSummary(filter: { includeCopies: true }, by: THEME) { total copies buckets { n: count keys } } missionSummary { total buckets { count } } }',
    ],
    [
      'totals alone',
      '{ findings { totalCount } documents(filter: { country: [] }) { totalCount } missions(filter: { country: "MD" }) { totalCount } }',
    ],
    [
      'dates and instants in filters',
      '{ findings(first: 50, filter: { observedFrom: "2024-10-12T08:00:00Z", observedBefore: "2024-10-14T08:00:00Z" }) { edges { node { id observedAt } } } missions(first: 9, filter: { startsFrom: "2024-09-01" }) { edges { node { id startsOn } } } }',
    ],
    [
      'nothing',
      '{ findings(first: 5, filter: { severity: [] }) { totalCount edges { node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }',
    ],
  ])('%s', async (_, query) => {
    expect(await dataOf(scatter, query)).toEqual(await dataOf(oracle, query));
  });

  it('conditions and variables, also in the middle of an input object, and defaults', async () => {
    const query = `
      query ($who: [ID!]!, $copies: Boolean = true, $order: FindingOrder!, $n: Int!, $title: Boolean!, $edges: Boolean! = true) {
        findings(first: $n, filter: { country: $who, includeCopies: $copies, severity: [LOW, HIGH] }, orderBy: $order) {
          totalCount
          edges @include(if: $edges) { node { id title @include(if: $title) mission @skip(if: $title) { title } } }
        }
      }`;
    for (const title of [true, false]) {
      for (const edges of [true, false, undefined]) {
        const variables = {
          who: ['GE'],
          order: 'SEVERITY_DESC',
          n: 4,
          title,
          ...(edges !== undefined && { edges }),
        };
        expect(await dataOf(scatter, query, variables)).toEqual(await dataOf(oracle, query, variables));
      }
    }
  });

  it('representations of several types, some more than once', async () => {
    const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
      __typename
      ... on Finding { id title mission { title } }
      ... on Mission { title findings(first: 2) { totalCount edges { node { id } } } }
      ... on Country { code findings(first: 2) { edges { node { title } } } missions(first: 1) { totalCount } }
      ... on Election { findings(first: 3, orderBy: UPDATED_DESC) { edges { node { id } } } }
    } }`;
    const representations = [
      { __typename: 'Finding', id: 'golos:finding:f:1' },
      { __typename: 'Country', code: 'GE' },
      { __typename: 'Finding', id: 'odihr:finding:f:2' },
      { __typename: 'Mission', id: 'isfed:mission:m:0' },
      { __typename: 'Finding', id: 'golos:finding:f:1' },
      { __typename: 'Finding', id: 'golos:finding:f:999' },
      { __typename: 'Election', id: georgia },
      { __typename: 'Election', id: moldova },
      { __typename: 'Country', code: 'FR' },
    ];
    expect(await dataOf(scatter, query, { representations })).toEqual(
      await dataOf(oracle, query, { representations }),
    );
  });

  it.each(['OBSERVED_DESC', 'OBSERVED_ASC', 'UPDATED_DESC', 'SEVERITY_DESC'])(
    'every page by %s, in both directions, whatever its size',
    async (orderBy) => {
      const all = await dataOf(
        oracle,
        `{ findings(first: 500, orderBy: ${orderBy}) { edges { cursor node { id } } } }`,
      );
      const ids = (all['findings'] as Connection).edges.map(({ node }) => node.id);
      for (const size of [1, 2, 5, 12, 33, 40]) {
        for (const [count, cursor, to] of [
          ['first', 'after', 'endCursor'],
          ['last', 'before', 'startCursor'],
        ] as const) {
          const query = `query ($at: String) { findings(${count}: ${size}, ${cursor}: $at, orderBy: ${orderBy}) {
            edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
          const seen: string[] = [];
          for (let at: string | null = null, more = true; more; ) {
            const data = await dataOf(scatter, query, { at });
            expect(data).toEqual(await dataOf(oracle, query, { at }));
            const { edges, pageInfo } = data['findings'] as Connection;
            const page = edges.map(({ node }) => node.id);
            if (count === 'first') seen.push(...page);
            else seen.unshift(...page);
            more = count === 'first' ? pageInfo.hasNextPage : pageInfo.hasPreviousPage;
            at = pageInfo[to];
          }
          expect(seen).toEqual(ids);
        }
      }
    },
  );

  it('introspection and the SDL, without asking anybody', async () => {
    const { scatter: fresh, members } = federation();
    const query =
      '{ s: _service { sdl } __type(name: "Finding") { name fields { name } } __schema { queryType { name } } }';
    expect(await dataOf(fresh, query)).toMatchObject({
      s: { sdl: expect.stringContaining('extend schema @link') },
      __type: { name: 'Finding' },
      __schema: { queryType: { name: 'Query' } },
    });
    const { reported } = await ask(fresh, query);
    expect(reported).toEqual([]);
    expect(Object.values(members).flatMap(({ asked }) => asked)).toEqual([]);
  });
});
