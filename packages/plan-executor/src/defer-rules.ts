import {
  type DirectiveNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type ValidationRule,
  visit,
} from 'graphql';

/**
 * What the specification demands of `@defer` and graphql-js 16 does not check: labels are texts, each of them there once;
 * nothing is deferred at the root of a mutation, whose fields are done one after the other, nor in a subscription.
 *
 * @see https://github.com/graphql/graphql-spec/pull/1110
 */
export const deferRules: readonly ValidationRule[] = [labels, mutationRoot, subscriptions];

function labels(context: Parameters<ValidationRule>[0]): ReturnType<ValidationRule> {
  const known = new Map<string, DirectiveNode>();
  const refuse = (message: string, ...nodes: DirectiveNode[]) =>
    context.reportError(new GraphQLError(message, { nodes }));
  return {
    Directive(node) {
      const label = node.arguments?.find(({ name }) => name.value === 'label')?.value;
      if (!isDefer(node) || !label || label.kind === Kind.NULL) return;
      if (label.kind !== Kind.STRING) {
        refuse('The label of @defer must be a text, not a variable.', node);
        return;
      }
      const other = known.get(label.value);
      if (other)
        refuse(`Each label of @defer must be there once; "${label.value}" is there again.`, other, node);
      else known.set(label.value, node);
    },
  };
}

function mutationRoot(context: Parameters<ValidationRule>[0]): ReturnType<ValidationRule> {
  return {
    Directive(node) {
      const parent = context.getParentType();
      if (!isDefer(node) || !parent || parent !== context.getSchema().getMutationType()) return;
      const message = `@defer cannot be used on the root type "${parent.name}": mutations are done one after the other.`;
      context.reportError(new GraphQLError(message, { nodes: node }));
    },
  };
}

function subscriptions(context: Parameters<ValidationRule>[0]): ReturnType<ValidationRule> {
  return {
    OperationDefinition(operation) {
      if (operation.operation !== OperationTypeNode.SUBSCRIPTION) return;
      for (const part of [operation, ...context.getRecursivelyReferencedFragments(operation)]) {
        for (const node of defersIn(part)) {
          const message = '@defer is not supported in subscriptions; it can be turned off with `if: false`.';
          context.reportError(new GraphQLError(message, { nodes: node }));
        }
      }
    },
  };
}

/** Those that may be in force. */
function defersIn(part: OperationDefinitionNode | FragmentDefinitionNode): DirectiveNode[] {
  const found: DirectiveNode[] = [];
  visit(part, {
    Directive(node) {
      const condition = node.arguments?.find(({ name }) => name.value === 'if')?.value;
      if (isDefer(node) && !(condition?.kind === Kind.BOOLEAN && !condition.value)) found.push(node);
    },
  });
  return found;
}

function isDefer({ name }: DirectiveNode): boolean {
  return name.value === 'defer';
}
