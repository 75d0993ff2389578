import { type RecordLoader, recordLoader, type Viewer } from '@observer-graph/source';
import type { ElectionsSources } from './source.ts';

export interface Loaders {
  readonly countries: RecordLoader;
  readonly elections: RecordLoader;
}

export function loaders(sources: ElectionsSources, viewer: Viewer): Loaders {
  return {
    countries: recordLoader('Country', sources.Country, viewer, { name: ['names'] }),
    elections: recordLoader('Election', sources.Election, viewer, {
      name: ['names'],
      registered: [],
      phase: ['calendar', 'rounds'],
    }),
  };
}
