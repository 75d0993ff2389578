import {
  operationFromDocument,
  ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  type Schema,
  Supergraph,
} from '@apollo/federation-internals';
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import {
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  visit,
} from 'graphql';
import { type EntityKeys, entityKeys } from './entity-keys.ts';
import { PlanExecutorError } from './errors.ts';
import { externalFieldFinder, type FindExternalField } from './external-fields.ts';
import { narrowNames } from './narrow-text.ts';
import { type OverrideLabel, overrideLabels } from './override-labels.ts';
import { refusals } from './refusals.ts';
import { type VirtualFields, withVirtualFields } from './virtual-fields.ts';

/** The names of the types that a type condition matches, by the condition's name. */
export type TypeConditions = ReadonlyMap<string, ReadonlySet<string>>;

/** A supergraph that is ready to plan operations. */
export interface LoadedSupergraph {
  readonly sdl: string;
  /** Held, so that they stay narrow. */
  readonly names: object;
  /** What clients see. */
  readonly schema: GraphQLSchema;
  readonly subgraphs: readonly { readonly name: string; readonly url: string }[];
  readonly typesOf: TypeConditions;
  readonly objectTypes: ReadonlySet<string>;
  /** By the name of the subgraph. */
  readonly keysOf: ReadonlyMap<string, EntityKeys>;
  readonly findExternalField: FindExternalField;
  readonly virtualFields: VirtualFields;
  /** Names of fields, so that private aliases can keep clear of them. */
  readonly fieldNames: ReadonlySet<string>;
  /** Names of fields that take arguments in any type, even if clients may not give them. */
  readonly fieldsWithArguments: ReadonlySet<string>;
  readonly overrideLabels: readonly OverrideLabel[];
  /**
   * @param overridden the labels of `@override` that hold
   * @throws {Error} what Apollo's planner throws, for example where an operation is too large to plan
   */
  plan(document: DocumentNode, operationName: string | undefined, overridden?: readonly string[]): QueryPlan;
}

/**
 * Reads a supergraph and prepares Apollo's planner for it.
 *
 * @throws {PlanExecutorError} `SUPERGRAPH_INVALID` where it does not parse or validate; `SUPERGRAPH_UNSUPPORTED` where it
 *   has what cannot be executed right, each named
 */
export function loadSupergraph(sdl: string): LoadedSupergraph {
  const names = narrowNames(sdl);
  const document = parsed(sdl);
  const refused = refusals(document);
  if (refused.length > 0) {
    throw new PlanExecutorError(
      'SUPERGRAPH_UNSUPPORTED',
      `The supergraph has what this gateway cannot run right: ${refused.join('; ')}.`,
    );
  }
  const { document: planned, ...virtualFields } = withVirtualFields(document);
  const supergraph = built(unresolvableKeysLast(planned));
  const apiSchema: Schema = supergraph.apiSchema();
  const clientSchema = planned === document ? apiSchema : built(document).apiSchema();
  const planner = plannerFor(supergraph);
  const keysOf = entityKeys(document);
  const full = supergraph.schema.toGraphQLJSSchema();
  return {
    sdl,
    names,
    schema: clientSchema.toGraphQLJSSchema({ includeDefer: true }),
    subgraphs: supergraph.subgraphsMetadata().map(({ name, url }) => ({ name, url })),
    typesOf: typeConditions(full),
    keysOf,
    findExternalField: externalFieldFinder(document, keysOf, virtualFields.realNames),
    virtualFields,
    objectTypes: new Set(
      Object.values(full.getTypeMap())
        .filter(isObjectType)
        .map(({ name }) => name),
    ),
    ...fieldsOf(full),
    overrideLabels: overrideLabels(document),
    plan: (operation, operationName, overridden = []) =>
      planner.buildQueryPlan(
        operationFromDocument(apiSchema, operation, {
          validate: false,
          ...(operationName !== undefined && { operationName }),
        }),
        { overrideConditions: new Map(overridden.map((label) => [label, true])) },
      ),
  };
}

function plannerFor(supergraph: Supergraph): QueryPlanner {
  return valid(
    () =>
      // Without fragments operations are the same text whenever they ask the same.
      new QueryPlanner(supergraph, {
        reuseQueryFragments: false,
        incrementalDelivery: { enableDefer: true },
      }),
  );
}

function parsed(sdl: string): DocumentNode {
  try {
    return parse(sdl, { noLocation: true });
  } catch (cause) {
    throw new PlanExecutorError(
      'SUPERGRAPH_INVALID',
      `The supergraph is not GraphQL: ${(cause as Error).message}`,
      { cause },
    );
  }
}

function built(document: DocumentNode): Supergraph {
  return valid(() => Supergraph.build(document, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES }));
}

function valid<Made>(make: () => Made): Made {
  try {
    return make();
  } catch (cause) {
    throw new PlanExecutorError(
      'SUPERGRAPH_INVALID',
      `The supergraph is not valid: ${(cause as Error).message}`,
      { cause },
    );
  }
}

/**
 * After `@requires` the planner re-enters a subgraph by the first of the type's keys, even by one that the subgraph does
 * not resolve; so those come last.
 */
function unresolvableKeysLast(document: DocumentNode): DocumentNode {
  const sorted = <Node extends { readonly directives?: readonly ConstDirectiveNode[] }>(node: Node): Node => {
    const directives = node.directives ?? [];
    if (!directives.some(isUnresolvable)) return node;
    return {
      ...node,
      directives: [
        ...directives.filter((directive) => !isUnresolvable(directive)),
        ...directives.filter(isUnresolvable),
      ],
    };
  };
  return visit(document, {
    ObjectTypeDefinition: { enter: sorted },
    InterfaceTypeDefinition: { enter: sorted },
  });
}

function isUnresolvable(directive: ConstDirectiveNode): boolean {
  return (
    directive.name.value === 'join__type' &&
    (directive.arguments ?? []).some(
      ({ name, value }) =>
        name.value === 'resolvable' && value.kind === Kind.BOOLEAN && value.value === false,
    )
  );
}

function typeConditions(schema: GraphQLSchema): TypeConditions {
  const types = new Map<string, Set<string>>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type)) types.set(type.name, new Set([type.name]));
    if (isAbstractType(type)) {
      const { objects, interfaces } = isInterfaceType(type)
        ? schema.getImplementations(type)
        : { objects: type.getTypes(), interfaces: [] };
      // Interfaces by their own names too: of an `@interfaceObject` a subgraph tells no concrete type.
      types.set(type.name, new Set([type, ...objects, ...interfaces].map(({ name }) => name)));
    }
  }
  return types;
}

function fieldsOf(schema: GraphQLSchema): Pick<LoadedSupergraph, 'fieldNames' | 'fieldsWithArguments'> {
  const fieldNames = new Set<string>();
  const fieldsWithArguments = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      fieldNames.add(field.name);
      if (field.args.length > 0) fieldsWithArguments.add(field.name);
    }
  }
  return { fieldNames, fieldsWithArguments };
}
