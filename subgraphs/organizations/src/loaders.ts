import { type RecordLoader, recordLoader, type Viewer } from '@observer-graph/source';
import type { OrganizationsSources } from './source.ts';

export interface Loaders {
  readonly organizations: RecordLoader;
  readonly declarations: RecordLoader;
  readonly endorsements: RecordLoader;
}

export function loaders(sources: OrganizationsSources, viewer: Viewer): Loaders {
  return {
    organizations: recordLoader('Organization', sources.Organization, viewer, {
      name: ['names', 'languages'],
    }),
    declarations: recordLoader('Declaration', sources.Declaration, viewer),
    endorsements: recordLoader('Endorsement', sources.Endorsement, viewer),
  };
}
