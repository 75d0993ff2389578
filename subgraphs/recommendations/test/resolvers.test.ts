import { execute, memorySource, unresolvedFields } from '@observer-graph/source/testing';
import { describe, expect, it } from 'vitest';
import { recommendations } from '../src/index.ts';

const rows = [
  {
    id: 'odihr:recommendation:tracker:1',
    text: 'Publish results by polling station.',
    priority: 'HIGH',
    country: 'GE',
    election: 'GE-2024-10-26-parliamentary',
    issuedOn: '2024-12-20',
    organization: 'odihr',
    statusBy: 'odihr',
    findings: ['golos:finding:reports:1'],
    repeats: ['odihr:recommendation:tracker:2', 'coe:recommendation:list:5'],
  },
  {
    id: 'odihr:recommendation:tracker:2',
    text: 'Consider publishing results by polling station.',
    priority: null,
    country: 'GE',
    issuedOn: '2020-11-01',
    organization: 'odihr',
    findings: ['golos:finding:reports:1', 'golos:finding:reports:2'],
  },
];
const sources = { Recommendation: memorySource('Recommendation', rows, { member: 'odihr' }) };

describe('the domain of recommendations', () => {
  it('has a resolver for every field that needs one', () => {
    expect(unresolvedFields(recommendations)).toEqual([]);
  });

  it('lists recommendations with the keys of what they refer to', async () => {
    expect(
      await execute(
        recommendations,
        sources,
        `{ recommendations(first: 5, orderBy: PRIORITY_DESC) { edges { node {
          text statusBy { id } election { id } findings { id } repeats { id text }
        } } } }`,
      ),
    ).toEqual({
      data: {
        recommendations: {
          edges: [
            {
              node: {
                text: 'Publish results by polling station.',
                statusBy: { id: 'odihr' },
                election: { id: 'GE-2024-10-26-parliamentary' },
                findings: [{ id: 'golos:finding:reports:1' }],
                repeats: [
                  {
                    id: 'odihr:recommendation:tracker:2',
                    text: 'Consider publishing results by polling station.',
                  },
                  { id: 'coe:recommendation:list:5', text: null },
                ],
              },
            },
            {
              node: {
                text: 'Consider publishing results by polling station.',
                statusBy: null,
                election: null,
                findings: [{ id: 'golos:finding:reports:1' }, { id: 'golos:finding:reports:2' }],
                repeats: null,
              },
            },
          ],
        },
      },
    });
  });

  it('lists the recommendations that rest on a finding, and counts them, with and without a dimension for it', async () => {
    expect(
      await execute(
        recommendations,
        sources,
        `{ _entities(representations: [
          { __typename: "Finding", id: "golos:finding:reports:1", country: { code: "GE" } },
          { __typename: "Finding", id: "golos:finding:reports:2", country: { code: "GE" } },
          { __typename: "Election", id: "GE-2024-10-26-parliamentary" }
        ]) {
          ... on Finding { recommendations(first: 1) { totalCount edges { node { issuedOn } } } }
          ... on Election { recommendations(first: 1) { totalCount } }
        } recommendationSummary(by: [PRIORITY]) { total buckets { keys count } } }`,
      ),
    ).toEqual({
      data: {
        _entities: [
          { recommendations: { totalCount: 2, edges: [{ node: { issuedOn: '2024-12-20' } }] } },
          { recommendations: { totalCount: 1, edges: [{ node: { issuedOn: '2020-11-01' } }] } },
          { recommendations: { totalCount: 1 } },
        ],
        recommendationSummary: {
          total: 2,
          buckets: [
            { keys: ['HIGH'], count: 1 },
            { keys: [null], count: 1 },
          ],
        },
      },
    });
  });

  it('refuses a representation without its key', async () => {
    const { errors } = await execute(
      recommendations,
      sources,
      '{ _entities(representations: [{ __typename: "Country" }]) { ... on Country { code } } }',
    );
    expect(errors?.[0]?.message).toBe('A representation of Country needs its `code`.');
  });
});
