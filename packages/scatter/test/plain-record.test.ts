import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { AskedFields } from '../src/asked.ts';
import { Found, objectCheck, type RawObject } from '../src/check.ts';
import type { Context } from '../src/context.ts';
import { domainView } from '../src/domain-view.ts';
import { badUserInput } from '../src/errors.ts';
import { Fault } from '../src/fault.ts';
import type { RecordReader, Selection } from '../src/plan.ts';
import { planner } from '../src/planner.ts';
import { recordOutput } from '../src/record-output.ts';

fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? 1) });

const planOf = planner(domainView('findings'), 10);

/** What stands behind a list of findings with this selected of each. */
function planned(selection: string): {
  readonly asked: AskedFields;
  readonly read: RecordReader | null;
  readonly selection: Selection;
} {
  const answer = planOf({ query: `{ findings(first: 1) { edges { node { ${selection} } } } }` });
  if ('refused' in answer) throw new Error(JSON.stringify(answer.refused));
  const [field] = answer.plan.roots;
  const edges = field?.selection?.fields[0];
  const node = edges?.selection?.fields[0]?.selection;
  if (!field?.gather?.node || !node) throw new Error('Nothing is listed.');
  return { asked: field.gather.node, read: field.gather.read, selection: node };
}

const context = { unfinished: 0, gathers: () => new Map() } as unknown as Context;

const record = {
  id: 'golos:finding:f:1',
  title: 'Queue at the polling station',
  kind: 'INCIDENT',
  severity: 'HIGH',
  themes: ['VOTING', 'MEDIA'],
  observedAt: '2024-10-26T05:00:00Z',
  place: { name: 'Station 1', region: 'GE-TB', path: ['GE', 'GE-TB'] },
  organization: { id: 'golos' },
  elections: [{ id: 'GE-2024-10-26-parliamentary' }],
  followUpOf: null,
  holding: 'ORIGINAL',
};

const strange: readonly unknown[] = [
  null,
  undefined,
  0,
  1.5,
  true,
  '',
  'UNHEARD_OF',
  'MEDIA',
  'x'.repeat(1_000_001),
  [],
  [null],
  ['MEDIA', 'UNHEARD_OF'],
  {},
  { id: 'golos' },
  { id: null },
  new Fault(badUserInput('It could not be given.')),
];

/** The record with one value, somewhere in it, in the place of another. */
function changed(value: unknown, [step, ...steps]: readonly number[], other: unknown): unknown {
  if (step === undefined || typeof value !== 'object' || value === null) return other;
  const keys = Object.keys(value);
  const key = keys[step % Math.max(1, keys.length)];
  if (key === undefined) return other;
  const part = changed((value as RawObject)[key], steps, other);
  return Array.isArray(value)
    ? value.map((item, at) => (String(at) === key ? part : item))
    : { ...value, [key]: part };
}

const selections = [
  'id title kind severity themes observedAt place { name } organization { id } elections { __typename id }',
  'a: title b: title spot: place { path } place { region } __typename',
  'holding key: id followUpOf { id } organization { __typename }',
];

it.each(selections)('reads %s as the general way does, and every record that is right', (text) => {
  const { asked, read, selection } = planned(text);
  if (!read) throw new Error('It cannot be read in one pass.');
  const own = Object.fromEntries([...asked.keys()].map((key) => [key, record[key as keyof typeof record]]));
  fc.assert(
    fc.property(
      fc.array(fc.nat(20), { minLength: 1, maxLength: 3 }),
      fc.constantFrom(...strange),
      (path, other) => {
        const raw = changed(own, path, other);
        const found = new Found();
        const isRight = objectCheck(asked)(raw, found) === null && !found.unknown && !found.faults;
        expect(read(raw)).toEqual(isRight ? recordOutput(context, raw as RawObject, selection) : undefined);
      },
    ),
    { numRuns: 1_000 },
  );
  expect(read(own)).toEqual(recordOutput(context, own, selection));
});

it('gives each place an object of its own, where what was asked once stands twice', () => {
  const { asked, read } = planned(
    'place { name region path } spot: place { name region path } elections { id }',
  );
  const own = Object.fromEntries([...asked.keys()].map((key) => [key, record[key as keyof typeof record]]));
  const output = read?.(own);
  expect(output?.['spot']).toEqual(output?.['place']);
  expect(output?.['spot']).not.toBe(output?.['place']);
  expect(output?.['elections']).toBe(record.elections);
});

it.each(['elections { findings(first: 1) { totalCount } }', '__proto__: title', 'mission { title }'])(
  'leaves %s to the general way',
  (text) => {
    expect(planned(text).read).toBeNull();
  },
);
