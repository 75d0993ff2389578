import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openRegistry } from '@observer-graph/registry';
import { memberTables } from './data/generate.ts';
import { writeDatabase } from './data/sqlite.ts';

const seed = fileURLToPath(new URL('../seed/registry', import.meta.url));

/** Rises whenever other rows are generated, so that an older directory is not taken for the new one. */
const dataVersion = 2;

/**
 * The directory with the demonstration's databases: one for each member, `<code>.sqlite`, and `registry.sqlite`. They are
 * generated if they are not there yet.
 *
 * They are written under another name and renamed when they are complete, so that a start that was interrupted leaves
 * nothing that could be taken for them.
 *
 * @param fresh generate them even if they are there
 */
export async function demoData(directory: string, { fresh = false } = {}): Promise<string> {
  const databases = join(directory, `databases-${dataVersion}`);
  mkdirSync(directory, { recursive: true });
  if (fresh) rmSync(databases, { recursive: true, force: true });
  if (existsSync(databases)) return databases;
  for (const left of readdirSync(directory).filter((name) => name.startsWith('unfinished-'))) {
    rmSync(join(directory, left), { recursive: true, force: true });
  }
  const unfinished = mkdtempSync(join(directory, 'unfinished-'));
  for (const [code, tables] of Object.entries(memberTables())) {
    writeDatabase(join(unfinished, `${code}.sqlite`), tables);
  }
  const registry = await openRegistry({ database: join(unfinished, 'registry.sqlite') });
  try {
    await registry.importFiles(seed);
  } finally {
    await registry.close();
  }
  renameSync(unfinished, databases);
  return databases;
}
