import { type Asked, execute, memorySource, unresolvedFields } from '@observer-graph/source/testing';
import { describe, expect, it } from 'vitest';
import { findings } from '../src/index.ts';

const row = (key: string, fields: Readonly<Record<string, unknown>>) => ({
  id: `golos:finding:reports:${key}`,
  member: 'golos',
  organization: 'golos',
  country: 'GE',
  holding: 'ORIGINAL',
  state: 'CURRENT',
  ...fields,
});

const rows = [
  row('1', {
    title: 'Carousel at PEC 12',
    observedAt: '2024-10-26T08:00:00Z',
    elections: ['GE-2024-10-26-parliamentary'],
    mission: 'golos:mission:missions:1',
    followUpOf: 'isfed:finding:violations:7',
    evidence: [
      { kind: 'PHOTO', access: 'PUBLIC', url: 'https://example.org/1.jpg' },
      { kind: 'VIDEO', access: 'PARTNERS', url: 'https://example.org/2.mp4' },
    ],
    severity: 'HIGH',
    themes: ['BALLOT_FRAUD', 'VOTING'],
  }),
  row('2', {
    title: 'Opened on time',
    observedAt: '2024-10-26T04:00:00Z',
    elections: ['GE-2024-10-26-parliamentary', 'GE-2024-10-26-local'],
    mission: 'golos:mission:missions:1',
    themes: ['VOTING'],
  }),
  row('3', { title: 'In Moldova', country: 'MD', observedAt: null }),
  row('4', { title: 'Withdrawn', observedAt: '2024-10-26T05:00:00Z', state: 'WITHDRAWN' }),
  row('5', {
    title: 'Of another organisation',
    organization: 'isfed',
    observedAt: '2024-10-26T05:00:00Z',
    holding: 'COPY',
  }),
  row('6', { title: 'For partners', observedAt: '2024-10-26T06:00:00Z', visibility: 'PARTNERS' }),
];
const missions = [
  { id: 'golos:mission:missions:1', title: 'Georgia 2024', organizations: ['golos', 'isfed'], country: 'GE' },
];

const sources = (asked: Asked[] = []) => ({
  Finding: memorySource('Finding', rows, { member: 'golos', asked }),
  Mission: memorySource('Mission', missions, { member: 'golos', asked }),
});
const ask = (query: string, asked: Asked[] = []) => execute(findings, sources(asked), query);

describe('the domain of findings', () => {
  it('has a resolver for every field that needs one', () => {
    expect(unresolvedFields(findings)).toEqual([]);
  });

  it('lists what a viewer may see, without copies and what was withdrawn', async () => {
    const { data, errors } = await ask(
      '{ findings(first: 10) { totalCount edges { node { title } } pageInfo { hasNextPage } sources { complete members { member state } } } }',
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      findings: {
        totalCount: 3,
        edges: [
          { node: { title: 'Carousel at PEC 12' } },
          { node: { title: 'Opened on time' } },
          { node: { title: 'In Moldova' } },
        ],
        pageInfo: { hasNextPage: false },
        sources: { complete: true, members: [{ member: 'golos', state: 'OK' }] },
      },
    });
  });

  it('asks the source for what is selected and nothing else', async () => {
    const asked: Asked[] = [];
    await ask(
      `query { list: findings(first: 1) {
        edges { node { ...Words severity @skip(if: true) } }
        edges { node { when: observedAt ... on Finding @include(if: true) { country { code } } } }
        ...Page
      } }
      fragment Page on FindingConnection { edges { ... on FindingEdge { node { ... on Finding { kind } } } } }
      fragment Words on Finding { headline: title }`,
      asked,
    );
    expect(asked).toEqual([
      {
        method: 'list',
        arguments: [
          {
            filter: {},
            order: 'OBSERVED_DESC',
            page: { first: 1 },
            want: new Set(['title', 'observedAt', 'country', 'kind']),
          },
        ],
      },
    ]);
  });

  it('only counts where only the number is selected', async () => {
    const asked: Asked[] = [];
    const { data } = await ask('{ findings(filter: { severity: HIGH }) { totalCount } }', asked);
    expect(data).toEqual({ findings: { totalCount: 1 } });
    expect(asked).toEqual([{ method: 'count', arguments: [{ severity: ['HIGH'] }] }]);
  });

  it('refers to others by their keys and looks up what it holds itself', async () => {
    const { data, errors } = await ask(`{ finding(id: "golos:finding:reports:1") {
      organization { id } country { code } elections { id } supersedes { id }
      mission { id title organizations { id } } followUpOf { id title }
    } }`);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      finding: {
        organization: { id: 'golos' },
        country: { code: 'GE' },
        elections: [{ id: 'GE-2024-10-26-parliamentary' }],
        supersedes: null,
        mission: {
          id: 'golos:mission:missions:1',
          title: 'Georgia 2024',
          organizations: [{ id: 'golos' }, { id: 'isfed' }],
        },
        followUpOf: { id: 'isfed:finding:violations:7', title: null },
      },
    });
  });

  it('shows the URL of evidence only where everyone may open it', async () => {
    const { data } = await ask('{ finding(id: "golos:finding:reports:1") { evidence { kind url } } }');
    expect(data?.['finding']).toEqual({
      evidence: [
        { kind: 'PHOTO', url: 'https://example.org/1.jpg' },
        { kind: 'VIDEO', url: null },
      ],
    });
  });

  it('gives null for a finding that is not there or may not be seen', async () => {
    expect(
      await ask(
        '{ missing: finding(id: "golos:finding:reports:99") { id } hidden: finding(id: "golos:finding:reports:6") { id } }',
      ),
    ).toEqual({ data: { missing: null, hidden: null } });
  });

  it('answers for many entities with one statement for each kind of question', async () => {
    const asked: Asked[] = [];
    const { data, errors } = await ask(
      `{ _entities(representations: [
        { __typename: "Country", code: "GE" }, { __typename: "Country", code: "MD" }, { __typename: "Country", code: "AM" },
        { __typename: "Finding", id: "golos:finding:reports:3" }, { __typename: "Finding", id: "golos:finding:reports:4x" }
      ]) {
        ... on Country { code findings(first: 1) { totalCount edges { node { title } } } }
        ... on Finding { title }
      } }`,
      asked,
    );
    expect(errors).toBeUndefined();
    expect(data?.['_entities']).toEqual([
      { code: 'GE', findings: { totalCount: 2, edges: [{ node: { title: 'Carousel at PEC 12' } }] } },
      { code: 'MD', findings: { totalCount: 1, edges: [{ node: { title: 'In Moldova' } }] } },
      { code: 'AM', findings: { totalCount: 0, edges: [] } },
      { title: 'In Moldova' },
      null,
    ]);
    expect(asked.map(({ method }) => method).sort()).toEqual(['byIds', 'pages', 'summarize']);
  });

  it('counts what belongs to an entity within a filter on the same field', async () => {
    const { data } = await ask(
      `{ _entities(representations: [{ __typename: "Election", id: "GE-2024-10-26-local" }]) {
        ... on Election { findings(first: 5, filter: { election: ["GE-2024-10-26-parliamentary"] }) { totalCount edges { node { title } } } }
      } }`,
    );
    expect(data?.['_entities']).toEqual([
      { findings: { totalCount: 1, edges: [{ node: { title: 'Opened on time' } }] } },
    ]);
  });

  it('lists what a mission found', async () => {
    const { data } = await ask(
      '{ mission(id: "golos:mission:missions:1") { findings(first: 5) { totalCount edges { node { title } } } documents(first: 5) { totalCount edges { node { id } } } } }',
    );
    expect(data?.['mission']).toEqual({
      findings: {
        totalCount: 2,
        edges: [{ node: { title: 'Carousel at PEC 12' } }, { node: { title: 'Opened on time' } }],
      },
      documents: { totalCount: 0, edges: [] },
    });
  });

  it('counts by the dimensions asked for', async () => {
    const { data } = await ask(
      '{ findingSummary(filter: { country: ["GE"] }, by: [THEME, MONTH]) { total copies buckets { keys count } sources { complete } } }',
    );
    expect(data?.['findingSummary']).toEqual({
      total: 2,
      copies: 1,
      buckets: [
        { keys: ['VOTING', '2024-10'], count: 2 },
        { keys: ['BALLOT_FRAUD', '2024-10'], count: 1 },
      ],
      sources: { complete: true },
    });
  });

  it('has empty lists and no records of a type that the member does not hold', async () => {
    expect(
      await execute(
        findings,
        {},
        `{ findings(first: 5) { totalCount edges { cursor } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } }
           findingSummary(by: [THEME]) { total copies buckets { count } }
           practice(id: "golos:practice:p:1") { id } }`,
      ),
    ).toEqual({
      data: {
        findings: {
          totalCount: 0,
          edges: [],
          pageInfo: { startCursor: null, endCursor: null, hasNextPage: false, hasPreviousPage: false },
        },
        findingSummary: { total: 0, copies: 0, buckets: [] },
        practice: null,
      },
    });
  });

  it.each([
    ['findings { edges { cursor } }', /Say how many records you want/],
    ['findings(first: -1) { edges { cursor } }', /`first` is -1; it can be 1 to 500/],
    ['findings(first: 501) { edges { cursor } }', /`first` is 501; it can be 1 to 500/],
    ['findings(last: 0) { edges { cursor } }', /`last` is 0; it can be 1 to 500/],
    ['findings(first: 1, last: 1) { edges { cursor } }', /Both `first` and `last`/],
    ['findings(first: 1, after: "nonsense") { edges { cursor } }', /`after`: This is no cursor/],
    [
      'findings(first: 1, filter: { observedFrom: "yesterday" }) { edges { cursor } }',
      /"yesterday" is no DateTime/,
    ],
  ])('refuses %s', async (field, message) => {
    const { errors } = await ask(`{ ${field} }`);
    expect(errors?.[0]?.message).toMatch(message);
  });

  it('refuses the cursor of another order', async () => {
    const { data } = await ask('{ findings(first: 1) { pageInfo { endCursor } } }');
    const cursor = (data as { findings: { pageInfo: { endCursor: string } } }).findings.pageInfo.endCursor;
    const { errors } = await ask(
      `{ findings(first: 1, orderBy: UPDATED_ASC, after: "${cursor}") { edges { cursor } } }`,
    );
    expect(errors?.[0]?.message).toMatch(/belongs to another list or order/);
    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT' });
  });
});
