import { type RecordField, recordType } from '@observer-graph/contract';
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

function reference<Loaders>(field: RecordField, loaderOf: LoaderOf<Loaders> | undefined): Resolver<Loaders> {
  return (row, _args, context, info) => {
    const value = row[field.name];
    if (value === null || value === undefined) return null;
    const loader = loaderOf?.(context);
    const want = loader && wantedFields(info, loader);
    const refer = (key: unknown) =>
      loader && want
        ? recordOrKey(loader, String(key), want)
        : entityKey(field.type, field.key ?? 'id', String(key));
    return Array.isArray(value) ? value.map(refer) : refer(value);
  };
}
