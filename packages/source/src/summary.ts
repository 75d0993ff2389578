import type { LoaderOf, Resolver } from './context.ts';
import { filterOf } from './filter.ts';
import { ownSources } from './own-sources.ts';
import { selectedFields } from './selected-fields.ts';

/** A root field that counts the records of a type by the dimensions asked for. */
export function summary<Loaders>(loaderOf: LoaderOf<Loaders>): Resolver<Loaders> {
  return async (_parent, args, context, info) => {
    const selected = selectedFields(info);
    const counts = ['total', 'copies', 'buckets'].some((field) => selected.has(field))
      ? await loaderOf(context).summarize({
          filter: filterOf(args['filter']),
          by: selected.has('buckets') ? (args['by'] as string[]) : [],
        })
      : {};
    return { ...counts, sources: ownSources(context.member) };
  };
}
