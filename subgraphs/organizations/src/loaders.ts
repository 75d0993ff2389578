import { type RecordLoader, recordLoader, type Viewer } from '@observer-graph/source';
import type { OrganizationsSources } from './source.ts';

export interface Loaders {
  readonly organizations: RecordLoader;
  readonly declarations: RecordLoader;
  readonly endorsements: RecordLoader;
}

/** What fields that resolvers make are made from. */
const ofOrganization = { name: ['names', 'languages'] };

export function loaders(sources: OrganizationsSources, viewer: Viewer): Loaders {
  return {
    organizations: recordLoader('Organization', sources.Organization, viewer, ofOrganization),
    declarations: recordLoader('Declaration', sources.Declaration, viewer),
    endorsements: recordLoader('Endorsement', sources.Endorsement, viewer),
  };
}
