// The domain of assessments as a member serves it.
import { subgraph } from '@observer-graph/source';
import { loaders } from './loaders.ts';
import { resolvers } from './resolvers.ts';

export const assessments = subgraph('assessments', resolvers, loaders);
export type { AssessmentsSources } from './source.ts';
