import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import type { RecordLoader } from './record-loader.ts';
import { selectedFields } from './selected-fields.ts';
import type { Fields } from './source.ts';

type Known = Map<string, { readonly of: RecordLoader['computed']; readonly fields: Fields | null }>;

/** An executor gives the same nodes for the same selection, with the same answers of `@skip` and `@include`. */
const known = new WeakMap<readonly FieldNode[], Known>();

/**
 * The record's fields that are needed to answer what is selected of it; its key is not among them. For one selection it is
 * the same set every time.
 *
 * @returns null if the key alone answers it
 */
export function wantedFields(
  info: GraphQLResolveInfo,
  loader: RecordLoader,
  path: readonly string[] = [],
): Fields | null {
  let wanted = known.get(info.fieldNodes);
  if (!wanted) {
    wanted = new Map();
    known.set(info.fieldNodes, wanted);
  }
  const name = `${loader.record.name} ${path.join(' ')}`;
  const found = wanted.get(name);
  if (found?.of === loader.computed) return found.fields;
  const fields = selectedOfRecord(info, loader, path);
  wanted.set(name, { of: loader.computed, fields });
  return fields;
}

function selectedOfRecord(
  info: GraphQLResolveInfo,
  { record, computed }: RecordLoader,
  path: readonly string[],
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
