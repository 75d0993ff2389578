import type { Viewer } from '@observer-graph/executor';
import type { Fields, Row } from '@observer-graph/source';
import { answersOfAll } from './answers-of-all.ts';
import { type CompiledSource, visible } from './compile-source.ts';
import { all } from './condition.ts';
import { recordReader } from './row-reader.ts';
import { Selection } from './selection.ts';
import { askCells, selectFrom } from './statement.ts';

/** Keys that one statement names. */
const chunkSize = 200;

/** Records by their ids; what does not exist and what the viewer may not see cannot be told apart. */
export async function recordsById(
  sources: readonly CompiledSource[],
  viewer: Viewer,
  ids: readonly string[],
  want: Fields,
): Promise<(Row | null)[]> {
  const found = await answersOfAll(sources.map((source) => recordsOf(source, viewer, new Set(ids), want)));
  return ids.map((id) => found.find((records) => records.has(id))?.get(id) ?? null);
}

async function recordsOf(
  source: CompiledSource,
  viewer: Viewer,
  ids: ReadonlySet<string>,
  want: Fields,
): Promise<ReadonlyMap<string, Row>> {
  const keys = [...ids].map(source.key.keyOf).filter((key) => key !== null);
  const selection = new Selection(source.database.dialect);
  const read = recordReader(source, want, selection);
  const records = new Map<string, Row>();
  for (let start = 0; start < keys.length; start += chunkSize) {
    const where = all([visible(source, viewer), source.key.matches(keys.slice(start, start + chunkSize))]);
    if (where === false) continue;
    for (const row of await askCells(source, selectFrom(source, selection, where))) {
      const record = read(row);
      records.set(String(record[source.record.key]), record);
    }
  }
  return records;
}
