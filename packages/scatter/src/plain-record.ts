import {
  type GraphQLLeafType,
  type GraphQLOutputType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { AskedFields } from './asked.ts';
import { isText, leafTest, longestList, longestText, type RawObject } from './check.ts';
import { needsRound, type RecordReader, type Selection } from './plan.ts';
import type { Output } from './result.ts';

/** Stands for a value that is not plainly right. */
const unclear = Symbol('unclear');

type Read = (value: unknown) => unknown;

/**
 * A reader of records, made once for each plan, because nearly every record of every page is plainly right. Whatever is
 * not is left to check.ts and record-output.ts.
 *
 * @param asked all that the member is asked for, of which the client selected some
 * @returns null if more than reading is needed: another round, or a key that ordinary objects cannot have
 */
export function plainReader(asked: AskedFields, selection: Selection): RecordReader | null {
  const read = objectRead(asked, selection, true);
  if (!read) return null;
  return (record) => {
    const output = read(record);
    return output === unclear || output === null ? undefined : (output as Output);
  };
}

type Selected = Pick<Selection, 'type' | 'blank' | 'entity' | 'fields' | 'gathers'>;

/** Of what was asked and not selected, such as for whom a record speaks, only the form is looked at. */
const nothing: Selected = { type: '', blank: {}, entity: null, fields: [], gathers: [] };

interface Part {
  readonly responseKey: string;
  readonly key: string;
  readonly read: Read;
}

/**
 * @param isOnce whether what is read goes to one place only: what goes to several must be an object of its own in each,
 *   because whoever asked may add to it
 */
function objectRead(asked: AskedFields, selected: Selected, isOnce: boolean): Read | null {
  const { type, blank, entity, fields, gathers } = selected;
  // Of what nothing is asked, nothing tells an object from an error in its place.
  if (!blank || asked.size === 0 || gathers.length > 0) return null;
  // What nobody sent along with a reference stays null.
  const constants: Record<string, unknown> = { ...blank };
  const outputs: Part[] = [];
  const unread = new Map(asked);
  for (const field of fields) {
    const { role, responseKey } = field;
    if (role === 'typename') constants[responseKey] = type;
    if (role === 'typename' || role === 'external') continue;
    const key = role === 'key' && entity ? entity.key : field.key;
    const part = asked.get(key);
    if (!part || (role === 'reference' && field.selection && needsRound(field.selection))) return null;
    const isOnlyOne = fields.filter((other) => other.key === field.key).length === 1;
    const read = typeRead(part.children, part.type, field.selection ?? nothing, isOnce && isOnlyOne);
    if (!read) return null;
    outputs.push({ responseKey, key, read });
    unread.delete(key);
  }
  const others: Part[] = [];
  for (const [key, part] of unread) {
    const read = typeRead(part.children, part.type, nothing, true);
    if (!read) return null;
    others.push({ responseKey: '', key, read });
  }
  const copy = copyRead(constants, outputs, others);
  const isWhole =
    isOnce &&
    outputs.length === fields.length &&
    outputs.length === asked.size &&
    outputs.every(({ responseKey, key }) => responseKey === key);
  return isWhole ? wholeRead(outputs, copy) : copy;
}

/** A new object with what was selected. */
function copyRead(constants: Output, outputs: readonly Part[], others: readonly Part[]): Read {
  return (value) => {
    if (typeof value !== 'object' || value === null) return unclear;
    const record = value as RawObject;
    const object: Output = { ...constants };
    for (let at = 0; at < outputs.length; at++) {
      const { responseKey, key, read } = outputs[at] as Part;
      const part = read(record[key]);
      if (part === unclear) return unclear;
      object[responseKey] = part;
    }
    for (let at = 0; at < others.length; at++) {
      const { key, read } = others[at] as Part;
      if (read(record[key]) === unclear) return unclear;
    }
    return object;
  };
}

/** The object itself, if it has just what was selected, in that order: looking costs a fraction of copying. */
function wholeRead(parts: readonly Part[], copy: Read): Read {
  return (value) => {
    if (typeof value !== 'object' || value === null) return unclear;
    const record = value as RawObject;
    let at = 0;
    for (const key in record) {
      if (at === parts.length) return copy(value);
      const part = parts[at++] as Part;
      if (part.key !== key) return copy(value);
      const read = part.read(record[key]);
      if (read === unclear) return unclear;
      if (read !== record[key]) return copy(value);
    }
    return at === parts.length ? value : copy(value);
  };
}

function typeRead(
  children: AskedFields | null,
  type: GraphQLOutputType,
  selected: Selected,
  isOnce: boolean,
): Read | null {
  if (isNonNullType(type)) return nonNullRead(children, type.ofType, selected, isOnce);
  if (isLeafType(type)) return leafRead(type, true);
  const read = nonNullRead(children, type, selected, isOnce);
  return read && ((value) => (value === null ? null : read(value)));
}

/** @param type not a non-null one */
function nonNullRead(
  children: AskedFields | null,
  type: GraphQLOutputType,
  selected: Selected,
  isOnce: boolean,
): Read | null {
  if (isListType(type)) return listRead(children, type.ofType, selected, isOnce);
  return isLeafType(type) ? leafRead(type, false) : children && objectRead(children, selected, isOnce);
}

/** One function for each value, and none that calls another: there are hundreds of values on a page. */
function leafRead(type: GraphQLLeafType, isNullable: boolean): Read {
  if (isEnumType(type)) {
    const values = new Set<unknown>(type.getValues().map(({ name }) => name));
    if (isNullable) values.add(null);
    return (value) => (values.has(value) ? value : unclear);
  }
  const fits = leafTest(type);
  if (fits === isText) return isNullable ? textOrNull : text;
  return (value) => (fits(value) || (isNullable && value === null) ? value : unclear);
}

function text(value: unknown): unknown {
  return typeof value === 'string' && value.length <= longestText ? value : unclear;
}

function textOrNull(value: unknown): unknown {
  return value === null || (typeof value === 'string' && value.length <= longestText) ? value : unclear;
}

function listRead(
  children: AskedFields | null,
  type: GraphQLOutputType,
  selected: Selected,
  isOnce: boolean,
): Read | null {
  const item = typeRead(children, type, selected, isOnce);
  return (
    item &&
    ((value) => {
      if (!Array.isArray(value) || value.length > longestList) return unclear;
      // A list of what stays as it is stays as it is too.
      let items: unknown[] = value;
      for (let at = 0; at < value.length; at++) {
        const part = item(value[at]);
        if (part === unclear) return unclear;
        if (part === value[at]) continue;
        if (items === value) items = [...value];
        items[at] = part;
      }
      return items;
    })
  );
}
