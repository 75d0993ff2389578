import { inspect, isDeepStrictEqual } from 'node:util';
import type { GraphQLResponse } from '@observer-graph/executor';
import fc from 'fast-check';
import { federatedId } from './databases.ts';
import { type Draw, drawFrom, greatest } from './draw.ts';
import type { TwoWays } from './federation.ts';
import { addAnswer, addOperation, type Kinds } from './kinds.ts';
import { type DrawnDomain, drawnDomains, drawOperation, type Operation } from './operations.ts';
import { comparePages, drawWalk, type Walk } from './pages.ts';
import type { World } from './world.ts';

/** Something to be asked both ways: an operation, or a list page by page. */
export type Case = { readonly domain: DrawnDomain; readonly operation: Operation } | { readonly walk: Walk };

/** By which a case can be made again: the world's seed, and where fast-check found it. */
export interface CaseName {
  readonly seed: number;
  /** Null: all cases of the world. */
  readonly path: string | null;
}

/** A world, and who answers for it. */
export interface Asked {
  readonly world: World;
  readonly ways: TwoWays;
}

/** How long the simplest case is looked for, in milliseconds. */
const shrinkMs = 20_000;

const numbers = fc.noBias(fc.array(fc.nat({ max: greatest }), { maxLength: 400, size: 'max' }));

export function drawCase(draw: Draw, world: World): Case {
  // Long pages are there to be paged.
  if (draw.once(world.longestPage > 20 ? 3 : 9)) return { walk: drawWalk(draw, world) };
  const ids = new Map(world.rows.map((row) => [row.number, federatedId(row)]));
  const domain = draw.of(drawnDomains);
  return { domain, operation: drawOperation(draw, domain, world, (number) => ids.get(number) as string) };
}

/**
 * Draws cases of a world and compares what the federation and the one database answer.
 *
 * @returns how many cases it were
 * @throws {Error} with the simplest case that differs, its name first: {@link caseNamed} reads it
 */
export async function checkCases(
  { world, ways }: Asked,
  { seed, path }: CaseName,
  count: number,
  kinds: Kinds,
): Promise<number> {
  const started = Date.now();
  let failedAt = Number.POSITIVE_INFINITY;
  const property = fc.asyncProperty(numbers, async (drawn) => {
    // Whatever is not looked at any more is no simpler case.
    if (Date.now() > failedAt + shrinkMs) return;
    try {
      await compare(ways, drawCase(drawFrom(drawn), world), kinds);
    } catch (error) {
      failedAt = Math.min(failedAt, Date.now());
      throw error;
    }
  });
  const result = await fc.check(property, {
    seed,
    numRuns: path === null ? count : 1,
    ...(path !== null && { path, endOnFailure: true }),
  });
  if (!result.failed) return result.numRuns;
  const simplest = drawCase(drawFrom(result.counterexample?.[0] ?? []), world);
  const name = `ORACLE_SEED=${seed} ORACLE_PATH=${result.counterexamplePath} npx vitest run test/oracle/oracle`;
  const seconds = Math.round((Date.now() - started) / 1_000);
  const story = [
    name,
    `(after ${result.numRuns} cases, ${result.numShrinks} simplifications, ${seconds} s)`,
    printedCase(simplest),
    String((result.errorInstance as Error | undefined)?.message),
  ];
  throw new Error(story.join('\n'));
}

/** The name in the message of {@link checkCases}; null if there is none. */
export function caseNamed(message: string): CaseName | null {
  const [, seed, path] = /ORACLE_SEED=(-?\d+) ORACLE_PATH=([\d:]+)/.exec(message) ?? [];
  return seed && path ? { seed: Number(seed), path } : null;
}

export function printedCase(drawn: Case): string {
  if ('walk' in drawn) return inspect(drawn.walk);
  const { domain, operation } = drawn;
  return `${domain}: ${operation.query}\n${JSON.stringify(operation.variables)}`;
}

async function compare(ways: TwoWays, drawn: Case, kinds: Kinds): Promise<void> {
  if ('walk' in drawn) return comparePages(ways, drawn.walk, kinds, expectSame);
  const { domain, operation } = drawn;
  const { query, variables, direction } = operation;
  addOperation(kinds, operation);
  const [federated, oracle] = await Promise.all([
    ways.federated(domain, { query, variables }),
    ways.oracle(domain, { query, variables }, direction),
  ]);
  if (oracle.errors) throw new Error(`The oracle refuses: ${JSON.stringify(oracle.errors)}`);
  expectSame(withoutCursors(federated), withoutCursors(oracle), 'the answer');
  addAnswer(kinds, oracle.data);
}

/** Cursors differ, because ids do; that pages follow each other right is tested by following them. */
function withoutCursors(response: GraphQLResponse): unknown {
  return JSON.parse(JSON.stringify(response, (key, value) => (key === 'at' ? undefined : value)));
}

/** @throws {Error} where they first differ */
function expectSame(federated: unknown, oracle: unknown, what: string): void {
  if (isDeepStrictEqual(federated, oracle)) return;
  const [path, one, other] = difference(federated, oracle, []);
  throw new Error(
    `Of ${what}, at ${path.join('.') || 'the top'}: the federation says ${shortened(one)}, and one database with everything says ${shortened(other)}.`,
  );
}

function difference(
  one: unknown,
  other: unknown,
  path: readonly string[],
): [readonly string[], unknown, unknown] {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return [path, one, other];
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  const at = keys.find(
    (key) =>
      !isDeepStrictEqual((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]),
  );
  if (at === undefined) return [path, one, other];
  return difference((one as Record<string, unknown>)[at], (other as Record<string, unknown>)[at], [
    ...path,
    at,
  ]);
}

function shortened(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 2_000 ? `${text.slice(0, 2_000)}…` : text;
}
