import { expect, it } from 'vitest';
import { askerOfOurs, askerOfStock } from './askers.ts';
import { described, forDrawn, nullsOf } from './runs.ts';

const timeout = Number(process.env['DIFFERENCE_TIMEOUT'] ?? 600_000);

it('answers as one schema over the same data would', { timeout }, async () => {
  let operations = 0;
  let unplanned = 0;
  await forDrawn(async (world) => {
    const ask = await askerOfOurs(world);
    return async (question) => {
      const { query, variables, expected } = question;
      operations += 1;
      const answer = await ask(query, variables);
      if (answer.errors?.[0]?.extensions['code'] === 'PLANNING_FAILED') {
        // Apollo's planner has faults of its own; it must not be our aliases.
        unplanned += 1;
        expect(() => world.plan(query, variables)).toThrow();
        return;
      }
      expect(JSON.stringify({ data: answer.data, nulls: nullsOf(answer) }), described(question, world)).toBe(
        JSON.stringify({ data: expected.data, nulls: nullsOf(expected) }),
      );
    };
  });
  expect(operations).toBeGreaterThan(0);
  expect(unplanned / operations).toBeLessThan(0.05);
});

it("answers as Apollo's gateway does where that is right, and asks no more often", { timeout }, async () => {
  let right = 0;
  let operations = 0;
  await forDrawn(async (world) => {
    const sent = { ours: 0, stock: 0 };
    const counted = (side: keyof typeof sent) => ({
      ...world,
      executors: new Map(
        [...world.executors].map(([name, executor]) => [
          name,
          (...given: Parameters<typeof executor>) => {
            sent[side] += 1;
            return executor(...given);
          },
        ]),
      ),
    });
    const ours = await askerOfOurs(counted('ours'));
    const stock = await askerOfStock(counted('stock'));
    return async (question) => {
      const { query, variables, expected } = question;
      operations += 1;
      Object.assign(sent, { ours: 0, stock: 0 });
      world.begin();
      const theirs = await stock(query, variables).catch(() => null);
      if (JSON.stringify(theirs?.data) !== JSON.stringify(expected.data)) return;
      right += 1;
      world.begin();
      const answer = await ours(query, variables);
      expect(JSON.stringify(answer.data), described(question, world)).toBe(JSON.stringify(theirs?.data));
      // It does not ask for objects of which all fields are left out, be they null or not.
      if (/@(skip|include)/.test(query)) return;
      expect(sent.ours, described(question, world)).toBeLessThanOrEqual(sent.stock);
    };
  });
  expect(right / operations).toBeGreaterThan(0.5);
});
