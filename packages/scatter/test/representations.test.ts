import { ExecutorError } from '@observer-graph/executor';
import { describe, expect, it } from 'vitest';
import { createScatter } from '../src/index.ts';
import { ask, dataOf } from './asking.ts';
import { testMember } from './in-memory-member.ts';
import { federation, georgia, rowsOf } from './world.ts';

const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
  __typename ... on Mission { title findings(first: 1) { totalCount } } ... on Finding { title mission { title } } } }`;

describe('what is sent to `_entities` more than once', () => {
  const representations = [
    { __typename: 'Finding', id: 'golos:finding:f:1' },
    { __typename: 'Mission', id: 'isfed:mission:m:0' },
    { __typename: 'Finding', id: 'golos:finding:f:1' },
    { __typename: 'Mission', id: 'isfed:mission:m:0' },
    { __typename: 'Finding', id: 'golos:finding:f:77' },
  ];

  it('is asked of its owner once, and stands at every place', async () => {
    const { scatter, members } = federation();
    const { _entities: entities } = (await dataOf(scatter, query, { representations })) as {
      _entities: readonly unknown[];
    };
    expect(entities).toHaveLength(5);
    expect([entities[2], entities[3], entities[4]]).toEqual([entities[0], entities[1], null]);
    expect(entities[0]).toMatchObject({ __typename: 'Finding', title: 'Finding 1 of golos' });
    const sent = JSON.stringify(members['golos']?.asked[0]?.variables);
    expect(sent.split('golos:finding:f:1"').length - 1).toBe(1);
  });

  it('is an error at every place if its owner fails', async () => {
    const { scatter } = federation({
      golos: {
        executor: () => async () => {
          throw new ExecutorError('UNREACHABLE', 'golos: the connection failed.');
        },
      },
    });
    const { response } = await ask(
      scatter,
      'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Finding { title } } }',
      { representations: representations.filter(({ __typename: type }) => type === 'Finding') },
    );
    expect(response).toEqual({
      data: { _entities: [null, null, null] },
      errors: [0, 1, 2].map((index) => ({
        message: 'golos: the connection failed.',
        path: ['_entities', index],
        extensions: { code: 'SOURCE_UNAVAILABLE', member: 'golos' },
      })),
    });
  });

  it('is not the same with other inputs', async () => {
    const assessments = testMember({
      domain: 'assessments',
      code: 'golos',
      coverage: { Assessment: { countries: ['GE'] } },
      rows: [
        {
          type: 'Assessment',
          id: 'golos:assessment:a:1',
          organization: 'golos',
          holding: 'ORIGINAL',
          country: 'GE',
          recommendation: 'odihr:recommendation:r:1',
        },
      ],
    });
    const scatter = createScatter({ domain: 'assessments', members: () => [assessments] });
    const recommendation = { __typename: 'Recommendation', id: 'odihr:recommendation:r:1' };
    const data = await dataOf(
      scatter,
      'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Recommendation { assessments(first: 1) { totalCount sources { pruned } } } } }',
      {
        representations: ['GE', 'MD', null].map((code) => ({ ...recommendation, country: code && { code } })),
      },
    );
    expect(data).toEqual({
      _entities: [
        { assessments: { totalCount: 1, sources: { pruned: 0 } } },
        { assessments: { totalCount: 0, sources: { pruned: 1 } } },
        { assessments: { totalCount: 1, sources: { pruned: 0 } } },
      ],
    });
  });
});

it("a finding may belong to a mission that the hub's registry holds", async () => {
  const registry = testMember({
    code: 'registry',
    rows: [
      {
        type: 'Mission',
        id: 'registry:mission:m:1',
        member: 'registry',
        organization: 'registry',
        holding: 'ORIGINAL',
        country: 'GE',
        election: georgia,
        title: 'The joint mission',
      },
    ],
  });
  const golos = testMember({
    code: 'golos',
    rows: rowsOf('golos').map((row) => ({ ...row, mission: 'registry:mission:m:1' })),
  });
  const scatter = createScatter({ domain: 'findings', members: () => [golos, registry] });
  expect(
    await dataOf(
      scatter,
      '{ findings(first: 1) { edges { node { mission { title findings(first: 1) { totalCount } } } } } }',
    ),
  ).toEqual({
    findings: {
      edges: [{ node: { mission: { title: 'The joint mission', findings: { totalCount: 11 } } } }],
    },
  });
});
