import fc from 'fast-check';
import { type ExecutionResult, execute, type GraphQLSchema, parse } from 'graphql';
import { expect, it } from 'vitest';
import { createPlanExecutor } from '../../src/index.ts';
import { callWithin } from '../federation.ts';
import { drawOperation } from './operations.ts';
import { drawWorld, type World } from './world.ts';

// DIFFERENCE_RUNS=2000 looks longer, another DIFFERENCE_SEED elsewhere; a failure prints what shows it again.
const runs = Number(process.env['DIFFERENCE_RUNS'] ?? 40);
const seed = Number(process.env['DIFFERENCE_SEED'] ?? 2);

it('answers as one schema over the same data would', { timeout: 600_000 }, () => expectSame(seed));

async function expectSame(seed: number) {
  let operations = 0;
  let unplanned = 0;
  await fc.assert(
    fc.asyncProperty(fc.gen(), async (g) => {
      const draw = (below: number) => g(fc.nat, { max: below - 1 });
      const world = drawWorld(draw);
      fc.pre(world !== null);
      const ask = await asker(world);
      for (let number = 0; number < 25; number += 1) {
        const operation = drawOperation(world.merged, draw);
        if (!operation) continue;
        operations += 1;
        world.begin();
        const expected = (await execute({
          schema: world.merged,
          document: parse(operation.query),
          variableValues: operation.variables,
          fieldResolver: world.resolver,
        })) as ExecutionResult;
        const answer = await ask(operation.query, operation.variables);
        if (answer.errors?.[0]?.extensions['code'] === 'PLANNING_FAILED') {
          // Apollo's planner has faults of its own; it must not be our aliases.
          unplanned += 1;
          expect(() => world.plan(operation.query, operation.variables)).toThrow();
          continue;
        }
        const { data } = expected;
        expect(
          JSON.stringify({ data: answer.data, nulls: nullsOf(answer) }),
          `${operation.query}\n${JSON.stringify(operation.variables)}\n${JSON.stringify(world.subgraphs, null, 1).replaceAll('\\n', '\n')}`,
        ).toBe(JSON.stringify({ data: data, nulls: nullsOf(expected) }));
      }
    }),
    { numRuns: runs, seed, endOnFailure: true, maxSkipsPerRun: 1_000 },
  );
  expect(operations).toBeGreaterThan(runs);
  expect(unplanned / operations).toBeLessThan(0.05);
}

async function asker({ supergraphSdl, executors }: World) {
  let schema: GraphQLSchema | undefined;
  const gateway = createPlanExecutor({
    supergraphSdl,
    executorOf: ({ name }) => executors.get(name) as NonNullable<ReturnType<typeof executors.get>>,
    callOf: () => callWithin(10_000),
    onError: (error) => {
      if (process.env['SHOW_ERRORS']) console.error(error);
    },
  });
  gateway.onSchemaLoadOrUpdate(({ apiSchema }) => {
    schema = apiSchema;
  });
  const { executor } = await gateway.load({ apollo: {} });
  return async (source: string, variables: Readonly<Record<string, unknown>>) =>
    (executor as NonNullable<typeof executor>)({
      schema,
      source,
      document: parse(source),
      operationName: null,
      request: { variables },
    } as unknown as Parameters<NonNullable<typeof executor>>[0]);
}

/** The places that are null for an error; which of several errors is told of one of them is left to whoever tells it. */
function nullsOf({ data, errors = [] }: ExecutionResult): string[] {
  const places = errors.map(({ path = [] }) => {
    const place: (string | number)[] = [];
    let value: unknown = data;
    for (const step of path) {
      if (value === null || value === undefined) break;
      value = (value as Record<string, unknown>)[step];
      place.push(step);
    }
    return JSON.stringify([place, value === null]);
  });
  return [...new Set(places)].sort();
}
