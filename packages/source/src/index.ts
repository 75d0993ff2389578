// The seam between resolvers and databases, and what the resolvers of all domains share.
export type { Viewer } from '@observer-graph/executor';
export { badUserInput } from './bad-user-input.ts';
export { list, related } from './connection.ts';
export type { LoaderOf, Parent, RequestContext, Resolver } from './context.ts';
export { emptySource } from './empty-source.ts';
export { entity, isKeyOnly, known, lookup } from './entity.ts';
export { type LocalName, localName } from './local-name.ts';
export { ownSources } from './own-sources.ts';
export { type RecordLoader, recordLoader } from './record-loader.ts';
export { references } from './references.ts';
export { scalars } from './scalars.ts';
export { selectedFields } from './selected-fields.ts';
export type {
  Fields,
  Filter,
  ListQuery,
  Page,
  PageQuery,
  Row,
  Source,
  SourceFor,
  Summary,
  SummaryQuery,
  WrittenEdges,
} from './source.ts';
export { type Resolvers, type Sources, type Subgraph, subgraph } from './subgraph.ts';
export { summary } from './summary.ts';
