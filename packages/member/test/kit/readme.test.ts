import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LayoutDatabase, layoutDatabase } from '../layouts/layout-database.ts';

const readme = fileURLToPath(new URL('../../README.md', import.meta.url));
const main = fileURLToPath(new URL('../main.ts', import.meta.url));
const tsx = createRequire(import.meta.url).resolve('tsx');
/** A command and, below it, what it prints. */
const block = /```console\n\$ (?<command>.*)\n(?<output>(?:(?!```).*\n)*)```/g;
const federation = /(?<=```yaml\nmembers:\n).*\n(?=```)/;

let folder: string;
let database: LayoutDatabase;
beforeAll(async () => {
  database = await layoutDatabase('vote-monitor', 'postgres');
  folder = await mkdtemp(join(tmpdir(), 'kit-readme-'));
  await symlink(fileURLToPath(new URL('../../..', import.meta.url)), join(folder, 'packages'));
});
afterAll(async () => {
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

describe("the README's six steps", () => {
  it('show what the commands print', { timeout: 400_000 }, async () => {
    const text = await readFile(readme, 'utf8');
    const blocks = [...text.matchAll(block)].map(
      ({ groups }) => groups as { command: string; output: string },
    );
    const printed: string[] = [];
    for (const { command } of blocks) printed.push(await outputOf(command));
    const served = printed[blocks.findIndex(({ command }) => command.includes('member serve'))] ?? '';
    const line = `${served.split('\n')[1] ?? ''}\n`;
    if (process.env['UPDATE_README']) {
      let next = 0;
      const updated = text
        .replace(block, (_all, command) => `\`\`\`console\n$ ${command}\n${printed[next++]}\`\`\``)
        .replace(federation, line);
      await writeFile(readme, updated);
      return;
    }
    expect(blocks).toHaveLength(9);
    expect(blocks.map(({ output }) => output)).toEqual(printed);
    expect(federation.exec(text)?.[0]).toBe(line);
  });
});

/** What a command line prints, on either output. */
async function outputOf(command: string): Promise<string> {
  const serves = command.includes('member serve');
  const og = `og() { shift; ${process.execPath} --import ${tsx} ${main} "$@"; }`;
  // Whatever port is free stands for the one that is shown.
  const run = serves
    ? command.replace(
        /^og member (.*) --port 4100$/,
        `exec ${process.execPath} --import ${tsx} ${main} $1 --port 0`,
      )
    : command;
  const child = spawn('bash', ['-c', `${og}\n${run}`], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, VOTE_MONITOR_DATABASE_URL: database.url },
  });
  let written = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      written += chunk;
      if (serves && written.split('\n').length > 2) child.kill('SIGTERM');
    });
  }
  await once(child, 'close');
  const port = /127\.0\.0\.1:(\d+)/.exec(written)?.[1];
  const shown = serves && port ? written.replaceAll(port, '4100') : written;
  return shown.replaceAll(new URL(database.url).pathname.slice(1), 'votemonitor');
}
