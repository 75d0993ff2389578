import type { SourceFor } from '@observer-graph/source';

/** Where the records come from; of a type without a source there are none. */
export interface FindingsSources {
  readonly Finding?: SourceFor | undefined;
  readonly Mission?: SourceFor | undefined;
  readonly Document?: SourceFor | undefined;
  readonly Practice?: SourceFor | undefined;
}
