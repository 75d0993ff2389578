import type { Database, Query } from './database.ts';
import { RegistryError } from './errors.ts';
import { kinds, kindsOfRecord } from './kinds.ts';
import { type ImportPlan, type KindCounts, planImport } from './plan-import.ts';
import { type FileSet, type Problem, readFiles } from './read-files.ts';
import type { Kind } from './records.ts';
import { deleteRecords, readState, writeRecords } from './state.ts';

export interface ImportOptions {
  /** Removes the records that a file no longer names, of the kinds that have a file. @default false */
  readonly prune?: boolean;
  /** Checks everything, writes nothing. @default false */
  readonly dryRun?: boolean;
}

export interface ImportReport {
  readonly counts: readonly KindCounts[];
  readonly dryRun: boolean;
}

/**
 * Imports a directory's files, all or nothing, in one transaction.
 *
 * @throws {RegistryError} FILES_INVALID with every bad line; then nothing was written
 */
export async function importDirectory(
  database: Database,
  directory: string,
  { prune = false, dryRun = false }: ImportOptions = {},
): Promise<ImportReport> {
  const { files, problems } = readFiles(directory);
  return database.transaction(async (query) => {
    const plan = planImport(await readState(query), files, { prune, now: new Date() });
    const all = [...problems, ...plan.problems];
    if (all.length > 0) throw invalid(all, files);
    if (!dryRun) await apply(plan, query);
    return { counts: plan.counts, dryRun };
  });
}

async function apply({ write, remove }: ImportPlan, query: Query): Promise<void> {
  for (const kind of [...kinds].reverse()) await deleteRecords(kind, remove[kind], query);
  for (const kind of kinds) await writeRecords(kind, write[kind], query);
}

function invalid(problems: readonly Problem[], files: FileSet): RegistryError {
  const order = new Map(kinds.flatMap((kind, index) => (files[kind] ? [[files[kind].file, index]] : [])));
  const rank = ({ file }: Problem) => order.get(file) ?? -1;
  const sentences = [...problems]
    .sort((a, b) => rank(a) - rank(b) || a.line - b.line)
    .map(({ file, line, message }) => `${file}:${line > 0 ? `${line}:` : ''} ${message}`);
  const found = sentences.length === 1 ? 'there is one problem' : `there are ${sentences.length} problems`;
  return new RegistryError('FILES_INVALID', `Nothing was imported; ${found} to mend first.`, {
    problems: sentences,
  });
}

/** `12 organizations: 3 new, 1 changed, 8 the same`, a line for each kind that was imported. */
export function describeImport({ counts, dryRun }: ImportReport): readonly string[] {
  const lines = counts.map(({ kind, named, added, changed, same, removed }) => {
    const parts = [
      [added, 'new'],
      [changed, 'changed'],
      [same, 'the same'],
      [removed, 'removed'],
    ] as const;
    const said = parts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
    return `${named} ${noun(kind, named)}${said.length === 0 ? '' : `: ${said.join(', ')}`}`;
  });
  return dryRun ? [...lines, 'Nothing was written: this was a dry run.'] : lines;
}

function noun(kind: Kind, count: number): string {
  return count === 1 ? kindsOfRecord[kind].singular : kind;
}
