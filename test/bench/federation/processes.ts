import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const tsx = createRequire(import.meta.url).resolve('tsx');
const children: ChildProcess[] = [];

/** Starts a program; its errors are seen here. */
export function spawned(args: readonly string[], cwd?: string): ChildProcess {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(cwd !== undefined && { cwd }),
  });
  children.push(child);
  return child;
}

/**
 * Starts a program of this folder.
 *
 * @returns when it has printed its first line
 */
export function start(
  file: string,
  args: readonly string[],
  flags: readonly string[] = [],
): Promise<{ child: ChildProcess; line: string }> {
  // Not tsx's own command: it would start a second process, without the flags.
  const child = spawned([...flags, '--import', tsx, join(here, file), ...args]);
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const end = text.indexOf('\n');
      if (end >= 0) resolve({ child, line: text.slice(0, end) });
    });
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}.`)));
  });
}

/** Ends all that was started, and waits until it has ended. */
export async function stopAll(): Promise<void> {
  await Promise.all(
    children.map((child) => {
      if (child.exitCode !== null || child.signalCode !== null) return undefined;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
      return ended.then(() => clearTimeout(timer));
    }),
  );
}

/** A process and all that it started. */
function treeOf(pid: number): number[] {
  const started = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return [pid, ...(started ? started.split(' ').flatMap((child) => treeOf(Number(child))) : [])];
}

/** User and system time of a process tree so far, in milliseconds; the kernel counts in steps of 10. */
export function cpuOf({ pid }: ChildProcess): number {
  let ticks = 0;
  for (const each of treeOf(pid as number)) {
    const fields = readFileSync(`/proc/${each}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    ticks += Number(fields[11]) + Number(fields[12]);
  }
  return ticks * 10;
}

/** The most memory that the processes of a tree ever held, in MB. */
export function peakMemoryOf({ pid }: ChildProcess): number {
  let kilobytes = 0;
  for (const each of treeOf(pid as number)) {
    kilobytes += Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${each}/status`, 'utf8'))?.[1] ?? 0);
  }
  return kilobytes / 1024;
}
