import { parseRecordId } from '@observer-graph/contract';
import type { Visibility } from '@observer-graph/executor';
import {
  type Dialect,
  keptWhenWithdrawn,
  type LinkedSource,
  type OpenLink,
  type VisibilityRule,
} from '@observer-graph/source-sql';
import { quoted } from '../init/relations.ts';
import { sourceName, usedColumns } from './column-links.ts';
import { counted, type Remark } from './report.ts';

/** The member's own records whose keys one field of a source tells to others than the owner. */
export interface ToldKeys {
  readonly source: LinkedSource;
  readonly field: string;
  readonly type: string;
  /** Who is told: all of this level, and of those above it. */
  readonly level: Exclude<Visibility, 'OWNER'>;
  /** By the ids that they tell, {@link idsOf}: the rows. */
  readonly rows: ReadonlyMap<string, number>;
}

const separator = '\0';
const idsOf = (told: string) => told.split(separator);

/** Gathers, while records are read, which keys of the member's own records they tell to whom. */
export class ToldKeysOf {
  readonly #source: LinkedSource;
  readonly #found = new Map<string, ToldKeys & { readonly rows: Map<string, number> }>();
  /** Of the record that is being read, by field. */
  readonly #own = new Map<string, { readonly type: string; readonly ids: string[] }>();

  constructor(source: LinkedSource) {
    this.#source = source;
  }

  add(field: string, type: string, id: string): void {
    const own = this.#own.get(field);
    if (own) own.ids.push(id);
    else this.#own.set(field, { type, ids: [id] });
  }

  /** The record that the keys added since the last one are of. */
  end(record: Readonly<Record<string, unknown>>): void {
    if (this.#own.size === 0) return;
    const level = toldNow(this.#source, record);
    const withdrawn = record['state'] === 'WITHDRAWN';
    for (const [field, { type, ids }] of this.#own) {
      if (level === null || (withdrawn && !keptWhenWithdrawn.has(field))) continue;
      const name = `${level} ${field}`;
      const told = this.#found.get(name) ?? { source: this.#source, field, type, level, rows: new Map() };
      const key = ids.join(separator);
      told.rows.set(key, (told.rows.get(key) ?? 0) + 1);
      this.#found.set(name, told);
    }
    this.#own.clear();
  }

  all(): readonly ToldKeys[] {
    return [...this.#found.values()];
  }
}

/** The most open level that sees a record now; null if nobody but the owner does. */
function toldNow(
  { embargoUntil }: LinkedSource,
  record: Readonly<Record<string, unknown>>,
): ToldKeys['level'] | null {
  const level = record['visibility'] as Visibility;
  if (level === 'OWNER') return null;
  const until = record['embargoUntil'];
  return !embargoUntil || (until && Date.parse(String(until)) <= Date.now()) ? level : null;
}

/**
 * References of records that others see to records that fewer see: their keys are told all the same. Those that exist are
 * asked for as the viewer who is told would ask, some hundred in one statement.
 *
 * @param exists whether the member has such a record; what it has not is told of elsewhere
 */
export async function checkToldKeys(
  told: readonly ToldKeys[],
  exists: (type: string, id: string) => boolean,
  open: OpenLink,
  sources: readonly LinkedSource[],
  dialect: Dialect,
): Promise<Remark[]> {
  const hidden = await hiddenKeys(told, exists, open, sources);
  const fields = new Map<string, { told: ToldKeys; rows: number; target: LinkedSource | undefined }>();
  for (const each of told) {
    const unseen = hidden.get(`${each.type} ${each.level}`);
    for (const [key, rows] of each.rows) {
      const first = idsOf(key).find((id) => unseen?.has(id));
      if (first === undefined) continue;
      const name = `${sourceName(each.source)} ${each.field}`;
      const before = fields.get(name);
      const target = before?.target ?? sourceOf(each.type, first, sources);
      fields.set(name, { told: each, rows: (before?.rows ?? 0) + rows, target });
    }
  }
  return [...fields.values()].map((each) => remarkOf(each.told, each.rows, each.target, dialect));
}

/** By type and level: the keys that its viewers find no record by. */
async function hiddenKeys(
  told: readonly ToldKeys[],
  exists: (type: string, id: string) => boolean,
  open: OpenLink,
  sources: readonly LinkedSource[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const asked = new Map<string, Pick<ToldKeys, 'type' | 'level'> & { ids: Set<string> }>();
  for (const { type, level, rows } of told) {
    const name = `${type} ${level}`;
    const group = asked.get(name) ?? { type, level, ids: new Set() };
    for (const id of [...rows.keys()].flatMap(idsOf)) {
      if (exists(type, id) && mayBeHidden(sourceOf(type, id, sources))) group.ids.add(id);
    }
    asked.set(name, group);
  }
  const hidden = new Map<string, Set<string>>();
  for (const [name, { type, level, ids }] of asked) {
    const list = [...ids];
    const found = list.length > 0 ? await open.sourceFor(type)?.({ level }).byIds(list, new Set()) : [];
    hidden.set(name, new Set(list.filter((_, index) => found?.[index] === null)));
  }
  return hidden;
}

function sourceOf(type: string, id: string, sources: readonly LinkedSource[]): LinkedSource | undefined {
  const name = parseRecordId(id)?.source;
  return sources.find((source) => source.record.name === type && source.name === name);
}

const isForAll = (rule: VisibilityRule) => rule.kind === 'constant' && rule.level === 'PUBLIC';

/** Records that everyone sees, whatever their rows say, need not be asked for. */
function mayBeHidden(source: LinkedSource | undefined): boolean {
  if (!source) return false;
  return source.embargoUntil !== undefined || !source.visibility.every(isForAll);
}

function remarkOf(
  { source, field, type }: ToldKeys,
  rows: number,
  target: LinkedSource | undefined,
  dialect: Dialect,
): Remark {
  const column = usedColumns(source).find(({ path }) => path === field)?.link.column;
  const remedy = column === undefined || !target ? [] : remedyOf(source, column, target, dialect);
  const [refers, shown] = rows === 1 ? ['refers', 'is'] : ['refer', 'are'];
  const noun = type.toLowerCase();
  return {
    source: sourceName(source),
    line: source.line,
    gravity: 'warning',
    code: 'REFERENCE_HIDDEN',
    field,
    ...(column !== undefined && { column }),
    rows,
    message: `${counted(rows, 'row')} that ${shown} shown ${refers} to a ${noun} that fewer may see: its key is told all the same, and nothing else of it. ${remedy.length > 0 ? `Let ${column} be NULL there, in a SELECT:` : `Leave the field out, or show the ${noun} too.`}`,
    remedy,
  };
}

/** The column of a SELECT that is NULL where what it points to is not shown; none if that is never shown. */
function remedyOf(source: LinkedSource, column: string, target: LinkedSource, dialect: Dialect): string[] {
  const name = (text: string) => quoted(text, dialect);
  const until = target.embargoUntil?.column;
  const shown = [
    ...target.visibility.flatMap((rule) =>
      rule.kind === 'constant' ? [] : [`o.${name(rule.column)} IN (…)`],
    ),
    ...(until === undefined ? [] : [`o.${name(until)} <= CURRENT_TIMESTAMP`]),
  ];
  const [key, ...further] = target.key;
  if (shown.length === 0 || key === undefined || further.length > 0) return [];
  const from = 'table' in target.from ? name(target.from.table) : '(…)';
  const own = `r.${name(column)}`;
  const of = 'table' in source.from ? ` FROM ${name(source.from.table)} r` : '';
  return [
    `SELECT …, CASE WHEN EXISTS (SELECT 1 FROM ${from} o WHERE o.${name(key)} = ${own} AND ${shown.join(' AND ')}) THEN ${own} END AS ${name(column)}${of}`,
  ];
}
