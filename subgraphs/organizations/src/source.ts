import type { SourceFor } from '@observer-graph/source';

/** Where the records come from; of a type without a source there are none. */
export interface OrganizationsSources {
  readonly Organization?: SourceFor | undefined;
  readonly Declaration?: SourceFor | undefined;
  readonly Endorsement?: SourceFor | undefined;
}
