import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentSpreadNode,
  GraphQLError,
  type InlineFragmentNode,
  Kind,
  visit,
} from 'graphql';
import type { Data } from './data.ts';

/** The names of the variables by which an operation leaves fields out. */
export function conditionVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive(directive) {
      if (!isCondition(directive)) return;
      for (const { value } of directive.arguments ?? []) {
        if (value.kind === Kind.VARIABLE) names.add(value.name.value);
      }
    },
  });
  return [...names].sort();
}

/**
 * What remains of an operation for given variables: without `@skip` and `@include`, and without what these leave out.
 *
 * The planner has faults with conditions: it wants for a fetch what is needed for the fields left out too, and then the
 * rest of that fetch is missing. So what it plans has none. Selections may end up empty.
 *
 * @throws {GraphQLError} `BAD_USER_INPUT` where a condition is null
 */
export function withoutConditions(document: DocumentNode, variables: Readonly<Data>): DocumentNode {
  const resolved = <Node extends FieldNode | FragmentSpreadNode | InlineFragmentNode>(node: Node) => {
    const conditions = (node.directives ?? []).filter(isCondition);
    if (conditions.length === 0) return undefined;
    if (!conditions.every((condition) => lets(condition, variables))) return null;
    return { ...node, directives: node.directives?.filter((directive) => !isCondition(directive)) ?? [] };
  };
  return visit(document, {
    Field: { enter: resolved },
    FragmentSpread: { enter: resolved },
    InlineFragment: {
      enter: resolved,
      leave: ({ selectionSet }) => (selectionSet.selections.length === 0 ? null : undefined),
    },
  });
}

function isCondition({ name }: DirectiveNode): boolean {
  return name.value === 'skip' || name.value === 'include';
}

function lets(condition: DirectiveNode, variables: Readonly<Data>): boolean {
  const given = condition.arguments?.find(({ name }) => name.value === 'if')?.value;
  const value =
    given?.kind === Kind.VARIABLE
      ? variables[given.name.value]
      : given?.kind === Kind.BOOLEAN
        ? given.value
        : null;
  if (typeof value === 'boolean') return condition.name.value === 'include' ? value : !value;
  throw new GraphQLError(`The condition of @${condition.name.value} must be true or false, but it is null.`, {
    nodes: condition,
    extensions: { code: 'BAD_USER_INPUT' },
  });
}
