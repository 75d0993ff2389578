import {
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLOutputType,
  getNamedType,
  isLeafType,
  isObjectType,
  Kind,
  print,
  type SelectionNode,
  TypeInfo,
  type ValueNode,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { deferOf } from './selections.ts';
import type { LoadedSupergraph } from './supergraph.ts';

export interface PrivateOperation {
  /** The operation as it is planned. */
  readonly document: DocumentNode;
  /** Under which key the data has a field of the client's operation. */
  readonly keyOf: (field: FieldNode) => string;
}

/**
 * Gives every field that takes arguments, or has an alias or directives, a response key of our own.
 *
 * The planner adds fields to an operation, for keys and for `@requires`, under their own names. What the client asks for
 * with other arguments, or calls by such a name, would share a response key with them. The same field with the same
 * arguments and directives keeps one key, however often it is asked for, if it is a leaf; objects are told apart by the client's key as
 * well, because an error inside of one must not take the other with it. So are the root fields of a mutation: each is to
 * be done.
 *
 * @param document one operation and the fragments that it uses, valid in the supergraph's API schema
 */
export function withPrivateAliases(
  {
    schema,
    fieldNames,
    fieldsWithArguments,
  }: Pick<LoadedSupergraph, 'schema' | 'fieldNames' | 'fieldsWithArguments'>,
  document: DocumentNode,
): PrivateOperation {
  const keys = new Map<FieldNode, string>();
  const aliases = new Map<string, string>();
  const taken = new Set(fieldNames);

  const aliasOf = (field: FieldNode, identity: string): string => {
    const known = aliases.get(identity);
    if (known !== undefined) return known;
    let counter = 0;
    let alias = `${field.name.value}__${counter}`;
    while (taken.has(alias)) alias = `${field.name.value}__${++counter}`;
    taken.add(alias);
    aliases.set(identity, alias);
    return alias;
  };

  let deferredWithin = 0;
  const typeInfo = new TypeInfo(schema);
  const renamed = visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field(field) {
        const name = field.name.value;
        const parent = typeInfo.getParentType();
        const type = typeInfo.getFieldDef()?.type;
        if (name.startsWith('__') || !parent || !type) {
          // Introspection is answered from the client's own operation.
          if (name !== '__typename') return undefined;
          keys.set(field, name);
          return withAlias(field, undefined);
        }
        const key = (field.alias ?? field.name).value;
        const directives = (field.directives ?? []).map(print).join(' ');
        const isPlain = key === name && directives === '' && !fieldsWithArguments.has(name);
        if (isPlain && !(name in Object.prototype)) return undefined;
        const apart = !isLeafType(getNamedType(type)) || parent === schema.getMutationType();
        const alias = aliasOf(
          field,
          [name, argumentsText(field), directives, shapeOf(type), apart ? key : ''].join('\n'),
        );
        keys.set(field, alias);
        return withAlias(field, alias);
      },
      InlineFragment: {
        enter(fragment) {
          if (deferOf(fragment)) deferredWithin += 1;
        },
        leave(fragment) {
          if (deferOf(fragment)) deferredWithin -= 1;
          return fragment.selectionSet.selections.length === 0 ? null : undefined;
        },
      },
      SelectionSet: {
        enter(set, _key, parent) {
          const isOfDeferred = deferredWithin > 0 && isFragment(parent);
          if (!isOfDeferred || !isObjectType(typeInfo.getParentType())) return undefined;
          return { ...set, selections: set.selections.filter(isPlannedLater) };
        },
        leave(set, _key, parent) {
          // Of an object whose fields all are left out the client is to see the object, empty.
          const isEmpty = set.selections.length === 0 && !isFragment(parent);
          return isEmpty ? { ...set, selections: [typename] } : undefined;
        },
      },
    }),
  );
  return { document: renamed, keyOf: (field) => keys.get(field) ?? field.name.value };
}

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

function isFragment(node: ASTNode | readonly ASTNode[] | undefined): boolean {
  return node !== undefined && 'kind' in node && node.kind === Kind.INLINE_FRAGMENT;
}

/**
 * Whether somebody has to be asked for what is deferred. The planner takes introspection away itself, but not there; and the
 * name of an object's type it would have fetched anew, from any subgraph that has the type: with a few of them it has
 * thousands of plans to choose from.
 */
function isPlannedLater(selection: SelectionNode): boolean {
  return selection.kind !== Kind.FIELD || !selection.name.value.startsWith('__');
}

function withAlias({ alias: _, ...field }: FieldNode, alias: string | undefined): FieldNode {
  return alias === undefined ? field : { ...field, alias: { kind: Kind.NAME, value: alias } };
}

function argumentsText(field: FieldNode): string {
  return (field.arguments ?? [])
    .map(({ name, value }) => `${name.value}: ${valueText(value)}`)
    .sort()
    .join(', ');
}

/** The same for all ways to write a value: validation lets one response key have them all. */
function valueText(value: ValueNode): string {
  if (value.kind === Kind.LIST) return `[${value.values.map(valueText).join(', ')}]`;
  if (value.kind !== Kind.OBJECT) return print(value);
  const fields = value.fields.map(({ name, value }) => `${name.value}: ${valueText(value)}`);
  return `{${fields.sort().join(', ')}}`;
}

/**
 * What two fields must have in common to share a response key: the type of leaves, lists and non-nulls of objects.
 *
 * @see https://spec.graphql.org/draft/#SameResponseShape()
 */
function shapeOf(type: GraphQLOutputType): string {
  const named = getNamedType(type);
  return isLeafType(named) ? String(type) : String(type).replace(named.name, '');
}
