import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLLeafType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';

/** Coerces what came as JSON to an input type. @throws where it does not fit; whoever wants to know why asks graphql-js */
export type Coerce = (value: unknown) => unknown;

/** As graphql-js's `coerceInputValue` does, with what does not depend on the value found once. */
export function coercerOf(type: GraphQLInputType): Coerce {
  if (!isNonNullType(type)) {
    const coerce = coercerOfKnown(type);
    return (value) => (value === null || value === undefined ? null : coerce(value));
  }
  const coerce = coercerOfKnown(type.ofType);
  return (value) => {
    if (value === null || value === undefined) throw unfit;
    return coerce(value);
  };
}

/** Of what is not null. */
function coercerOfKnown(type: GraphQLInputType): Coerce {
  if (isListType(type)) {
    const coerce = coercerOf(type.ofType);
    return (value) => (Array.isArray(value) ? value.map((item) => coerce(item)) : [coerce(value)]);
  }
  if (isInputObjectType(type)) return coerceObject(type);
  const leaf = type as GraphQLLeafType;
  return (value) => {
    const parsed = leaf.parseValue(value);
    if (parsed === undefined) throw unfit;
    return parsed;
  };
}

interface InputField {
  readonly name: string;
  readonly coerce: Coerce;
  readonly required: boolean;
  /** Undefined: there is none. */
  readonly standard: unknown;
}

function coerceObject(type: GraphQLInputObjectType): Coerce {
  // Types may have fields of themselves.
  let known: readonly InputField[] | null = null;
  return (value) => {
    if (typeof value !== 'object' || Array.isArray(value) || type.isOneOf) throw unfit;
    known ??= Object.values(type.getFields()).map((field) => ({
      name: field.name,
      coerce: coercerOf(field.type),
      required: isNonNullType(field.type),
      standard: field.defaultValue,
    }));
    const given = value as Readonly<Record<string, unknown>>;
    const coerced: Record<string, unknown> = {};
    let found = 0;
    for (const { name, coerce, required, standard } of known) {
      if (Object.hasOwn(given, name)) found++;
      const part = given[name];
      if (part !== undefined) coerced[name] = coerce(part);
      else if (standard !== undefined) coerced[name] = standard;
      else if (required) throw unfit;
    }
    // There is one that the type does not have.
    if (found < Object.keys(given).length) throw unfit;
    return coerced;
  };
}

const unfit = new Error('A value does not fit its type.');
