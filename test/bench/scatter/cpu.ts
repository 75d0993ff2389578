import { deepStrictEqual } from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { httpExecutor } from '@observer-graph/executor';
import type { ScatterMember } from '@observer-graph/scatter';
import { findingsByHand, type MemberByHand, memberOverHttp } from './by-hand.ts';
import {
  answered,
  call,
  codeOf,
  findingsQuery,
  memberOf,
  pagedExecutor,
  pagedMember,
  scatterOf,
} from './members.ts';
import { ratio, row } from './row.ts';
import { timed } from './timing.ts';

const sizes = [
  [3, 20],
  [3, 200],
  [30, 20],
  [30, 200],
] as const;

/**
 * The engine's CPU for each request against a hand-written fan-out and merge that gives the same answer letter by letter:
 * first with members over HTTP in another process, then with members that are functions in this one, so that only the
 * engine is left and JSON.
 */
export async function cpu(): Promise<void> {
  for (const [count, n] of sizes) await overHttp(count, n);
  for (const [count, n] of sizes) {
    await compared(
      `the same without HTTP, ${count} × ${n} rows`,
      n,
      codes(count).map((code) => memberOf(code, pagedExecutor(code, n + 1, count))),
      codes(count).map((code) => {
        const answerTo = pagedMember(code, n + 1, count);
        const ask = async (query: string, variables: object) =>
          JSON.parse(answerTo({ query, variables: { ...variables } }).text);
        return { code, ask };
      }),
    );
  }
}

async function overHttp(count: number, n: number): Promise<void> {
  const program = fileURLToPath(new URL('./serve-members.ts', import.meta.url));
  const child = spawn(
    process.execPath,
    ['--import', createRequire(import.meta.url).resolve('tsx'), program, String(count), String(n + 1)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  try {
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const urls = JSON.parse(line.toString('utf8')) as string[];
    const executors = urls.map((url, at) => httpExecutor({ url, name: codeOf(at) }));
    const byHand = urls.map((url, at) => memberOverHttp(codeOf(at), url));
    await compared(
      `engine against by hand, ${count} × ${n} rows`,
      n,
      executors.map((executor, at) => memberOf(codeOf(at), executor)),
      byHand,
    );
    await Promise.all([...executors, ...byHand].map(({ close }) => close()));
  } finally {
    child.kill();
  }
}

async function compared(
  what: string,
  n: number,
  members: readonly ScatterMember[],
  byHand: readonly MemberByHand[],
): Promise<void> {
  const scatter = scatterOf(members);
  const works = {
    engine: async () =>
      JSON.stringify(await answered(scatter({ query: findingsQuery, variables: { n } }, call()))),
    hand: async () => JSON.stringify(await findingsByHand(byHand, n)),
  };
  deepStrictEqual(await works.engine(), await works.hand());
  const repeats = Math.max(2, Math.round(3_000 / (members.length * n)));
  const { engine, hand } = await timed(works, { repeats });
  row(what, ratio(engine, hand), '1.25');
}

function codes(count: number): string[] {
  return Array.from({ length: count }, (_, at) => codeOf(at));
}
