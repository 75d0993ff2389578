import type { ChildProcess } from 'node:child_process';
import { Pool } from 'undici';
import { cpuOf, peakMemoryOf } from './processes.ts';

/** A server under measurement. */
export interface Contestant {
  readonly name: string;
  readonly url: string;
  readonly child: ChildProcess;
}

export interface Question {
  readonly name: string;
  readonly query: string;
}

export interface Measured {
  /** User and system time of the process tree for one request: the median of the turns. */
  readonly cpuMs: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Requests to those behind, for one request. */
  readonly fetches: number;
  readonly memoryMb: number;
}

export interface DriveOptions {
  /** For each contestant. */
  readonly seconds: number;
  readonly concurrency: number;
  /** How many requests those behind have been sent so far. */
  readonly fetchesSoFar: () => Promise<number>;
}

const turnSeconds = 1;
/** Requests before the measurement, so that what is hot is compiled; but no longer than half again the measurement. */
const warmRequests = 400;

interface Turn {
  readonly cpuMs: number;
  readonly seconds: number;
  readonly latencies: readonly number[];
  readonly fetches: number;
}

/**
 * Asks several servers the same in turns of a second, so that all meet the same machine.
 *
 * @returns in the order of the contestants
 */
export async function drive(
  contestants: readonly Contestant[],
  { query }: Question,
  { seconds, concurrency, fetchesSoFar }: DriveOptions,
): Promise<Measured[]> {
  const lanes = contestants.map((contestant) => ({
    ...contestant,
    ask: asker(contestant.url, query, concurrency),
    turns: [] as Turn[],
  }));
  for (const { ask } of lanes) {
    const end = performance.now() + seconds * 1_500;
    for (let asked = 0; asked < warmRequests && performance.now() < end; ) {
      asked += (await load(ask, 0.5, concurrency)).length;
    }
  }
  for (let turn = 0; turn < seconds / turnSeconds; turn += 1) {
    for (const { ask, child, turns } of lanes) {
      const [cpu, fetches, began] = [cpuOf(child), await fetchesSoFar(), performance.now()];
      const latencies = await load(ask, turnSeconds, concurrency);
      turns.push({
        cpuMs: cpuOf(child) - cpu,
        seconds: (performance.now() - began) / 1_000,
        latencies,
        fetches: (await fetchesSoFar()) - fetches,
      });
    }
  }
  for (const { ask } of lanes) await ask.close();
  return lanes.map(({ child, turns }) => {
    const latencies = turns.flatMap((turn) => turn.latencies).sort((a, b) => a - b);
    const count = latencies.length;
    const sum = (of: (turn: Turn) => number) => turns.reduce((total, turn) => total + of(turn), 0);
    return {
      cpuMs: median(turns.map((turn) => turn.cpuMs / turn.latencies.length)),
      perSecond: count / sum((turn) => turn.seconds),
      p50: latencies[Math.floor(count * 0.5)] ?? 0,
      p99: latencies[Math.floor(count * 0.99)] ?? 0,
      fetches: sum((turn) => turn.fetches) / count,
      memoryMb: peakMemoryOf(child),
    };
  });
}

/** What a server answers to a question; errors in it are an end to the measurement. */
export async function answerOf({ name, url }: Pick<Contestant, 'name' | 'url'>, { query }: Question) {
  const ask = asker(url, query, 1);
  const text = await ask();
  await ask.close();
  const { data, errors } = JSON.parse(text) as { data?: unknown; errors?: unknown };
  if (errors || !data) throw new Error(`${name} answers ${text.slice(0, 500)}`);
  return { data, bytes: text.length };
}

function asker(url: string, query: string, connections: number) {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections });
  const body = JSON.stringify({ query });
  const ask = async (): Promise<string> => {
    const response = await pool.request({
      method: 'POST',
      path: pathname,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body,
    });
    return response.body.text();
  };
  return Object.assign(ask, { close: () => pool.destroy() });
}

async function load(
  ask: () => Promise<string>,
  seconds: number,
  concurrency: number,
): Promise<readonly number[]> {
  const latencies: number[] = [];
  const end = performance.now() + seconds * 1_000;
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (performance.now() < end) {
        const began = performance.now();
        await ask();
        latencies.push(performance.now() - began);
      }
    }),
  );
  return latencies;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return (
    ((sorted[Math.floor((sorted.length - 1) / 2)] ?? 0) + (sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0)) /
    2
  );
}
