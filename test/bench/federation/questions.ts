import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { questions } from '@observer-graph/gateway';
import { answerOf, type Contestant } from './drive.ts';
import { start } from './processes.ts';
import { measuredRows, type Settings } from './rows.ts';

/** This project's five questions, to hubs of some generated members. */
export async function questionRows(folder: string, count: number, settings: Settings): Promise<string[][]> {
  const asked = questions.filter(({ name }) => settings.isWanted(name));
  if (asked.length === 0) return [];
  const own = join(folder, `members-${count}`);
  mkdirSync(own);
  const { line } = await start('serve-members.ts', [String(count), own]);
  const federation = join(own, 'federation.json');
  writeFileSync(federation, line);
  const { registry } = JSON.parse(line) as { registry: { url: string } };

  const hub = async (name: string, mode: string, path: string): Promise<Contestant> => {
    const { child, line: port } = await start('serve-hub.ts', [mode, federation]);
    return { name, child, url: `http://127.0.0.1:${port}${path}` };
  };
  const ours = await hub('ours', 'ours', '/');
  const recorded: Record<string, unknown> = {};
  for (const question of asked) {
    // Members answer from their databases the first time, which may take too long for some of a hundred: then there are errors.
    await answerOf(ours, question).catch(() => {});
    await (await fetch(`${registry.url}/asked`)).text();
    const { data } = await answerOf(ours, question);
    if (JSON.stringify(data).includes('"complete":false'))
      throw new Error(`${question.name} is not complete.`);
    const requests = await (await fetch(`${registry.url}/asked`)).json();
    recorded[question.query] = { requests, answer: { data } };
  }
  const requests = join(own, 'requests.json');
  writeFileSync(requests, JSON.stringify(recorded));
  const floor = await start('serve-floor.ts', [requests]);
  const contestants = [
    { name: 'floor', child: floor.child, url: `http://127.0.0.1:${floor.line}/` },
    ours,
    await hub('gateway-sharing', 'whole', '/graphql'),
    await hub('stock', 'stock', '/'),
  ].filter(({ name }) => !settings.only || settings.only.includes(name));

  const rows: string[][] = [];
  for (const { name, query } of asked) {
    const question = { name: `${name}, ${count}`, query };
    const fetchesSoFar = async () => Number(await (await fetch(`${registry.url}/requests`)).text());
    rows.push(...(await measuredRows(contestants, question, { ...settings, fetchesSoFar })));
  }
  return rows;
}
