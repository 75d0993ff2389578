import { type Domain, subgraphSdl } from '@observer-graph/contract';
import type { Viewer } from '@observer-graph/executor';
import { type DocumentNode, type GraphQLScalarType, parse } from 'graphql';
import type { Resolver } from './context.ts';
import { scalars } from './scalars.ts';
import type { SourceFor } from './source.ts';

/** Sources by the names of their record types. */
export type Sources = Readonly<Partial<Record<string, SourceFor>>>;

/** By type, then by field. */
export type Resolvers<Loaders> = Readonly<Record<string, Readonly<Record<string, Resolver<Loaders>>>>>;

/** A domain of the contract as a member serves it. */
export interface Subgraph {
  readonly name: Domain;
  readonly typeDefs: DocumentNode;
  /** Scalars stand beside types. */
  readonly resolvers: Readonly<Record<string, GraphQLScalarType | Resolvers<never>[string]>>;
  /** @returns what a request's resolvers load by: new for each request, because it remembers */
  readonly loaders: (sources: Sources, viewer: Viewer) => unknown;
}

/** Puts a domain's parts together with what all domains share. */
export function subgraph<Loaders>(
  name: Domain,
  resolvers: Resolvers<Loaders>,
  loaders: (sources: Sources, viewer: Viewer) => Loaders,
): Subgraph {
  return { name, typeDefs: parse(subgraphSdl(name)), resolvers: { ...scalars, ...resolvers }, loaders };
}
