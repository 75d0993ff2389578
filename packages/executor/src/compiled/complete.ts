import {
  defaultTypeResolver,
  type GraphQLAbstractType,
  GraphQLError,
  GraphQLID,
  type GraphQLLeafType,
  type GraphQLList,
  type GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLString,
  getNullableType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { jsonOfLeaf, jsonOfList } from './json-text.ts';
import { Written } from './plain-object.ts';
import { type FieldSite, type Form, failed, infoOf, isThenable, later, type Path, type Run } from './run.ts';

/** Makes of what a resolver gave what the response has there. @returns null, or in the form asked for; a promise where something below is one */
export type Complete = (run: Run, value: unknown, path: Path) => unknown;

/** Completes an object by the fields that are selected of it. */
export type CompleteFields = (run: Run, object: unknown, path: Path | undefined) => unknown;

type FieldsOf = (type: GraphQLObjectType) => CompleteFields;

/**
 * Completion of one type, put together once.
 *
 * @param fieldsOf what is selected below, of an object type
 * @see https://spec.graphql.org/October2021/#CompleteValue()
 */
export function completeOf(
  type: GraphQLOutputType,
  site: FieldSite,
  form: Form,
  fieldsOf: FieldsOf,
): Complete {
  if (isNonNullType(type)) return completeRequired(completeOf(type.ofType, site, form, fieldsOf), site);
  if (isListType(type)) {
    return completeList(type, completeOf(type.ofType, site, form, fieldsOf), site, form);
  }
  if (isLeafType(type)) return form === 'TEXT' ? writtenLeaf(type) : completeLeaf(type);
  // Planned when such an object is there: what is never reached costs nothing.
  const known = new Map<GraphQLObjectType, CompleteFields>();
  const fieldsOnce = (object: GraphQLObjectType) => {
    let fields = known.get(object);
    if (!fields) {
      fields = fieldsOf(object);
      known.set(object, fields);
    }
    return fields;
  };
  return isObjectType(type)
    ? completeObject(type, site, form, fieldsOnce)
    : completeAbstract(type, site, fieldsOnce);
}

function completeRequired(complete: Complete, { parentType, definition }: FieldSite): Complete {
  return (run, value, path) => {
    const completed = complete(run, value, path);
    if (completed !== null) return completed;
    throw new Error(`Cannot return null for non-nullable field ${parentType.name}.${definition.name}.`);
  };
}

function completeLeaf(type: GraphQLLeafType): Complete {
  const isText = type === GraphQLString || type === GraphQLID;
  return (_run, value) => {
    if (isText && typeof value === 'string') return value;
    if (value === null || value === undefined) return null;
    if (value instanceof Error) throw value;
    const serialized = type.serialize(value);
    if (serialized !== null && serialized !== undefined) return serialized;
    throw new Error(`${type.name} has no form for a value that a resolver gave.`);
  };
}

function writtenLeaf(type: GraphQLLeafType): Complete {
  const complete = completeLeaf(type);
  const write = jsonOfLeaf(type);
  return (run, value, path) => {
    const known = write(value);
    if (known !== undefined) return known;
    const completed = complete(run, value, path);
    // Nothing that JSON has a form for.
    return completed === null ? null : (JSON.stringify(completed) ?? 'null');
  };
}

function completeList(
  type: GraphQLList<GraphQLOutputType>,
  complete: Complete,
  site: FieldSite,
  form: Form,
): Complete {
  const required = isNonNullType(type.ofType);
  // A value without parts does not look at its path.
  const shallow = isLeafType(getNullableType(type.ofType));
  const completeItem = (run: Run, item: unknown, prev: Path, key: number) => {
    const path = shallow && !isThenable(item) ? null : { prev, key, typename: undefined };
    try {
      const completed = isThenable(item)
        ? later(item, (value) => complete(run, value, path ?? prev))
        : complete(run, item, path ?? prev);
      if (!(completed instanceof Promise)) return completed;
      return completed.then(undefined, (raw) => failed(run, raw, site, required, path ?? prev));
    } catch (raw) {
      return failed(run, raw, site, required, path ?? { prev, key, typename: undefined });
    }
  };
  return (run, value, path) => {
    if (value === null || value === undefined) return null;
    if (form === 'TEXT' && value instanceof Written) return value.text;
    const items = itemsOf(value, site);
    const completed: unknown[] = [];
    let pending = false;
    try {
      for (const item of items) {
        const result = completeItem(run, item, path, completed.length);
        if (result instanceof Promise) pending = true;
        completed.push(result);
      }
    } catch (error) {
      // The others may fail as well, and nobody else waits for them.
      if (pending) void Promise.allSettled(completed);
      void Promise.allSettled(items.slice(completed.length));
      throw error;
    }
    if (form === 'TEXT') return pending ? Promise.all(completed).then(jsonOfList) : jsonOfList(completed);
    return pending ? Promise.all(completed) : completed;
  };
}

function itemsOf(value: unknown, { parentType, definition }: FieldSite): readonly unknown[] {
  if (value instanceof Error) throw value;
  if (typeof value === 'object' && value !== null && Symbol.iterator in value) {
    return Array.isArray(value) ? value : [...(value as Iterable<unknown>)];
  }
  const message = `Expected Iterable, but did not find one for field "${parentType.name}.${definition.name}".`;
  throw new GraphQLError(message);
}

function completeObject(type: GraphQLObjectType, site: FieldSite, form: Form, fieldsOf: FieldsOf): Complete {
  return (run, value, path) => {
    if (value === null || value === undefined) return null;
    if (form === 'TEXT' && value instanceof Written) return value.text;
    if (value instanceof Error) throw value;
    return objectAt(run, type, value, path, site, fieldsOf);
  };
}

function objectAt(
  run: Run,
  type: GraphQLObjectType,
  value: unknown,
  path: Path,
  site: FieldSite,
  fieldsOf: FieldsOf,
): unknown {
  if (!type.isTypeOf) return fieldsOf(type)(run, value, path);
  const checked = (is: unknown) => {
    if (is) return fieldsOf(type)(run, value, path);
    throw mistaken(site, `A value at "${nameOf(site)}" is no ${type.name}.`);
  };
  const is = type.isTypeOf(value, run.contextValue, infoOf(run, site, path));
  return isThenable(is) ? later(is, checked) : checked(is);
}

function completeAbstract(type: GraphQLAbstractType, site: FieldSite, fieldsOf: FieldsOf): Complete {
  const resolveType = type.resolveType ?? defaultTypeResolver;
  return (run, value, path) => {
    if (value === null || value === undefined) return null;
    if (value instanceof Error) throw value;
    const object = (name: unknown) =>
      objectAt(run, objectTypeNamed(name, type, run, site), value, path, site, fieldsOf);
    const name = resolveType(value, run.contextValue, infoOf(run, site, path), type);
    return isThenable(name) ? later(name, object) : object(name);
  };
}

function objectTypeNamed(
  name: unknown,
  abstract: GraphQLAbstractType,
  { origin }: Run,
  site: FieldSite,
): GraphQLObjectType {
  const type = typeof name === 'string' ? origin.schema.getType(name) : undefined;
  if (isObjectType(type) && origin.schema.isSubType(abstract, type)) return type;
  throw mistaken(site, `A value at "${nameOf(site)}" is of no type that "${abstract.name}" can be.`);
}

function mistaken({ nodes }: FieldSite, message: string): GraphQLError {
  return new GraphQLError(message, { nodes });
}

function nameOf({ parentType, definition }: FieldSite): string {
  return `${parentType.name}.${definition.name}`;
}
