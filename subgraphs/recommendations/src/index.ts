// The domain of recommendations as a member serves it.
import { subgraph } from '@observer-graph/source';
import { loaders } from './loaders.ts';
import { resolvers } from './resolvers.ts';

export const recommendations = subgraph('recommendations', resolvers, loaders);
export type { RecommendationsSources } from './source.ts';
