import { nearest } from '@observer-graph/contract';
import { derive } from './derive.ts';
import { kinds, kindsOfRecord } from './kinds.ts';
import type { FileSet, NamedRecord, Problem } from './read-files.ts';
import type { Kind, Records, RegistryState } from './records.ts';
import { sameRecord } from './state.ts';

/** What an import does to the records of one kind. */
export interface KindCounts {
  readonly kind: Kind;
  /** Records that the file names. */
  readonly named: number;
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  readonly removed: number;
}

export interface ImportPlan {
  readonly counts: readonly KindCounts[];
  /** Also records that no file names, where what is derived of them changes. */
  readonly write: { readonly [K in Kind]: readonly Records[K][] };
  readonly remove: Readonly<Record<Kind, readonly string[]>>;
  readonly problems: readonly Problem[];
}

/** What the files make of the registry, and which references would then lead nowhere. Nothing is written. */
export function planImport(
  before: RegistryState,
  files: FileSet,
  options: { readonly prune: boolean; readonly now: Date },
): ImportPlan {
  const merged = derive({
    countries: mergedKind('countries', before, files, options),
    organizations: mergedKind('organizations', before, files, options),
    elections: mergedKind('elections', before, files, options),
    declarations: mergedKind('declarations', before, files, options),
    endorsements: mergedKind('endorsements', before, files, options),
  });
  const write = <K extends Kind>(kind: K): Records[K][] =>
    [...merged[kind]].flatMap(([key, record]) => {
      const old = before[kind].get(key);
      return old && sameRecord(kind, old, record, true) ? [] : [record];
    });
  const removed = (kind: Kind) => [...before[kind].keys()].filter((key) => !merged[kind].has(key));
  return {
    counts: kinds.flatMap((kind) =>
      files[kind] ? [countsOf(kind, before, files, removed(kind).length)] : [],
    ),
    write: {
      countries: write('countries'),
      organizations: write('organizations'),
      elections: write('elections'),
      declarations: write('declarations'),
      endorsements: write('endorsements'),
    },
    remove: {
      countries: removed('countries'),
      organizations: removed('organizations'),
      elections: removed('elections'),
      declarations: removed('declarations'),
      endorsements: removed('endorsements'),
    },
    problems: [...referenceProblems(merged, files), ...cycleProblems(merged, files)],
  };
}

function mergedKind<K extends Kind>(
  kind: K,
  before: RegistryState,
  files: FileSet,
  { prune, now }: { readonly prune: boolean; readonly now: Date },
): ReadonlyMap<string, Records[K]> {
  const named = files[kind];
  if (!named) return before[kind];
  const kept = [...before[kind]].filter(([key]) => !prune || named.records.has(key) || named.wrong.has(key));
  const merged = new Map<string, Records[K]>(kept);
  for (const [key, { record }] of named.records) {
    const registeredAt = before.organizations.get(key)?.registeredAt ?? now.toISOString();
    merged.set(key, kind === 'organizations' ? { ...record, registeredAt } : record);
  }
  return merged;
}

function countsOf<K extends Kind>(
  kind: K,
  before: RegistryState,
  files: FileSet,
  removed: number,
): KindCounts {
  const records = [...(files[kind]?.records ?? new Map<string, NamedRecord<K>>())];
  const old = records.filter(([key]) => before[kind].has(key));
  const same = old.filter(([key, { record }]) => {
    const known = before[kind].get(key);
    return known && sameRecord(kind, known, record, false);
  }).length;
  return {
    kind,
    named: records.length,
    added: records.length - old.length,
    changed: old.length - same,
    same,
    removed,
  };
}

interface Reference {
  readonly field: string;
  readonly to: Kind;
  readonly key: string;
}

function referencesOf<K extends Kind>(kind: K, record: Records[K]): Reference[] {
  const single = kindsOfRecord[kind].columns.flatMap(({ field, references }) => {
    const key: unknown = record[field];
    return references && typeof key === 'string' ? [{ field: field as string, to: references, key }] : [];
  });
  const networks = 'networks' in record ? record.networks : [];
  return [...single, ...networks.map((key) => ({ field: 'networks', to: 'organizations' as const, key }))];
}

function referenceProblems(merged: RegistryState, files: FileSet): Problem[] {
  return kinds.flatMap((kind) =>
    [...merged[kind]].flatMap(([key, record]) =>
      referencesOf(kind, record)
        .filter(
          (reference) =>
            !merged[reference.to].has(reference.key) && !files[reference.to]?.wrong.has(reference.key),
        )
        .map((reference) => {
          const { singular } = kindsOfRecord[reference.to];
          const named = files[kind]?.records.get(key);
          if (!named) {
            const message = `${singular} '${reference.key}' is no longer named, but ${kindsOfRecord[kind].singular} '${key}' refers to it`;
            return { file: files[reference.to]?.file ?? reference.to, line: 0, message };
          }
          const meant = nearest(reference.key, merged[reference.to].keys());
          const suggestion = meant === null ? '' : `; did you mean '${meant}'?`;
          return {
            file: named.file,
            line: named.lines[reference.field] ?? named.line,
            message: `${reference.field}: ${singular} '${reference.key}' is neither in the files nor in the registry${suggestion}`,
          };
        }),
    ),
  );
}

/** A network that contains itself, at once or by way of others, is named once. */
function cycleProblems({ organizations }: RegistryState, files: FileSet): Problem[] {
  const problems: Problem[] = [];
  const done = new Set<string>();
  const visit = (id: string, path: readonly string[]): void => {
    const start = path.indexOf(id);
    if (start >= 0) {
      problems.push(cycleProblem(path.slice(start), files));
      return;
    }
    if (done.has(id)) return;
    for (const network of organizations.get(id)?.networks ?? []) visit(network, [...path, id]);
    done.add(id);
  };
  for (const id of organizations.keys()) visit(id, []);
  return problems;
}

function cycleProblem(cycle: readonly string[], files: FileSet): Problem {
  const named = cycle
    .map((id) => ({ id, ...files.organizations?.records.get(id) }))
    .sort((a, b) => (a.line ?? Number.POSITIVE_INFINITY) - (b.line ?? Number.POSITIVE_INFINITY));
  const { id = '', file = 'organizations', line = 0, lines = {} } = named[0] ?? {};
  const others = cycle.filter((each) => each !== id);
  const way = others.length === 0 ? '' : `, by way of ${others.map((each) => `'${each}'`).join(', ')}`;
  return { file, line: lines['networks'] ?? line, message: `networks: '${id}' would contain itself${way}` };
}
