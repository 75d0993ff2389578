import { type RecordLoader, recordLoader, type Viewer } from '@observer-graph/source';
import type { RecommendationsSources } from './source.ts';

export interface Loaders {
  readonly recommendations: RecordLoader;
}

export function loaders(sources: RecommendationsSources, viewer: Viewer): Loaders {
  return {
    recommendations: recordLoader('Recommendation', sources.Recommendation, viewer),
  };
}
