import { type RecordLoader, recordLoader, type Viewer } from '@observer-graph/source';
import type { ElectionsSources } from './source.ts';

export interface Loaders {
  readonly countries: RecordLoader;
  readonly elections: RecordLoader;
}

/** What fields that resolvers make are made from. */
const ofCountry = { name: ['names'] };
const ofElection = { name: ['names'], registered: [], phase: ['calendar', 'rounds'] };

export function loaders(sources: ElectionsSources, viewer: Viewer): Loaders {
  return {
    countries: recordLoader('Country', sources.Country, viewer, ofCountry),
    elections: recordLoader('Election', sources.Election, viewer, ofElection),
  };
}
