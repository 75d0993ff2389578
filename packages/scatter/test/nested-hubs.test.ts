import { type Executor, ExecutorError } from '@observer-graph/executor';
import { describe, expect, it } from 'vitest';
import { createScatter, type ScatterMember } from '../src/index.ts';
import { ask, dataOf, status } from './asking.ts';
import { inMemoryExecutor, type TestMemberOptions, testMember } from './in-memory-member.ts';
import { ofVersion, without } from './other-version.ts';
import { rowsOf, world } from './world.ts';

/** A hub over members and hubs, as the hub above it knows it. */
function hub(code: string, behind: readonly ScatterMember[], sdl?: string): ScatterMember {
  const scatter = createScatter({ domain: 'findings', members: () => behind });
  return {
    code,
    organizations: new Set(behind.flatMap(({ organizations }) => [...organizations])),
    executor: scatter,
    coverage: () => undefined,
    hub: { codes: behind.flatMap((one) => [one.code, ...(one.hub?.codes ?? [])]) },
    ...(sdl !== undefined && { sdl }),
  };
}

const over = (members: readonly ScatterMember[]): Executor =>
  createScatter({ domain: 'findings', members: () => members });

const leaf = (code: string, change: Partial<TestMemberOptions> = {}) =>
  testMember({ code, rows: rowsOf(code), ...change });

const listed = (args: string, fields = '') =>
  `{ findings(first: 50 ${args}) { totalCount edges { node { id ${fields} } } sources { complete pruned members { member state message droppedFields } } } }`;

interface Listed {
  readonly totalCount: number | null;
  readonly edges: readonly { readonly node: { readonly id: string } }[];
  readonly sources: unknown;
}

const find = async (scatter: Executor, query: string) =>
  (await dataOf(scatter, query))['findings'] as unknown as Listed;

const unreachable = (message: string): Partial<TestMemberOptions> => ({
  executor: () => async () => {
    throw new ExecutorError('UNREACHABLE', message);
  },
});

describe('hubs three levels deep', () => {
  const nested = (golos: Partial<TestMemberOptions> = {}) =>
    over([leaf('odihr'), hub('world', [leaf('isfed'), hub('region', [leaf('golos', golos)])])]);

  it('answer as one member that holds all records', async () => {
    const query = `{
      findings(first: 20, orderBy: SEVERITY_DESC) { totalCount edges { node { id title mission { title } followUpOf { title } elections { id findings(last: 2) { edges { node { id } } } } } } pageInfo { hasNextPage } sources { complete } }
      findingSummary(by: [COUNTRY, SEVERITY]) { total copies buckets { keys count } }
      finding(id: "golos:finding:f:3") { title sameIncidentAs { id title } }
      _entities(representations: [{ __typename: "Country", code: "GE" }, { __typename: "Mission", id: "golos:mission:m:0" }]) {
        ... on Country { findings(first: 3) { totalCount edges { node { id } } } } ... on Mission { title findings(last: 2) { edges { node { id } } } }
      }
    }`;
    expect(await dataOf(nested(), query)).toEqual(await dataOf(inMemoryExecutor('findings', world), query));
  });

  it('name the leaf that fails', async () => {
    const { totalCount, sources } = await find(
      nested(unreachable('golos: the connection failed.')),
      listed(''),
    );
    expect(totalCount).toBe(22);
    expect(sources).toEqual({
      complete: false,
      pruned: 0,
      members: [status('odihr'), status('isfed'), status('golos', 'ERROR', 'golos: the connection failed.')],
    });
    const { response } = await ask(
      nested(unreachable('golos: the connection failed.')),
      '{ finding(id: "golos:finding:f:3") { title } findingSummary { total } }',
    );
    expect(response.errors?.map(({ path, extensions }) => [path, extensions])).toEqual(
      [['finding'], ['findingSummary']].map((path) => [
        path,
        { code: 'SOURCE_UNAVAILABLE', member: 'golos' },
      ]),
    );
  });

  it('name the hub between them that fails', async () => {
    const scatter = over([
      leaf('odihr'),
      hub('world', [
        leaf('isfed'),
        {
          ...hub('region', []),
          executor: unreachable('region: the connection failed.').executor?.(over([])) as Executor,
        },
      ]),
    ]);
    expect((await find(scatter, listed(''))).sources).toEqual({
      complete: false,
      pruned: 0,
      members: [
        status('odihr'),
        status('isfed'),
        status('region', 'ERROR', 'region: the connection failed.'),
      ],
    });
  });

  it('count those that the innermost one did not ask', async () => {
    const { totalCount, sources } = await find(
      nested({ coverage: { Finding: { countries: ['MD'] } } }),
      listed(', filter: { country: "GE" }'),
    );
    expect(totalCount).toBe(14);
    // Of the innermost hub nobody is left to be named.
    expect(sources).toEqual({
      complete: true,
      pruned: 1,
      members: [status('odihr'), status('isfed'), status('region')],
    });
  });
});

describe('a leaf of another version behind a hub', () => {
  it('is named with the fields that it lacks', async () => {
    const scatter = over([
      leaf('odihr'),
      hub('region', [leaf('golos', ofVersion(without('Finding.severity')))]),
    ]);
    expect((await find(scatter, listed('', 'severity'))).sources).toEqual({
      complete: false,
      pruned: 0,
      members: [
        status('odihr'),
        status('golos', 'PROJECTED', 'golos: its version of the contract does not have `Finding.severity`.', [
          'Finding.severity',
        ]),
      ],
    });
  });

  it.each([
    { what: 'a filter', lacks: 'FindingFilter.attack', args: ', filter: { attack: [DETAINED] }' },
    { what: 'an order', lacks: 'FindingOrder.SEVERITY_DESC', args: ', orderBy: SEVERITY_DESC' },
  ])('is not asked for $what that it lacks, and is named', async ({ lacks, args }) => {
    const scatter = over([leaf('odihr'), hub('region', [leaf('golos', ofVersion(without(lacks)))])]);
    expect((await find(scatter, listed(args))).sources).toEqual({
      complete: false,
      pruned: 0,
      members: [
        status('odihr'),
        status(
          'golos',
          'INCOMPATIBLE',
          `golos: cannot be asked this, because its version of the contract does not have \`${lacks}\`.`,
        ),
      ],
    });
  });

  it('does not hold what it has no word for: it is left out, and the answer is complete', async () => {
    const scatter = over([
      leaf('odihr'),
      hub('region', [leaf('golos', ofVersion(without('Theme.MEDIA'))), leaf('isfed')]),
    ]);
    expect((await find(scatter, listed(', filter: { theme: [MEDIA] }'))).sources).toEqual({
      complete: true,
      pruned: 1,
      members: [status('odihr'), status('isfed')],
    });
  });
});

describe('a hub of an older version', () => {
  const older = (lacks: string) =>
    over([leaf('odihr'), hub('region', [leaf('golos'), leaf('isfed')], without(lacks))]);

  it('is asked what it knows, and what it lacks is named', async () => {
    const { totalCount, sources } = await find(older('Finding.severity'), listed('', 'severity'));
    expect(totalCount).toBe(33);
    expect(sources).toMatchObject({
      complete: false,
      members: [
        status('odihr'),
        status(
          'region',
          'PROJECTED',
          'region: its version of the contract does not have `Finding.severity`.',
          ['Finding.severity'],
        ),
        status('golos'),
        status('isfed'),
      ],
    });
  });

  it.each(['{ theme: [MEDIA] }', '{ theme: [MEDIA, CAMPAIGN] }'])(
    'cannot be asked for values that it lacks, because those behind it may have them: %s',
    async (filter) => {
      const { sources } = await find(older('Theme.MEDIA'), listed(`, filter: ${filter}`));
      expect(sources).toEqual({
        complete: false,
        pruned: 0,
        members: [
          status('odihr'),
          status(
            'region',
            'INCOMPATIBLE',
            'region: cannot be asked this, because its version of the contract does not have `Theme.MEDIA`.',
          ),
        ],
      });
    },
  );

  it('that cannot tell of its members as it is asked is named itself, and never complete', async () => {
    const { totalCount, sources } = await find(older('SourceStatus.droppedFields'), listed(''));
    expect(totalCount).toBe(33);
    expect(sources).toMatchObject({
      complete: false,
      members: [
        status('odihr'),
        status(
          'region',
          'PROJECTED',
          'region: its version of the contract does not have `SourceStatus.droppedFields`.',
          ['SourceStatus.droppedFields'],
        ),
      ],
    });
  });
});

describe('a dimension, or the field of an order, that one member lacks', () => {
  it('leaves its counts out, and says so', async () => {
    const scatter = over([leaf('odihr'), leaf('golos', ofVersion(without('FindingDimension.SEVERITY')))]);
    const query = (by: string) =>
      `{ findingSummary(by: [${by}]) { total sources { complete members { member state message droppedFields } } } }`;
    expect(await dataOf(scatter, query('SEVERITY'))).toEqual({
      findingSummary: {
        total: 11,
        sources: {
          complete: false,
          members: [
            status('odihr'),
            status(
              'golos',
              'INCOMPATIBLE',
              'golos: cannot be asked this, because its version of the contract does not have `FindingDimension.SEVERITY`.',
            ),
          ].toSorted((one, other) => (one.member < other.member ? -1 : 1)),
        },
      },
    });
    expect(await dataOf(scatter, query('COUNTRY'))).toMatchObject({
      findingSummary: { total: 22, sources: { complete: true } },
    });
  });

  it('does not keep it from the order that it has: by the field that it does not show', async () => {
    const scatter = over([leaf('odihr'), leaf('golos', ofVersion(without('Finding.severity')))]);
    const two = inMemoryExecutor('findings', [...rowsOf('odihr'), ...rowsOf('golos')]);
    const query =
      '{ findings(first: 50, orderBy: SEVERITY_DESC) { totalCount edges { cursor node { id } } pageInfo { endCursor } } }';
    expect(await dataOf(scatter, query)).toEqual(await dataOf(two, query));
  });
});

it('a reference that a hub came upon is asked of another hub with its inputs as unknown', async () => {
  const recommendation = 'odihr:recommendation:r:1';
  const assessments = ['golos', 'isfed'].map((code, at) =>
    testMember({
      domain: 'assessments',
      code,
      coverage: { Assessment: { countries: [at === 0 ? 'GE' : 'MD'] } },
      rows: [
        {
          type: 'Assessment',
          id: `${code}:assessment:a:1`,
          organization: code,
          holding: 'ORIGINAL',
          country: 'GE',
          recommendation,
          status: 'FULLY',
          assessedOn: `2024-01-0${1 + at}`,
        },
      ],
    }),
  );
  const region: ScatterMember = {
    code: 'region',
    organizations: new Set(['golos', 'isfed']),
    executor: createScatter({ domain: 'assessments', members: () => assessments }),
    coverage: () => undefined,
    hub: { codes: ['golos', 'isfed'] },
  };
  const scatter = createScatter({ domain: 'assessments', members: () => [region] });
  const query =
    '{ assessments(first: 1) { edges { node { recommendation { id progress { total sources { pruned } } assessments(first: 9) { totalCount edges { node { id } } sources { complete } } } } } } }';
  expect(await dataOf(scatter, query)).toEqual({
    assessments: {
      edges: [
        {
          node: {
            recommendation: {
              id: recommendation,
              progress: { total: 2, sources: { pruned: 0 } },
              assessments: {
                totalCount: 2,
                edges: [{ node: { id: 'isfed:assessment:a:1' } }, { node: { id: 'golos:assessment:a:1' } }],
                sources: { complete: true },
              },
            },
          },
        },
      ],
    },
  });
});
