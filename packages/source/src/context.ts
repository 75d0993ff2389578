import type { Viewer } from '@observer-graph/executor';
import type { GraphQLResolveInfo } from 'graphql';
import type { RecordLoader } from './record-loader.ts';

/** What the resolvers of a domain are given, new for each request. */
export interface RequestContext<Loaders> {
  /** The code of the member that answers. */
  readonly member: string;
  readonly viewer: Viewer;
  readonly loaders: Loaders;
}

/** Where the records of one type come from in a request. */
export type LoaderOf<Loaders> = (context: RequestContext<Loaders>) => RecordLoader;

/** What stands at a place of the graph: a record, an entity's key, or an object within a record. */
export type Parent = Readonly<Record<string, unknown>>;

export type Resolver<Loaders> = (
  parent: Parent,
  args: Readonly<Record<string, unknown>>,
  context: RequestContext<Loaders>,
  info: GraphQLResolveInfo,
) => unknown;
