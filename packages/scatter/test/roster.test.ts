import type { Coverage } from '@observer-graph/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScatterMember } from '../src/index.ts';
import { Roster } from '../src/roster.ts';
import type { Constraint } from '../src/route.ts';

fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? 1) });

const countries = ['GE', 'MD', 'KE', 'EU'];
const elections = [
  'GE-2024-10-26-parliamentary',
  'EU-2024-06-09-supranational',
  'MD-2024-11-03-presidential',
];
const organizations = ['a', 'b', 'c'];
const instants = [
  '2024-01-01T00:00:00Z',
  '2024-06-01T00:00:00Z',
  '2024-06-01T00:00:00.0005Z',
  '2025-01-01',
  'soon',
];
const asOfs = ['2025-01-01T00:00:00Z', '2025-02-01T00:00:00Z', '2025-03-01T00:00:00Z'];

const known = (values: readonly string[]) => fc.option(fc.subarray([...values]), { freq: 3 });
const coverage: fc.Arbitrary<Coverage> = fc.record({
  countries: known(countries),
  elections: known(elections),
  organizations: known(organizations),
  from: fc.option(fc.constantFrom(...instants)),
  until: fc.option(fc.constantFrom(...instants)),
  asOf: fc.constantFrom(...asOfs),
});
const covered = fc.oneof({ weight: 6, arbitrary: coverage }, fc.constant(null), fc.constant(undefined));

const constraint: fc.Arbitrary<Constraint> = fc.oneof(
  ...(
    [
      ['COUNTRY', countries],
      ['ELECTION', elections],
      ['ORGANIZATION', organizations],
      ['MEMBER', ['m0', 'm1', 'm2', 'm33', 'm34']],
    ] as const
  ).map(([by, values]) => fc.subarray([...values]).map((some) => ({ by, values: some }))),
  ...(['FROM', 'UNTIL'] as const).map((by) =>
    fc.constantFrom(...instants).map((value) => ({ by, values: [value] })),
  ),
);

function member(code: string, value: Coverage | null | undefined): ScatterMember {
  return {
    code,
    organizations: new Set(),
    executor: () => Promise.reject(new Error('asked')),
    coverage: () => value,
  };
}

/** What an index must choose: each member looked at by itself. */
function scan(members: readonly ScatterMember[], constraints: readonly Constraint[]) {
  const mayMatch = (value: Coverage, { by, values }: Constraint): boolean => {
    const meets = (own: readonly string[] | null) => own === null || values.some((one) => own.includes(one));
    const before = (one: string, other: string) => Date.parse(one) < Date.parse(other);
    if (by === 'COUNTRY') return meets(value.countries);
    if (by === 'ELECTION') return meets(value.elections);
    if (by === 'ORGANIZATION') return meets(value.organizations);
    if (by === 'FROM') return values.every((one) => value.until === null || !before(value.until, one));
    return by === 'MEMBER' || values.every((one) => value.from === null || !before(one, value.from));
  };
  const candidates: string[] = [];
  const excluders: string[] = [];
  for (const { code, coverage: of } of members) {
    const value = of('Finding');
    const isAsked = constraints.every(({ by, values }) =>
      by === 'MEMBER' ? values.includes(code) : values.length > 0,
    );
    if (value === null || !isAsked) continue;
    if (!value || constraints.every((one) => mayMatch(value, one))) candidates.push(code);
    else excluders.push(value.asOf);
  }
  return {
    candidates: candidates.sort(),
    pruned: members.length - candidates.length,
    asOf: excluders.sort()[0] ?? null,
  };
}

const members = fc
  .uniqueArray(fc.tuple(fc.nat({ max: 70 }), covered), { selector: ([at]) => at, maxLength: 70 })
  .map((all) => all.map(([at, value]) => member(`m${at}`, value)));

describe('a roster', () => {
  it('chooses as if it looked at each member, while they join, leave and change what they cover', () => {
    fc.assert(
      fc.property(
        members,
        fc.array(fc.tuple(fc.array(constraint, { maxLength: 3 }), fc.nat(), covered, fc.boolean()), {
          maxLength: 8,
        }),
        (first, steps) => {
          const roster = new Roster();
          let now = first;
          for (const [constraints, at, value, stays] of steps) {
            roster.update(now);
            const { candidates, pruned, asOf } = roster.route('Finding', constraints);
            expect({ candidates: candidates.map(({ code }) => code), pruned, asOf }).toEqual(
              scan(now, constraints),
            );
            const place = at % Math.max(1, now.length);
            const changed = now[place];
            if (!changed || at % 3 === 0) now = [...now, member(`n${now.length}-${at}`, value)];
            else now = stays ? now.with(place, member(changed.code, value)) : now.toSpliced(place, 1);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('leaves out nobody for the country of an election: records of others may concern it', () => {
    const roster = new Roster();
    roster.update([
      member('unknown', {
        countries: ['FR'],
        elections: null,
        organizations: null,
        from: null,
        until: null,
        asOf: asOfs[0] as string,
      }),
    ]);
    const { candidates } = roster.route('Finding', [{ by: 'ELECTION', values: [elections[1] as string] }]);
    expect(candidates.map(({ code }) => code)).toEqual(['unknown']);
  });
});
