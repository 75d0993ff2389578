import type { QueryPlan } from '@apollo/query-planner';
import {
  type DocumentNode,
  execute,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  separateOperations,
} from 'graphql';
import { ClientPaths } from './client-paths.ts';
import {
  type CombinedQuery,
  type CompiledFetch,
  type CompiledPlan,
  combine,
  compilePlan,
} from './compile-plan.ts';
import type { Data } from './data.ts';
import { withPrivateAliases } from './private-aliases.ts';
import { compileProjection, type Project } from './projection.ts';
import { RecentlyUsed } from './recently-used.ts';
import { type Conditions, collectFields, conditionVariables, type Fragments } from './selections.ts';
import type { LoadedSupergraph } from './supergraph.ts';

/** An operation, planned on one supergraph and compiled. */
export interface PreparedOperation {
  readonly supergraph: LoadedSupergraph;
  /** As the client sent it, with the fragments it uses. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly paths: ClientPaths;
  /** @param variables coerced, so that defaults are in it */
  variantFor(variables: Readonly<Data>): Variant;
}

/** What is the same for all requests that leave out the same fields. */
export interface Variant {
  readonly plan: CompiledPlan;
  readonly project: Project;
  readonly combined: (fetches: readonly CompiledFetch[]) => CombinedQuery;
  /** The answer to the introspection in it, by response key. */
  introspection(variables: Readonly<Data>): Data;
}

const variantsKept = 32;

/**
 * Plans an operation and compiles the plan.
 *
 * @param document valid in the supergraph's API schema
 * @throws {Error} what Apollo's planner throws
 */
export function prepareOperation(
  supergraph: LoadedSupergraph,
  document: DocumentNode,
  operationName: string | undefined,
): PreparedOperation {
  const own = separateOperations(document)[operationName ?? ''] ?? document;
  const operation = own.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  if (!operation) throw new GraphQLError('There is no operation.');
  const fragments: Fragments = new Map(
    own.definitions
      .filter(
        (definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION,
      )
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const { document: planned, keyOf } = withPrivateAliases(supergraph, own);
  const plan = supergraph.plan(planned, operation.name?.value);
  const conditional = conditionVariables(operation, fragments);
  const variants = new RecentlyUsed<Variant>(variantsKept);
  return {
    supergraph,
    document: own,
    operation,
    paths: new ClientPaths({ fragments, keyOf }, operation),
    variantFor(variables) {
      const conditions = new Map(conditional.map((name) => [name, variables[name] === true]));
      const key = [...conditions.values()].join();
      let variant = variants.get(key);
      if (!variant) {
        variant = makeVariant(supergraph, operation, { fragments, conditions, keyOf }, plan);
        variants.set(key, variant);
      }
      return variant;
    },
  };
}

function makeVariant(
  supergraph: LoadedSupergraph,
  operation: OperationDefinitionNode,
  scope: {
    fragments: Fragments;
    conditions: Conditions;
    keyOf: Parameters<typeof compileProjection>[0]['keyOf'];
  },
  queryPlan: QueryPlan,
): Variant {
  const { schema } = supergraph;
  const combinations = new RecentlyUsed<CombinedQuery>(variantsKept);
  const plan = compilePlan(queryPlan, supergraph, scope.conditions);
  return {
    plan,
    project: compileProjection({ schema, ...scope }, operation),
    combined(fetches) {
      const key = fetches.map(({ index }) => index).join();
      let combined = combinations.get(key);
      if (!combined) {
        combined = combine(fetches);
        combinations.set(key, combined);
      }
      return combined;
    },
    introspection: introspector(supergraph, operation, scope),
  };
}

function introspector(
  { schema }: LoadedSupergraph,
  operation: OperationDefinitionNode,
  { fragments, conditions }: { fragments: Fragments; conditions: Conditions },
): Variant['introspection'] {
  const root = schema.getRootType(operation.operation);
  const fields = root
    ? collectFields({ schema, fragments, conditions }, [operation.selectionSet], root.name)
    : new Map();
  const selections = [...fields.values()]
    .flat()
    .filter(({ name }) => name.value === '__schema' || name.value === '__type');
  if (selections.length === 0) return () => ({});
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [
      { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections } },
      ...fragments.values(),
    ],
  };
  return (variables) => {
    const result = execute({ schema, document, variableValues: variables });
    return 'data' in result && result.data ? { ...result.data } : {};
  };
}
