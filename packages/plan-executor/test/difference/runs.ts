import fc from 'fast-check';
import { type ExecutionResult, execute, parse } from 'graphql';
import type { Draw } from './layout.ts';
import { type DrawnOperation, drawOperation } from './operations.ts';
import { drawWorld, type World } from './world.ts';

// DIFFERENCE_RUNS=2000 looks longer, another DIFFERENCE_SEED elsewhere; a failure prints what shows it again, and the seed and
// the path that DIFFERENCE_SEED and DIFFERENCE_PATH begin at.
const runs = Number(process.env['DIFFERENCE_RUNS'] ?? 25);
const seed = Number(process.env['DIFFERENCE_SEED'] ?? 2);
const path = process.env['DIFFERENCE_PATH'];

const operationsEach = 25;

/** A drawn operation with what its answer is on one schema. */
export interface Question extends DrawnOperation {
  readonly expected: ExecutionResult;
}

/**
 * Draws worlds and operations on them.
 *
 * @param begin makes of a world what is done with each of its operations
 */
export async function forDrawn(
  begin: (world: World, draw: Draw) => Promise<(question: Question) => Promise<void>>,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.gen(), async (g) => {
      const draw: Draw = (below) => g(fc.nat, { max: below - 1 });
      const world = drawWorld(draw);
      fc.pre(world !== null);
      const check = await begin(world, draw);
      for (let number = 0; number < operationsEach; number += 1) {
        const operation = drawOperation(world.merged, draw);
        if (!operation) continue;
        world.begin();
        const expected = (await execute({
          schema: world.merged,
          document: parse(operation.query),
          variableValues: operation.variables,
          fieldResolver: world.resolver,
        })) as ExecutionResult;
        await check({ ...operation, expected });
      }
    }),
    { numRuns: runs, seed, ...(path && { path }), endOnFailure: true, maxSkipsPerRun: 1_000 },
  );
}

/** What shows a difference again. */
export function described({ query, variables }: DrawnOperation, { subgraphs }: World): string {
  const sdl = Object.entries(subgraphs).map(([name, { typeDefs }]) => `# ${name}\n${typeDefs}`);
  return [query, JSON.stringify(variables), ...sdl].join('\n\n');
}

/** The places that are null for an error; which of several errors is told of one of them is left to whoever tells it. */
export function nullsOf({ data, errors = [] }: ExecutionResult): string[] {
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
