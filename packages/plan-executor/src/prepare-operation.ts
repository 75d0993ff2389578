import { RecentlyUsed } from '@observer-graph/executor';
import {
  type DocumentNode,
  execute,
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  GraphQLError,
  type InlineFragmentNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  separateOperations,
  visit,
} from 'graphql';
import { ClientPaths } from './client-paths.ts';
import { type CompiledPart, compileParts } from './compile-parts.ts';
import {
  type CombinedQuery,
  type CompiledFetch,
  type CompiledPlan,
  combine,
  compilePlan,
} from './compile-plan.ts';
import type { Data } from './data.ts';
import { deferredParts, withDefersApart } from './deferred-parts.ts';
import { withPrivateAliases } from './private-aliases.ts';
import { compileProjection, type Project } from './projection.ts';
import { collectFields, deferOf, type Fragments, type SelectionScope } from './selections.ts';
import type { LoadedSupergraph } from './supergraph.ts';
import { conditionVariables, withoutConditions } from './without-conditions.ts';
import { withoutWrittenValues } from './written-values.ts';

/** An operation on one supergraph. */
export interface PreparedOperation {
  /** Tells it from others on the supergraph. */
  readonly key: string;
  /** As the client sent it, with the fragments it uses. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Whether anything of it is deferred, be it under a condition. */
  readonly defers: boolean;
  /**
   * The operation for these variables, planned and compiled if it was not yet.
   *
   * @param variables coerced, so that defaults are in it
   * @param inParts whether what is deferred comes later; else `@defer` says nothing
   * @param overridden the labels of `@override` that hold
   * @throws {Error} what Apollo's planner throws
   * @throws {GraphQLError} `BAD_USER_INPUT` where the variables do not say whether a field is left out
   */
  variantFor(variables: Readonly<Data>, inParts: boolean, overridden: readonly string[]): Variant;
}

/** What a variant is made for. */
export interface Conditions {
  /** Those by which fields are left out or deferred. */
  readonly variables: Readonly<Data>;
  readonly inParts: boolean;
  readonly overridden: readonly string[];
}

/** What is the same for all requests that leave out the same fields. */
export interface Variant {
  readonly plan: CompiledPlan;
  /** The name of the root's type. */
  readonly rootType: string;
  /** What is not deferred. */
  readonly project: Project;
  /** What is deferred, each after the part that it is inside of. */
  readonly parts: readonly CompiledPart[];
  readonly paths: ClientPaths;
  readonly combined: (fetches: readonly CompiledFetch[]) => CombinedQuery;
  /** The answer to the introspection in it, by response key. */
  introspection(variables: Readonly<Data>): Data;
}

/** A variant with what it was made for. */
export interface KeptVariant {
  readonly variant: Variant;
  readonly conditions: Conditions;
  readonly prepared: PreparedOperation;
}

/** How requests can be combined, kept for each variant. */
const combinationsKept = 32;

/**
 * @param document valid in the supergraph's API schema
 * @param variants of all operations on the supergraph
 */
export function prepareOperation(
  supergraph: LoadedSupergraph,
  document: DocumentNode,
  operationName: string | undefined,
  key: string,
  variants: RecentlyUsed<KeptVariant>,
): PreparedOperation {
  const own = separateOperations(document)[operationName ?? ''] ?? document;
  const operation = operationOf(own);
  const conditional = conditionVariables(own);
  const prepared: PreparedOperation = {
    key,
    document: own,
    operation,
    defers: hasDefer(own),
    variantFor(variables, inParts, overridden) {
      const used = Object.fromEntries(conditional.map((name) => [name, variables[name]]));
      const variantKey = `${key}\n${inParts} ${JSON.stringify(used)} ${overridden.join()}`;
      let known = variants.get(variantKey);
      if (!known) {
        const variant = makeVariant(supergraph, withoutConditions(own, used, inParts), overridden);
        known = { variant, conditions: { variables: used, inParts, overridden }, prepared };
        variants.set(variantKey, known);
      }
      return known.variant;
    },
  };
  return prepared;
}

function hasDefer(document: DocumentNode): boolean {
  let found = false;
  const look = (fragment: FragmentSpreadNode | InlineFragmentNode) => {
    if (deferOf(fragment)) found = true;
  };
  visit(document, { FragmentSpread: look, InlineFragment: look });
  return found;
}

function makeVariant(
  supergraph: LoadedSupergraph,
  document: DocumentNode,
  overridden: readonly string[],
): Variant {
  if (!hasDefer(document)) {
    const fragments: Fragments = new Map(
      document.definitions
        .filter(
          (definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION,
        )
        .map((fragment) => [fragment.name.value, fragment]),
    );
    return compileVariant(supergraph, operationOf(document), fragments, new Map(), overridden);
  }
  const { operation, labels } = withDefersApart(document);
  return compileVariant(supergraph, operation, new Map(), labels, overridden);
}

/** @param labels of what is deferred: the client's, by those in the operation */
function compileVariant(
  supergraph: LoadedSupergraph,
  given: OperationDefinitionNode,
  fragments: Fragments,
  labels: ReadonlyMap<string, string | undefined>,
  overridden: readonly string[],
): Variant {
  const { schema } = supergraph;
  const operation = withRootFieldsInOrder(given, { schema, fragments });
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [operation, ...fragments.values()],
  };
  const { document: aliased, keyOf } = withPrivateAliases(supergraph, document);
  const { document: planned, written } = withoutWrittenValues(aliased, schema);
  const plan = compilePlan(supergraph.plan(planned, operation.name?.value, overridden), supergraph, written);
  const combinations = new RecentlyUsed<CombinedQuery>(combinationsKept);
  const scope = { schema, fragments, keyOf };
  const introspection = (selectionSet: SelectionSetNode) =>
    introspector(supergraph, { ...operation, selectionSet }, fragments);
  return {
    plan,
    rootType: schema.getRootType(operation.operation)?.name ?? '',
    project: compileProjection(scope, operation),
    parts: compileParts(scope, deferredParts(schema, operation, labels), plan, introspection),
    paths: new ClientPaths(scope, operation.selectionSet),
    combined(fetches) {
      const key = fetches.map(({ index }) => index).join();
      let combined = combinations.get(key);
      if (!combined) {
        combined = combine(fetches);
        combinations.set(key, combined);
      }
      return combined;
    },
    introspection: introspection(operation.selectionSet),
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
