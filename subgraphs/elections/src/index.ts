// The domain of elections as a member serves it.
import { subgraph } from '@observer-graph/source';
import { loaders } from './loaders.ts';
import { resolvers } from './resolvers.ts';

export const elections = subgraph('elections', resolvers, loaders);
export type { ElectionsSources } from './source.ts';
