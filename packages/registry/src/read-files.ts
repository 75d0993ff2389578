import { readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { type Checked, checkRecord } from './check-record.ts';
import { didYouMean } from './did-you-mean.ts';
import { kinds, kindsOfRecord } from './kinds.ts';
import type { RawRecord } from './raw-record.ts';
import { readCsv } from './read-csv.ts';
import { readYaml } from './read-yaml.ts';
import type { Kind, Records } from './records.ts';

/** A sentence about a line of a file, `organizations.csv:14: …`, or about a file. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** A record of a file. */
export interface NamedRecord<K extends Kind = Kind> {
  readonly record: Records[K];
  readonly file: string;
  readonly line: number;
  /** The line of a column, where it has one of its own. */
  readonly lines: Readonly<Record<string, number>>;
}

export interface RecordsOfKind<K extends Kind = Kind> {
  readonly file: string;
  readonly records: ReadonlyMap<string, NamedRecord<K>>;
  /** Keys of records that the file names but that are wrong: nothing more needs to be said of references to them. */
  readonly wrong: ReadonlySet<string>;
}

/** Of each kind that has a file, the records in it that are right in themselves. */
export type FileSet = { readonly [K in Kind]?: RecordsOfKind<K> };

/** Reads the registry's files of a directory, each record checked by itself; what refers to what is checked later. */
export function readFiles(directory: string): {
  readonly files: FileSet;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const files: { [K in Kind]?: RecordsOfKind<K> } = {};
  for (const [kind, file] of filesOf(directory, problems))
    readKind(kind, join(directory, file), files, problems);
  return { files, problems };
}

function filesOf(directory: string, problems: Problem[]): ReadonlyMap<Kind, string> {
  let entries: string[];
  try {
    entries = readdirSync(directory).sort();
  } catch {
    problems.push({ file: directory, line: 0, message: 'is not a directory that can be read' });
    return new Map();
  }
  const found = new Map<Kind, string>();
  for (const file of entries.filter((entry) => /\.(csv|ya?ml)$/i.test(entry) && !entry.startsWith('.'))) {
    const name = basename(file, extname(file));
    const kind = kinds.find((each) => each === name);
    const other = kind && found.get(kind);
    if (kind === undefined) {
      const suggestion = didYouMean(name, kinds) || `; there are ${kinds.join(', ')}`;
      problems.push({ file, line: 0, message: `is not one of the registry's files${suggestion}` });
    } else if (other !== undefined) {
      problems.push({ file, line: 0, message: `there is ${other} too; keep one of them` });
    } else {
      found.set(kind, file);
    }
  }
  if (found.size === 0 && problems.length === 0) {
    const message = `has none of ${kinds.map((kind) => `${kind}.csv`).join(', ')}, nor the like in .yaml`;
    problems.push({ file: directory, line: 0, message });
  }
  return new Map(kinds.flatMap((kind) => (found.has(kind) ? [[kind, found.get(kind) ?? '']] : [])));
}

function readKind<K extends Kind>(
  kind: K,
  path: string,
  files: { [Each in K]?: RecordsOfKind<Each> },
  problems: Problem[],
): void {
  const file = basename(path);
  const bytes = readFileSync(path);
  const text = bytes.toString('utf8');
  if (text.includes('\uFFFD')) {
    const line = text.slice(0, text.indexOf('\uFFFD')).split('\n').length;
    problems.push({ file, line, message: 'is not UTF-8' });
    return;
  }
  const read = extname(file) === '.csv' ? readCsv : readYaml;
  const raw = read(text, kindsOfRecord[kind]);
  const found: Problem[] = raw.problems.map((problem) => ({ file, ...problem }));

  const records = new Map<string, NamedRecord<K>>();
  const wrong = new Set<string>();
  for (const each of raw.records) {
    const checked: Checked<K> = checkRecord(kind, each);
    if ('problems' in checked) {
      for (const key of statedKeys(kind, each)) wrong.add(key);
      for (const { field, message } of checked.problems)
        found.push({ file, line: each.lines[field] ?? each.line, message });
      continue;
    }
    const { record } = checked;
    const key = keyOf(kind, record);
    const first = records.get(key);
    if (first) {
      const message = `${kindsOfRecord[kind].singular} '${key}' stands already in line ${first.line}`;
      found.push({ file, line: each.line, message });
    } else {
      records.set(key, { record, file, line: each.line, lines: each.lines });
    }
  }
  problems.push(...found.sort((a, b) => a.line - b.line));
  files[kind] = { file, records, wrong };
}

export function keyOf<K extends Kind>(kind: K, record: Records[K]): string {
  return String(record[kindsOfRecord[kind].key as keyof Records[K]]);
}

function statedKeys(kind: Kind, { cells }: RawRecord): string[] {
  const cell = cells[kindsOfRecord[kind].key];
  return typeof cell === 'string' ? [cell] : [];
}
