import {
  type FieldNode,
  type GraphQLDirective,
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getDirectiveValues,
  isAbstractType,
  isObjectType,
  Kind,
  type SelectionNode,
} from 'graphql';

/** An executor gives the same nodes for the same selection, with the same answers of `@skip` and `@include`. */
const known = new WeakMap<readonly FieldNode[], Map<string, ReadonlySet<string>>>();

/**
 * The names, without their aliases, of the fields that the operation selects below the field being resolved.
 *
 * @param path the fields to descend by, for example `['edges', 'node']`; all of their aliases count
 * @param type of an abstract field: the object type whose fields count
 */
export function selectedFields(
  info: GraphQLResolveInfo,
  path: readonly string[] = [],
  type?: string,
): ReadonlySet<string> {
  let ofNodes = known.get(info.fieldNodes);
  if (!ofNodes) {
    ofNodes = new Map();
    known.set(info.fieldNodes, ofNodes);
  }
  const key = `${type ?? ''} ${path.join(' ')}`;
  let names = ofNodes.get(key);
  if (!names) {
    names = namesBelow(info, path, type);
    ofNodes.set(key, names);
  }
  return names;
}

function namesBelow(info: GraphQLResolveInfo, path: readonly string[], type?: string): ReadonlySet<string> {
  // The type is that of what stands at the path's end: above it, fragments have conditions on other types.
  const typeAt = (depth: number) => (depth === path.length ? type : undefined);
  let nodes: readonly FieldNode[] = fieldsBelow(info, info.fieldNodes, typeAt(0));
  for (const [index, name] of path.entries()) {
    nodes = fieldsBelow(
      info,
      nodes.filter((node) => node.name.value === name),
      typeAt(index + 1),
    );
  }
  return new Set(nodes.map((node) => node.name.value));
}

function fieldsBelow(info: GraphQLResolveInfo, parents: readonly FieldNode[], type?: string): FieldNode[] {
  return parents.flatMap((parent) =>
    (parent.selectionSet?.selections ?? []).flatMap((selection) => fieldsOf(info, selection, type)),
  );
}

function fieldsOf(info: GraphQLResolveInfo, selection: SelectionNode, type?: string): readonly FieldNode[] {
  if (!isIncluded(info, selection)) return [];
  if (selection.kind === Kind.FIELD) return [selection];
  const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : info.fragments[selection.name.value];
  if (!fragment || !applies(info, fragment.typeCondition?.name.value, type)) return [];
  return fragment.selectionSet.selections.flatMap((inner) => fieldsOf(info, inner, type));
}

function applies(info: GraphQLResolveInfo, condition: string | undefined, type: string | undefined): boolean {
  if (condition === undefined || type === undefined || condition === type) return true;
  const abstract = info.schema.getType(condition);
  const object = info.schema.getType(type);
  return isAbstractType(abstract) && isObjectType(object) && info.schema.isSubType(abstract, object);
}

function isIncluded(info: GraphQLResolveInfo, selection: SelectionNode): boolean {
  const condition = (directive: GraphQLDirective) =>
    getDirectiveValues(directive, selection, info.variableValues)?.['if'];
  return condition(GraphQLSkipDirective) !== true && condition(GraphQLIncludeDirective) !== false;
}
