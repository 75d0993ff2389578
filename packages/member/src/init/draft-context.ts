import type { InspectedColumn, InspectedTable } from '@observer-graph/source-sql';
import type { Surroundings } from './candidate.ts';
import type { ProposedTable } from './classify-tables.ts';

/** What the first rows of a SELECT have; it rejects where the SELECT does not run. */
export type Sample = (select: string) => Promise<readonly InspectedColumn[]>;

export interface DraftContext extends Surroundings {
  readonly sample: Sample;
  readonly proposed: readonly ProposedTable[];
  /** What the sources are called. */
  readonly names: ReadonlyMap<InspectedTable, string>;
}
