import { type RecordField, recordType } from '@observer-graph/contract';
import { resolvesKey } from '@observer-graph/executor';
import type { LoaderOf, Resolver } from './context.ts';
import { entityKey, recordOrKey } from './entity.ts';
import { wantedFields } from './wanted-fields.ts';

/**
 * Resolvers of all fields by which a record refers to others: the keys of what it refers to.
 *
 * @param held the types that this subgraph holds records of; what is selected of them beyond the key is looked up
 */
export function references<Loaders>(
  record: string,
  held: Readonly<Record<string, LoaderOf<Loaders>>>,
): Record<string, Resolver<Loaders>> {
  const fields = [...recordType(record).fields.values()].filter((field) => field.kind === 'reference');
  return Object.fromEntries(fields.map((field) => [field.name, reference(field, held[field.type])]));
}

function reference<Loaders>(
  { name, type, key = 'id' }: RecordField,
  loaderOf: LoaderOf<Loaders> | undefined,
): Resolver<Loaders> {
  const unheld = each((value) => entityKey(type, key, value));
  const resolve: Resolver<Loaders> = (row, _args, context, info) => {
    const loader = loaderOf?.(context);
    const want = loader && wantedFields(info, loader);
    if (!loader || !want) return unheld(row[name]);
    return each((value) => recordOrKey(loader, value, want))(row[name]);
  };
  return resolvesKey(resolve, key);
}

/** What is made of a reference, or of each in a list; null where it is unknown. */
function each(refer: (key: string) => unknown): (value: unknown) => unknown {
  return (value) => {
    if (value === null || value === undefined) return null;
    return Array.isArray(value) ? value.map((one) => refer(String(one))) : refer(String(value));
  };
}
