import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  type OperationTypeNode,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { narrowText } from './narrow-text.ts';
import { positionsRead, positionsWritten } from './positions.ts';
import { compileRepresentation, type Representation } from './representation.ts';
import { compileRewrites } from './rewrites.ts';
import { splitFetch, withRealNames } from './split-fetch.ts';
import type { LoadedSupergraph, TypeConditions } from './supergraph.ts';
import { type WrittenValues, withWrittenValues } from './written-values.ts';

/** The planner made a plan that cannot give the right answer. */
export class UnsoundPlanError extends Error {
  override readonly name = 'UnsoundPlanError';
}

/** One request of a plan to one subgraph. */
export interface CompiledFetch {
  readonly index: number;
  readonly subgraph: string;
  /** The label of the deferred part of the answer that the data is for; null: it is for what comes first. */
  readonly part: string | null;
  /** What is of one lane may be sent in one request: it goes to one subgraph, and is for one part of the answer. */
  readonly lane: string;
  readonly document: DocumentNode;
  readonly query: string;
  readonly operationName: string | undefined;
  /** The client's variables that the request uses. */
  readonly variables: readonly string[];
  /** From the root to the objects that the data belongs to: keys, and `@` for the items of a list. */
  readonly path: readonly string[];
  /** The beginnings of the path, of each length from one step to all, as text. */
  readonly beginnings: readonly string[];
  /** How to tell an object to the subgraph; null where the data is not of an entity. */
  readonly representation: Representation | null;
  readonly rewriteInput: ((representation: unknown) => void) | null;
  readonly rewriteOutput: ((data: unknown) => void) | null;
  /** What {@link rewriteOutput} calls keys in the end, by what the subgraph calls them. */
  readonly renamed: ReadonlyMap<string, string>;
  /** Fetches with the same text here ask the same of the same subgraph, for the same part of the answer. */
  readonly identity: string;
  /** What is asked of the objects at the path. */
  readonly selections: readonly SelectionSetNode[];
  /** The keys that these objects get, as they are called in the end. Whatever else a subgraph answers, is none of its business. */
  readonly answerKeys: ReadonlySet<string>;
  /** Keys of the data at the top of the response. */
  readonly rootFields: readonly string[];
  /** The fetches that must have ended before this one begins. */
  readonly after: readonly number[];
}

export interface CompiledPlan {
  readonly fetches: readonly CompiledFetch[];
  /** The fetches that wait for each. */
  readonly before: readonly (readonly number[])[];
  /** Whether another fetch asks the same of the same subgraph. */
  readonly isRepeated: (fetch: CompiledFetch) => boolean;
}

/** What of a supergraph its plans are compiled with. */
type PlanningScope = Pick<
  LoadedSupergraph,
  'typesOf' | 'keysOf' | 'findExternalField' | 'virtualFields' | 'schema'
>;

interface Context {
  readonly supergraph: PlanningScope;
  readonly written: WrittenValues;
  readonly fetches: CompiledFetch[];
  readonly reads: Set<string>[];
  readonly writes: Set<string>[];
  /** The part that what is compiled is for. */
  part: string | null;
}

/**
 * Makes of a plan its fetches, and which of them wait for which.
 *
 * A plan's sequences say more than needed: all of one step ends before the next begins. A fetch's request is a function
 * of the objects at its path and of the fields that represent them. So it waits for those fetches of the earlier steps
 * that write there, on the way or in these fields, and for no others. Mutations keep the order of the plan.
 *
 * What is deferred is fetched along with the rest, as soon as it can be, but in requests of its own: so what comes first does
 * not wait for it, and what fails is told with the part that it is missing from.
 *
 * @param plan of an operation without conditions
 * @param written what the operation had, by the variables that were planned in its place
 * @throws {UnsoundPlanError} where the answer would be wrong without an error
 */
export function compilePlan(
  plan: QueryPlan,
  supergraph: PlanningScope,
  written: WrittenValues,
): CompiledPlan {
  const context: Context = { supergraph, written, fetches: [], reads: [], writes: [], part: null };
  const { node } = plan;
  if (node?.kind === 'Subscription') throw new Error('Subscriptions are not executed.');
  if (node) visitNode(context, node, [], []);
  const before: number[][] = context.fetches.map(() => []);
  for (const { index, after } of context.fetches) for (const earlier of after) before[earlier]?.push(index);
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { identity } of context.fetches) (seen.has(identity) ? repeated : seen).add(identity);
  return { fetches: context.fetches, before, isRepeated: ({ identity }) => repeated.has(identity) };
}

/**
 * @param path where the node's data belongs
 * @param earlier the fetches of the steps before
 * @returns the node's fetches
 */
function visitNode(
  context: Context,
  node: PlanNode,
  path: readonly string[],
  earlier: readonly number[],
): number[] {
  switch (node.kind) {
    case 'Fetch':
      return splitFetch(node, context.supergraph.virtualFields).map((part) =>
        addFetch(context, part, path, earlier),
      );
    case 'Flatten':
      return visitNode(context, node.node, [...path, ...node.path.map(String)], earlier);
    case 'Parallel':
      return node.nodes.flatMap((child) => visitNode(context, child, path, earlier));
    case 'Sequence': {
      const own: number[] = [];
      for (const child of node.nodes) own.push(...visitNode(context, child, path, [...earlier, ...own]));
      return own;
    }
    case 'Condition':
      throw new UnsoundPlanError('The plan has conditions, the operation none.');
    case 'Defer': {
      const { primary, deferred } = node;
      const first = primary.node ? visitNode(context, primary.node, path, earlier) : [];
      const { part } = context;
      for (const { label, node: later } of deferred) {
        if (!later) continue;
        context.part = label ?? part;
        visitNode(context, later, path, [...earlier, ...first]);
        context.part = part;
      }
      return first;
    }
  }
}

function addFetch(
  {
    supergraph: { typesOf, keysOf, findExternalField, virtualFields, schema },
    written,
    fetches,
    reads,
    writes,
    part,
  }: Context,
  node: FetchNode,
  path: readonly string[],
  earlier: readonly number[],
): number {
  const index = fetches.length;
  const rootType = schema.getRootType(node.operationKind)?.name ?? '';
  const asPlanned = withoutIndex(parse(node.operation, { noLocation: true }), node);
  const document = withRealNames(
    withoutRootFragments(withWrittenValues(asPlanned, written), rootType),
    virtualFields,
  );
  const operation = operationOf(document);
  const query = narrowText(print(document));
  const external = findExternalField(node.serviceName, operation, rootType, node.requires ?? []);
  if (external) {
    throw new UnsoundPlanError(
      `The plan asks ${node.serviceName} for ${external}, which it does not resolve there.`,
    );
  }
  const renamed = new Map(
    (node.outputRewrites ?? []).flatMap((rewrite) =>
      rewrite.kind === 'KeyRenamer' ? [[rewrite.path.at(-1) as string, rewrite.renameKeyTo] as const] : [],
    ),
  );
  const selections = node.requires
    ? operation.selectionSet.selections.flatMap((selection) =>
        selection.kind === Kind.FIELD ? (selection.selectionSet ?? []) : [],
      )
    : [operation.selectionSet];
  const read = positionsRead(path, node.requires);
  reads.push(read);
  writes.push(positionsWritten(path, operation, node.requires !== undefined, renamed));
  const after =
    node.operationKind === 'mutation'
      ? [...earlier]
      : earlier.filter((other) => [...(writes[other] as Set<string>)].some((position) => read.has(position)));
  fetches.push({
    index,
    subgraph: node.serviceName,
    part,
    lane: JSON.stringify([node.serviceName, part]),
    document,
    query,
    operationName: operation.name?.value,
    variables: (node.variableUsages ?? []).filter((name) => !written.literals.has(name)),
    path,
    beginnings: path.map((_, step) => path.slice(0, step + 1).join('.')),
    representation: node.requires
      ? compileRepresentation(
          node.requires,
          typesOf,
          keysOf.get(node.serviceName) ?? new Map(),
          (type, field) =>
            earlier.some((other) => asksFor(fetches[other] as CompiledFetch, path, type, field, typesOf)),
          virtualFields.realNames,
        )
      : null,
    rewriteInput: compileRewrites(node.inputRewrites, typesOf),
    rewriteOutput: compileRewrites(node.outputRewrites, typesOf),
    renamed,
    identity: JSON.stringify([node.serviceName, part, query, node.outputRewrites ?? []]),
    selections,
    answerKeys: new Set(['__typename', ...selections.flatMap((set) => answerKeys(set, renamed))]),
    rootFields: operation.selectionSet.selections.flatMap((selection) =>
      selection.kind === Kind.FIELD ? [(selection.alias ?? selection.name).value] : [],
    ),
    after,
  });
  return index;
}

function answerKeys({ selections }: SelectionSetNode, renamed: ReadonlyMap<string, string>): string[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    if (selection.kind === Kind.INLINE_FRAGMENT) return answerKeys(selection.selectionSet, renamed);
    const key = (selection.alias ?? selection.name).value;
    return [renamed.get(key) ?? key];
  });
}

/** Whether a fetch asks for a field of the objects of a type at a path. */
function asksFor(
  fetch: CompiledFetch,
  path: readonly string[],
  type: string,
  field: string,
  typesOf: TypeConditions,
): boolean {
  const way = path.filter((step) => step !== '@');
  const own = fetch.path.filter((step) => step !== '@');
  if (own.some((step, index) => step !== way[index])) return false;
  const named = (node: FieldNode) => {
    const key = (node.alias ?? node.name).value;
    return fetch.renamed.get(key) ?? key;
  };
  const walk = ({ selections }: SelectionSetNode, steps: readonly string[]): boolean =>
    selections.some((selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return true;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value;
        // On the way any type may be; the object at its end is of this one.
        const mayBe =
          steps.length > 0 || !condition || condition === type || typesOf.get(condition)?.has(type);
        return mayBe === true && walk(selection.selectionSet, steps);
      }
      const [step, ...others] = steps;
      if (step === undefined) return named(selection) === field;
      return named(selection) === step && selection.selectionSet
        ? walk(selection.selectionSet, others)
        : false;
    });
  return fetch.selections.some((selectionSet) => walk(selectionSet, way.slice(own.length)));
}

/** The planner numbers the fetches of an operation in their names; without that, equal requests are equal. */
function withoutIndex(document: DocumentNode, { operationName, serviceName }: FetchNode): DocumentNode {
  if (!operationName) return document;
  const name = operationName.replace(/__\d+$/, '');
  return {
    ...document,
    definitions: document.definitions.map((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION
        ? { ...definition, name: { kind: Kind.NAME, value: name || serviceName } }
        : definition,
    ),
  };
}

/** A deferred fetch of root fields has them in a fragment on the root's type. */
function withoutRootFragments(document: DocumentNode, rootType: string): DocumentNode {
  const within = ({ selections }: SelectionSetNode): SelectionNode[] =>
    selections.flatMap((selection) =>
      selection.kind === Kind.INLINE_FRAGMENT && selection.typeCondition?.name.value === rootType
        ? within(selection.selectionSet)
        : [selection],
    );
  return {
    ...document,
    definitions: document.definitions.map((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION
        ? {
            ...definition,
            selectionSet: { kind: Kind.SELECTION_SET, selections: within(definition.selectionSet) },
          }
        : definition,
    ),
  };
}

function operationOf(document: DocumentNode): OperationDefinitionNode {
  return document.definitions.find(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  ) as OperationDefinitionNode;
}

/** Several fetches of entities from one subgraph as one request. */
export interface CombinedQuery {
  readonly query: string;
  readonly operationName: string | undefined;
  /** The response key of each fetch. */
  readonly keys: readonly string[];
  /** The variable with the representations of each. */
  readonly representations: readonly string[];
}

/** @param fetches of entities, of one subgraph, each asking something different */
export function combine(fetches: readonly CompiledFetch[]): CombinedQuery {
  const keys = fetches.map((_, index) => `_entities_${index}`);
  const representations = fetches.map((_, index) => `representations_${index}`);
  const variables = new Map<string, NonNullable<OperationDefinitionNode['variableDefinitions']>[number]>();
  const selections: FieldNode[] = [];
  fetches.forEach(({ document }, index) => {
    const operation = operationOf(document);
    for (const definition of operation.variableDefinitions ?? []) {
      const own = definition.variable.name.value === 'representations';
      const name = own ? (representations[index] as string) : definition.variable.name.value;
      variables.set(name, { ...definition, variable: variableNode(name) });
    }
    for (const selection of operation.selectionSet.selections) {
      if (selection.kind !== Kind.FIELD) continue;
      selections.push({
        ...selection,
        alias: { kind: Kind.NAME, value: keys[index] as string },
        arguments: (selection.arguments ?? []).map((argument) => ({
          ...argument,
          value: variableNode(representations[index] as string),
        })),
      });
    }
  });
  const [first] = fetches as [CompiledFetch];
  const operation: OperationDefinitionNode = {
    ...operationOf(first.document),
    operation: 'query' as OperationTypeNode,
    variableDefinitions: [...variables.values()],
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
  return {
    query: narrowText(print({ kind: Kind.DOCUMENT, definitions: [operation] })),
    operationName: operation.name?.value,
    keys,
    representations,
  };
}

function variableNode(name: string) {
  return { kind: Kind.VARIABLE as const, name: { kind: Kind.NAME as const, value: name } };
}
