import type { Coverage } from '@observer-graph/contract';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createScatter } from '../src/index.ts';
import { ask } from './asking.ts';
import { inMemoryExecutor, type Row, testMember } from './in-memory-member.ts';
import { codes, georgia, moldova, rowsOf } from './world.ts';

fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? 1) });

const members = fc.constantFrom(...codes);
const key = fc.nat({ max: 5 });
const findingId = fc.tuple(members, key).map(([code, at]) => `${code}:finding:f:${at}`);
const missionId = fc.tuple(members, key).map(([code, at]) => `${code}:mission:m:${at % 2}`);
const country = fc.constantFrom('GE', 'MD');
const elections = fc.constantFrom(georgia, moldova);
const day = fc.constantFrom('2024-10-10', '2024-10-11', '2024-10-12');
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 3 });

const finding = fc.record({
  id: findingId,
  holding: fc.constantFrom('ORIGINAL', 'ORIGINAL', 'COPY'),
  state: fc.constantFrom('CURRENT', 'CURRENT', 'CURRENT', 'WITHDRAWN'),
  country,
  title: orNull(fc.constantFrom('Queue', 'queue at the door', 'Нарушение')),
  themes: fc.subarray(['VOTING', 'MEDIA', 'CAMPAIGN']),
  elections: fc.subarray([georgia, moldova]),
  severity: orNull(fc.constantFrom('LOW', 'HIGH')),
  observedAt: orNull(day.map((date) => `${date}T08:00:00.123456Z`)),
  updatedAt: orNull(day.map((date) => `${date}T09:00:00Z`)),
  mission: orNull(missionId),
  followUpOf: orNull(findingId),
  sameIncidentAs: orNull(fc.array(findingId, { maxLength: 3 })),
  place: orNull(fc.constant({ name: 'Station', path: ['Tbilisi'] })),
});

const mission = fc.record({
  id: missionId,
  holding: fc.constant('ORIGINAL'),
  country,
  election: orNull(elections),
  title: orNull(fc.constant('Mission')),
  kind: orNull(fc.constantFrom('EOM', 'CITIZEN')),
  startsOn: orNull(day),
});

const rows: fc.Arbitrary<Row[]> = fc
  .tuple(
    fc.uniqueArray(finding, { selector: ({ id }) => id, maxLength: 18 }),
    fc.uniqueArray(mission, { selector: ({ id }) => id, maxLength: 6 }),
  )
  .map(([findings, missions]) => [
    ...findings.map((row) => owned('Finding', row)),
    ...missions.map((row) => owned('Mission', { ...row, organizations: [row.id.split(':')[0]] })),
  ]);

function owned(
  type: string,
  row: { readonly id: string; readonly holding: string; readonly organizations?: unknown },
): Row {
  const [code] = row.id.split(':');
  return { ...row, type, member: code, organization: row.holding === 'COPY' ? 'elsewhere' : code };
}

const maybe = (text: fc.Arbitrary<string>) => fc.oneof(fc.constant(''), text);
const fields = (...parts: fc.Arbitrary<string>[]) =>
  fc.tuple(...parts).map((texts) => texts.filter(Boolean).join(' '));

const findingFilter = fields(
  maybe(fc.subarray(['GE', 'MD', 'FR']).map((list) => `country: ${JSON.stringify(list)}`)),
  maybe(elections.map((id) => `election: "${id}"`)),
  maybe(fc.subarray([...codes, 'nobody']).map((list) => `member: ${JSON.stringify(list)}`)),
  maybe(fc.subarray([...codes, 'elsewhere']).map((list) => `organization: ${JSON.stringify(list)}`)),
  maybe(
    fc.constantFrom('severity: [HIGH]', 'theme: [VOTING, MEDIA]', 'text: "QUEUE"', 'text: ["нару", "door"]'),
  ),
  maybe(day.map((date) => `observedFrom: "${date}T08:00:00Z"`)),
  maybe(day.map((date) => `observedBefore: "${date}T08:00:00.123456Z"`)),
  maybe(fc.constant('includeCopies: true')),
);
const missionFilter = fields(
  maybe(country.map((code) => `country: "${code}"`)),
  maybe(elections.map((id) => `election: ["${id}"]`)),
  maybe(day.map((date) => `startsFrom: "${date}"`)),
);

function list(
  name: string,
  filter: fc.Arbitrary<string>,
  orders: readonly string[],
  node: fc.Arbitrary<string>,
) {
  return fc
    .tuple(
      fc.constantFrom('first', 'last'),
      fc.integer({ min: 1, max: 7 }),
      filter,
      fc.constantFrom(...orders),
      node,
      fc.nat({ max: 999_999 }),
    )
    .map(
      ([count, size, where, orderBy, selection, alias]) =>
        `l${alias}${size}${count}${orderBy}: ${name}(${count}: ${size}, filter: { ${where} }, orderBy: ${orderBy}) { totalCount edges { cursor node { id ${selection} } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`,
    );
}

const findingOrders = ['OBSERVED_DESC', 'OBSERVED_ASC', 'SEVERITY_DESC'];
const missionOrders = ['START_DESC', 'START_ASC'];

const { findingFields, missionFields } = fc.letrec<{ findingFields: string; missionFields: string }>(
  (tie) => {
    const shallow = { depthSize: 'small', withCrossShrink: true } as const;
    const findings = list('findings', findingFilter, findingOrders, tie('findingFields'));
    return {
      findingFields: fc.oneof(
        shallow,
        fc.constantFrom(
          'title',
          'severity themes',
          'place { name } p: place { path }',
          'mission { id }',
          '... { title }',
        ),
        fields(
          maybe(fc.constantFrom('title @include(if: $yes)', 'title @skip(if: $yes)', 'place { __typename }')),
          maybe(tie('missionFields').map((inner) => `mission { ${inner} }`)),
          maybe(tie('findingFields').map((inner) => `followUpOf { ${inner} }`)),
          maybe(tie('findingFields').map((inner) => `also: sameIncidentAs { id ${inner} }`)),
          maybe(findings.map((inner) => `country { code ${inner} }`)),
          maybe(findings.map((inner) => `elections { ${inner} id }`)),
          fc.constant('__typename'),
        ),
      ),
      missionFields: fc.oneof(
        shallow,
        fc.constantFrom('id', 'title kind', 'startsOn country { code }'),
        fields(
          fc.constant('id'),
          maybe(findings),
          maybe(
            list('missions', missionFilter, missionOrders, tie('missionFields')).map(
              (inner) => `election { ${inner} id }`,
            ),
          ),
        ),
      ),
    };
  },
);

const operation = fields(
  fc.constant('__typename sometimes: __typename @include(if: $yes)'),
  list('findings', findingFilter, findingOrders, findingFields),
  maybe(list('missions', missionFilter, missionOrders, missionFields)),
  maybe(fc.tuple(findingId, findingFields).map(([id, inner]) => `finding(id: "${id}") { ${inner} }`)),
  maybe(
    fc
      .tuple(
        findingFilter,
        fc.subarray(['SEVERITY', 'THEME', 'COUNTRY', 'ELECTION', 'MONTH'], { maxLength: 2 }),
      )
      .map(
        ([where, by]) =>
          `findingSummary(filter: { ${where} }, by: [${by.join(', ')}]) { total copies buckets { keys count } }`,
      ),
  ),
).map((selection) => `query ($yes: Boolean!) { ${selection} }`);

/** What the rows cover, exactly. */
function coverageOf(all: readonly Row[], type: string, time: string): Partial<Coverage> | null {
  const own = all.filter((row) => row.type === type);
  if (own.length === 0) return null;
  const values = (...names: string[]) => [
    ...new Set(own.flatMap((row) => names.flatMap((name) => (row[name] ?? []) as string | string[]))),
  ];
  const times = values(time).sort();
  return {
    countries: values('country'),
    elections: values('elections', 'election'),
    organizations: values('organization', 'organizations'),
    from: times.at(0) ?? null,
    until: times.at(-1) ?? null,
  };
}

it('whatever is asked of whichever records, the answer is that of one member who holds them all', async () => {
  await fc.assert(
    fc.asyncProperty(rows, operation, fc.boolean(), fc.boolean(), async (all, query, yes, covered) => {
      const federated = codes.map((code) => {
        const own = rowsOf(code, all);
        const coverage = Object.fromEntries(
          [
            ['Finding', coverageOf(own, 'Finding', 'observedAt')] as const,
            ['Mission', coverageOf(own, 'Mission', 'startsOn')] as const,
          ].flatMap(([type, value]) => (value ? [[type, value]] : [])),
        );
        return testMember({ code, rows: own, ...(covered && { coverage }) });
      });
      const scatter = createScatter({ domain: 'findings', members: () => federated });
      const { response } = await ask(inMemoryExecutor('findings', all), query, { yes });
      // Two lists may have been given one name.
      fc.pre(response.errors === undefined);
      expect((await ask(scatter, query, { yes })).response).toEqual(response);
    }),
    { numRuns: 80 },
  );
}, 60_000);
