import { type Asked, execute, memorySource, unresolvedFields } from '@observer-graph/source/testing';
import { describe, expect, it } from 'vitest';
import { assessments } from '../src/index.ts';

const recommendation = 'odihr:recommendation:tracker:1';

const row = (
  key: number,
  organization: string,
  status: string | null,
  assessedOn: string | null,
  more = {},
) => ({
  id: `odihr:assessment:words:${key}`,
  organization,
  status,
  assessedOn,
  recommendation,
  country: 'GE',
  ...more,
});

const rows = [
  row(1, 'odihr', 'NOT_IMPLEMENTED', '2021-05-01'),
  row(2, 'odihr', 'PARTIALLY', '2024-05-01'),
  row(3, 'isfed', 'NOT_IMPLEMENTED', '2024-06-01'),
  row(4, 'isfed', 'FULLY', null),
  row(5, 'coe', null, null),
  row(6, 'golos', 'FULLY', '2024-06-01', { visibility: 'PARTNERS' }),
  row(7, 'transparency', 'FULLY', '2024-06-01', { holding: 'COPY' }),
  row(8, 'odihr', 'FULLY', '2024-07-01', { state: 'WITHDRAWN' }),
  row(9, 'odihr', 'FULLY', '2024-07-01', { recommendation: 'odihr:recommendation:tracker:2' }),
];

const progressOf = (id: string, fields: string) =>
  `{ _entities(representations: [{ __typename: "Recommendation", id: "${id}" }]) { ... on Recommendation { progress { ${fields} } } } }`;

describe('the domain of assessments', () => {
  const sources = { Assessment: memorySource('Assessment', rows, { member: 'odihr' }) };

  it('has a resolver for every field that needs one', () => {
    expect(unresolvedFields(assessments)).toEqual([]);
  });

  it('counts the latest visible word of each organisation, unknown dates losing', async () => {
    expect(
      await execute(
        assessments,
        sources,
        progressOf(recommendation, 'total copies buckets { keys count } sources { complete }'),
      ),
    ).toEqual({
      data: {
        _entities: [
          {
            progress: {
              total: 3,
              copies: 1,
              buckets: [
                { keys: ['NOT_IMPLEMENTED'], count: 1 },
                { keys: ['PARTIALLY'], count: 1 },
                { keys: [null], count: 1 },
              ],
              sources: { complete: true },
            },
          },
        ],
      },
    });
  });

  it('reads all pages of the assessments', async () => {
    const many = Array.from({ length: 1_200 }, (_, key) => row(key, `org-${key}`, 'MOSTLY', '2024-01-01'));
    const asked: Asked[] = [];
    const { data } = await execute(
      assessments,
      { Assessment: memorySource('Assessment', many, { member: 'odihr', asked }) },
      progressOf(recommendation, 'total buckets { keys count }'),
    );
    expect(data?.['_entities']).toEqual([
      { progress: { total: 1_200, buckets: [{ keys: ['MOSTLY'], count: 1_200 }] } },
    ]);
    expect(asked.map(({ method }) => method)).toEqual(['pages', 'pages', 'pages']);
  });

  it('gathers what is said of a recommendation', async () => {
    const { data, errors } = await execute(
      assessments,
      sources,
      `{ _entities(representations: [{ __typename: "Recommendation", id: "${recommendation}", country: { code: "GE" } }]) {
        ... on Recommendation { assessments(first: 2, filter: { organization: "odihr" }) {
          totalCount edges { node { id status recommendation { id } organization { id } } }
        } }
      } assessmentSummary(filter: { status: [FULLY, MOSTLY] }, by: [ORGANIZATION]) { total buckets { keys count } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      _entities: [
        {
          assessments: {
            totalCount: 2,
            edges: [
              {
                node: {
                  id: 'odihr:assessment:words:2',
                  status: 'PARTIALLY',
                  recommendation: { id: recommendation },
                  organization: { id: 'odihr' },
                },
              },
              {
                node: {
                  id: 'odihr:assessment:words:1',
                  status: 'NOT_IMPLEMENTED',
                  recommendation: { id: recommendation },
                  organization: { id: 'odihr' },
                },
              },
            ],
          },
        },
      ],
      assessmentSummary: {
        total: 2,
        buckets: [
          { keys: ['isfed'], count: 1 },
          { keys: ['odihr'], count: 1 },
        ],
      },
    });
  });
});
