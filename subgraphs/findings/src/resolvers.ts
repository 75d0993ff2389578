import {
  entity,
  known,
  type LoaderOf,
  list,
  lookup,
  type Parent,
  type Resolvers,
  references,
  related,
  summary,
} from '@observer-graph/source';
import type { Loaders } from './loaders.ts';

const findings: LoaderOf<Loaders> = ({ loaders }) => loaders.findings;
const missions: LoaderOf<Loaders> = ({ loaders }) => loaders.missions;
const documents: LoaderOf<Loaders> = ({ loaders }) => loaders.documents;
const practices: LoaderOf<Loaders> = ({ loaders }) => loaders.practices;

const held = { Finding: findings, Mission: missions, Document: documents, Practice: practices };

export const resolvers: Resolvers<Loaders> = {
  Query: {
    findings: list(findings),
    finding: lookup(findings),
    findingSummary: summary(findings),
    missions: list(missions),
    mission: lookup(missions),
    missionSummary: summary(missions),
    documents: list(documents),
    document: lookup(documents),
    practices: list(practices),
    practice: lookup(practices),
  },
  Finding: {
    __resolveReference: entity(findings),
    ...references('Finding', held),
  },
  Mission: {
    __resolveReference: entity(missions),
    ...references('Mission', held),
    findings: related('mission', findings),
    documents: related('mission', documents),
  },
  Document: {
    __resolveReference: entity(documents),
    ...references('Document', held),
  },
  Practice: {
    __resolveReference: entity(practices),
    ...references('Practice', held),
  },
  Evidence: {
    // Whoever links a URL need not think of those who may not open it.
    url: (evidence: Parent) => (evidence['access'] === 'PUBLIC' ? evidence['url'] : null),
  },
  Country: {
    __resolveReference: known('Country', 'code'),
    findings: related('country', findings, 'code'),
    missions: related('country', missions, 'code'),
    documents: related('country', documents, 'code'),
  },
  Election: {
    __resolveReference: known('Election'),
    findings: related('election', findings),
    missions: related('election', missions),
    documents: related('election', documents),
  },
  Organization: {
    __resolveReference: known('Organization'),
    findings: related('organization', findings),
    missions: related('organization', missions),
    documents: related('organization', documents),
    practices: related('organization', practices),
  },
};
