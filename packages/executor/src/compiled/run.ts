import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  locatedError,
  type OperationDefinitionNode,
  responsePathAsArray,
} from 'graphql';

import type { PlainObject } from './plain-object.ts';

export type Path = GraphQLResolveInfo['path'];

/** What answers are made of: objects, or the JSON text of such. */
export type Form = 'OBJECTS' | 'TEXT';

/** What an operation is compiled from. */
export interface Origin {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
}

/** One execution of a compiled operation. */
export interface Run {
  readonly origin: Origin;
  readonly rootValue: unknown;
  readonly contextValue: unknown;
  readonly variableValues: Readonly<Record<string, unknown>>;
  readonly errors: FieldErrors;
}

/** A field where it is selected. */
export interface FieldSite {
  readonly definition: GraphQLField<unknown, unknown>;
  readonly nodes: readonly FieldNode[];
  readonly parentType: GraphQLObjectType;
  /** What is selected of its value, if the answer is text and all of that is plain. */
  readonly plain: (() => PlainObject | null) | null;
}

/** A run's errors: none below a place that an earlier one has made null. */
export class FieldErrors {
  readonly list: GraphQLError[] = [];
  readonly #places = new Set<Path | undefined>();

  add(error: GraphQLError, place: Path | undefined): void {
    for (let path = place; path !== undefined; path = path.prev) if (this.#places.has(path)) return;
    if (this.#places.has(undefined)) return;
    this.#places.add(place);
    this.list.push(error);
  }
}

/**
 * Records what went wrong at a place, which becomes null.
 *
 * @throws {GraphQLError} where the place cannot be null
 */
export function failed(run: Run, raw: unknown, site: FieldSite, required: boolean, path: Path): null {
  const error = locatedError(raw, site.nodes, responsePathAsArray(path));
  if (required) throw error;
  run.errors.add(error, path);
  return null;
}

/** What resolvers are told of their place, worked out only where they look. */
export function infoOf(run: Run, site: FieldSite, path: Path): GraphQLResolveInfo {
  // Others declare more of its interface than graphql-js gives.
  return new ResolveInfo(run, site, path) as unknown as GraphQLResolveInfo;
}

export class ResolveInfo {
  readonly path: Path;
  readonly run: Run;
  readonly site: FieldSite;

  constructor(run: Run, site: FieldSite, path: Path) {
    this.run = run;
    this.site = site;
    this.path = path;
  }

  get fieldName(): string {
    return this.site.definition.name;
  }
  get fieldNodes(): readonly FieldNode[] {
    return this.site.nodes;
  }
  get returnType(): GraphQLOutputType {
    return this.site.definition.type;
  }
  get parentType(): GraphQLObjectType {
    return this.site.parentType;
  }
  get schema(): GraphQLSchema {
    return this.run.origin.schema;
  }
  get fragments(): GraphQLResolveInfo['fragments'] {
    return this.run.origin.fragments;
  }
  get rootValue(): unknown {
    return this.run.rootValue;
  }
  get operation(): OperationDefinitionNode {
    return this.run.origin.operation;
  }
  get variableValues(): GraphQLResolveInfo['variableValues'] {
    return this.run.variableValues;
  }
}

export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function'
  );
}

/** What is made of a value when it is there. */
export function later(value: PromiseLike<unknown>, make: (value: unknown) => unknown): Promise<unknown> {
  const made = value.then(make);
  return made instanceof Promise ? made : Promise.resolve(made);
}
