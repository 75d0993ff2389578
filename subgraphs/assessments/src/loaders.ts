import { type RecordLoader, recordLoader, type Viewer } from '@observer-graph/source';
import type { AssessmentsSources } from './source.ts';

export interface Loaders {
  readonly assessments: RecordLoader;
}

export function loaders(sources: AssessmentsSources, viewer: Viewer): Loaders {
  return {
    assessments: recordLoader('Assessment', sources.Assessment, viewer),
  };
}
