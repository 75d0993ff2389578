import { type RecordLoader, recordLoader, type Viewer } from '@observer-graph/source';
import type { FindingsSources } from './source.ts';

export interface Loaders {
  readonly findings: RecordLoader;
  readonly missions: RecordLoader;
  readonly documents: RecordLoader;
  readonly practices: RecordLoader;
}

export function loaders(sources: FindingsSources, viewer: Viewer): Loaders {
  return {
    findings: recordLoader('Finding', sources.Finding, viewer),
    missions: recordLoader('Mission', sources.Mission, viewer),
    documents: recordLoader('Document', sources.Document, viewer),
    practices: recordLoader('Practice', sources.Practice, viewer),
  };
}
