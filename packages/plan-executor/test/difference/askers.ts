import { ApolloGateway } from '@apollo/gateway';
import type { Executor } from '@observer-graph/executor';
import { type ExecutionResult, type GraphQLSchema, parse } from 'graphql';
import type { AnswerInParts } from '../../src/answer-in-parts.ts';
import { createPlanExecutor } from '../../src/index.ts';
import { callWithin } from '../federation.ts';

type Variables = Readonly<Record<string, unknown>>;

export type Ask = (query: string, variables: Variables) => Promise<ExecutionResult>;

export interface Supergraph {
  readonly supergraphSdl: string;
  readonly executors: ReadonlyMap<string, Executor>;
}

/** Asks for an answer in parts; null where there are none to give. */
export type AskInParts = (query: string, variables: Variables) => Promise<AnswerInParts | null>;

/** Asks this package. */
export async function askerOfOurs({
  supergraphSdl,
  executors,
}: Supergraph): Promise<Ask & { readonly inParts: AskInParts }> {
  let schema: GraphQLSchema | undefined;
  const gateway = createPlanExecutor({
    supergraphSdl,
    executorOf: ({ name }) => executors.get(name) as Executor,
    callOf: () => callWithin(10_000),
    onError: (error) => {
      if (process.env['SHOW_ERRORS']) console.error(error);
    },
  });
  gateway.onSchemaLoadOrUpdate(({ apiSchema }) => {
    schema = apiSchema;
  });
  const { executor } = await gateway.load({ apollo: {} });
  const asked = (source: string, variables: Variables) => ({
    schema: schema as GraphQLSchema,
    source,
    document: parse(source),
    operationName: null,
    request: { variables },
    context: {},
  });
  const ask: Ask = async (source, variables) =>
    (await executor?.(
      asked(source, variables) as unknown as Parameters<NonNullable<typeof executor>>[0],
    )) as ExecutionResult;
  return Object.assign(ask, {
    inParts: (source: string, variables: Variables) => gateway.answerInParts(asked(source, variables)),
  });
}

/** Asks Apollo's own gateway. */
export async function askerOfStock({
  supergraphSdl,
  executors,
}: Supergraph): Promise<Ask & { stop: () => Promise<void> }> {
  const gateway = new ApolloGateway({
    supergraphSdl,
    logger: { debug() {}, info() {}, warn() {}, error() {} },
    buildService: ({ name }) => ({
      process: async ({ request: { query = '', variables } }) =>
        (await (executors.get(name) as Executor)(
          { query, ...(variables && { variables }) },
          callWithin(10_000),
        )) as Awaited<ReturnType<ReturnType<NonNullable<ApolloGateway['createDataSource']>>['process']>>,
    }),
  });
  const { executor } = await gateway.load();
  const ask: Ask = async (source, variables) =>
    (await executor({
      schema: gateway.schema,
      source,
      document: parse(source),
      queryHash: source,
      operationName: undefined,
      request: { query: source, variables },
      context: {},
      metrics: {},
      overallCachePolicy: { restrict() {} },
    } as unknown as Parameters<typeof executor>[0])) as ExecutionResult;
  return Object.assign(ask, { stop: () => gateway.stop() });
}
