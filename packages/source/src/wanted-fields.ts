import type { GraphQLResolveInfo } from 'graphql';
import type { RecordLoader } from './record-loader.ts';
import { selectedFields } from './selected-fields.ts';
import type { Fields } from './source.ts';

/**
 * The record's fields that are needed to answer what is selected of it; its key is not among them.
 *
 * @returns null if the key alone answers it
 */
export function wantedFields(
  info: GraphQLResolveInfo,
  { record, computed }: RecordLoader,
  path: readonly string[] = [],
): Fields | null {
  const wanted = new Set<string>();
  let beyondKey = false;
  for (const name of selectedFields(info, path, record.name)) {
    if (name === record.key) continue;
    const needs = computed[name] ?? (record.fields.has(name) ? [name] : null);
    if (!needs) continue;
    beyondKey = true;
    for (const need of needs) wanted.add(need);
  }
  return beyondKey ? wanted : null;
}
