import {
  entity,
  known,
  type LoaderOf,
  list,
  lookup,
  type Resolvers,
  references,
  related,
  summary,
} from '@observer-graph/source';
import type { Loaders } from './loaders.ts';

const recommendations: LoaderOf<Loaders> = ({ loaders }) => loaders.recommendations;

export const resolvers: Resolvers<Loaders> = {
  Query: {
    recommendations: list(recommendations),
    recommendation: lookup(recommendations),
    recommendationSummary: summary(recommendations),
  },
  Recommendation: {
    __resolveReference: entity(recommendations),
    ...references('Recommendation', { Recommendation: recommendations }),
  },
  Finding: {
    __resolveReference: known('Finding'),
    recommendations: related('finding', recommendations),
  },
  Mission: {
    __resolveReference: known('Mission'),
    recommendations: related('mission', recommendations),
  },
  Country: {
    __resolveReference: known('Country', 'code'),
    recommendations: related('country', recommendations, 'code'),
  },
  Election: {
    __resolveReference: known('Election'),
    recommendations: related('election', recommendations),
  },
  Organization: {
    __resolveReference: known('Organization'),
    recommendations: related('organization', recommendations),
  },
};
