// The domain of findings as a member serves it.
import { subgraph } from '@observer-graph/source';
import { loaders } from './loaders.ts';
import { resolvers } from './resolvers.ts';

export const findings = subgraph('findings', resolvers, loaders);
export type { FindingsSources } from './source.ts';
