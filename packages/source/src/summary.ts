import { mergeBuckets } from '@observer-graph/contract';
import type { LoaderOf, Resolver } from './context.ts';
import { filterOf } from './filter.ts';
import { ownSources } from './own-sources.ts';
import { selectedFields } from './selected-fields.ts';

/** A root field that counts the records of a type by the dimensions asked for. */
export function summary<Loaders>(loaderOf: LoaderOf<Loaders>): Resolver<Loaders> {
  return async (_parent, args, context, info) => {
    const sources = ownSources(context.member);
    const selected = selectedFields(info);
    if (!['total', 'copies', 'buckets'].some((field) => selected.has(field))) return { sources };
    const loader = loaderOf(context);
    const { total, copies, buckets } = await loader.summarize({
      filter: filterOf(loader.record, args['filter']),
      by: selected.has('buckets') ? (args['by'] as string[]) : [],
    });
    return { total, copies, buckets: mergeBuckets(buckets), sources };
  };
}
