import type { GraphQLResponse } from '@observer-graph/executor';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseNamed, checkCases } from './cases.ts';
import { type TwoWays, twoWays } from './federation.ts';
import { Kinds } from './kinds.ts';
import { worldOf } from './world.ts';

const seed = 5;
const world = worldOf(seed);
let ways: TwoWays;

beforeAll(async () => {
  ways = await twoWays(world);
});
afterAll(() => ways.close());

/** A federation that loses the last record of every list of several. */
const losing = (): TwoWays => ({
  ...ways,
  federated: async (domain, request) => withoutLast(await ways.federated(domain, request)),
});

function withoutLast(response: GraphQLResponse): GraphQLResponse {
  return JSON.parse(
    JSON.stringify(response, (key, value) =>
      key === 'edges' && Array.isArray(value) && value.length > 1 ? value.slice(0, -1) : value,
    ),
  );
}

async function failureOf(asked: TwoWays, path: string | null): Promise<string> {
  const failure = await checkCases({ world, ways: asked }, { seed, path }, 100, new Kinds()).then(
    () => null,
    (error: unknown) => error,
  );
  if (!(failure instanceof Error)) throw new Error('It does not fail.');
  return failure.message;
}

/** The case itself, without what it took to find it. */
const caseIn = (message: string) =>
  message
    .split('\n')
    .filter((line) => !line.startsWith('('))
    .join('\n');

describe('a case that fails', () => {
  it('is found, made simple, and made again by its name: it fails as it did, and not when the fault is mended', async () => {
    const message = await failureOf(losing(), null);
    expect(message).toMatch(/^ORACLE_SEED=5 ORACLE_PATH=[\d:]+ npx vitest run test\/oracle\/oracle\n/);
    expect(message).toContain('the federation says');
    const name = caseNamed(message);
    expect(name?.seed).toBe(seed);

    expect(caseIn(await failureOf(losing(), name?.path ?? ''))).toBe(caseIn(message));
    // Mended, there is nothing to be thrown.
    await checkCases({ world, ways }, { seed, path: name?.path ?? '' }, 100, new Kinds());
  }, 300_000);

  it('is drawn from a world that its seed draws again', () => {
    expect(worldOf(seed)).toEqual(world);
    expect(worldOf(seed + 5)).not.toEqual(world);
  });
});
