import { afterAll, describe, expect, it } from 'vitest';
import { type CaseName, checkCases } from './cases.ts';
import { twoWays } from './federation.ts';
import { addWorld, Kinds } from './kinds.ts';
import { worldOf } from './world.ts';

/**
 * `ORACLE_SEED=…` draws other worlds, `ORACLE_WORLDS=…` more or fewer, and `ORACLE_SEED=… ORACLE_PATH=…` is one case again,
 * as a failure names it.
 */
const seed = Number(process.env['ORACLE_SEED'] ?? 0);
const path = process.env['ORACLE_PATH'] ?? null;
const worlds = path === null ? Number(process.env['ORACLE_WORLDS'] ?? (process.env['CI'] ? 20 : 5)) : 1;
const casesPerWorld = 105;

describe('a federation answers like one database that holds everything', () => {
  const kinds = new Kinds();
  let cases = 0;

  it.each(Array.from({ length: worlds }, (_, index): CaseName => ({ seed: seed + index, path })))(
    'in the world of seed $seed',
    async (name) => {
      const { shape, ...world } = worldOf(name.seed);
      addWorld(kinds, world, shape);
      const ways = await twoWays(world);
      try {
        cases += await checkCases({ world, ways }, name, casesPerWorld, kinds);
      } finally {
        await ways.close();
      }
    },
    600_000,
  );

  it.skipIf(path !== null || worlds < 5)('in every kind of question that is asked', () => {
    expect(kinds.missing()).toEqual([]);
  });

  it.skipIf(path !== null || !process.env['CI'])('in at least 2,000 cases', () => {
    expect(cases).toBeGreaterThanOrEqual(2_000);
  });

  afterAll(() => {
    if (process.env['ORACLE_KINDS']) console.info(`${cases} cases\n${kinds}`);
  });
});
