import { buildSubgraphSchema } from '@apollo/subgraph';
import type { Executor, GraphQLResponse } from '@observer-graph/executor';
import { buildSchema, execute, type GraphQLFieldResolver, type GraphQLSchema, parse } from 'graphql';
import { compilePlan } from '../../src/compile-plan.ts';
import { loadSupergraph } from '../../src/supergraph.ts';
import { withoutConditions } from '../../src/without-conditions.ts';
import { withoutWrittenValues } from '../../src/written-values.ts';
import { federation, type Subgraphs, supergraphOf } from '../federation.ts';
import { type Draw, drawLayout } from './layout.ts';
import { mergedSdl, subgraphSdl } from './sdl.ts';
import { type Instance, valuesOf } from './values.ts';

export interface World {
  readonly supergraphSdl: string;
  readonly executors: ReadonlyMap<string, Executor>;
  /** The same data behind one schema. */
  readonly merged: GraphQLSchema;
  readonly resolver: GraphQLFieldResolver<unknown, unknown>;
  readonly subgraphs: Subgraphs;
  /** To be called before each operation. */
  readonly begin: () => void;
  /** Asks the planner alone. */
  readonly plan: (query: string, variables: Readonly<Record<string, unknown>>) => void;
}

/**
 * Draws types spread over subgraphs, and data for them.
 *
 * @returns null where the subgraphs do not compose
 */
export function drawWorld(draw: Draw): World | null {
  const layout = drawLayout(draw);
  const typeDefs = layout.all.map((subgraph) => subgraphSdl(layout, subgraph));
  const supergraphSdl = composed(typeDefs);
  if (supergraphSdl === null) return null;
  const { resolverFor, begin } = valuesOf(layout, draw(1_000));
  const subgraphs = Object.fromEntries(typeDefs.map((sdl, index) => [`s${index}`, { typeDefs: sdl }]));
  const executors = new Map(
    typeDefs.map((sdl, subgraph): [string, Executor] => {
      const reference = (representation: Record<string, unknown>): Instance => {
        const type = String(representation['__typename']);
        const index = indexOf(representation);
        if (/^M\d?$/.test(type)) {
          return {
            __typename: subgraph === layout.mediaHome ? `M${index % 2}` : 'M',
            index,
            told: representation,
          };
        }
        return { __typename: type, index, told: representation };
      };
      const resolvable = [...sdl.matchAll(/(?:type|interface) (\w+)[^{]*@key\([^{]*\{/g)].map(
        ([, name]) => name as string,
      );
      const schema = buildSubgraphSchema({
        typeDefs: parse(federation + sdl),
        resolvers: Object.fromEntries(resolvable.map((name) => [name, { __resolveReference: reference }])),
      });
      return [
        `s${subgraph}`,
        async ({ query, variables }) => {
          const { data, errors } = await execute({
            schema,
            document: parse(query),
            variableValues: variables ?? {},
            fieldResolver: resolverFor(subgraph),
          });
          return {
            ...(data !== undefined && { data }),
            ...(errors && { errors: errors.map((error) => error.toJSON()) }),
          } as GraphQLResponse;
        },
      ];
    }),
  );
  return {
    supergraphSdl,
    executors,
    merged: buildSchema(mergedSdl(layout, typeDefs)),
    resolver: resolverFor(null),
    subgraphs,
    begin,
    plan: (query, variables) => {
      const supergraph = loadSupergraph(supergraphSdl);
      const given = { default: true, ...variables };
      const { document, written } = withoutWrittenValues(
        withoutConditions(parse(query), given),
        supergraph.schema,
      );
      compilePlan(supergraph.plan(document, undefined), supergraph, written);
    },
  };
}

function composed(typeDefs: readonly string[]): string | null {
  try {
    return supergraphOf(Object.fromEntries(typeDefs.map((sdl, index) => [`s${index}`, { typeDefs: sdl }])));
  } catch (error) {
    if (process.env['SHOW_COMPOSITION']) console.error((error as Error).message, typeDefs);
    return null;
  }
}

function indexOf(representation: Record<string, unknown>): number {
  const { id, code, left, right, org } = representation as Record<string, string>;
  if (id !== undefined || code !== undefined) return Number((id ?? code ?? '').split('-').at(-1));
  if (left !== undefined) return Number(left) * 2 + Number(right);
  return Number((org as unknown as { id: string }).id.split('-').at(-1));
}
