// The domain of organizations as a member serves it.
import { subgraph } from '@observer-graph/source';
import { loaders } from './loaders.ts';
import { resolvers } from './resolvers.ts';

export const organizations = subgraph('organizations', resolvers, loaders);
export type { OrganizationsSources } from './source.ts';
