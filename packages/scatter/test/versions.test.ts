import type { Executor } from '@observer-graph/executor';
import { describe, expect, it } from 'vitest';
import { ask, dataOf, status } from './asking.ts';
import { ofVersion, without } from './other-version.ts';
import { federation } from './world.ts';

const withoutSeverity = without('Finding.severity');
const withoutAttack = without('FindingFilter.attack');
const withoutMedia = without('Theme.MEDIA');

const listed = (filter: string, fields = '') =>
  `{ findings(first: 50, filter: ${filter}) { totalCount edges { node { id ${fields} } } sources { complete pruned members { member state message droppedFields } } } }`;

interface Data {
  findings: {
    totalCount: number;
    edges: { node: { id: string; severity: string | null; themes: string[] } }[];
    sources: { complete: boolean; pruned: number; members: unknown[] };
  };
}

const find = async (scatter: Executor, query: string) => (await dataOf(scatter, query)) as unknown as Data;

describe('three versions of the contract at once', () => {
  const { scatter, members } = federation({
    golos: ofVersion(withoutSeverity),
    isfed: ofVersion(withoutAttack),
    odihr: ofVersion(withoutMedia),
  });

  it('answer together what all of them have', async () => {
    const { findings } = await find(scatter, listed('{ country: "GE" }', 'title themes'));
    expect(findings.sources).toEqual({
      complete: true,
      pruned: 0,
      members: [status('golos'), status('isfed'), status('odihr')],
    });
  });

  it('leave out a field that one does not have, and name it', async () => {
    const { findings } = await find(scatter, listed('{}', 'severity'));
    expect(findings.totalCount).toBe(33);
    expect(findings.sources).toEqual({
      complete: false,
      pruned: 0,
      members: [
        status('golos', 'PROJECTED', 'golos: its version of the contract does not have `Finding.severity`.', [
          'Finding.severity',
        ]),
        status('isfed'),
        status('odihr'),
      ],
    });
    const unknown = findings.edges.filter(({ node }) => node.severity === null).map(({ node }) => node.id);
    expect(unknown.filter((id) => id.startsWith('golos:'))).toHaveLength(11);
  });

  it('say where one record lacks a field', async () => {
    const { response, reported } = await ask(
      scatter,
      '{ finding(id: "golos:finding:f:1") { title sharp: severity } }',
    );
    expect(response).toEqual({
      data: { finding: { title: 'Finding 1 of golos', sharp: null } },
      errors: [
        {
          message: 'golos: its version of the contract does not have `severity`.',
          path: ['finding', 'sharp'],
          extensions: { code: 'SOURCE_UNAVAILABLE', member: 'golos' },
        },
      ],
    });
    expect(reported).toMatchObject([
      { member: 'golos', state: 'PROJECTED', droppedFields: ['Finding.severity'] },
    ]);
  });

  it('do not ask one for what it would answer too widely', async () => {
    const before = members['isfed']?.asked.length;
    const { findings } = await find(scatter, listed('{ attack: [DETAINED] }'));
    expect(findings.sources).toEqual({
      complete: false,
      pruned: 0,
      members: [
        status('golos'),
        status(
          'isfed',
          'INCOMPATIBLE',
          'isfed: cannot be asked this, because its version of the contract does not have `FindingFilter.attack`.',
        ),
        status('odihr'),
      ],
    });
    expect(members['isfed']?.asked).toHaveLength(before ?? -1);
    // A filter that is null does not filter.
    const { findings: all } = await find(scatter, listed('{ attack: null }'));
    expect(all.sources.complete).toBe(true);
  });

  it('ask each for the values that it knows, and nobody for none', async () => {
    const both = await find(scatter, listed('{ theme: [MEDIA, CAMPAIGN] }', 'themes'));
    const { findings: known } = await find(scatter, listed('{ theme: [CAMPAIGN], member: "odihr" }'));
    expect(both.findings.sources.complete).toBe(true);
    expect(both.findings.edges.filter(({ node }) => node.id.startsWith('odihr:'))).toHaveLength(
      known.edges.length,
    );
    const { findings } = await find(scatter, listed('{ theme: MEDIA }', 'themes'));
    expect(findings.sources).toEqual({
      complete: true,
      pruned: 1,
      members: [status('golos'), status('isfed')],
    });
  });
});

describe('a member of another version', () => {
  it('that is newer may use values that are not known yet: they are left out, and that is told', async () => {
    const { scatter } = federation({
      isfed: {
        executor: (honest) => async (request, call) => {
          const { data } = JSON.parse(JSON.stringify(await honest(request, call)));
          for (const { node } of data.p0.edges)
            Object.assign(node, { severity: 'EXTREME', themes: ['VOTING', 'SPACE'] });
          return { data };
        },
      },
    });
    const { findings } = await find(scatter, listed('{ member: "isfed" }', 'severity themes'));
    expect(findings.edges.map(({ node: { severity, themes } }) => [severity, themes])).toEqual(
      findings.edges.map(() => [null, ['VOTING']]),
    );
    expect(findings.edges).toHaveLength(11);
    expect(findings.sources.members).toEqual([
      status(
        'isfed',
        'PARTIAL',
        'isfed: uses values that this version of the contract does not have; they were left out: Severity, Theme.',
      ),
    ]);
  });

  it.each([
    {
      what: 'a list',
      own: without('Query.practices'),
      query: '{ practices(first: 1) { sources { members { member state message } } } }',
      field: 'practices',
      missing: 'Query.practices',
    },
    {
      what: 'what it must tell to be believed',
      own: without('Finding.holding'),
      query: '{ findings(first: 1) { edges { cursor } sources { members { member state message } } } }',
      field: 'findings',
      missing: 'Finding.holding',
    },
    {
      what: 'an order',
      own: without('FindingOrder.SEVERITY_DESC'),
      query:
        '{ findings(first: 1, orderBy: SEVERITY_DESC) { edges { cursor } sources { members { member state message } } } }',
      field: 'findings',
      missing: 'FindingOrder.SEVERITY_DESC',
    },
    {
      what: 'any SDL that can be read',
      own: 'type {',
      query: '{ findings(first: 1) { sources { members { member state message } } } }',
      field: 'findings',
      missing: 'SDL that can be read',
    },
  ])('is not asked where its version lacks $what', async ({ own, query, field, missing }) => {
    const { scatter, members } = federation({ isfed: { sdl: own } });
    const data = await dataOf(scatter, query);
    expect((data[field] as Data['findings']).sources.members[1]).toEqual({
      member: 'isfed',
      state: 'INCOMPATIBLE',
      message: `isfed: cannot be asked this, because its version of the contract does not have \`${missing}\`.`,
    });
    expect(members['isfed']?.asked).toEqual([]);
  });

  it('without a total makes it unknown', async () => {
    const { scatter } = federation({
      isfed: ofVersion(without('FindingConnection.totalCount')),
    });
    const { findings } = await find(scatter, listed('{}'));
    expect(findings.totalCount).toBeNull();
    expect(findings.sources.members[1]).toMatchObject({
      state: 'PROJECTED',
      droppedFields: ['FindingConnection.totalCount'],
    });
    expect(findings.edges).toHaveLength(33);
  });
});
