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
import { progress } from './progress.ts';

const assessments: LoaderOf<Loaders> = ({ loaders }) => loaders.assessments;

export const resolvers: Resolvers<Loaders> = {
  Query: {
    assessments: list(assessments),
    assessment: lookup(assessments),
    assessmentSummary: summary(assessments),
  },
  Assessment: {
    __resolveReference: entity(assessments),
    ...references('Assessment', { Assessment: assessments }),
  },
  Recommendation: {
    __resolveReference: known('Recommendation'),
    assessments: related('recommendation', assessments),
    progress: progress(assessments),
  },
  Country: {
    __resolveReference: known('Country', 'code'),
    assessments: related('country', assessments, 'code'),
  },
  Election: {
    __resolveReference: known('Election'),
    assessments: related('election', assessments),
  },
  Organization: {
    __resolveReference: known('Organization'),
    assessments: related('organization', assessments),
  },
};
