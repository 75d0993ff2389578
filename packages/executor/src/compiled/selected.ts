import {
  type FieldNode,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isLeafType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
  TypeNameMetaFieldDef,
} from 'graphql';
import { type Conditions, fieldsOf } from './collect-fields.ts';
import { type Complete, type CompleteFields, completeOf } from './complete.ts';
import { definitionOf } from './definition.ts';
import { argumentsOf, type Values } from './inputs.ts';
import { stringText } from './json-text.ts';
import { plainObject } from './plain.ts';
import type { PlainObject } from './plain-object.ts';
import {
  type FieldSite,
  type Form,
  failed,
  infoOf,
  isThenable,
  later,
  type Origin,
  type Path,
  type Run,
} from './run.ts';

interface ObjectPlan {
  readonly fields: readonly FieldPlan[];
  /** Whether no response name would be taken for more than a name by a plain object. */
  readonly plain: boolean;
}

interface FieldPlan {
  readonly responseName: string;
  /** What stands before its value in JSON. */
  readonly prefix: string;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly nodes: readonly FieldNode[];
  readonly parentType: GraphQLObjectType;
  readonly plain: FieldSite['plain'];
  /** Null: the object's property of the field's name. */
  readonly resolve: GraphQLFieldResolver<unknown, unknown> | null;
  readonly args: (variables: Values) => Values;
  readonly complete: Complete;
  readonly required: boolean;
  /** A value without parts that is a property of the object. */
  readonly shallow: boolean;
  /** `__typename`. */
  readonly constant: string | null;
}

/** What is selected of objects of one type, worked out once. */
export function selectedOf(
  origin: Origin,
  conditions: Conditions,
  form: Form,
  type: GraphQLObjectType,
  selectionSets: readonly SelectionSetNode[],
): CompleteFields {
  const fields: FieldPlan[] = [];
  for (const [responseName, nodes] of fieldsOf(origin, conditions, type, selectionSets)) {
    const [node] = nodes;
    const definition = node && definitionOf(origin.schema, type, node.name.value);
    if (!definition) continue;
    const below = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const site = {
      definition,
      nodes,
      parentType: type,
      plain: plainOf(definition, form, (object) => plainObject(origin, conditions, object, below)),
    };
    fields.push({
      ...site,
      responseName,
      prefix: `${fields.length === 0 ? '{' : ','}${stringText(responseName)}:`,
      resolve: definition.resolve ?? null,
      args: argumentsOf(definition, node),
      complete: completeOf(definition.type, site, form, (object) =>
        selectedOf(origin, conditions, form, object, below),
      ),
      required: isNonNullType(definition.type),
      shallow: isShallow(definition),
      constant: definition === TypeNameMetaFieldDef ? constantText(type.name, form) : null,
    });
  }
  if (form === 'TEXT') return (run, object, path) => writeFields(fields, run, object, path);
  const plan = { fields, plain: fields.every(({ responseName }) => responseName !== '__proto__') };
  return (run, object, path) => executeFields(plan, run, object, path);
}

/** What is selected of a field's value, if that is text and plain; found when somebody asks. */
function plainOf(
  { type }: GraphQLField<unknown, unknown>,
  form: Form,
  below: (object: GraphQLObjectType) => PlainObject | null,
): FieldSite['plain'] {
  const named = getNamedType(type);
  return form === 'TEXT' && isObjectType(named) ? once(() => below(named)) : null;
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function constantText(name: string, form: Form): string {
  return form === 'TEXT' ? stringText(name) : name;
}

function isShallow({ type, resolve, args }: GraphQLField<unknown, unknown>): boolean {
  return !resolve && args.length === 0 && isLeafType(getNullableType(type));
}

/** @returns a promise where one of the fields, or of what is below them, is one */
function executeFields(
  { fields, plain }: ObjectPlan,
  run: Run,
  source: unknown,
  path: Path | undefined,
): unknown {
  const results: Record<string, unknown> = plain ? {} : Object.create(null);
  let pending = false;
  try {
    for (const field of fields) {
      const result = field.constant ?? executeField(field, run, source, path);
      results[field.responseName] = result;
      if (result instanceof Promise) pending = true;
    }
  } catch (error) {
    if (!pending) throw error;
    // The others may fail as well, and nobody else waits for them.
    return settled(results).finally(() => {
      throw error;
    });
  }
  return pending ? settled(results) : results;
}

/** Like {@link executeFields}, but as JSON text. */
function writeFields(
  fields: readonly FieldPlan[],
  run: Run,
  source: unknown,
  path: Path | undefined,
): unknown {
  let text = fields.length === 0 ? '{' : '';
  // All before it, once there is something that is not known yet.
  let parts: unknown[] | null = null;
  try {
    for (const field of fields) {
      const result = field.constant ?? executeField(field, run, source, path);
      text += field.prefix;
      if (result instanceof Promise) {
        parts ??= [];
        parts.push(text, result);
        text = '';
      } else {
        text += result === null ? 'null' : result;
      }
    }
  } catch (error) {
    if (!parts) throw error;
    // The others may fail as well, and nobody else waits for them.
    return joined(parts).finally(() => {
      throw error;
    });
  }
  text += '}';
  if (!parts) return text;
  parts.push(text);
  return joined(parts);
}

async function joined(parts: readonly unknown[]): Promise<string> {
  let text = '';
  for (const part of await Promise.all(parts)) text += part === null ? 'null' : part;
  return text;
}

async function settled(results: Record<string, unknown>): Promise<Record<string, unknown>> {
  const values = await Promise.all(Object.values(results));
  for (const [index, name] of Object.keys(results).entries()) results[name] = values[index];
  return results;
}

function executeField(field: FieldPlan, run: Run, source: unknown, parentPath: Path | undefined): unknown {
  return field.shallow
    ? executeShallow(field, run, source, parentPath)
    : executeDeep(field, run, source, pathOf(field, parentPath));
}

function executeDeep(field: FieldPlan, run: Run, source: unknown, path: Path): unknown {
  try {
    const { definition, resolve } = field;
    const args = field.args(run.variableValues);
    const result = resolve
      ? resolve(source, args, run.contextValue, infoOf(run, field, path))
      : called(propertyOf(source, definition.name), field, run, source, path, args);
    return completed(field, run, result, path);
  } catch (raw) {
    return failed(run, raw, field, field.required, path);
  }
}

/** A value without parts does not look at its path, so that one is made only where it fails. */
function executeShallow(field: FieldPlan, run: Run, source: unknown, parentPath: Path | undefined): unknown {
  let path: Path | undefined;
  try {
    const property = propertyOf(source, field.definition.name);
    if (typeof property !== 'function' && !isThenable(property)) {
      return field.complete(run, property, parentPath as Path);
    }
    path = pathOf(field, parentPath);
    return completed(field, run, called(property, field, run, source, path, {}), path);
  } catch (raw) {
    return failed(run, raw, field, field.required, path ?? pathOf(field, parentPath));
  }
}

function completed(field: FieldPlan, run: Run, result: unknown, path: Path): unknown {
  const value = isThenable(result)
    ? later(result, (found) => field.complete(run, found, path))
    : field.complete(run, result, path);
  if (!(value instanceof Promise)) return value;
  return value.then(undefined, (raw) => failed(run, raw, field, field.required, path));
}

function propertyOf(source: unknown, name: string): unknown {
  if ((typeof source !== 'object' && typeof source !== 'function') || source === null) return undefined;
  return (source as Record<string, unknown>)[name];
}

/** What the property gives, if it is a function. */
function called(
  property: unknown,
  field: FieldPlan,
  run: Run,
  source: unknown,
  path: Path,
  args: Readonly<Record<string, unknown>>,
): unknown {
  if (typeof property !== 'function') return property;
  return property.call(source, args, run.contextValue, infoOf(run, field, path));
}

function pathOf({ responseName, parentType }: FieldPlan, prev: Path | undefined): Path {
  return { prev, key: responseName, typename: parentType.name };
}
