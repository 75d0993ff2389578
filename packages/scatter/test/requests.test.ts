import { describe, expect, it } from 'vitest';
import { createScatter } from '../src/index.ts';
import { ask, dataOf } from './asking.ts';
import { testMember } from './in-memory-member.ts';
import { federation, georgia, moldova, rowsOf } from './world.ts';

function counts(members: Readonly<Record<string, { asked: readonly unknown[] }>>): Record<string, number> {
  return Object.fromEntries(Object.entries(members).map(([code, { asked }]) => [code, asked.length]));
}

describe('requests to members', () => {
  it('are one for each member and round, however much is asked for', async () => {
    const { scatter, members } = federation();
    await dataOf(
      scatter,
      `{
        a: findings(first: 5) { edges { node { title } } }
        b: findings(last: 5) { totalCount edges { node { title } } }
        findingSummary(by: [THEME]) { total buckets { keys count } }
        missions(first: 2) { edges { node { title } } }
        finding(id: "golos:finding:f:1") { title }
        _entities(representations: [{ __typename: "Country", code: "GE" }, { __typename: "Country", code: "MD" }]) {
          ... on Country { findings(first: 2) { totalCount } missions(first: 1) { totalCount } }
        }
      }`,
    );
    expect(counts(members)).toEqual({ golos: 1, isfed: 1, odihr: 1 });
  });

  it('take a round more for each step from record to record', async () => {
    const { scatter, members } = federation();
    await dataOf(
      scatter,
      '{ findings(first: 20) { edges { node { mission { title findings(first: 3) { edges { node { mission { title } } } } } } } } }',
    );
    // Lists, then missions together with their findings, then the missions of those.
    expect(counts(members)).toEqual({ golos: 3, isfed: 3, odihr: 3 });
  });

  it('need no further round where the key alone is selected of what is referred to', async () => {
    const { scatter, members } = federation();
    await dataOf(
      scatter,
      '{ findings(first: 20) { edges { node { mission { __typename id } elections { id } followUpOf { key: id } country { code } } } } }',
    );
    expect(counts(members)).toEqual({ golos: 1, isfed: 1, odihr: 1 });
  });

  it('ask an owner once for each record, however often it is referred to', async () => {
    const { scatter, members } = federation();
    await dataOf(scatter, '{ findings(first: 500) { edges { node { mission { title } } } } }');
    const { variables } = members['golos']?.asked[1] ?? {};
    const [representations] = Object.values(variables ?? {}) as { id: string }[][];
    expect(representations?.map(({ id }) => id).sort()).toEqual(['golos:mission:m:0', 'golos:mission:m:1']);
  });

  it('name references by their keys alone, and what the client calls twice only once', async () => {
    const { scatter, members } = federation();
    await dataOf(
      scatter,
      '{ findings(first: 1) { edges { node { a: title b: title place { name } spot: place { path } mission { title } } } } }',
    );
    expect(members['golos']?.asked[0]?.query).toBe(
      'query($v0: FindingOrder!, $v1: Int) { p0: findings(orderBy: $v0, first: $v1) { edges { cursor node { id title place { name path } mission { id } holding organization { id } } } pageInfo { hasNextPage hasPreviousPage } } }',
    );
    expect(members['golos']?.asked[0]?.variables).toEqual({ v0: 'OBSERVED_DESC', v1: 1 });
  });
});

const covered = {
  golos: { coverage: { Finding: { countries: ['MD'], elections: [moldova], asOf: '2025-03-01T00:00:00Z' } } },
  isfed: {
    coverage: {
      Finding: {
        countries: ['GE'],
        organizations: ['isfed'],
        from: '2024-10-01T00:00:00Z',
        until: '2024-10-20T00:00:00Z',
        asOf: '2025-02-01T00:00:00Z',
      },
    },
  },
};

describe('coverage', () => {
  it.each([
    { filter: '{}', asked: ['golos', 'isfed', 'odihr'], asOf: null },
    { filter: '{ country: "MD" }', asked: ['golos', 'odihr'], asOf: '2025-02-01T00:00:00Z' },
    { filter: '{ country: ["FR", "GE"] }', asked: ['isfed', 'odihr'], asOf: '2025-03-01T00:00:00Z' },
    { filter: '{ country: "FR" }', asked: ['odihr'], asOf: '2025-02-01T00:00:00Z' },
    { filter: '{ country: null }', asked: ['golos', 'isfed', 'odihr'], asOf: null },
    { filter: `{ election: "${georgia}" }`, asked: ['isfed', 'odihr'], asOf: '2025-03-01T00:00:00Z' },
    // Of isfed it is not known which elections; that it has no records of Moldova does not say that it has none of this.
    { filter: `{ election: "${moldova}" }`, asked: ['golos', 'isfed', 'odihr'], asOf: null },
    { filter: '{ organization: "golos" }', asked: ['golos', 'odihr'], asOf: '2025-02-01T00:00:00Z' },
    { filter: '{ member: ["isfed", "nobody"] }', asked: ['isfed'], asOf: null },
    { filter: '{ observedFrom: "2024-10-20T00:00:00Z" }', asked: ['golos', 'isfed', 'odihr'], asOf: null },
    {
      filter: '{ observedFrom: "2024-10-20T00:00:00.001Z" }',
      asked: ['golos', 'odihr'],
      asOf: '2025-02-01T00:00:00Z',
    },
    {
      filter: '{ observedBefore: "2024-09-30T23:00:00Z" }',
      asked: ['golos', 'odihr'],
      asOf: '2025-02-01T00:00:00Z',
    },
    { filter: '{ country: "GE", organization: "golos" }', asked: ['odihr'], asOf: '2025-02-01T00:00:00Z' },
    { filter: '{ country: [] }', asked: [], asOf: null },
  ])('sends findings of $filter to $asked', async ({ filter, asked, asOf }) => {
    const { scatter, members } = federation(covered);
    const data = await dataOf(
      scatter,
      `{ findings(first: 3, filter: ${filter}) { sources { complete pruned asOf members { member state droppedFields message } } } }`,
    );
    expect(data).toEqual({
      findings: {
        sources: {
          complete: true,
          pruned: 3 - asked.length,
          asOf,
          members: asked.map((member) => ({ member, state: 'OK', droppedFields: [], message: null })),
        },
      },
    });
    expect(Object.keys(members).filter((code) => members[code]?.asked.length)).toEqual(asked);
  });

  it("leaves out the counts of a member whose originals are others'", async () => {
    const { scatter } = federation({ isfed: { coverage: { Finding: { authors: ['isfed', 'odihr'] } } } });
    const trusted = await dataOf(
      federation().scatter,
      '{ findings(filter: { member: ["golos", "odihr"] }) { totalCount } }',
    );
    const data = await dataOf(
      scatter,
      `{ findings { totalCount sources { complete members { member state message } } }
         findingSummary { total sources { complete } } }`,
    );
    expect(data).toEqual({
      findings: {
        totalCount: (trusted['findings'] as { totalCount: number }).totalCount,
        sources: {
          complete: false,
          members: [
            { member: 'golos', state: 'OK', message: null },
            {
              member: 'isfed',
              state: 'PARTIAL',
              message:
                'isfed: its counts are left out, because they have originals of odihr in them, for whom it does not speak.',
            },
            { member: 'odihr', state: 'OK', message: null },
          ],
        },
      },
      findingSummary: {
        total: (trusted['findings'] as { totalCount: number }).totalCount,
        sources: { complete: false },
      },
    });
  });

  it('chooses for each list by its own filter and entity, not by its neighbours', async () => {
    const { scatter, members } = federation(covered);
    const data = await dataOf(
      scatter,
      `{
        md: findings(first: 1, filter: { country: "MD" }) { sources { members { member } } }
        missions(first: 1) { sources { pruned members { member } } }
        _entities(representations: [{ __typename: "Country", code: "GE" }, { __typename: "Election", id: "${moldova}" }]) {
          ... on Country { findings(first: 1) { sources { members { member } } } }
          ... on Election { findings(first: 1, filter: { country: "GE" }) { totalCount sources { members { member } } } }
        }
      }`,
    );
    const [golos, isfed, odihr] = ['golos', 'isfed', 'odihr'].map((member) => ({ member }));
    expect(data).toEqual({
      md: { sources: { members: [golos, odihr] } },
      // Of a type that its coverage does not name a member has no records.
      missions: { sources: { pruned: 2, members: [odihr] } },
      _entities: [
        { findings: { sources: { members: [isfed, odihr] } } },
        { findings: { totalCount: 0, sources: { members: [isfed, odihr] } } },
      ],
    });
    expect(counts(members)).toEqual({ golos: 1, isfed: 1, odihr: 1 });
  });

  it('answers for nobody where nobody can hold anything: empty, counted and complete', async () => {
    const scatter = createScatter({ domain: 'findings', members: () => [] });
    expect(
      await ask(
        scatter,
        '{ findings(first: 3) { edges { cursor } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } sources { complete pruned asOf members { member } } } findingSummary { total copies buckets { count } } }',
      ),
    ).toEqual({
      response: {
        data: {
          findings: {
            edges: [],
            totalCount: 0,
            pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
            sources: { complete: true, pruned: 0, asOf: null, members: [] },
          },
          findingSummary: { total: 0, copies: 0, buckets: [] },
        },
      },
      reported: [],
    });
  });
});

describe('what other domains send along', () => {
  const assessments = ['golos', 'isfed'].map((code, at) =>
    testMember({
      domain: 'assessments',
      code,
      coverage: { Assessment: { countries: at === 0 ? ['GE'] : ['MD'] } },
      rows: [0, 1].map((key) => ({
        type: 'Assessment',
        id: `${code}:assessment:a:${key}`,
        organization: code,
        holding: 'ORIGINAL',
        country: at === 0 ? 'GE' : 'MD',
        recommendation: 'odihr:recommendation:r:1',
        status: key === 0 ? 'IN_PROGRESS' : 'FULLY',
        assessedOn: `202${key}-01-0${1 + at}`,
      })),
    }),
  );
  const scatter = createScatter({ domain: 'assessments', members: () => assessments });
  const query = `query ($country: _Any!) { _entities(representations: [$country]) {
    ... on Recommendation { id country { code } progress { total buckets { keys count } sources { pruned } } assessments(first: 9) { edges { node { status } } } }
  } }`;
  const representation = { __typename: 'Recommendation', id: 'odihr:recommendation:r:1' };

  it('chooses the members too, and null stands for unknown', async () => {
    expect(await dataOf(scatter, query, { country: { ...representation, country: { code: 'GE' } } })).toEqual(
      {
        _entities: [
          {
            id: 'odihr:recommendation:r:1',
            country: { code: 'GE' },
            progress: { total: 1, buckets: [{ keys: ['FULLY'], count: 1 }], sources: { pruned: 1 } },
            assessments: { edges: [{ node: { status: 'FULLY' } }, { node: { status: 'IN_PROGRESS' } }] },
          },
        ],
      },
    );
    expect(await dataOf(scatter, query, { country: { ...representation, country: null } })).toMatchObject({
      _entities: [
        {
          country: null,
          progress: { total: 2, buckets: [{ keys: ['FULLY'], count: 2 }], sources: { pruned: 0 } },
        },
      ],
    });
  });

  it('is an error where it is missing, not a null', async () => {
    const { response } = await ask(scatter, query, { country: representation });
    expect(response).toEqual({
      data: {
        _entities: [{ id: 'odihr:recommendation:r:1', country: null, progress: null, assessments: null }],
      },
      errors: ['progress', 'assessments'].map((field) => ({
        message: `A representation of Recommendation needs \`country\` for \`${field}\`; null if it is unknown.`,
        path: ['_entities', 0, field],
        extensions: { code: 'BAD_USER_INPUT' },
      })),
    });
    const partly = await ask(scatter, query, { country: { ...representation, country: {} } });
    expect(partly.response.errors?.[0]?.message).toContain('`country.code`');
  });

  it('is not needed where the engine itself comes upon the record: then all are asked', async () => {
    const data = await dataOf(
      scatter,
      '{ assessments(first: 1) { edges { node { recommendation { id assessments(first: 9) { totalCount } } } } } }',
    );
    expect(data).toEqual({
      assessments: {
        edges: [
          { node: { recommendation: { id: 'odihr:recommendation:r:1', assessments: { totalCount: 4 } } } },
        ],
      },
    });
  });
});

it('members may come and go between operations', async () => {
  let codes = ['golos'];
  const all = ['golos', 'isfed'].map((code) => testMember({ code, rows: rowsOf(code) }));
  const scatter = createScatter({
    domain: 'findings',
    members: () => all.filter(({ code }) => codes.includes(code)),
  });
  const query = '{ missions(first: 9) { totalCount } }';
  expect(await dataOf(scatter, query)).toEqual({ missions: { totalCount: 2 } });
  codes = ['golos', 'isfed'];
  expect(await dataOf(scatter, query)).toEqual({ missions: { totalCount: 4 } });
});
