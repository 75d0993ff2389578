import type { GraphQLResponse } from '@observer-graph/executor';
import { describe, expect, it } from 'vitest';
import { federatedId } from './databases.ts';
import { type TwoWays, twoWays } from './federation.ts';
import { type DrawnDomain, directionOf, domainsDrawn, drawOperation, type Operation } from './operations.ts';
import { drawWorld, seededDraw, type World } from './world.ts';

/** A run is repeated with `ORACLE_SEED=…`, and made longer or shorter with `ORACLE_WORLDS=…`. */
const firstSeed = Number(process.env['ORACLE_SEED'] ?? 1);
const worlds = Number(process.env['ORACLE_WORLDS'] ?? (process.env['CI'] ? 20 : 5));
const operationsPerWorld = 105;
const domains = Object.keys(domainsDrawn) as DrawnDomain[];

/** Cursors differ, because ids do; that pages follow each other right is tested by following them. */
const withoutCursors = (response: GraphQLResponse) =>
  JSON.parse(JSON.stringify(response, (key, value) => (key === 'at' ? undefined : value)));

describe('a federation answers like one database that holds everything', () => {
  it.each(Array.from({ length: worlds }, (_, index) => firstSeed + index))(
    'in the world of seed %i',
    async (seed) => {
      const world = drawWorld(seed, 140);
      const ways = await twoWays(world);
      try {
        for (let number = 0; number < operationsPerWorld; number++) {
          const draw = seededDraw(seed * 1_000 + number);
          const domain = draw.of(domains);
          const operation = drawOperation(draw, domain, world, idsOf(world));
          await expectSame(ways, domain, operation, `ORACLE_SEED=${seed}, operation ${number}`);
        }
        await expectSamePages(ways, seed);
      } finally {
        await ways.close();
      }
    },
    120_000,
  );
});

function idsOf(world: World): (number: number) => string {
  const ids = new Map(world.rows.map((row) => [row.number, federatedId(row)]));
  return (number) => ids.get(number) as string;
}

async function expectSame(ways: TwoWays, domain: DrawnDomain, operation: Operation, label: string) {
  const { query, variables, direction } = operation;
  const [federated, oracle] = await Promise.all([
    ways.federated(domain, { query, variables }),
    ways.oracle(domain, { query, variables }, direction),
  ]);
  const story = `${label}\n${domain}: ${query}\n${JSON.stringify(variables)}`;
  expect(oracle.errors, story).toBeUndefined();
  expect(withoutCursors(federated), story).toEqual(withoutCursors(oracle));
}

/** Both lists, read to their ends page by page in both directions, are the same. */
async function expectSamePages(ways: TwoWays, seed: number) {
  const draw = seededDraw(seed);
  for (const order of ['OBSERVED_DESC', 'OBSERVED_ASC', 'SEVERITY_DESC', 'UPDATED_ASC']) {
    for (const direction of ['first', 'last'] as const) {
      const size = draw.integer(1, 9);
      const [federated, oracle] = await Promise.all(
        (['federated', 'oracle'] as const).map((way) =>
          readAll(
            (domain, request) => ways[way](domain, request, directionOf(order)),
            order,
            direction,
            size,
          ),
        ),
      );
      const story = `ORACLE_SEED=${seed}, pages of ${size}, ${direction}, ${order}`;
      expect(federated, story).toEqual(oracle);
      expect(new Set(federated).size, story).toBe(federated?.length);
    }
  }
}

async function readAll(
  ask: TwoWays['federated'],
  order: string,
  direction: 'first' | 'last',
  size: number,
): Promise<string[]> {
  const forward = direction === 'first';
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const { data, errors } = await ask('findings', {
      query: `query($cursor: String) { findings(orderBy: ${order}, ${direction}: ${size}, ${forward ? 'after' : 'before'}: $cursor) {
        edges { node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
      variables: { cursor },
    });
    expect(errors).toBeUndefined();
    const { edges, pageInfo } = pageOf(data);
    const page = edges.map(({ node }) => node.id);
    if (forward) ids.push(...page);
    else ids.unshift(...page);
    const more = pageInfo[forward ? 'hasNextPage' : 'hasPreviousPage'] === true;
    cursor = more ? String(pageInfo[forward ? 'endCursor' : 'startCursor']) : null;
  } while (cursor !== null);
  return ids;
}

function pageOf(data: GraphQLResponse['data']) {
  return data?.['findings'] as { edges: { node: { id: string } }[]; pageInfo: Record<string, unknown> };
}
