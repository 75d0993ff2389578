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
import { deferOf } from './selections.ts';

/** The names of the variables by which an operation leaves fields out, or defers them. */
export function conditionVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive(directive) {
      if (!isCondition(directive) && !isDefer(directive)) return;
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
 * @param defers whether `@defer` stays, without its condition, where that holds; else none stays
 * @throws {GraphQLError} `BAD_USER_INPUT` where a condition is null
 */
export function withoutConditions(
  document: DocumentNode,
  variables: Readonly<Data>,
  defers = false,
): DocumentNode {
  const resolved = <Node extends FieldNode | FragmentSpreadNode | InlineFragmentNode>(node: Node) => {
    const conditions = (node.directives ?? []).filter(isCondition);
    const defer = deferOf(node);
    if (conditions.length === 0 && !defer) return undefined;
    if (!conditions.every((condition) => lets(condition, variables))) return null;
    const others = (node.directives ?? []).filter(
      (directive) => !isCondition(directive) && directive !== defer,
    );
    const isDeferred = defer !== undefined && lets(defer, variables) && defers;
    return { ...node, directives: isDeferred ? [...others, withoutIf(defer)] : others };
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

function isDefer({ name }: DirectiveNode): boolean {
  return name.value === 'defer';
}

function withoutIf(defer: DirectiveNode): DirectiveNode {
  return { ...defer, arguments: defer.arguments?.filter(({ name }) => name.value !== 'if') ?? [] };
}

function lets(condition: DirectiveNode, variables: Readonly<Data>): boolean {
  const given = condition.arguments?.find(({ name }) => name.value === 'if')?.value;
  const value =
    given?.kind === Kind.VARIABLE
      ? variables[given.name.value]
      : given?.kind === Kind.BOOLEAN
        ? given.value
        : given === undefined && isDefer(condition)
          ? true
          : null;
  if (typeof value === 'boolean') return condition.name.value === 'skip' ? !value : value;
  throw new GraphQLError(`The condition of @${condition.name.value} must be true or false, but it is null.`, {
    nodes: condition,
    extensions: { code: 'BAD_USER_INPUT' },
  });
}
