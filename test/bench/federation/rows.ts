import { answerOf, type Contestant, type DriveOptions, drive, type Question } from './drive.ts';

export interface Settings extends Omit<DriveOptions, 'fetchesSoFar'> {
  /** Names of contestants; undefined: all. */
  readonly only: readonly string[] | undefined;
  /** Whether a question is to be asked. */
  readonly isWanted: (question: string) => boolean;
}

export const head = [
  'query',
  'gateway',
  'CPU ms',
  'ratio',
  'req/s',
  'p50 ms',
  'p99 ms',
  'p99/p50',
  'fetches',
  'peak MB',
];

/**
 * Measures contestants on one question, a row for each; the ratio is to the first one's CPU.
 *
 * @throws {Error} if they do not all give the same answer
 */
export async function measuredRows(
  contestants: readonly Contestant[],
  question: Question,
  options: DriveOptions,
): Promise<string[][]> {
  const bytes = await sameAnswer(contestants, question);
  console.log(
    `${question.name}: ${contestants.length} give the same answer, ${(bytes / 1024).toFixed(1)} KB`,
  );
  const measured = await drive(contestants, question, options);
  const least = measured[0]?.cpuMs ?? 0;
  return measured.map((each, index) => [
    question.name,
    contestants[index]?.name ?? '',
    each.cpuMs.toFixed(2),
    (each.cpuMs / least).toFixed(1),
    each.perSecond.toFixed(0),
    each.p50.toFixed(1),
    each.p99.toFixed(1),
    (each.p99 / each.p50).toFixed(1),
    each.fetches.toFixed(1),
    each.memoryMb.toFixed(0),
  ]);
}

/** @returns how long the answer is, in bytes */
async function sameAnswer(contestants: readonly Contestant[], question: Question): Promise<number> {
  let first: { data: string; bytes: number } | undefined;
  for (const contestant of contestants) {
    const { data, bytes } = await answerOf(contestant, question);
    const text = JSON.stringify(data, (key, value) => (key === 'latencyMs' ? 0 : value));
    first ??= { data: text, bytes };
    if (text !== first.data) throw new Error(`${contestant.name} answers ${question.name} otherwise.`);
  }
  return first?.bytes ?? 0;
}
