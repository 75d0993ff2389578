import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createScatter } from '../src/index.ts';
import { ask, dataOf } from './asking.ts';
import { type Row, type TestMember, testMember } from './in-memory-member.ts';

fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? 1) });

const codes = Array.from({ length: 100 }, (_, at) => `m${String(at).padStart(2, '0')}`);

/** Four findings of each, on few days, so that members' records alternate. */
const rows = codes.flatMap((code, at) =>
  Array.from({ length: 4 }, (_, key): Row => {
    const next = codes[(at + 1) % codes.length] as string;
    return {
      type: 'Finding',
      id: `${code}:finding:f:${key}`,
      member: code,
      organization: code,
      holding: 'ORIGINAL',
      country: 'GE',
      title: `Finding ${key} of ${code}`,
      observedAt: `2024-10-${10 + ((at + 7 * key) % 20)}T08:00:00Z`,
      followUpOf: `${next}:finding:f:${key}`,
    };
  }),
);

const query = `query ($after: String) { findings(first: 23, after: $after) {
  edges { node { id followUpOf { id title } } } pageInfo { hasNextPage endCursor } sources { complete members { member } } } }`;

interface Page {
  readonly edges: readonly {
    readonly node: { readonly id: string; readonly followUpOf: { readonly title: string | null } };
  }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly sources: { readonly complete: boolean; readonly members: readonly unknown[] };
}

describe('a hundred members', () => {
  it('join and leave while a client pages: nothing fails, and of those who stay every record comes once, in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.constantFrom(...codes), { minLength: 20, maxLength: 80 }),
        fc.infiniteStream(fc.nat({ max: codes.length - 1 })),
        async (changing, changes) => {
          const all = new Map<string, TestMember>();
          const staying = codes.filter((code) => !changing.includes(code));
          const here = new Set(codes);
          /** Between requests, and between the rounds of one. */
          const change = () => {
            for (const at of [...changes.take(5)]) {
              const code = changing[at % changing.length] as string;
              if (!here.delete(code)) here.add(code);
            }
            members = codes.flatMap((code) => (here.has(code) ? (all.get(code) ?? []) : []));
          };
          let members: readonly TestMember[] = [];
          for (const code of codes) {
            const member = testMember({
              code,
              rows: rows.filter(({ id }) => id.startsWith(`${code}:`)),
              executor: (honest) => (request, call) => {
                change();
                return honest(request, call);
              },
            });
            all.set(code, member);
          }
          members = [...all.values()];
          const scatter = createScatter({ domain: 'findings', members: () => members });
          const seen: string[] = [];
          for (let after: string | null = null, more = true; more; ) {
            const { response } = await ask(scatter, query, { after });
            // What refers to a record of one who has left stays a key, and says so.
            const codesOfErrors = (response.errors ?? []).map(({ extensions }) => extensions?.['code']);
            expect(codesOfErrors.filter((code) => code !== 'UNKNOWN_MEMBER')).toEqual([]);
            const page = response.data?.['findings'] as unknown as Page;
            expect(page.sources.complete).toBe(true);
            seen.push(...page.edges.map(({ node }) => node.id));
            ({ hasNextPage: more, endCursor: after } = page.pageInfo);
          }
          expect(new Set(seen).size).toBe(seen.length);
          const oracle = createScatter({
            domain: 'findings',
            members: () => staying.map((code) => all.get(code) as TestMember),
          });
          const { findings } = await dataOf(oracle, '{ findings(first: 500) { edges { node { id } } } }');
          expect(seen.filter((id) => staying.includes(id.slice(0, 3)))).toEqual(
            (findings as unknown as Page).edges.map(({ node }) => node.id),
          );
        },
      ),
      { numRuns: 5 },
    );
  }, 120_000);
});
