import { type Executor, ExecutorError } from '@observer-graph/executor';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createScatter } from '../src/index.ts';
import { ask, dataOf } from './asking.ts';
import { inMemoryExecutor, type Row, type TestMember, testMember } from './in-memory-member.ts';

fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? 1) });

const codes = Array.from({ length: 30 }, (_, at) => `m${String(at).padStart(2, '0')}`);

/** Findings, the day of each drawn from few, so that many are equal. */
function rowsOf(days: readonly (number | null)[], codeOf: (at: number) => string): Row[] {
  return days.map((day, at) => {
    const code = codeOf(at);
    return {
      type: 'Finding',
      id: `${code}:finding:f:${String(at).padStart(4, '0')}`,
      member: code,
      organization: code,
      holding: 'ORIGINAL',
      country: 'GE',
      title: `Finding ${at}`,
      observedAt: day === null ? null : `2024-10-${String(day + 1).padStart(2, '0')}T08:00:00Z`,
      followUpOf: at > 3 ? `${codeOf(at - 3)}:finding:f:${String(at - 3).padStart(4, '0')}` : null,
    };
  });
}

function federationOf(
  rows: readonly Row[],
  change: (code: string) => ((honest: Executor) => Executor) | undefined = () => undefined,
) {
  const members = codes.map((code): TestMember => {
    const executor = change(code);
    return testMember({
      code,
      rows: rows.filter(({ id }) => id.startsWith(`${code}:`)),
      ...(executor && { executor }),
    });
  });
  return { members, scatter: createScatter({ domain: 'findings', members: () => members }) };
}

const query = (count: 'first' | 'last', size: number, order: string) =>
  `query ($at: String) { findings(${count}: ${size}, ${count === 'first' ? 'after' : 'before'}: $at, orderBy: ${order}) {
    totalCount edges { cursor node { id title followUpOf { title } } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly pageInfo: Readonly<Record<string, unknown>>;
}

describe('in a wide federation', () => {
  it('every page is that of one member who holds all records, and asks no member for a page more than twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.option(fc.nat({ max: 9 })), { minLength: 40, maxLength: 160 }),
        // From all rows with one member to rows spread evenly.
        fc.constantFrom(1, 2, 7, 30),
        fc.constantFrom('first', 'last'),
        fc.integer({ min: 15, max: 70 }),
        fc.constantFrom('OBSERVED_DESC', 'OBSERVED_ASC'),
        async (days, holders, count, size, order) => {
          const rows = rowsOf(days, (at) => codes[(at * at) % holders] as string);
          const { scatter, members } = federationOf(rows);
          const oracle = inMemoryExecutor('findings', rows);
          for (let at: unknown = null, more: unknown = true; more; ) {
            const asked = members.map((member) => member.asked.length);
            const data = await dataOf(scatter, query(count, size, order), { at });
            expect(data).toEqual(await dataOf(oracle, query(count, size, order), { at }));
            const forPages = members.map(
              (member, place) =>
                member.asked.slice(asked[place]).filter(({ query: text }) => text.includes('edges')).length,
            );
            expect(Math.max(...forPages)).toBeLessThanOrEqual(2);
            const { pageInfo } = data['findings'] as Page;
            at = pageInfo[count === 'first' ? 'endCursor' : 'startCursor'];
            more = pageInfo[count === 'first' ? 'hasNextPage' : 'hasPreviousPage'];
          }
        },
      ),
      { numRuns: 25 },
    );
  }, 120_000);

  const even = rowsOf(
    Array.from({ length: 1_500 }, (_, at) => at % 28),
    (at) => codes[at % 30] as string,
  );

  it('members are asked for little more than the page in all', async () => {
    let fetched = 0;
    const { scatter } = federationOf(even, () => (honest) => async (request, call) => {
      const response = await honest(request, call);
      fetched += ((response.data?.['p0'] as Page | undefined)?.edges ?? []).length;
      return response;
    });
    const data = await dataOf(scatter, '{ findings(first: 200) { edges { node { id } } } }');
    expect((data['findings'] as Page).edges).toHaveLength(200);
    expect(fetched).toBeLessThanOrEqual(800);
  });

  it('a member that fails when it is asked again keeps what it gave, is named, and holds up nobody', async () => {
    // All of the newest are with one member, so that it is asked again.
    const rows = rowsOf(
      Array.from({ length: 300 }, (_, at) => (at < 150 ? 20 : 3)),
      (at) => (at < 150 ? 'm00' : (codes[1 + (at % 29)] as string)),
    );
    const { scatter } = federationOf(rows, (code) =>
      code === 'm00'
        ? (honest) => async (request, call) => {
            if (request.query.includes('after'))
              throw new ExecutorError('UNREACHABLE', 'm00: the connection failed.');
            return honest(request, call);
          }
        : undefined,
    );
    const { response } = await ask(
      scatter,
      '{ findings(first: 60) { totalCount edges { node { id } } sources { complete members { member state message } } } }',
    );
    const { findings } = response.data as unknown as {
      findings: Page & { totalCount: number; sources: { complete: boolean; members: readonly unknown[] } };
    };
    const { edges, sources, totalCount } = findings;
    const own = edges.filter(({ node: { id } }) => id.startsWith('m00:')).length;
    expect([own, edges.length, totalCount]).toEqual([9, 60, 300]);
    expect(sources.complete).toBe(false);
    expect(sources.members[0]).toEqual({
      member: 'm00',
      state: 'ERROR',
      message: 'm00: the connection failed.',
    });
  });
});
