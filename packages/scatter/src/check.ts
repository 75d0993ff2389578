import {
  type GraphQLLeafType,
  type GraphQLOutputType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { AskedField, AskedFields } from './asked.ts';
import { Fault } from './fault.ts';

/** A record, or a part of one, as a member gave it: by the keys of what it was asked for. */
export type RawObject = Readonly<Record<string, unknown>>;

/** What stands in an answer that fits and is not all there. */
export class Found {
  /** Errors that the member itself reported; null if there are none. */
  faults: Fault[] | null = null;
  /** The enums that have values here which this version of the contract does not have; null if there are none. */
  unknown: Set<string> | null = null;
}

/** How a value differs from what was asked for; null if it does not. */
export type Check = (value: unknown, found: Found) => string | null;

/** The longest text, in UTF-16 units. */
export const longestText = 1_000_000;
/** The longest list. */
export const longestList = 100_000;

/** Without these nothing can be believed, so an unknown value of theirs is no value. */
const believed: ReadonlySet<string> = new Set(['holding']);

const checks = new WeakMap<AskedFields, Check>();

/** Checks that something is an object with the fields that were asked for; made once for each plan. */
export function objectCheck(asked: AskedFields): Check {
  const known = checks.get(asked);
  if (known) return known;
  const fields = [...asked.values()].map(({ key, name, type, children }) => ({
    key,
    name,
    check: typeCheck(type, children, believed.has(name)),
  }));
  const check: Check = (value, found) => {
    if (!isObject(value)) return 'is not of the form that was asked for';
    for (const field of fields) {
      const misfit = field.check(value[field.key], found);
      if (misfit !== null) return `\`${field.name}\` ${misfit}`;
    }
    return null;
  };
  checks.set(asked, check);
  return check;
}

const fieldChecks = new WeakMap<AskedField, Check>();

/** Checks the value of one field. */
export function fieldCheck(field: AskedField): Check {
  const known = fieldChecks.get(field) ?? typeCheck(field.type, field.children, false);
  fieldChecks.set(field, known);
  return known;
}

/** @param strict whether a value of an enum must be a known one */
function typeCheck(type: GraphQLOutputType, children: AskedFields | null, strict: boolean): Check {
  if (isNonNullType(type)) {
    const check = typeCheck(type.ofType, children, strict || isEnumType(type.ofType));
    return (value, found) =>
      value === null || value instanceof Fault ? 'is null, which it never is' : check(value, found);
  }
  const check = nonNullCheck(type, children, strict);
  return (value, found) => {
    if (value === null) return null;
    if (value === undefined) return 'is missing';
    if (value instanceof Fault) {
      found.faults ??= [];
      found.faults.push(value);
      return null;
    }
    return check(value, found);
  };
}

function nonNullCheck(type: GraphQLOutputType, children: AskedFields | null, strict: boolean): Check {
  if (isListType(type)) {
    const item =
      isNonNullType(type.ofType) && isEnumType(type.ofType.ofType)
        ? nonNullItem(nonNullCheck(type.ofType.ofType, null, strict))
        : typeCheck(type.ofType, children, strict);
    return (value, found) => {
      if (!Array.isArray(value)) return 'is no list';
      if (value.length > longestList) return `has more than ${longestList} items`;
      for (const one of value) {
        const misfit = item(one, found);
        if (misfit !== null) return misfit;
      }
      return null;
    };
  }
  if (isLeafType(type)) return leafCheck(type, strict);
  return objectCheck(children ?? new Map());
}

/** Of a list, an item that is unknown can be left out. */
function nonNullItem(check: Check): Check {
  return (value, found) =>
    value === null || value instanceof Fault ? 'is null, which it never is' : check(value, found);
}

function leafCheck(type: GraphQLLeafType, strict: boolean): Check {
  const misfit = `is no ${type.name}`;
  const fits = leafTest(type);
  if (isEnumType(type)) {
    return (value, found) => {
      if (fits(value)) return null;
      if (strict || typeof value !== 'string') return misfit;
      found.unknown ??= new Set();
      found.unknown.add(type.name);
      return null;
    };
  }
  return (value) => {
    if (fits(value)) return null;
    const isLong = typeof value === 'string' && value.length > longestText;
    return isLong ? `is longer than ${longestText} characters` : misfit;
  };
}

/** Whether a value is one of a scalar or enum, and no longer than anybody needs. */
export function leafTest(type: GraphQLLeafType): (value: unknown) => boolean {
  if (isEnumType(type)) {
    const values: ReadonlySet<unknown> = new Set(type.getValues().map(({ name }) => name));
    return (value) => values.has(value);
  }
  switch (type.name) {
    case 'Int':
      return (value) => Number.isInteger(value) && Math.abs(value as number) <= 2 ** 31;
    case 'Float':
      return (value) => Number.isFinite(value);
    case 'Boolean':
      return (value) => typeof value === 'boolean';
    case 'ID':
      return (value) => typeof value === 'string' && value !== '' && value.length <= longestText;
    default:
      return isText;
  }
}

export function isText(value: unknown): boolean {
  return typeof value === 'string' && value.length <= longestText;
}

export function isObject(value: unknown): value is RawObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Fault);
}

/** An object that fits, without the values of enums that this version of the contract does not have. */
export function withoutUnknown(value: RawObject, asked: AskedFields): RawObject {
  const known: Record<string, unknown> = { ...value };
  for (const { key, type, children } of asked.values()) known[key] = knownValue(value[key], type, children);
  return known;
}

function knownValue(value: unknown, type: GraphQLOutputType, children: AskedFields | null): unknown {
  if (value === null || value === undefined || value instanceof Fault) return value;
  if (isNonNullType(type)) return knownValue(value, type.ofType, children);
  if (isListType(type)) {
    const items = (value as readonly unknown[]).map((item) => knownValue(item, type.ofType, children));
    return isNonNullType(type.ofType) ? items.filter((item) => item !== null) : items;
  }
  if (isEnumType(type)) return type.getValue(value as string) ? value : null;
  return children ? withoutUnknown(value as RawObject, children) : value;
}
