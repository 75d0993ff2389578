import type { Coverage, CoverageDimension, RecordType } from '@observer-graph/contract';
import type { Viewer } from '@observer-graph/executor';
import { answersOfAll } from './answers-of-all.ts';
import { type CompiledSource, listed } from './compile-source.ts';
import { all, asSql, type Condition } from './condition.ts';
import { isConstant } from './order/sort-key.ts';
import { Selection } from './selection.ts';
import { sql } from './sql.ts';
import { ask, countOf, groups } from './statement.ts';
import { dayLength, formatInstant } from './time/iso.ts';

/** What the records that a viewer may see cover, so that nobody asks for what is not there. */
export async function coverageOf(
  record: RecordType,
  sources: readonly CompiledSource[],
  viewer: Viewer,
): Promise<Coverage> {
  const asOf = new Date().toISOString();
  const parts = sources.map((source) => ({ source, where: allListed(source, viewer) }));
  const originals = sources.map((source) => ({ source, where: listed(source, viewer, {}) }));
  const [countries, elections, organizations, authors, range] = await Promise.all([
    distinctValues(parts, coveredField(record, 'COUNTRY')),
    distinctValues(parts, coveredField(record, 'ELECTION')),
    distinctValues(parts, coveredField(record, 'ORGANIZATION')),
    record.fields.has('holding') ? distinctValues(originals, 'organization') : null,
    timeRange(parts, coveredField(record, 'FROM') ?? coveredField(record, 'UNTIL')),
  ]);
  return {
    countries,
    elections,
    organizations,
    authors,
    from: range?.[0] ?? null,
    until: range?.[1] ?? null,
    asOf,
  };
}

interface Part {
  readonly source: CompiledSource;
  readonly where: Condition;
}

function allListed(source: CompiledSource, viewer: Viewer): Condition {
  const copies = [...source.record.filters.values()].find(({ op }) => op === 'COPIES');
  return listed(source, viewer, copies ? { [copies.name]: true } : {});
}

function coveredField({ filters }: RecordType, dimension: CoverageDimension): string | null {
  return [...filters.values()].find(({ coverage }) => coverage === dimension)?.fields[0] ?? null;
}

/** Null if the record type has no such filter. */
async function distinctValues(parts: readonly Part[], field: string | null): Promise<string[] | null> {
  if (field === null) return null;
  const lists = await answersOfAll(
    parts.map(async ({ source, where }) => {
      const found = source.fields.get(field);
      if (!found) return [];
      const selection = new Selection(source.database.dialect);
      const read = found.read(selection);
      return (await groups(source, selection, where)).flatMap(({ row }) =>
        ([] as unknown[]).concat(read(row) ?? []).map(String),
      );
    }),
  );
  return [...new Set(lists.flat())].sort();
}

/** The earliest and the latest instant; a day counts from its midnight in UTC. */
async function timeRange(parts: readonly Part[], field: string | null): Promise<[string, string] | null> {
  if (field === null) return null;
  const keys = await answersOfAll(parts.map((part) => keyRange(part, field)));
  const flat = keys.flat();
  if (flat.length === 0) return null;
  const unit = parts[0]?.source.record.fields.get(field)?.kind === 'date' ? dayLength : 1;
  return [formatInstant(Math.min(...flat) * unit), formatInstant(Math.max(...flat) * unit)];
}

async function keyRange({ source, where }: Part, field: string): Promise<number[]> {
  const sort = source.fields.get(field)?.sortKey() ?? { constant: null };
  if (isConstant(sort)) {
    return sort.constant !== null && (await countOf(source, where)) > 0 ? [sort.constant] : [];
  }
  const condition = all([where, sort.known]);
  if (condition === false) return [];
  const { digits } = source.database.dialect;
  const rows = await ask(
    source,
    sql`select ${digits(sql`min(${sort.value})`)} as ${sql.id('low')}, ${digits(sql`max(${sort.value})`)} as ${sql.id('high')}
      from ${source.from} where ${asSql(condition)}`,
  );
  return [rows[0]?.['low'], rows[0]?.['high']]
    .filter((raw) => raw !== null && raw !== undefined)
    .map((raw) => sort.keyOf(Number(raw)));
}
