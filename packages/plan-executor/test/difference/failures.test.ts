import { type Executor, ExecutorError, type GraphQLResponse } from '@observer-graph/executor';
import type { ExecutionResult, GraphQLError } from 'graphql';
import { expect, it } from 'vitest';
import { askerOfOurs } from './askers.ts';
import { merged, partsOf, withDefers } from './defers.ts';
import type { Draw } from './layout.ts';
import { described, forDrawn } from './runs.ts';
import type { World } from './world.ts';

it('is never wrong without an error, whatever the subgraphs do', { timeout: 600_000 }, async () => {
  let failed = 0;
  await forDrawn(async (world, draw) => {
    const ask = await askerOfFailing(world, draw);
    return async (question) => {
      // What a mutation answers depends on those before it.
      if (question.query.startsWith('mutation')) return;
      const answer = await ask(question.query, question.variables);
      if (answer.errors) failed += 1;
      if (answer.data === undefined) return expect(answer.errors).toHaveLength(1);
      expect(silentlyWrong(question.expected.data, answer), described(question, world)).toEqual([]);
    };
  });
  expect(failed).toBeGreaterThan(0);
});

it('is never wrong without an error in any of its parts', { timeout: 600_000 }, async () => {
  let failed = 0;
  await forDrawn(async (world, draw) => {
    const ask = await askerOfFailing(world, draw);
    return async (question) => {
      // A null that an error is the reason of reaches only as far as the part goes.
      if (question.query.startsWith('mutation') || question.expected.errors) return;
      const query = withDefers(world.merged, question.query, draw);
      const answer = await ask.inParts(query, question.variables);
      if (!answer) return;
      const parts = await partsOf(answer);
      const errors = parts.flatMap((part) => part.errors);
      if (errors.length > 0) failed += 1;
      const shown = described({ ...question, query }, world);
      const nulled = parts.filter(({ data }) => data === null);
      expect(
        nulled.filter((part) => part.errors.length === 0),
        shown,
      ).toEqual([]);
      const data = merged(parts) as NonNullable<ExecutionResult['data']> | null;
      const isMissing = (place: readonly (string | number)[]) =>
        nulled.some(({ path }) => path.every((step, index) => step === place[index]));
      const wrong = silentlyWrong(
        question.expected.data,
        { data, errors: errors as unknown as GraphQLError[] },
        isMissing,
      );
      expect(wrong, shown).toEqual([]);
    };
  });
  expect(failed).toBeGreaterThan(0);
});

function askerOfFailing(world: World, draw: Draw): ReturnType<typeof askerOfOurs> {
  const executors = new Map([...world.executors].map(([name, executor]) => [name, failing(executor, draw)]));
  return askerOfOurs({ ...world, executors });
}

/** A subgraph that at times does not answer, or not all. */
function failing(executor: Executor, draw: Draw): Executor {
  return async (request, call) => {
    const kind = draw(20);
    if (kind === 0) throw new ExecutorError('UNREACHABLE', 'out of reach.');
    if (kind === 1) throw new Error('http://10.0.0.1 exploded');
    if (kind === 2) return { errors: [{ message: 'SELECT' }] };
    if (kind === 3) return { data: null } as GraphQLResponse;
    if (kind === 4) return { data: {} };
    const response = await executor(request, call);
    if (kind === 5) return { ...response, data: without(response.data, draw) } as GraphQLResponse;
    return response;
  };
}

/** A copy that lacks some keys and items. */
function without(value: unknown, draw: Draw): unknown {
  if (Array.isArray(value)) return value.map((item) => without(item, draw));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => key === '__typename' || draw(6) > 0);
  return Object.fromEntries(kept.map(([key, item]) => [key, without(item, draw)]));
}

/**
 * The places where an answer differs from what is right, and no error says so.
 *
 * @param mayLackKeys whether an error says that not all of an object is there
 */
function silentlyWrong(
  expected: unknown,
  { data, errors = [] }: ExecutionResult,
  mayLackKeys: ((place: readonly (string | number)[]) => boolean) | null = null,
): string[] {
  const found: string[] = [];
  const isTold = (place: readonly (string | number)[]) =>
    errors.some(({ path = [] }) => path.slice(0, place.length).every((step, index) => step === place[index]));
  const compare = (right: unknown, given: unknown, place: readonly (string | number)[]): void => {
    if (given === null && right !== null) {
      if (!isTold(place)) found.push(`${place.join('.')} is null`);
    } else if (typeof given !== 'object' || given === null || typeof right !== 'object' || right === null) {
      if (given !== right)
        found.push(`${place.join('.')} is ${JSON.stringify(given)}, not ${JSON.stringify(right)}`);
    } else {
      const keys = Object.keys(given);
      // Parts come in any order, so their keys do too; and one may say null, for an error, of what is an object in another.
      const areKeys = mayLackKeys
        ? keys.every((key) => key in right) &&
          (keys.length === Object.keys(right).length || mayLackKeys(place) || isTold(place))
        : JSON.stringify(keys) === JSON.stringify(Object.keys(right));
      if (!areKeys) found.push(`${place.join('.')} has ${keys}`);
      for (const key of keys) {
        const step = Array.isArray(given) ? Number(key) : key;
        compare((right as Record<string, unknown>)[key], (given as Record<string, unknown>)[key], [
          ...place,
          step,
        ]);
      }
    }
  };
  compare(expected, data, []);
  return found;
}
