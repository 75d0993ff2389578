import type { SourceFor } from '@observer-graph/source';

/** Where the records come from; of a type without a source there are none. */
export interface RecommendationsSources {
  readonly Recommendation?: SourceFor | undefined;
}
