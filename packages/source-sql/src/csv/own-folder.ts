import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { lstat, mkdir, readdir, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for as long as this process lives. */
export interface OwnFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/** Readable for this account alone. Takes away those that killed processes have left. */
export async function ownFolder(): Promise<OwnFolder> {
  await removeLeftovers();
  const path = join(tmpdir(), `${prefix()}${process.pid}-${randomBytes(6).toString('hex')}`);
  await mkdir(path, { mode: 0o700 });
  const onExit = () => rmSync(path, { recursive: true, force: true });
  process.once('exit', onExit);
  return {
    path,
    async remove() {
      process.off('exit', onExit);
      await rm(path, { recursive: true, force: true });
    },
  };
}

/** With the machine's name: containers that share the place have processes of the same numbers. */
function prefix(): string {
  return `observer-graph-${hostname()}-`;
}

async function removeLeftovers(): Promise<void> {
  const found = await readdir(tmpdir()).catch(() => []);
  for (const name of found.filter((each) => each.startsWith(prefix()))) {
    const pid = Number(/^(\d+)-/.exec(name.slice(prefix().length))?.[1]);
    const path = join(tmpdir(), name);
    // What cannot be removed belongs to somebody else, or is being removed.
    if (pid > 0 && (await isLeft(path, pid)))
      await rm(path, { recursive: true, force: true }).catch(() => {});
  }
}

async function isLeft(path: string, pid: number): Promise<boolean> {
  const folder = await lstat(path).catch(() => null);
  if (!folder?.isDirectory()) return false;
  // In a container that was started again this process may have the number of the one before.
  if (pid === process.pid) return folder.mtimeMs < Date.now() - process.uptime() * 1_000;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
