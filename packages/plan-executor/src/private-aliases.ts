import {
  type DocumentNode,
  type FieldNode,
  type GraphQLOutputType,
  getNamedType,
  isLeafType,
  Kind,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { LoadedSupergraph } from './supergraph.ts';

export interface PrivateOperation {
  /** The operation as it is planned. */
  readonly document: DocumentNode;
  /** Under which key the data has a field of the client's operation. */
  readonly keyOf: (field: FieldNode) => string;
}

/**
 * Gives every field that takes arguments or has an alias a response key of our own.
 *
 * The planner adds fields to an operation, for keys and for `@requires`, under their own names. What the client asks for
 * with other arguments, or calls by such a name, would share a response key with them. The same field with the same
 * arguments keeps one key, however often it is asked for, if it is a leaf; objects are told apart by the client's key as
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

  const leavesOut = hasConditions(document);
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
        const planned = leavesOut ? withTypename(field) : field;
        const needed = field.alias !== undefined || fieldsWithArguments.has(name) || name in Object.prototype;
        if (!needed) return planned === field ? undefined : planned;
        const apart = !isLeafType(getNamedType(type)) || parent === schema.getMutationType();
        const alias = aliasOf(
          field,
          [name, argumentsText(field), shapeOf(type), apart ? (field.alias ?? field.name).value : ''].join(
            '\n',
          ),
        );
        keys.set(field, alias);
        return withAlias(planned, alias);
      },
    }),
  );
  return { document: renamed, keyOf: (field) => keys.get(field) ?? field.name.value };
}

function hasConditions(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Directive: ({ name }) => {
      found ||= name.value === 'skip' || name.value === 'include';
    },
  });
  return found;
}

/** The planner forgets a field of whose selections all are left out; but the client is to see its object, empty. */
function withTypename(field: FieldNode): FieldNode {
  if (!field.selectionSet) return field;
  const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
  return {
    ...field,
    selectionSet: { ...field.selectionSet, selections: [...field.selectionSet.selections, typename] },
  };
}

function withAlias({ alias: _, ...field }: FieldNode, alias: string | undefined): FieldNode {
  return alias === undefined ? field : { ...field, alias: { kind: Kind.NAME, value: alias } };
}

function argumentsText(field: FieldNode): string {
  return (field.arguments ?? []).map(print).sort().join(', ');
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
