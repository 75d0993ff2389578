import { buildSubgraphSchema } from '@apollo/subgraph';
import type { Viewer } from '@observer-graph/executor';
import { type ExecutionResult, type GraphQLSchema, graphql } from 'graphql';
import type { Sources, Subgraph } from '../src/index.ts';

/** Asks one domain of a member, as the member itself would. */
export async function execute(
  subgraph: Subgraph,
  sources: Sources,
  query: string,
  { viewer = { level: 'PUBLIC' }, member = 'golos' }: { viewer?: Viewer; member?: string } = {},
): Promise<ExecutionResult> {
  const { data, errors } = await graphql({
    schema: schemaOf(subgraph),
    source: query,
    contextValue: { member, viewer, loaders: subgraph.loaders(sources, viewer) },
  });
  // Without null prototypes, so that whole answers compare.
  return {
    ...(data !== undefined && { data: JSON.parse(JSON.stringify(data)) as ExecutionResult['data'] }),
    ...(errors && { errors }),
  } as ExecutionResult;
}

/** A domain's schema with its resolvers. */
export function schemaOf({ typeDefs, resolvers }: Subgraph): GraphQLSchema {
  return buildSubgraphSchema({ typeDefs, resolvers: resolvers as never });
}
