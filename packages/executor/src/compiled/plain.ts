import {
  type GraphQLField,
  GraphQLFloat,
  GraphQLID,
  type GraphQLLeafType,
  GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  GraphQLScalarType,
  GraphQLString,
  getNamedType,
  isLeafType,
  isListType,
  isNonNullType,
  type SelectionSetNode,
  TypeNameMetaFieldDef,
} from 'graphql';
import { type Conditions, fieldsOf } from './collect-fields.ts';
import { definitionOf } from './definition.ts';
import { jsonOfLeaf, stringText } from './json-text.ts';
import { type PlainField, type PlainObject, type Write, Written } from './plain-object.ts';
import { type Origin, ResolveInfo } from './run.ts';

/** What is selected below a field, if the answer is text and all of it is plain. */
export function plainBelow(info: GraphQLResolveInfo): PlainObject | null {
  const told: unknown = info;
  return told instanceof ResolveInfo ? (told.site.plain?.() ?? null) : null;
}

const keyOf = new WeakMap<object, string>();

/**
 * Declares what a resolver makes of the object's property, a key or a list of keys, where nothing but the key is selected
 * of what it refers to: an object with the key in its field `key`.
 */
export function resolvesKey<Resolver extends object>(resolve: Resolver, key: string): Resolver {
  keyOf.set(resolve, key);
  return resolve;
}

/** @returns null if not all of it is plain, or nothing is selected at all */
export function plainObject(
  origin: Origin,
  conditions: Conditions,
  type: GraphQLObjectType,
  selectionSets: readonly SelectionSetNode[],
): PlainObject | null {
  if (type.isTypeOf) return null;
  const fields: PlainField[] = [];
  for (const [responseName, nodes] of fieldsOf(origin, conditions, type, selectionSets)) {
    const definition = definitionOf(origin.schema, type, nodes[0]?.name.value ?? '');
    if (!definition) continue;
    const below = () => {
      const named = getNamedType(definition.type);
      if (!(named instanceof GraphQLObjectType)) return null;
      const inner = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
      return plainObject(origin, conditions, named, inner);
    };
    const field = plainField(definition, type, below);
    if (!field) return null;
    const prefix = `${fields.length === 0 ? '{' : ','}${stringText(responseName)}:`;
    fields.push({ name: definition.name, prefix, ...field });
  }
  return fields.length === 0 ? null : { fields, write: writeObject(fields) };
}

function plainField(
  definition: GraphQLField<unknown, unknown>,
  parent: GraphQLObjectType,
  belowOf: () => PlainObject | null,
): Pick<PlainField, 'write' | 'below'> | null {
  if (definition === TypeNameMetaFieldDef) {
    const text = stringText(parent.name);
    return { write: () => text, below: null };
  }
  if (definition.args.length > 0) return null;
  if (isLeafType(getNamedType(definition.type))) {
    if (definition.resolve) return null;
    return { write: writeValue(definition.type, null), below: null };
  }
  const below = belowOf();
  if (!below) return null;
  if (!definition.resolve) return { write: writeValue(definition.type, below.write), below };
  const key = keyOf.get(definition.resolve);
  const keyAlone =
    key !== undefined && below.fields.every(({ name }) => name === key || name === TypeNameMetaFieldDef.name);
  return keyAlone ? { write: writeValue(definition.type, writeKey(below)), below: null } : null;
}

function writeObject(fields: readonly PlainField[]): Write {
  return (value) => {
    if (typeof value !== 'object') return undefined;
    const object = value as Readonly<Record<string, unknown>>;
    let text = '';
    for (const { name, prefix, write } of fields) {
      const written = write(object[name]);
      if (written === undefined) return undefined;
      text += prefix + written;
    }
    return `${text}}`;
  };
}

/** The object that a key is put into. */
function writeKey({ fields }: PlainObject): Write {
  return (value) => {
    if (typeof value !== 'string') return undefined;
    let text = '';
    for (const { prefix, write } of fields) text += prefix + write(value);
    return `${text}}`;
  };
}

/** @param object of a type without fields: null */
function writeValue(type: GraphQLOutputType, object: Write | null): Write {
  if (isNonNullType(type)) {
    const write = writeKnown(type.ofType, object);
    return (value) => (value === null || value === undefined ? undefined : write(value));
  }
  const write = writeKnown(type, object);
  return (value) => (value === null || value === undefined ? 'null' : write(value));
}

/** Writes what is not null. */
function writeKnown(type: GraphQLOutputType, object: Write | null): Write {
  if (isListType(type)) return writeList(writeValue(type.ofType, object));
  return isLeafType(type) ? writeLeaf(type) : (object ?? (() => undefined));
}

function writeList(write: Write): Write {
  return (value) => {
    if (value instanceof Written) return value.text;
    if (!Array.isArray(value)) return undefined;
    let text = '[';
    for (let index = 0; index < value.length; index++) {
      const written = write(value[index]);
      if (written === undefined) return undefined;
      text += index === 0 ? written : `,${written}`;
    }
    return `${text}]`;
  };
}

function writeLeaf(type: GraphQLLeafType): Write {
  const known = jsonOfLeaf(type);
  if (type === GraphQLFloat) {
    return (value) => (typeof value === 'number' && Number.isFinite(value) ? `${value}` : undefined);
  }
  // A text is what these would make of it.
  if (!(type instanceof GraphQLScalarType) || type === GraphQLString || type === GraphQLID) return known;
  return (value) => {
    const text = known(value);
    if (text !== undefined || typeof value !== 'string') return text;
    return writeScalar(type, value);
  };
}

/** A text as a scalar of somebody's own has it. */
function writeScalar(type: GraphQLScalarType, value: string): string | undefined {
  try {
    const serialized: unknown = type.serialize(value);
    return typeof serialized === 'string' ? stringText(serialized) : undefined;
  } catch {
    return undefined;
  }
}
