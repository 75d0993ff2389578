import { setMaxListeners } from 'node:events';
import type {
  GatewayExecutionResult,
  GatewayGraphQLRequestContext,
  GatewayInterface,
  GatewayLoadResult,
  GatewaySchemaLoadOrUpdateCallback,
} from '@apollo/server-gateway-interface';
import { type Call, type Executor, RecentlyUsed } from '@observer-graph/executor';
import { type DocumentNode, GraphQLError, type GraphQLSchema, getVariableValues, validate } from 'graphql';
import { answerErrors } from './answer-errors.ts';
import { type AnswerInParts, PartsWriter } from './answer-in-parts.ts';
import { Flaws } from './flaws.ts';
import { asData, toData } from './json-text.ts';
import { labelsThatHold } from './override-labels.ts';
import {
  type KeptVariant,
  type PreparedOperation,
  prepareOperation,
  type Variant,
} from './prepare-operation.ts';
import type { Writing } from './projection.ts';
import { runPlan } from './run-plan.ts';
import { type LoadedSupergraph, loadSupergraph } from './supergraph.ts';

export interface PlanExecutorOptions<Context> {
  readonly supergraphSdl: string;
  /** Asked once for each subgraph of each supergraph. The url is what the supergraph says. */
  readonly executorOf: (subgraph: { readonly name: string; readonly url: string }) => Executor;
  /** What goes along with the requests to the subgraphs. */
  readonly callOf: (request: { readonly context: Context }) => Call;
  /** The longest that a whole request may take; a call's own deadline may be earlier. @default none */
  readonly deadlineMs?: number;
  /** Plans that are kept; fewer where the texts of their operations are long. @default 1000 */
  readonly plansKept?: number;
  /** Of these, how many are made on a new supergraph before it takes over. @default 100 */
  readonly plansWarmed?: number;
  /**
   * `extensions.code`s of errors that a subgraph tells to the client; the text of others stays here.
   * @default BAD_USER_INPUT, FORBIDDEN, UNAUTHENTICATED
   */
  readonly safeCodes?: readonly string[];
  /** Draws, from 0 to below 1, for how many requests an `@override` with a label holds. @default Math.random */
  readonly random?: () => number;
  /** Told of what is kept from the client. */
  readonly onError?: (error: unknown, subgraph: string | null) => void;
  /**
   * Whether `data` is {@link JsonText}, for which Apollo Server needs our `stringifyResult`, or plain objects.
   * @default 'objects'
   */
  readonly data?: 'text' | 'objects';
}

/** For `new ApolloServer({ gateway })`. */
export interface PlanExecutor extends GatewayInterface {
  /**
   * Puts another supergraph in place, once the operations most recently asked are planned on it. Requests that are under
   * way finish on the one they began on.
   *
   * @throws {PlanExecutorError} and nothing changes
   */
  update(supergraphSdl: string): Promise<void>;
  /** Answers an operation whole, as the executor that Apollo Server is given does. */
  answer(request: AskedOperation): Promise<GatewayExecutionResult>;
  /**
   * Answers an operation in parts, as its `@defer`s say. (Apollo Server lets only a plugin do that: it takes of the executor
   * one whole answer, for which `@defer` says nothing.)
   *
   * @returns null where there is nothing to defer, or no right way to: then the executor's answer is the one to give. What is
   *   wrong with the variables is told by that as well
   */
  answerInParts(request: AskedOperation): Promise<AnswerInParts | null>;
}

/** An operation that is valid, by {@link deferRules} too. */
export type AskedOperation = Pick<
  GatewayGraphQLRequestContext,
  'schema' | 'source' | 'document' | 'operationName' | 'context'
> & { readonly request: Pick<GatewayGraphQLRequestContext['request'], 'variables'> };

/**
 * The characters that operations have together at most, one that is planned for several conditions counted for each. A plan with
 * all that is made of it takes some 350 bytes for each.
 */
const charactersKept = 1_000_000;

/** A supergraph with what belongs to it alone. */
interface Served {
  readonly supergraph: LoadedSupergraph;
  readonly executors: ReadonlyMap<string, Executor>;
  readonly operations: RecentlyUsed<PreparedOperation>;
  readonly variants: RecentlyUsed<KeptVariant>;
}

/**
 * Executes operations on a supergraph: Apollo's planner says what to ask which subgraph, the rest is done here.
 *
 * @throws {PlanExecutorError} where the supergraph is invalid, or has what cannot be executed right
 */
export function createPlanExecutor<Context = unknown>(options: PlanExecutorOptions<Context>): PlanExecutor {
  const { plansKept = 1_000, plansWarmed = 100, onError = () => {}, random = Math.random } = options;
  const errorOptions = {
    safeCodes: new Set(options.safeCodes ?? ['BAD_USER_INPUT', 'FORBIDDEN', 'UNAUTHENTICATED']),
    onError,
  };
  const listeners = new Set<GatewaySchemaLoadOrUpdateCallback>();
  // Apollo Server validates an operation by the schema that it has at that moment; it is executed on the same.
  const servedBySchema = new WeakMap<GraphQLSchema, Served>();
  let current = serve(options.supergraphSdl);

  function serve(sdl: string): Served {
    const supergraph = loadSupergraph(sdl);
    const executors = new Map(
      supergraph.subgraphs.map((subgraph) => [subgraph.name, options.executorOf(subgraph)]),
    );
    const served: Served = {
      supergraph,
      executors,
      operations: new RecentlyUsed(plansKept, charactersKept),
      variants: new RecentlyUsed(plansKept, charactersKept),
    };
    servedBySchema.set(supergraph.schema, served);
    return served;
  }

  function announce(): void {
    const { schema, sdl } = current.supergraph;
    for (const listener of listeners) listener({ apiSchema: schema, coreSupergraphSdl: sdl });
  }

  const answer = async (request: AskedOperation): Promise<GatewayExecutionResult> => {
    const served = servedBySchema.get(request.schema) ?? current;
    return execute(served, preparedOf(served, request), request);
  };

  function unplanned(error: unknown): GatewayExecutionResult {
    onError(error, null);
    return {
      errors: [
        new GraphQLError('There is no right plan for this operation.', {
          extensions: { code: 'PLANNING_FAILED' },
        }),
      ],
    };
  }

  async function execute(
    { supergraph, executors }: Served,
    prepared: PreparedOperation,
    request: AskedOperation,
  ): Promise<GatewayExecutionResult> {
    const given = request.request.variables ?? {};
    const { coerced, errors: invalid } = coercedVariables(supergraph, prepared, given);
    if (invalid) return { errors: invalid.map((error) => coded(error, 'BAD_USER_INPUT')) };
    let variant: Variant;
    try {
      variant = prepared.variantFor(coerced, false, labelsThatHold(supergraph.overrideLabels, random));
    } catch (error) {
      const isInput = error instanceof GraphQLError && error.extensions['code'] === 'BAD_USER_INPUT';
      return isInput ? { errors: [error] } : unplanned(error);
    }
    const { plan, project, paths, combined, introspection } = variant;
    const { data, failures, shared, absences } = await runPlan(plan, given, callOf(request), {
      executorOf: (name) => executors.get(name) as Executor,
      objectTypes: supergraph.objectTypes,
      combined,
    });
    const { errors: failed, isExplained } = answerErrors(failures, data, paths, errorOptions);
    const writing: Writing = {
      shared,
      texts: new Map(),
      isExplained,
      absenceOf: (object, key) => absences.reasonOf(object, key),
      introspection: introspection(given),
      flaws: new Flaws(),
      path: [],
    };
    const text = project(data, writing);
    const errors = [...failed, ...writing.flaws.errors()];
    return {
      ...(errors.length > 0 && { errors }),
      data: options.data === 'text' ? asData(toData(text)) : JSON.parse(text),
    };
  }

  async function answerInParts(request: AskedOperation): Promise<AnswerInParts | null> {
    const served = servedBySchema.get(request.schema) ?? current;
    const { supergraph, executors } = served;
    const prepared = preparedOf(served, request);
    if (!prepared.defers) return null;
    const variables = request.request.variables ?? {};
    const { coerced } = coercedVariables(supergraph, prepared, variables);
    const overridden = labelsThatHold(supergraph.overrideLabels, random);
    const variant = coerced && variantInParts(prepared, coerced, overridden);
    if (!variant) return null;
    const call = callOf(request);
    const stopping = new AbortController();
    const writer = new PartsWriter({
      variant,
      variables,
      errors: errorOptions,
      stop: () => stopping.abort(),
    });
    const signal = AbortSignal.any([call.signal, stopping.signal]);
    // Every request to a subgraph listens.
    setMaxListeners(0, signal);
    void runPlan(
      variant.plan,
      variables,
      { ...call, signal },
      {
        executorOf: (name) => executors.get(name) as Executor,
        objectTypes: supergraph.objectTypes,
        combined: variant.combined,
        onProgress: (gathered, isOver) => writer.progress(gathered, isOver),
      },
    );
    return { first: await writer.first, rest: writer.rest() };
  }

  function callOf(request: Pick<GatewayGraphQLRequestContext, 'context'>): Call {
    const call = options.callOf({ context: request.context as Context });
    const { deadlineMs } = options;
    return deadlineMs === undefined
      ? call
      : { ...call, deadline: Math.min(call.deadline, Date.now() + deadlineMs) };
  }

  return {
    load: async (): Promise<GatewayLoadResult> => {
      announce();
      return { executor: answer };
    },
    onSchemaLoadOrUpdate(callback) {
      listeners.add(callback);
      return () => listeners.delete(callback);
    },
    async update(sdl) {
      if (sdl === current.supergraph.sdl) return;
      const next = serve(sdl);
      await warm(next, current.variants.entries(plansWarmed));
      current = next;
      announce();
    },
    answer,
    answerInParts,
    stop: async () => listeners.clear(),
  };
}

function preparedOf(served: Served, { source, document, operationName }: AskedOperation): PreparedOperation {
  const key = `${operationName ?? ''}\n${source}`;
  return served.operations.get(key) ?? prepare(served, document, operationName ?? undefined, key);
}

function prepare(
  { supergraph, operations, variants }: Served,
  document: DocumentNode,
  operationName: string | undefined,
  key: string,
): PreparedOperation {
  const prepared = prepareOperation(supergraph, document, operationName, key, variants);
  operations.set(key, prepared);
  return prepared;
}

/** Plans on a new supergraph what was planned before, what was longest unused first. */
async function warm(next: Served, before: readonly [string, KeptVariant][]): Promise<void> {
  for (const [, { prepared, conditions }] of before.toReversed()) {
    const { key, document, operation } = prepared;
    // Planning may take long; requests come first.
    await new Promise((resolve) => setImmediate(resolve));
    let own = next.operations.get(key);
    if (!own) {
      if (validate(next.supergraph.schema, document).length > 0) continue;
      own = prepare(next, document, operation.name?.value, key);
    }
    try {
      own.variantFor(conditions.variables, conditions.inParts, conditions.overridden);
    } catch {
      // Whoever asks for it is told.
    }
  }
}

const withoutVariables: ReturnType<typeof getVariableValues> = { coerced: {} };

function coercedVariables(
  { schema }: LoadedSupergraph,
  { operation }: PreparedOperation,
  given: Readonly<Record<string, unknown>>,
) {
  const { variableDefinitions = [] } = operation;
  return variableDefinitions.length === 0
    ? withoutVariables
    : getVariableValues(schema, variableDefinitions, given);
}

/** @returns null where nothing is deferred for these variables, or there is no right plan that does */
function variantInParts(
  prepared: PreparedOperation,
  variables: Readonly<Record<string, unknown>>,
  overridden: readonly string[],
) {
  try {
    const variant = prepared.variantFor(variables, true, overridden);
    return variant.parts.length > 0 ? variant : null;
  } catch {
    // Whoever then asks for the whole is told, if that cannot be planned either.
    return null;
  }
}

function coded(error: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(error.message, {
    nodes: error.nodes ?? null,
    extensions: { ...error.extensions, code },
  });
}
