import { composeServices } from '@apollo/composition';
import { ApolloServer } from '@apollo/server';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/index.js';
import {
  type Call,
  type Executor,
  type GraphQLRequest,
  localExecutor,
  publicViewer,
} from '@observer-graph/executor';
import { type GraphQLError, type GraphQLSchema, parse } from 'graphql';
import type { AnswerInParts } from '../src/answer-in-parts.ts';
import {
  createPlanExecutor,
  type PlanExecutor,
  type PlanExecutorOptions,
  stringifyResult,
} from '../src/index.ts';

export interface Subgraph {
  readonly typeDefs: string;
  readonly resolvers?: GraphQLResolverMap<unknown>;
}

export type Subgraphs = Readonly<Record<string, Subgraph>>;

export const federation =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.11", import: ["@key", "@requires", "@external", "@provides", "@shareable", "@override", "@interfaceObject", "@inaccessible", "@context", "@fromContext", "@authenticated", "@requiresScopes", "@policy", "@composeDirective"])\n';

export function supergraphOf(subgraphs: Subgraphs): string {
  const { supergraphSdl, errors } = composeServices(
    Object.entries(subgraphs).map(([name, { typeDefs }]) => ({
      name,
      url: `http://${name}.internal/`,
      typeDefs: parse(federation + typeDefs),
    })),
  );
  if (!supergraphSdl) throw new Error((errors ?? []).map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

export function executorsOf(subgraphs: Subgraphs): Map<string, Executor> {
  return new Map(
    Object.entries(subgraphs).map(([name, { typeDefs, resolvers = {} }]) => [
      name,
      localExecutor(buildSubgraphSchema({ typeDefs: parse(federation + typeDefs), resolvers }), () => ({})),
    ]),
  );
}

export interface Sent extends GraphQLRequest {
  readonly subgraph: string;
}

export interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly {
    message: string;
    path?: (string | number)[];
    code?: unknown;
    subgraph?: unknown;
  }[];
}

export interface Federation {
  /** The answer as a client gets it: errors with their code and subgraph alone. */
  ask(query: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** The answer as it is sent. */
  askText(query: string): Promise<string>;
  /** The answer in parts; null where there are none. */
  askInParts(query: string, variables?: Record<string, unknown>): Promise<AnswerInParts | null>;
  /** What the subgraphs were asked by the last question. */
  readonly sent: Sent[];
  readonly gateway: ReturnType<typeof createPlanExecutor>;
  stop(): Promise<void>;
}

export function callWithin(milliseconds: number, signal = new AbortController().signal): Call {
  return { viewer: publicViewer, signal, deadline: Date.now() + milliseconds, report: () => {} };
}

/** @param replaced executors to use in place of a subgraph's own */
export async function startFederation(
  subgraphs: Subgraphs,
  replaced: Readonly<Record<string, Executor>> = {},
  options: Partial<PlanExecutorOptions<unknown>> = {},
): Promise<Federation> {
  const sent: Sent[] = [];
  const executors = executorsOf(subgraphs);
  const gateway = createPlanExecutor({
    supergraphSdl: supergraphOf(subgraphs),
    callOf: () => callWithin(10_000),
    data: 'text',
    ...options,
    executorOf:
      ({ name }) =>
      (request, call) => {
        sent.push({ subgraph: name, ...request });
        return (replaced[name] ?? (executors.get(name) as Executor))(request, call);
      },
  });
  let schema: GraphQLSchema | undefined;
  gateway.onSchemaLoadOrUpdate(({ apiSchema }) => {
    schema = apiSchema;
  });
  const server = new ApolloServer({ gateway, stringifyResult, includeStacktraceInErrorResponses: false });
  await server.start();
  const askText = async (query: string, variables: Record<string, unknown> = {}) => {
    sent.length = 0;
    const { body } = await server.executeOperation({ query, variables });
    if (body.kind !== 'single') throw new Error('An answer in parts.');
    return stringifyResult(body.singleResult);
  };
  return {
    sent,
    gateway,
    stop: () => server.stop(),
    askInParts(source, variables = {}) {
      sent.length = 0;
      return gateway.answerInParts({
        schema: schema as GraphQLSchema,
        source,
        document: parse(source),
        operationName: null,
        request: { variables },
        context: {},
      });
    },
    askText,
    async ask(query, variables = {}) {
      const { data, errors } = JSON.parse(await askText(query, variables));
      return {
        ...(data !== undefined && { data }),
        ...(errors && {
          errors: errors.map(({ message, path, extensions }: GraphQLError) => ({
            message,
            ...(path && { path }),
            ...(extensions?.['code'] !== undefined && { code: extensions['code'] }),
            ...(extensions?.['subgraph'] !== undefined && { subgraph: extensions['subgraph'] }),
          })),
        }),
      };
    },
  };
}

/** A plan executor that is never asked anything. */
export function startSdl(supergraphSdl: string): PlanExecutor {
  return createPlanExecutor({
    supergraphSdl,
    executorOf: () => () => Promise.reject(new Error('Nobody asks.')),
    callOf: () => callWithin(0),
  });
}
