import { RecentlyUsed } from '@observer-graph/executor';
import {
  type DocumentNode,
  execute,
  type FieldNode,
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
import { collectFields, type Fragments, type SelectionScope } from './selections.ts';
import type { LoadedSupergraph } from './supergraph.ts';
import { conditionVariables, withoutConditions } from './without-conditions.ts';

/** An operation on one supergraph. */
export interface PreparedOperation {
  /** As the client sent it, with the fragments it uses. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /**
   * The operation for these variables, planned and compiled if it was not yet.
   *
   * @param variables coerced, so that defaults are in it
   * @throws {Error} what Apollo's planner throws
   * @throws {GraphQLError} `BAD_USER_INPUT` where the variables do not say whether a field is left out
   */
  variantFor(variables: Readonly<Data>): Variant;
  /** The conditions of the variants that there are, as variables; the most recently used first. */
  conditionsUsed(): readonly Readonly<Data>[];
}

/** What is the same for all requests that leave out the same fields. */
export interface Variant {
  readonly plan: CompiledPlan;
  readonly project: Project;
  readonly paths: ClientPaths;
  readonly combined: (fetches: readonly CompiledFetch[]) => CombinedQuery;
  /** The answer to the introspection in it, by response key. */
  introspection(variables: Readonly<Data>): Data;
}

const variantsKept = 32;

/** @param document valid in the supergraph's API schema */
export function prepareOperation(
  supergraph: LoadedSupergraph,
  document: DocumentNode,
  operationName: string | undefined,
): PreparedOperation {
  const own = separateOperations(document)[operationName ?? ''] ?? document;
  const operation = operationOf(own);
  const conditional = conditionVariables(own);
  const variants = new RecentlyUsed<{ readonly variant: Variant; readonly conditions: Readonly<Data> }>(
    variantsKept,
  );
  return {
    document: own,
    operation,
    variantFor(variables) {
      const key = conditional.map((name) => variables[name]).join();
      let known = variants.get(key);
      if (!known) {
        const conditions = Object.fromEntries(conditional.map((name) => [name, variables[name]]));
        known = { variant: makeVariant(supergraph, withoutConditions(own, conditions)), conditions };
        variants.set(key, known);
      }
      return known.variant;
    },
    conditionsUsed: () => variants.entries(variantsKept).map(([, { conditions }]) => conditions),
  };
}

function makeVariant(supergraph: LoadedSupergraph, given: DocumentNode): Variant {
  const { schema } = supergraph;
  const fragments: Fragments = new Map(
    given.definitions
      .filter(
        (definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION,
      )
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const operation = withRootFieldsInOrder(operationOf(given), { schema, fragments });
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [operation, ...fragments.values()],
  };
  const { document: planned, keyOf } = withPrivateAliases(supergraph, document);
  const plan = compilePlan(supergraph.plan(planned, operation.name?.value), supergraph);
  const combinations = new RecentlyUsed<CombinedQuery>(variantsKept);
  return {
    plan,
    project: compileProjection({ schema, fragments, keyOf }, operation),
    paths: new ClientPaths({ fragments, keyOf }, operation),
    combined(fetches) {
      const key = fetches.map(({ index }) => index).join();
      let combined = combinations.get(key);
      if (!combined) {
        combined = combine(fetches);
        combinations.set(key, combined);
      }
      return combined;
    },
    introspection: introspector(supergraph, operation, fragments),
  };
}

/** Mutations are done in the order in which they are collected; the planner takes them fragment by fragment. */
function withRootFieldsInOrder(
  operation: OperationDefinitionNode,
  scope: SelectionScope,
): OperationDefinitionNode {
  const root = scope.schema.getMutationType();
  if (operation.operation !== 'mutation' || !root) return operation;
  const fields = collectFields(scope, [operation.selectionSet], root.name);
  const selections = [...fields.values()].map((nodes): FieldNode => {
    const [first] = nodes as [FieldNode];
    const nested = nodes.flatMap(({ selectionSet }) => selectionSet?.selections ?? []);
    return first.selectionSet
      ? { ...first, selectionSet: { kind: Kind.SELECTION_SET, selections: nested } }
      : first;
  });
  return { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections } };
}

function operationOf({ definitions }: DocumentNode): OperationDefinitionNode {
  const operation = definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new GraphQLError('There is no operation.');
  return operation;
}

function introspector(
  { schema }: LoadedSupergraph,
  operation: OperationDefinitionNode,
  fragments: Fragments,
): Variant['introspection'] {
  const root = schema.getRootType(operation.operation);
  const fields = root ? collectFields({ schema, fragments }, [operation.selectionSet], root.name) : new Map();
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
