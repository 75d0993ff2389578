import type { Source, SourceFor } from '@observer-graph/source';
import { GraphQLError } from 'graphql';
import { failedMessage, isKnown } from './known-errors.ts';

/** Keeps from clients what a database says when it fails: it may tell of SQL, hosts or data. */
export function guardedSource(
  sourceFor: SourceFor,
  member: string,
  onError: (error: unknown) => void,
): SourceFor {
  const guard = async <Answer>(answer: () => Promise<Answer>): Promise<Answer> => {
    try {
      return await answer();
    } catch (error) {
      if (isClientsMistake(error)) throw error;
      onError(error);
      if (isKnown((error as { extensions?: unknown } | null)?.extensions)) throw error;
      throw new GraphQLError(failedMessage(member), { extensions: { code: 'SOURCE_FAILED' } });
    }
  };
  return (viewer): Source => {
    const source = sourceFor(viewer);
    return {
      list: (query) => guard(() => source.list(query)),
      pages: (by, keys, query) => guard(() => source.pages(by, keys, query)),
      byIds: (ids, want) => guard(() => source.byIds(ids, want)),
      count: (filter) => guard(() => source.count(filter)),
      summarize: (query) => guard(() => source.summarize(query)),
      coverage: () => guard(() => source.coverage()),
    };
  };
}

function isClientsMistake(error: unknown): boolean {
  return (error as { extensions?: { code?: unknown } } | null)?.extensions?.code === 'BAD_USER_INPUT';
}
