import {
  type FieldNode,
  type GraphQLNamedOutputType,
  type GraphQLOutputType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { type Data, isData } from './data.ts';
import type { ResponseErrorCode } from './errors.ts';
import type { Flaws, Path } from './flaws.ts';
import { inOnePiece } from './json-text.ts';
import { leafWriter } from './leaf-writer.ts';
import { narrowText } from './narrow-text.ts';
import type { Reason } from './reason.ts';
import { remembered } from './remembered.ts';
import { collectFields, dependsOnType, type SelectionScope } from './selections.ts';

/** What one answer is written with. */
export interface Writing {
  /** Objects and lists that stand in several places of the data: their text is written once. */
  readonly shared: ReadonlySet<object>;
  /** The text of what is shared, by who wrote it. */
  readonly texts: Map<Write, Map<object, string>>;
  /** Whether an error that is known already tells why there is nothing at this place. */
  readonly isExplained: (path: Path) => boolean;
  /** Why a key is missing of an object; undefined if that is not known. */
  readonly absenceOf: (object: Data, key: string) => Reason | undefined;
  /** The answer to introspection, by the response key of the root field. */
  readonly introspection: Readonly<Data>;
  readonly flaws: Flaws;
  /** Where the writer is. */
  readonly path: Path;
}

/**
 * Writes the answer to an operation from the gathered data.
 *
 * @returns JSON text; `null` where an error nulls the whole
 */
export type Project = (data: Data, writing: Writing) => string;

export interface ProjectionScope extends SelectionScope {
  /** Under which key the data has a field. */
  readonly keyOf: (field: FieldNode) => string;
}

/**
 * Completes values as the specification says, straight to JSON text.
 *
 * @see https://spec.graphql.org/draft/#sec-Value-Completion
 */
export function compileProjection(scope: ProjectionScope, operation: OperationDefinitionNode): Project {
  const root = scope.schema.getRootType(operation.operation);
  if (!root) throw new Error(`The schema has no root type for a ${operation.operation}.`);
  const write = objectWriter(scope, [operation.selectionSet], root.name, true);
  return (data, writing) => write(data, writing) ?? 'null';
}

/** Writes a value; undefined where it is null, be it for an error or not. */
export type Write = (value: unknown, writing: Writing) => string | undefined;

interface Member {
  readonly key: string;
  /** `"key":` */
  readonly prefix: string;
  readonly dataKey: string;
  readonly nonNull: boolean;
  /** `Type.field` and its type, for messages. */
  readonly name: string;
  readonly isLeaf: boolean;
  readonly write: Write;
}

/** Writes an object whose type is known; undefined where an error nulls it. */
export function objectWriter(
  scope: ProjectionScope,
  selectionSets: readonly SelectionSetNode[],
  typeName: string,
  isRoot = false,
): (object: Data, writing: Writing) => string | undefined {
  let members: Member[] | null = null;
  return (object, writing) => {
    // Not before it is needed: an abstract type may have many object types that never come.
    members ??= membersOf(scope, selectionSets, typeName);
    const { path } = writing;
    let text = '';
    for (const { key, prefix, dataKey, nonNull, name, isLeaf, write } of members) {
      const value = object[dataKey];
      let written: string | undefined;
      if (value === null || value === undefined) {
        if (isRoot && value === undefined && dataKey.startsWith('__')) {
          written = rootMeta(key, dataKey, typeName, writing);
        } else if (dataKey === '__typename') {
          written = `"${typeName}"`;
        } else if (value === undefined && writing.absenceOf(object, dataKey) === 'told') {
          // There is an error already.
        } else if (nonNull) {
          flaw(writing, key, `Cannot return null for non-nullable field ${name}.`, 'VALUE_INVALID');
        } else if (value === undefined && !writing.absenceOf(object, dataKey)) {
          flaw(writing, key, `${name} was not delivered.`, 'FIELD_MISSING');
        }
      } else if (isLeaf) {
        written = write(value, writing);
        if (written === undefined)
          flaw(writing, key, `The value of ${name} is not of its type.`, 'VALUE_INVALID');
      } else {
        path.push(key);
        written = write(value, writing);
        path.pop();
      }
      if (written === undefined) {
        if (nonNull) return undefined;
        written = 'null';
      }
      text += text === '' ? prefix + written : `,${prefix}${written}`;
    }
    return `{${text}}`;
  };
}

function rootMeta(key: string, dataKey: string, typeName: string, { introspection }: Writing): string {
  return dataKey === '__typename' ? `"${typeName}"` : JSON.stringify(introspection[key] ?? null);
}

function flaw(writing: Writing, key: string | number, message: string, code: ResponseErrorCode): void {
  const path = [...writing.path, key];
  if (!writing.isExplained(path)) writing.flaws.add(() => ({ message, path, code }));
}

function membersOf(
  scope: ProjectionScope,
  selectionSets: readonly SelectionSetNode[],
  typeName: string,
): Member[] {
  const type = scope.schema.getType(typeName);
  const fields = isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
  const members: Member[] = [];
  for (const [key, nodes] of collectFields(scope, selectionSets, typeName)) {
    const node = nodes[0] as FieldNode;
    const fieldName = node.name.value;
    const prefix = narrowText(`${JSON.stringify(key)}:`);
    if (fieldName.startsWith('__')) {
      // The type that the data tells is the one whose members these are.
      members.push({
        key,
        prefix,
        dataKey: fieldName,
        nonNull: true,
        name: `${typeName}.${fieldName}`,
        isLeaf: true,
        write: () => `"${typeName}"`,
      });
      continue;
    }
    const fieldType = fields[fieldName]?.type;
    if (!fieldType) continue;
    const nullable = getNullableType(fieldType) as GraphQLOutputType;
    const name = `${typeName}.${fieldName}`;
    const nested = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    members.push({
      key,
      prefix,
      dataKey: scope.keyOf(node),
      nonNull: isNonNullType(fieldType),
      name,
      isLeaf: isScalarType(nullable) || isEnumType(nullable),
      write: valueWriter(scope, nullable, nested, name),
    });
  }
  return members;
}

/** @param type never a non-null type: whoever holds the value knows whether it may be null */
function valueWriter(
  scope: ProjectionScope,
  type: GraphQLOutputType,
  selectionSets: readonly SelectionSetNode[],
  name: string,
): Write {
  if (isListType(type)) return listWriter(scope, type.ofType, selectionSets, name);
  if (isScalarType(type) || isEnumType(type)) return leafWriter(type);
  return writtenOnce(compositeWriter(scope, type as GraphQLNamedOutputType, selectionSets, name));
}

function listWriter(
  scope: ProjectionScope,
  itemType: GraphQLOutputType,
  selectionSets: readonly SelectionSetNode[],
  name: string,
): Write {
  const nonNull = isNonNullType(itemType);
  const nullable = getNullableType(itemType) as GraphQLOutputType;
  const isLeaf = isScalarType(nullable) || isEnumType(nullable);
  const write = valueWriter(scope, nullable, selectionSets, name);
  const writeList: Write = (value, writing) => {
    if (!Array.isArray(value)) {
      invalid(writing, `The value of ${name} is not a list.`);
      return undefined;
    }
    const { path } = writing;
    let text = '';
    for (let index = 0; index < value.length; index += 1) {
      const item: unknown = value[index];
      let written: string | undefined;
      if (item === null || item === undefined) {
        if (nonNull)
          flaw(writing, index, `Cannot return null for non-nullable field ${name}.`, 'VALUE_INVALID');
      } else if (isLeaf) {
        written = write(item, writing);
        if (written === undefined)
          flaw(writing, index, `A value of ${name} is not of its type.`, 'VALUE_INVALID');
      } else {
        path.push(index);
        written = write(item, writing);
        path.pop();
      }
      if (written === undefined) {
        if (nonNull) return undefined;
        written = 'null';
      }
      text += index === 0 ? written : `,${written}`;
    }
    return `[${text}]`;
  };
  return isLeaf ? writeList : writtenOnce(writeList);
}

/** A flaw at the writer's own place. */
function invalid(writing: Writing, message: string): void {
  const path = [...writing.path];
  if (!writing.isExplained(path)) writing.flaws.add(() => ({ message, path, code: 'VALUE_INVALID' }));
}

/**
 * Writes what stands in several places once, unless there is something wrong with it: errors tell of every place.
 */
function writtenOnce(write: Write): Write {
  return (value, writing) => {
    if (writing.shared.size === 0 || !writing.shared.has(value as object)) return write(value, writing);
    const texts = remembered(writing.texts, write, () => new Map<object, string>());
    const known = texts.get(value as object);
    if (known !== undefined) return known;
    const flaws = writing.flaws.count;
    const text = write(value, writing);
    if (text === undefined || writing.flaws.count > flaws) return text;
    const whole = inOnePiece(text);
    texts.set(value as object, whole);
    return whole;
  };
}

function compositeWriter(
  scope: ProjectionScope,
  type: GraphQLNamedOutputType,
  selectionSets: readonly SelectionSetNode[],
  name: string,
): Write {
  if (!isAbstractType(type)) {
    const write = objectWriter(scope, selectionSets, type.name);
    return (value, writing) => {
      if (isData(value)) return write(value, writing);
      invalid(writing, `The value of ${name} is not an object.`);
      return undefined;
    };
  }
  const writers = new Map<string, ReturnType<typeof objectWriter>>();
  const { objects, interfaces } = isInterfaceType(type)
    ? scope.schema.getImplementations(type)
    : { objects: type.getTypes(), interfaces: [] };
  const known = new Set([...objects].map((possible) => possible.name));
  // Of an `@interfaceObject` a subgraph tells no concrete type, but the interface's name: this one, or one that implements it.
  const unclear = new Map(
    [type, ...interfaces].map(({ name: told }) => [told, dependsOnType(scope, selectionSets, told)]),
  );
  return (value, writing) => {
    if (!isData(value)) {
      invalid(writing, `The value of ${name} is not an object.`);
      return undefined;
    }
    const told = value['__typename'];
    // Where no concrete type is told, what the interface itself has, if nothing else is asked for.
    const typeName = typeof told === 'string' ? told : type.name;
    const needsType = unclear.get(typeName);
    if (needsType === undefined && !known.has(typeName)) {
      invalid(writing, `The value of ${name} is of a type that is not one of ${type.name}.`);
      return undefined;
    }
    if (needsType) {
      const path = [...writing.path];
      if (writing.absenceOf(value, '__typename') !== 'told' && !writing.isExplained(path)) {
        const message = `The type of ${name} was not delivered.`;
        writing.flaws.add(() => ({ message, path, code: 'FIELD_MISSING' }));
      }
      return undefined;
    }
    const write = remembered(writers, typeName, () => objectWriter(scope, selectionSets, typeName));
    return write(value, writing);
  };
}
